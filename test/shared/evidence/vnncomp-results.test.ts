import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { vnnRows } from '../../builders/evidence-text.ts';
import { rawFile } from '../../builders/raw-file.ts';
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
    expect(verdicts(text, { polarity: 'states-safe' })).toEqual(['fail', 'inconclusive', 'pass', 'fail']);
    expect(verdicts(text, {})).toEqual(['inconclusive', 'inconclusive', 'inconclusive', 'inconclusive']);
    expect(reading(text, {}).questions.map((question) => question.answer)).toEqual(['polarity']);
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
});
