import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import { teaCase, teaEvidence, teaNode, teaWhole, type TeaNode } from '../../builders/evidence-files/tea-assurance-case.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string, format: string | null = null) => readEvidence({ files: [rawFile('case.json', text)], format, kind: null, answers: {} });
function evidence(tree: TeaNode, parts: Record<string, unknown> = {}) {
  const result = read(teaCase(tree, parts));
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const gaps = (of: ReturnType<typeof evidence>) => Object.fromEntries(of.entries.filter(({ state }) => state === 'gap').map(({ id, stateRaw }) => [id, stateRaw]));
const counts = (of: ReturnType<typeof evidence>) => Object.fromEntries(of.results.map(({ metric, value }) => [metric, value]));

describe('TEA assurance case', () => {
  it('reads the tree as nodes and links, context and assumption as nodes of their own', () => {
    const whole = evidence(teaWhole);
    expect(whole.entries.map(({ id, type }) => [id, type])).toEqual([
      ['id-G1', 'goal'], ['id-G1 context 1', 'context'], ['id-G1 assumption', 'assumption'], ['id-S1', 'strategy'], ['id-P1', 'claim'], ['id-E1', 'evidence'], ['id-P2', 'claim'], ['id-E2', 'evidence'],
    ]);
    expect(whole.entries[0]).toMatchObject({ title: 'G1: What G1 says.', links: [{ to: 'id-S1', as: 'supported-by' }, { to: 'id-G1 context 1', as: 'in-context-of' }, { to: 'id-G1 assumption', as: 'in-context-of' }] });
    expect(whole.entries[5]?.text).toBe('What E1 says.\nLink: https://example.org/E1');
    expect(whole.facts).toContainEqual({ name: 'case', value: 'Fair triage' });
    expect(whole).toMatchObject({ kind: 'argument', verdict: 'none', source: { formatVersion: '1.0' }, run: { completeness: 'complete' }, warnings: [] });
  });

  it('E-1 leaves drafts out of the argument, with all below them', () => {
    const drafted = evidence(teaNode('GOAL', 'G1', [teaNode('PROPERTY_CLAIM', 'P1', [teaEvidence('E1')]), teaNode('PROPERTY_CLAIM', 'P2', [teaEvidence('E2', { inSandbox: false })], { inSandbox: true })]));
    expect(drafted.entries.filter(({ state }) => state === 'open').map(({ id, stateRaw }) => [id, stateRaw])).toEqual([['id-P2', 'draft'], ['id-E2', 'draft']]);
    expect(counts(drafted)).toEqual({ gaps: 0, claims: 2, evidence: 1, drafts: 2, cycles: 0 });
    expect(gaps(evidence(teaNode('GOAL', 'G1', [teaEvidence('E1', { inSandbox: true })])))).toEqual({ 'id-G1': 'no support' });
    expect(evidence(teaNode('GOAL', 'G1', [teaEvidence('E1')], { inSandbox: true }))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
  });

  it('E-1 finds claims without support, evidence without a link, placeholders, and content of other cases', () => {
    expect(gaps(evidence(teaNode('GOAL', 'G1', [
      // “[Instantiate: …]” and “[TODO: …]” are what authors of such cases leave standing; the reader has to find them.
      teaNode('STRATEGY', 'S1'), teaEvidence('E1', { url: null }), teaEvidence('E2', { description: 'See [Instantiate: the report]' }), teaNode('MODULE', 'M1', [], { moduleReferenceId: 'x', moduleEmbedType: 'REFERENCE' }), teaNode('PROPERTY_CLAIM', 'P1', [teaEvidence('E3')], { context: ['[TODO: which clinic]'] }),
    ])))).toEqual({ 'id-S1': 'no support', 'id-E1': 'no link to the evidence', 'id-E2': 'placeholder', 'id-M1': 'argued in another case', 'id-P1 context 1': 'placeholder' });
  });

  it('E-1 takes a claim under a defeater as a gap, and the defeater as no part of the support', () => {
    const defeated = evidence(teaNode('GOAL', 'G1', [teaNode('PROPERTY_CLAIM', 'P1', [teaEvidence('E1')]), teaNode('PROPERTY_CLAIM', 'D1', [], { isDefeater: true, defeatsElementId: 'id-P1' })]));
    expect(gaps(defeated)).toEqual({ 'id-P1': 'challenged by D1: What D1 says.' });
    expect(defeated.entries.at(-1)).toMatchObject({ id: 'id-D1', state: null, links: [{ to: 'id-P1', as: 'about' }] });
    expect(counts(defeated)).toMatchObject({ claims: 2 });
    expect(defeated.warnings.map(({ code }) => code)).toContain('defeaters');
  });

  it('keeps doubles of an id apart, and leaves types that nobody knows open', () => {
    const odd = evidence(teaNode('GOAL', 'G1', [teaEvidence('E1'), teaEvidence('E1'), teaNode('WISH', 'W1', [teaEvidence('E2')])]));
    expect(odd.entries.map(({ id }) => id)).toEqual(['id-G1', 'id-E1', 'id-E1 (2)', 'id-W1', 'id-E2']);
    expect(gaps(odd)).toEqual({ 'id-W1': 'unknown type' });
    expect(odd.warnings.map(({ code }) => code)).toEqual(['unknown-node', 'duplicate-id']);
    expect(evidence(teaWhole, { version: '2.0' }).warnings).toMatchObject([{ code: 'format-version', place: 'case.json, $.version' }]);
  });

  it('E-6 refuses what it cannot take, with the place, and trees that are too deep', () => {
    expect(read(teaCase({ ...teaWhole, children: [{ ...teaEvidence('E1'), type: 3 } as never] }))).toMatchObject({ ok: false, trouble: { params: { name: 'case.json', place: '$.tree.children[0].type' } } });
    let deep = teaEvidence('E1');
    for (let level = 0; level < 40; level++) deep = teaNode('GOAL', `G${level}`, [deep]);
    expect(read(teaCase(deep))).toMatchObject({ ok: false, trouble: { params: { format: 'tea-assurance-case', expected: 'at most 64 levels' } } });
    expect(read(teaCase(teaWhole).replace(/\}\s*$/, ''))).toMatchObject({ ok: false, trouble: { params: { format: 'tea-assurance-case' } } });
  });
  it('E-8 is not taken by other trees', () => {
    for (const value of [{ tree: { type: 'GOAL' } }, { case: { name: 'x' }, tree: { name: 'x', children: [] } }, { type: 'object', properties: { tree: {}, case: {} } }, { case: 'x', tree: 'y' }]) expect(detect([rawFile('x.json', JSON.stringify(value))])).toEqual({ kind: 'unknown' });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/tea-assurance-case');
describe.runIf(existsSync(samples))('TEA: genuine files (../shared/evidence-samples, not part of the project)', () => {
  const file = (name: string) => rawFile(name, readFileSync(path.join(samples, name)));
  const sample = (name: string) => {
    const result = readEvidence({ files: [file(name)], format: null, kind: null, answers: {} });
    if (!result.ok) throw new Error(JSON.stringify(result.trouble));
    return result.value.evidence;
  };
  it('reads the recruitment case: seven claims, four pieces of evidence, two claims without support', () => {
    const fair = sample('fair-recruitment-ai.json');
    expect(counts(fair)).toEqual({ gaps: 2, claims: 7, evidence: 4, drafts: 0, cycles: 0 });
    expect(fair.entries.filter(({ state }) => state === 'gap').map(({ title }) => title.slice(0, 2))).toEqual(['P5', 'P6']);
    expect(fair.verdict).toBe('inconclusive');
  });
  it('reads a pattern: no evidence is linked yet, and one defeater stands against it', () => {
    const pattern = sample('model-verification-validation.json');
    expect(counts(pattern)).toMatchObject({ evidence: 23, claims: 31, drafts: 0 });
    expect(Object.values(gaps(pattern)).filter((gap) => gap?.includes('no link to the evidence'))).toHaveLength(23);
    expect(Object.values(gaps(pattern)).filter((gap) => gap?.includes('challenged by D2'))).toHaveLength(1);
  });
  it('E-8 leaves the schema of the format unknown', () => {
    expect(detect([file('_json-schema-v1.0.json')])).toEqual({ kind: 'unknown' });
  });
});
