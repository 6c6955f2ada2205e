import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DesignRecordFile } from '../../../shared/evidence/design-record.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { record, recordYaml } from '../../builders/evidence-files/design-record.ts';
import { omnisafeConfig } from '../../builders/evidence-files/omnisafe.ts';
import { runConfig } from '../../builders/evidence-text.ts';
import { rawFile } from '../../builders/raw-file.ts';

const json = (parts: Record<string, unknown> = {}): string => JSON.stringify(record(parts), null, 2);
const read = (text: string, others: Record<string, string | Uint8Array> = { 'design/config.json': omnisafeConfig(12) }) =>
  readEvidence({ files: [rawFile('design/record', text), ...Object.entries(others).map(([name, content]) => rawFile(name, content))], format: null, kind: null, answers: {} });
function evidence(...of: Parameters<typeof read>) {
  const result = read(...of);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (...of: Parameters<typeof read>) => evidence(...of).warnings.map(({ code }) => code);
const value = (metric: string, ...of: Parameters<typeof read>) => evidence(...of).results.find((result) => result.metric === metric)?.value;

describe('design record', () => {
  it('reads choices, hyperparameters, limits and failure modes', () => {
    const read = evidence(json());
    expect(read.entries.map(({ id, type, title, state }) => [id, type, title, state])).toEqual([
      ['F-2', 'failure-mode', 'Turns in place', 'gap'], ['F-1', 'failure-mode', 'Brakes late', null],
      ['loss function', 'choice', 'Loss function: PPO surrogate with a cost multiplier', null], ['loss term cost', 'choice', 'cost, weight learned', null],
      ['hyperparameter algo_cfgs.batch_size', 'hyperparameter', 'algo_cfgs.batch_size = 64', 'passed'], ['hyperparameter cost_limit', 'hyperparameter', 'cost_limit = 25 (safety-critical)', 'passed'],
      ['limit speed near people', 'limit', 'speed near people: 0.5 m/s', null],
    ]);
    expect(read.entries[0]!.links).toEqual([{ to: 'H-001', as: 'about' }, { to: 'H-002', as: 'about' }]);
    expect(read.links.hazardIds).toEqual(['H-001', 'H-002']);
    expect(read).toMatchObject({ kind: 'design', verdict: 'none', run: { seeds: [7], completeness: 'complete' }, subject: { modelName: 'Courier robot 2.1' } });
    expect(read.facts).toContainEqual({ name: 'first training run on', value: '2026-03-09' });
    expect(read.warnings.map(({ code }) => code)).toEqual(['without-mitigation']);
  });

  it('E-1 one that was made after the first training run is late and inconclusive', () => {
    const late = evidence(json({ madeOn: '2026-03-10' }));
    expect(late).toMatchObject({ verdict: 'inconclusive', warnings: expect.arrayContaining([expect.objectContaining({ code: 'late-record' })]) });
    expect(judgeEvidence('E-1' as ItemId, late, [], []).state).toBe('indeterminate');
    expect(evidence(json({ madeOn: '2026-03-09' })).verdict).toBe('none');
    expect(evidence(json({ firstTrainingRunOn: null })).verdict).toBe('none');
  });

  it('tells both values where a configuration differs', () => {
    const other = evidence(json(), { 'design/config.json': omnisafeConfig(12, { lagrange_cfgs: { cost_limit: 40 }, seed: 8 }) });
    expect(other.warnings).toContainEqual({ code: 'differs-from-configuration', place: 'design/config.json, lagrange_cfgs.cost_limit', text: 'cost_limit is recorded as 25; the configuration has 40.' });
    expect(other.warnings).toContainEqual({ code: 'differs-from-configuration', place: 'design/config.json, seed', text: 'Seeds are recorded as 7; the configuration has 8.' });
    expect(other.warnings.map(({ code }) => code)).toContain('seed-not-run');
    expect(other.verdict).toBe('inconclusive');
    expect(other.entries.find(({ id }) => id === 'hyperparameter cost_limit')).toMatchObject({ state: 'failed', stateRaw: 'differs from a configuration' });
    expect(other.results.find(({ metric }) => metric === 'differences')).toMatchObject({ value: 2, direction: 'lower' });
    expect(value('differences', json())).toBe(0);
  });

  it('E-1 compares nothing in silence: no configuration, no number', () => {
    expect(value('differences', json(), {})).toBeNull();
    expect(codes(json(), {})).toContain('configuration-missing');
    expect(evidence(json(), {}).run.completeness).toBe('partial');
    expect(codes(json({ hyperparameters: [{ name: 'no.such.name', value: 1, why: 'x' }] }))).toContain('not-in-configuration');
    for (const broken of ['{', 'a: [', '[]', new Uint8Array([0xff, 0xfe])]) {
      expect(codes(json(), { 'design/config.json': broken })).toContain('configuration-unreadable');
      expect(evidence(json(), { 'design/config.json': broken }).run.completeness).toBe('partial');
    }
  });

  it('asks for the whole name where several places disagree', () => {
    const two = { 'design/config.json': JSON.stringify({ actor: { lr: 0.1 }, critic: { lr: 0.2 }, seed: 7 }) };
    const of = (name: string, lr: number) => json({ hyperparameters: [{ name, value: lr, why: 'x' }] });
    expect(codes(of('lr', 0.1), two)).toContain('ambiguous-name');
    expect(codes(of('actor.lr', 0.1), two)).toEqual(['without-mitigation']);
    expect(codes(of('lr', 0.3), two)).toContain('differs-from-configuration');
  });

  it('takes equal values as equal: text and number, None and null, lists', () => {
    const config = { 'design/config.json': JSON.stringify({ a: '1e-4', b: 'None', c: [64, 64], d: true, seed: 7 }) };
    const of = (values: Record<string, unknown>) => codes(json({ hyperparameters: Object.entries(values).map(([name, value]) => ({ name, value, why: 'x' })) }), config);
    expect(of({ a: 0.0001, b: null, c: [64, 64], d: true })).toEqual(['without-mitigation']);
    expect(of({ a: 0.001, b: 0, c: [64], d: false }).filter((code) => code === 'differs-from-configuration')).toHaveLength(4);
  });

  it('reads the configurations of Safety Gym, DVC and lm-eval', () => {
    const of = (name: string, value: unknown, seeds: number[], file: string, content: string) => value === undefined ? [] : codes(json({ hyperparameters: [{ name, value, why: 'x' }], seeds, trainingConfigurations: [file] }), { [`design/${file}`]: content });
    expect(of('cost_lim', 25, [3], 'config.json', runConfig(20))).toEqual(['without-mitigation']);
    expect(of('train.params.max_depth', 20, [42], 'params.yaml', 'base:\n  random_state: 42\ntrain:\n  params:\n    max_depth: 20\n')).toEqual(['without-mitigation']);
    expect(of('gen_kwargs', null, [0, 1234], 'results.json', JSON.stringify({ results: { a: { acc: 1 } }, config: { gen_kwargs: null, random_seed: 0, torch_seed: 1234 }, configs: { a: { seed: 5 } } }))).toEqual(['without-mitigation']);
  });

  it('says that TensorBoard files are not read', () => {
    const event = new Uint8Array([24, 0, 0, 0, 0, 0, 0, 0, 163, 127, 75, 34, ...new TextEncoder().encode('\x09brain.Event:2')]);
    const read = evidence(json(), { 'design/config.json': omnisafeConfig(12), 'design/tb/events.bin': event });
    expect(read.warnings).toContainEqual(expect.objectContaining({ code: 'configuration-unreadable', place: 'design/tb/events.bin', text: expect.stringContaining('TensorBoard') }));
    expect(read.run.completeness).toBe('partial');
    expect(detect([rawFile('events.out.tfevents.1', event)])).toEqual({ kind: 'unknown' });
  });

  it('E-6 refuses unknown names and wrong values with their line', () => {
    const cases: [string, string][] = [
      [recordYaml('mood: good\n'), 'line 11'], [recordYaml('limits:\n  - name: speed\n    value: 1\n    why: x\n    wy: x\n'), 'line 15'], [recordYaml().replace('2026-03-02', 'spring'), 'line 5'],
      [recordYaml().replace('  why: Classes are exclusive.\n', ''), 'line 7'], [json({ seeds: [7], mood: 'good' }), 'line 68'], [json().slice(0, -5), 'line'], [recordYaml('x: !!js/function y\n'), 'line 11'],
    ];
    for (const [text, place] of cases) expect(read(text, {}), place).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'design/record', place: expect.stringMatching(new RegExp(`^${place}\\b`)) } } });
    expect(read(json({ hyperparameters: [1, 2].map((value) => ({ name: 'a', value, why: 'x' })) }), {})).toMatchObject({ ok: false, trouble: { params: { expected: '"a" once' } } });
  });

  it('E-8 gathers the configurations that it names, but none of a run', () => {
    const heads = (...names: string[]) => [rawFile('design/record', json({ trainingConfigurations: ['config.json', '../out'] })), ...names.map((name) => rawFile(name, name.endsWith('config.json') ? omnisafeConfig(3) : ''))].map(headOf);
    expect(gatherPieces(heads('design/config.json', 'design/other.txt'))).toEqual([['design/record', 'design/config.json'], ['design/other.txt']]);
    expect(gatherPieces(heads('design/progress.csv', 'design/config.json'))).toEqual([['design/record'], ['design/progress.csv', 'design/config.json']]);
  });

  it('the example of docs/formats/design-record.md is one, and its table names every name', () => {
    const page = readFileSync(new URL('../../../docs/formats/design-record.md', import.meta.url), 'utf8');
    const example = /^```yaml\n([^]*?)^```$/m.exec(page)![1]!;
    const read = evidence(example, { 'design/config.json': omnisafeConfig(12, { seed: 0, model_cfgs: { actor: { hidden_sizes: [64, 64] } } }) });
    expect(read).toMatchObject({ verdict: 'none', run: { completeness: 'complete', seeds: [0, 1, 2] } });
    expect(read.results.find(({ metric }) => metric === 'differences')?.value).toBe(0);
    for (const name of Object.keys(DesignRecordFile.shape)) expect(page).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|.*\\|$`, 'm'));
    expect(z.toJSONSchema(DesignRecordFile, { io: 'input' })).toMatchObject({ type: 'object', additionalProperties: false, required: ['format', 'kind', 'product', 'release', 'madeOn', 'lossFunction'] });
  });
});
