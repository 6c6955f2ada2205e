import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gsn2x } from '../../../shared/evidence/gsn2x.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { gsnModules, gsnOpen, gsnWhole } from '../../builders/evidence-files/gsn2x.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (files: Readonly<Record<string, string>>, format: string | null = null) => readEvidence({ files: Object.entries(files).map(([name, text]) => rawFile(name, text)), format, kind: null, answers: {} });
function evidence(files: Readonly<Record<string, string>> | string) {
  const result = read(typeof files === 'string' ? { 'case.gsn.yaml': files } : files, 'gsn2x');
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const gaps = (of: ReturnType<typeof evidence>) => Object.fromEntries(of.entries.filter(({ state }) => state === 'gap').map(({ id, stateRaw }) => [id, stateRaw]));
const codes = (of: ReturnType<typeof evidence>) => of.warnings.map(({ code }) => code);
const count = (of: ReturnType<typeof evidence>, metric: string) => of.results.find((result) => result.metric === metric)?.value;

describe('gsn2x', () => {
  it('reads nodes by the prefix of their ids, with one reference or a list', () => {
    const whole = evidence(gsnWhole);
    expect(whole.entries.map(({ id, type }) => [id, type])).toEqual([
      ['G1', 'goal'], ['C1', 'context'], ['S1', 'strategy'], ['A1', 'assumption'], ['J1', 'justification'], ['G2', 'goal'], ['G3', 'goal'], ['Sn1', 'solution'], ['Sn2', 'solution'],
    ]);
    expect(whole.entries[0]?.links).toEqual([{ to: 'S1', as: 'supported-by' }, { to: 'C1', as: 'in-context-of' }]);
    expect(whole.entries[5]).toMatchObject({ title: 'Missed emergencies are rare.', text: 'Missed emergencies are rare.\nRare means below 1 in 10 000.' });
    expect(whole.results.map(({ metric, value, unit }) => [metric, value, unit])).toEqual([['gaps', 0, 'count'], ['claims', 3, 'count'], ['evidence', 2, 'count'], ['drafts', 0, 'count'], ['cycles', 0, 'count']]);
    expect(whole.facts).toEqual([{ name: 'top claims', value: 'G1' }]);
    expect(whole.warnings).toEqual([]);
  });

  it('E-1 a whole argument is no pass, and one with gaps is inconclusive', () => {
    expect(evidence(gsnWhole)).toMatchObject({ kind: 'argument', verdict: 'none', run: { completeness: 'complete' } });
    expect(judgeEvidence('E-1' as ItemId, evidence(gsnWhole), [], []).state).toBe('not-judged');
    expect(evidence(gsnOpen)).toMatchObject({ verdict: 'inconclusive', verdictRaw: '1 gap' });
    expect(gaps(evidence(gsnOpen))).toEqual({ G3: 'undeveloped' });
    expect(codes(evidence(gsnOpen))).toEqual(['not-referenced']);
  });

  it('E-1 finds goals and strategies without support, nodes without text, and references to nothing', () => {
    expect(gaps(evidence('G1:\n  text: a\n  supportedBy: [S1, G2]\nS1:\n  text: b\nG2:\n  text: c\n'))).toEqual({ S1: 'no support', G2: 'no support' });
    expect(gaps(evidence('G1:\n  text:\n  supportedBy: Sn1\nSn1:\n  text: b\n'))).toEqual({ G1: 'no text' });
    const dangling = evidence('G1:\n  text: a\n  supportedBy: [Sn1, Sn9]\n  inContextOf: C9\nSn1:\n  text: b\n');
    expect(gaps(dangling)).toEqual({ G1: 'refers to Sn9, which is not there; refers to C9, which is not there' });
    expect(dangling).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(codes(dangling)).toEqual(['dangling-reference', 'dangling-reference']);
  });

  it('finds circles, also of one node, and says who is in them', () => {
    const circle = evidence('G1:\n  text: a\n  supportedBy: [G2]\nG2:\n  text: b\n  supportedBy: [S1]\nS1:\n  text: c\n  supportedBy: [G2, Sn1]\nSn1:\n  text: d\nG3:\n  text: e\n  supportedBy: G3\n');
    expect(count(circle, 'cycles')).toBe(2);
    expect(circle.warnings.map(({ text }) => text)).toEqual(expect.arrayContaining(['These nodes support each other in a circle: G2, S1.', 'The node supports itself: G3.']));
    expect(Object.keys(gaps(circle)).sort()).toEqual(['G2', 'G3', 'S1']);
    expect(codes(evidence('G1:\n  text: a\n  supportedBy: [G2]\nG2:\n  text: b\n  supportedBy: [G1]\n'))).toContain('no-top-claim');
  });
  it('finds a circle of thousands, and a chain of thousands without one', () => {
    const chain = (last: string) => Array.from({ length: 3000 }, (_, index) => `G${index}:\n  text: t\n  supportedBy: [${index === 2999 ? last : `G${index + 1}`}]\n`).join('') + 'Sn1:\n  text: t\n';
    expect(count(evidence(chain('Sn1')), 'gaps')).toBe(0);
    expect(evidence(chain('G0')).warnings.find(({ code }) => code === 'cycle')?.text.length).toBeLessThanOrEqual(2000);
    expect(count(evidence(chain('G0')), 'gaps')).toBe(3000);
  });

  it('takes defeat and challenges as gaps, unless the challenge was defeated', () => {
    const challenged = (more: string) => gaps(evidence(`G1:\n  text: a\n  supportedBy: [Sn1]\nSn1:\n  text: b\nCG1:\n  text: c\n  challenges: G1\n${more}`));
    expect(challenged('')).toEqual({ G1: 'challenged by CG1' });
    expect(challenged('  defeated: true\n')).toEqual({});
    expect(gaps(evidence('G1:\n  text: a\n  supportedBy: [Sn1]\n  defeated: true\nSn1:\n  text: b\n'))).toEqual({ G1: 'defeated' });
  });

  it('takes nodeType over the prefix, and reports what is no node', () => {
    const named = evidence('top:\n  text: a\n  nodeType: Goal\n  supportedBy: [proof]\nproof:\n  text: b\n  nodeType: Solution\nlayout:\n  width: 3\n');
    expect(named.entries.map(({ id, type }) => [id, type])).toEqual([['top', 'goal'], ['proof', 'solution']]);
    expect(named).toMatchObject({ warnings: [{ code: 'unknown-node', place: 'case.gsn.yaml, line 9' }], run: { completeness: 'partial' } });
  });

  it('reads modules as one argument: own ids first, then those used together, doubles under the name of their module', () => {
    const modules = evidence(gsnModules);
    expect(modules.entries.filter(({ type }) => type !== 'module').map(({ id }) => id)).toEqual(['Main/G1', 'G2', 'Data/Sn1', 'G3', 'People/Sn1', 'Apart/G1']);
    expect(modules.entries.find(({ id }) => id === 'G3')?.links).toEqual([{ to: 'People/Sn1', as: 'supported-by' }, { to: 'module People', as: 'part-of' }]);
    expect(gaps(modules)).toEqual({ 'Apart/G1': 'undeveloped' });
    expect(codes(modules)).toEqual(['duplicate-id', 'duplicate-id', 'module-apart', 'several-top-claims']);
    expect(modules.facts).toContainEqual({ name: 'modules', value: 'Main, Data, People, Apart' });
  });
  it('says where a reference could mean two modules', () => {
    const two = { 'a.gsn.yaml': 'module:\n  name: A\n  uses: [b.gsn.yaml, c.gsn.yaml]\nG1:\n  text: a\n  supportedBy: [Sn1]\n', 'b.gsn.yaml': 'module:\n  name: B\nSn1:\n  text: b\n', 'c.gsn.yaml': 'module:\n  name: C\nSn1:\n  text: c\n' };
    expect(evidence(two).warnings).toContainEqual(expect.objectContaining({ code: 'ambiguous-reference', place: 'a.gsn.yaml, line 5', text: 'Sn1 is in several modules. The one of B is taken.' }));
  });
  it('develops goals of another module where `extends` says so', () => {
    const template = 'module:\n  name: Template\nG1:\n  text: a\n  undeveloped: true\n';
    const instance = (goal: string) => `module:\n  name: Own\n  extends:\n    - module: Template\n      develops:\n        ${goal}: [G2]\nG2:\n  text: b\n  supportedBy: [Sn1]\nSn1:\n  text: c\n`;
    expect(gaps(evidence({ 't.gsn.yaml': template, 'i.gsn.yaml': instance('G1') }))).toEqual({});
    expect(codes(evidence({ 't.gsn.yaml': template, 'i.gsn.yaml': instance('G7') }))).toContain('dangling-reference');
  });

  it('E-8 gathers modules by folder and by use, and nothing else', () => {
    const names = Object.entries({ ...gsnModules, 'case/plain.gsn.yaml': gsnWhole, 'other/alone.gsn.yaml': 'module:\n  name: X\nG1:\n  text: a\n', 'case/modules.yaml': 'module: numpy\nversion: 1\n', 'case/readme.md': 'module:\n  many words\n' }).map(([name, text]) => headOf(rawFile(name, text)));
    expect(gatherPieces(names).filter((piece) => piece.length > 1)).toEqual([Object.keys(gsnModules)]);
  });
  it('E-8 is not taken by other YAML', () => {
    for (const text of ['Accuracy:\n  text: 1\n', 'stages:\n  train:\n    cmd: x\n', 'Goals:\n  - a\n', 'G1: a\n', 'G1:\n  value: 1\n', 'module: x\n', 'Settings:\n  text: a\nColours:\n  text: b\n']) expect(gsn2x.detect([rawFile('x.yaml', text)]), text).toBe('no');
    expect(detect([rawFile('x.yaml', `${gsnWhole}G9: [`)])).toMatchObject({ kind: 'known', reader: { id: 'gsn2x' } });
  });
  it('E-6 refuses a bad file of several by its name and line', () => {
    expect(read({ ...gsnModules, 'case/data.gsn.yaml': 'module:\n  name: Data\nG2:\n  text: [\n' }, 'gsn2x')).toMatchObject({ ok: false, trouble: { params: { name: 'case/data.gsn.yaml', format: 'gsn2x', expected: 'YAML' } } });
    for (const text of ['', '- G1\n', 'a: 1\n', 'G1:\n  text: !!js/function x\n', 'G1:\n  text: a\nG1:\n  text: b\n']) expect(read({ 'case.gsn.yaml': text }, 'gsn2x'), text).toMatchObject({ ok: false, trouble: { params: { name: 'case.gsn.yaml' } } });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/gsn2x');
describe.runIf(existsSync(samples))('gsn2x: genuine files (../shared/evidence-samples, not part of the project)', () => {
  const all = ['confidence.gsn.yaml', 'example.gsn.yaml', 'modular/index.gsn.yaml', 'modular/sub1.gsn.yaml', 'modular/sub2.gsn.yaml', 'modular/sub3.gsn.yaml'];
  const load = (names: readonly string[]) => names.map((name) => rawFile(name, readFileSync(path.join(samples, name))));
  const sample = (...names: string[]) => {
    const result = readEvidence({ files: load(names), format: null, kind: null, answers: {} });
    if (!result.ok) throw new Error(JSON.stringify(result.trouble));
    return result.value.evidence;
  };
  it('takes the modules as one piece and the two others as one each', () => {
    expect(gatherPieces(load(all).map(headOf))).toEqual([['confidence.gsn.yaml'], ['example.gsn.yaml'], all.slice(2)]);
  });
  it('reads the example: 20 nodes, one of them undeveloped', () => {
    const example = sample('example.gsn.yaml');
    expect(example.entries).toHaveLength(20);
    expect(gaps(example)).toEqual({ G7: 'undeveloped' });
    expect(example).toMatchObject({ verdict: 'inconclusive', facts: [{ value: 'G1' }], results: [{ value: 1 }, { metric: 'claims', value: 7 }, { metric: 'evidence', value: 5 }, {}, {}] });
  });
  it('reads the confidence example, which is whole', () => {
    expect(sample('confidence.gsn.yaml')).toMatchObject({ verdict: 'none', run: { completeness: 'complete' }, results: [{ metric: 'gaps', value: 0 }, { metric: 'claims', value: 3 }, { metric: 'evidence', value: 3 }, {}, {}] });
  });
  it('reads four modules: doubles qualified, the undeveloped goal a gap, the unused module apart', () => {
    const modular = sample(...all.slice(2));
    expect(modular.entries.map(({ id }) => id)).toEqual(['Main/G1', 'S1', 'G2', 'J1', 'module Main', 'G3', 'A1', 'module Sub1', 'Sub2/G1', 'Sub2/Sn1', 'module Sub2', 'C2', 'Sub3/Sn1', 'module Sub3']);
    expect(modular.entries.find(({ id }) => id === 'G3')?.links).toContainEqual({ to: 'Sub3/Sn1', as: 'supported-by' });
    expect(gaps(modular)).toEqual({ G2: 'undeveloped' });
    expect(modular.warnings).toContainEqual(expect.objectContaining({ code: 'module-apart', place: 'modular/sub2.gsn.yaml' }));
  });
});
