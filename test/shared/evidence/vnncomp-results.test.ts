import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { vnnRows } from '../../builders/evidence-text.ts';
import { rawFile } from '../../builders/raw-file.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import type { Answers } from '../../../shared/evidence/reader.ts';

const read = (text: string, answers: Answers = { polarity: 'states-negation' }, others: string[] = []) =>
  readEvidence({ files: [rawFile('results.csv', text), ...others.map((name) => rawFile(name, 'x'))], format: null, kind: null, answers });
function reading(...of: Parameters<typeof read>) {
  const result = read(...of);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
}
const verdicts = (...of: Parameters<typeof read>) => reading(...of).evidence.properties.map((property) => property.verdict);

describe('VNN-COMP results', () => {
  it('reads unsat as holding only where the files are said to state the negation', () => {
    const text = vnnRows('unsat', 'sat', 'holds', 'violated');
    expect(verdicts(text)).toEqual(['pass', 'fail', 'pass', 'fail']);
    expect(verdicts(text, { polarity: 'states-safe' })).toEqual(['fail', 'inconclusive', 'inconclusive', 'fail']);
    expect(verdicts(text, {})).toEqual(['inconclusive', 'inconclusive', 'inconclusive', 'inconclusive']);
    expect(reading(text, {}).questions.map((question) => question.answer)).toEqual(['polarity']);
  });

  it('counts holds only where the files state the negation, as the tools of 2021 took them', () => {
    const codes = (answers: Answers) => reading(vnnRows('holds'), answers).evidence.warnings.map(({ code }) => code);
    expect(codes({ polarity: 'states-safe' })).toEqual(['polarity-doubt']);
    expect(codes({ polarity: 'states-negation' })).toEqual([]);
    expect(reading(vnnRows('violated'), { polarity: 'states-safe' }).evidence.verdict).toBe('fail');
  });

  it('E-1 a last line without its end may be cut off, and nothing passes then', () => {
    const { evidence } = reading(vnnRows('unsat', 'unsat').trimEnd());
    expect(evidence).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(evidence.warnings).toEqual([expect.objectContaining({ code: 'cut-off', place: 'results.csv, line 2' })]);
    expect(judgeEvidence('E-1' as ItemId, evidence, [], []).state).toBe('indeterminate');
    expect(reading(vnnRows('unsat', 'sat').trimEnd()).evidence.verdict).toBe('fail');
  });

  it('E-1 timeouts, errors and unknown words never pass', () => {
    const words = ['timeout', 'unknown', 'run_instance_timeout', 'prepare_instance_error_1', 'prepare_instance_timeout', 'error_exit_code_1', 'no_result_in_file', 'UNSAT', 'unsat?', ''];
    expect(verdicts(vnnRows(...words)).some((verdict) => verdict === 'pass' || verdict === 'fail')).toBe(false);
    expect(reading(vnnRows('unsat', 'timeout')).evidence.verdict).toBe('inconclusive');
    expect(reading(vnnRows('unsat', 'sat', 'timeout')).evidence.verdict).toBe('fail');
    expect(reading(vnnRows('unsat', 'unsat')).evidence.verdict).toBe('pass');
  });

  it('E-1 a verdict that is not known, however it came about, never passes', () => {
    fc.assert(fc.property(fc.string().map((text) => text.replace(/[",\r\n]/g, '')), fc.constantFrom<Answers>({}, { polarity: 'states-safe' }, { polarity: 'states-negation' }), (word, answers) => {
      fc.pre(!['unsat', 'holds'].includes(word.trim()));
      const result = read(vnnRows(word), answers);
      if (result.ok) expect(result.value.evidence.properties[0]?.verdict).not.toBe('pass');
    }));
  });

  it('counts coverage and keeps raw words, seconds and counterexamples', () => {
    const { evidence } = reading(vnnRows('unsat', 'sat', 'timeout', 'unsat'), { polarity: 'states-negation' }, ['cex/net_1_prop_1.counterexample.gz']);
    expect(evidence.results.map(({ metric, value }) => [metric, value])).toEqual([['holds', 2], ['violated', 1], ['undecided', 1], ['coverage', 0.75]]);
    expect(evidence.properties[1]).toMatchObject({ verdictRaw: 'sat', seconds: 2.5, network: 'onnx/net_1.onnx', counterexample: 'cex/net_1_prop_1.counterexample.gz' });
    expect(evidence.properties[0]?.counterexample).toBeNull();
    expect(evidence.source.files).toHaveLength(2);
  });

  it('E-6 names the line and what was expected', () => {
    const whole = vnnRows('unsat', 'unsat', 'unsat');
    expect(read(whole.slice(0, -18))).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'results.csv', place: 'line 3' } } });
    expect(read(whole.replace('net_2.onnx', 'net_2.pt'))).toMatchObject({ ok: false, trouble: { params: { place: 'line 3, network' } } });
    expect(read(whole.replace('.27,unsat,2.5', 'soon,unsat,2.5'))).toMatchObject({ ok: false, trouble: { params: { place: 'line 2, seconds to prepare' } } });
    expect(read(whole.replace('net_1', '"net_1'))).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable' } });
    expect(reading(`\uFEFF${whole.replaceAll('\n', '\r\n')}`).evidence.verdict).toBe('pass');
  });

  describe('counterexamples', () => {
    const withFiles = (rows: string, files: Record<string, string | Uint8Array>, answers: Answers = { polarity: 'states-negation' }) => {
      const result = readEvidence({ files: [rawFile('run/results.csv', rows), ...Object.entries(files).map(([name, content]) => rawFile(name, content))], format: null, kind: null, answers });
      if (!result.ok) throw new Error(JSON.stringify(result.trouble));
      return result.value.evidence;
    };
    const text = '((X_0 0.125)\n(X_1 -3e-2)\n(Y_0 1.5))\n';
    const name = 'run/net_1_prop_1.counterexample.gz';
    const rows = vnnRows('unsat', 'sat');
    const codes = (content: string | Uint8Array) => withFiles(rows, { [name]: content }).warnings.map(({ code }) => code);

    it('become findings about their property, packed or not, outputs first', () => {
      for (const content of [text, gzipSync(encodeUtf8(text)), 'sat\n(X_0 0.125)(X_1 -3e-2)(Y_0 1.5)']) {
        const { entries, properties, warnings } = withFiles(rows, { [name]: content });
        expect(entries).toEqual([{
          id: 'counterexample 2', type: 'finding', title: 'Counterexample to acasxu: vnnlib/prop_1.vnnlib', text: 'Outputs: Y_0 = 1.5\n\nInputs: X_0 = 0.125, X_1 = -3e-2', state: 'failed', stateRaw: 'sat', at: null, links: [{ to: '2', as: 'about' }],
        }]);
        expect(properties[1]?.counterexample).toBe(name);
        expect(warnings).toEqual([]);
      }
      expect(withFiles(rows, { [name]: text }, {}).entries[0]?.state).toBe('open');
    });

    it('E-6 that can\'t be read lose nothing but themselves', () => {
      const bomb = gzipSync(new Uint8Array(9 * 1024 * 1024));
      const whole = gzipSync(encodeUtf8(text));
      for (const content of ['', '((X_0 0.1', '((X_0 much))', '((Z_0 1))', 'hello', '('.repeat(100_000), bomb, whole.subarray(0, -9), whole.subarray(0, 15), new Uint8Array([0x1f, 0x8b]), new Uint8Array([0xff, 0xfe])]) {
        expect(codes(content)).toContain('counterexample-unreadable');
        expect(withFiles(rows, { [name]: content }).properties.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
      }
    });

    it('say where they contradict the table, are missing or belong to no row', () => {
      expect(codes('((X_0 nan)(Y_0 1))')).toEqual(['not-finite']);
      expect(withFiles(rows, {}).warnings.map(({ code }) => code)).toEqual(['counterexample-missing']);
      expect(withFiles(vnnRows('unsat', 'unsat'), { [name]: text }).warnings.map(({ code }) => code)).toEqual(['counterexample-contradicts']);
      expect(withFiles(rows, { 'run/other.counterexample': text, [name]: text }).warnings).toEqual([expect.objectContaining({ code: 'counterexample-unused', place: 'run/other.counterexample' })]);
    });
  });
});
