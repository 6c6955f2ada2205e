import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../shared/evidence/reader.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { marabouText, vnnlib } from '../../builders/evidence-files/nnverify-property.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (content: string | Uint8Array, answers: Answers = { polarity: 'states-negation' }, format: string | null = null) => readEvidence({ files: [rawFile('p', content)], format, kind: null, answers });
function reading(...of: Parameters<typeof read>) {
  const result = read(...of);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
}
const titles = (...of: Parameters<typeof read>) => reading(...of).evidence.entries.map(({ title }) => title);
const codes = (...of: Parameters<typeof read>) => reading(...of).evidence.warnings.map(({ code }) => code);
const counts = (...of: Parameters<typeof read>) => Object.fromEntries(reading(...of).evidence.results.map(({ metric, value }) => [metric, value]));
const declared = '(declare-const X_0 Real)(declare-const Y_0 Real)(declare-const Y_1 Real)\n';

describe('neural network properties', () => {
  it('reads Marabou text: bounds, constraints, sums inside the network', () => {
    const { evidence } = reading(marabouText);
    expect(titles(marabouText)).toEqual(['+y0 -y1 >= 0', 'y2 <= 3.5', 'ws_1_4 <= 0', 'x0 >= -0.25', 'x0 <= .25', 'x1 >= 0', 'x1 <= 1e-1']);
    expect(evidence.entries.every(({ type }) => type === 'limit')).toBe(true);
    expect(evidence.entries.find(({ title }) => title.startsWith('ws'))?.text).toBe('Constraint inside the network. Line 7.');
    expect(counts(marabouText)).toEqual({ inputs: 2, outputs: 3, input_bounds: 4, output_constraints: 3 });
    expect(evidence).toMatchObject({ verdict: 'none', properties: [], run: { completeness: 'complete' } });
  });

  it('reads VNN-LIB with nested and and or', () => {
    const { evidence } = reading(vnnlib);
    expect(titles(vnnlib)).toEqual([
      '(Y_0 <= Y_1 and Y_0 <= (2.0 * Y_2)) or Y_2 >= 3.5', 'Y_0 <= Y_1 and Y_0 <= (2.0 * Y_2)', 'Y_2 >= 3.5', 'X_0 >= -0.25', 'X_0 <= .25', 'X_1 >= 0.0', 'X_1 <= 1e-1',
    ]);
    expect(evidence.entries[1]!.links).toEqual([{ to: evidence.entries[0]!.id, as: 'part-of' }]);
    expect(counts(vnnlib)).toEqual({ inputs: 2, outputs: 3, input_bounds: 4, output_constraints: 1 });
    expect(evidence.warnings).toEqual([]);
    expect(titles(`${declared}(assert (or (and (<= X_0 0) (or (< Y_0 Y_1) (not (= Y_0 (- 3))))) (> (+ Y_0 Y_1) X_0)))`)[0]).toBe('(X_0 <= 0 and (Y_0 < Y_1 or not (Y_0 = -3))) or (Y_0 + Y_1) > X_0');
  });

  it('asks what the file states, and never takes it for a result', () => {
    for (const text of [marabouText, vnnlib]) {
      expect(reading(text, {}).questions.map(({ answer }) => answer)).toEqual(['polarity']);
      expect(reading(text, {}).evidence).toMatchObject({ verdict: 'none', facts: expect.arrayContaining([{ name: 'states', value: 'not stated' }]) });
      expect(reading(text, { polarity: 'states-safe' }).evidence.facts).toContainEqual({ name: 'states', value: 'the safe behaviour' });
    }
  });

  it('reports bounds that no input fulfils, and inputs without bounds', () => {
    expect(codes('x0 >= 0.5\nx0 <= 0.4\n')).toContain('empty-region');
    expect(codes(`${declared}(assert (<= 1.0 X_0))(assert (<= X_0 (- 2.0)))(assert (<= Y_0 Y_1))`)).toContain('empty-region');
    expect(codes('x0 >= 0.5\ny0 <= 0.4\n')).toContain('input-not-bounded');
    expect(codes('x0 = 0.5\ny0 <= 0.4\n')).toEqual([]);
  });

  it('keeps ids apart where a bound stands twice', () => {
    expect(reading('x0 >= 0\nx0 >= 0.1\nx0 <= 1\n').evidence.entries.map(({ id }) => id)).toEqual(['x0 >=', 'x0 >= (2)', 'x0 <=']);
  });

  it('E-3 reports what is not finite and calls the file partial', () => {
    for (const text of ['x0 >= nan\nx0 <= 1\n', `${declared}(assert (<= X_0 1e999))`]) {
      expect(codes(text)).toContain('not-finite');
      expect(reading(text).evidence.run.completeness).toBe('partial');
    }
    expect(reading(marabouText.trimEnd()).evidence.run.completeness).toBe('partial');
  });

  it('E-6 names the line', () => {
    const cases: [string, string][] = [
      ['x0 >= 0\nx1 > 1\n', 'line 2'], ['x0 >= 0\nz1 >= 1\n', 'line 2'], ['(declare-const X_0 Real)\n(assert (<= X_0', 'line 2'], ['(declare-const X_0 Real)\n(assert (<= X_0 1)))', 'line 2'],
      ['(declare-const X_0 Real)\n(assert (<= X_0 Y_0))', 'line 2'], ['(declare-const X_0 Real)\n(assert (near X_0 1))', 'line 2'], ['(declare-const X_0 Real)\n(assert (<= X_0 one))', 'line 2'],
      ['(declare-const X_0 Real)\n', 'line 1'], ['(vnnlib-version <2.0>)\n', 'line 1'], [`(declare-const X_0 Real)\n(assert ${'(and '.repeat(100_000)}`, 'line 2'], ['', 'line 1'],
    ];
    for (const [text, place] of cases) expect(read(text, {}, 'nnverify-property'), text.slice(0, 60)).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'p', place } } });
  });

  it('E-6 takes time in proportion to the length', () => {
    for (const text of ['1'.repeat(2_000_000), `x0${' '.repeat(2_000_000)}`, '+y0 '.repeat(400_000), ';'.repeat(2_000_000), `${'; a\n'.repeat(400_000)}`]) expect(read(text, {}, 'nnverify-property').ok).toBe(false);
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/nnverify-property');
const hasSamples = existsSync(samples);
if (!hasSamples) console.log(`Genuine samples are not tried: there is no folder ${samples}.`);

describe.runIf(hasSamples)('genuine samples', () => {
  const load = (name: string) => new Uint8Array(readFileSync(path.join(samples, name)));
  it('Marabou’s ACAS Xu property 2', () => {
    expect(counts(load('acas_property_2.txt'))).toEqual({ inputs: 5, outputs: 5, input_bounds: 10, output_constraints: 4 });
    expect(titles(load('acas_property_2.txt'))).toContain('x0 <= 0.6798577687');
    expect(titles(load('acas_property_2.txt')).slice(0, 4)).toEqual(['+y0 -y1 >= 0', '+y0 -y2 >= 0', '+y0 -y3 >= 0', '+y0 -y4 >= 0']);
    expect(codes(load('acas_property_2.txt'))).toEqual([]);
  });
  it('ACAS Xu property 3 in VNN-LIB', () => {
    expect(counts(load('test_prop_vnncomp.vnnlib'))).toEqual({ inputs: 5, outputs: 5, input_bounds: 10, output_constraints: 4 });
    expect(titles(load('test_prop_vnncomp.vnnlib'))).toEqual(expect.arrayContaining(['Y_0 <= Y_4', 'X_0 >= -0.30353115613746867', 'X_2 <= 0.49999999998567607']));
    expect(codes(load('test_prop_vnncomp.vnnlib'))).toEqual([]);
  });
});
