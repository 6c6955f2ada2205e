import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { marabouSummary } from '../../../shared/evidence/marabou-summary.ts';
import type { Answers } from '../../../shared/evidence/reader.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { rawFile } from '../../builders/raw-file.ts';

const all: Answers = { polarity: 'states-negation', network: 'net', property: 'stays in its lane' };
const read = (text: string, answers: Answers = all) => readEvidence({ files: [rawFile('summary.txt', text)], format: 'marabou-summary', kind: null, answers });
function reading(...of: Parameters<typeof read>) {
  const result = read(...of);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
}
const verdict = (...of: Parameters<typeof read>) => reading(...of).evidence.verdict;

describe('Marabou summary', () => {
  it('reads the four values of the line', () => {
    const { evidence } = reading('unsat 12 340 85\n');
    expect(evidence.results.map(({ metric, value, rawText, unit }) => [metric, value, rawText, unit])).toEqual([['seconds', 12, '12', 'seconds'], ['splits', 340, '340', 'count'], ['pivot_microseconds', 85, '85', 'none']]);
    expect(evidence).toMatchObject({ verdict: 'pass', verdictRaw: 'unsat', verdictBasis: 'computed', subject: { modelName: 'net' }, run: { completeness: 'complete' } });
    expect(evidence.properties).toEqual([{ id: '1', text: 'stays in its lane', network: 'net', polarity: 'states-negation', verdict: 'pass', verdictRaw: 'unsat', seconds: 12, counterexample: null }]);
  });

  it('asks for network, property and polarity, and nothing holds before all three are known', () => {
    expect(reading('unsat 1 1 1\n', {}).questions.map(({ answer }) => answer)).toEqual(['network', 'property', 'polarity']);
    for (const missing of ['network', 'property', 'polarity'] as const) expect(verdict('unsat 1 1 1\n', { ...all, [missing]: undefined })).toBe('inconclusive');
    expect(reading('unsat 1 1 1\n').questions).toEqual([]);
  });

  it('takes unsat of the safe behaviour as a failure and sat of it as nothing', () => {
    expect(verdict('sat 1 1 1\n')).toBe('fail');
    expect(verdict('unsat 1 1 1\n', { ...all, polarity: 'states-safe' })).toBe('fail');
    expect(verdict('sat 1 1 1\n', { ...all, polarity: 'states-safe' })).toBe('inconclusive');
  });

  it('E-1 no other word is a pass', () => {
    for (const [word, expected, completeness] of [['TIMEOUT', 'inconclusive', 'partial'], ['UNKNOWN', 'inconclusive', 'complete'], ['NOT_DONE', 'inconclusive', 'partial'], ['QUIT_REQUESTED', 'inconclusive', 'partial'], ['ERROR', 'error', 'crashed'], ['UNSAT', 'inconclusive', 'unknown'], ['__proto__', 'inconclusive', 'unknown']] as const) {
      const { evidence } = reading(`${word} 1 1 1\n`);
      expect([evidence.verdict, evidence.run.completeness], word).toEqual([expected, completeness]);
      expect(judgeEvidence('E-1' as ItemId, evidence, [], []).state).toBe('indeterminate');
    }
    expect(reading('UNSAT 1 1 1\n').evidence.warnings.map(({ code }) => code)).toContain('unknown-verdict');
  });

  it('E-1 a line without its end may be cut off', () => {
    const { evidence } = reading('unsat 12 340 8');
    expect(evidence).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(evidence.warnings.map(({ code }) => code)).toContain('cut-off');
  });

  it('E-6 refuses what is no such line', () => {
    expect(read('')).toMatchObject({ ok: false, trouble: { params: { name: 'summary.txt', place: 'line 1' } } });
    expect(read('unsat 1 1\n')).toMatchObject({ ok: false, trouble: { params: { expected: 'VERDICT SECONDS SPLITS PIVOT_MICROSECONDS' } } });
    expect(read('unsat 1 soon 1\n')).toMatchObject({ ok: false, trouble: { params: { found: '"soon"' } } });
    expect(read('unsat 1 1 1\nsat 1 1 1\n')).toMatchObject({ ok: false, trouble: { params: { place: 'line 2' } } });
  });

  it('E-8 knows only its own line', () => {
    const detect = (text: string) => marabouSummary.detect([rawFile('x', text)]);
    expect(['unsat 12 340 85\n', 'QUIT_REQUESTED 1 0 0\r\n', 'sat 1 2 3'].map(detect)).toEqual(['yes', 'yes', 'yes']);
    expect(['unsat', 'unsat 1 2', 'unsat 1 2 3 4', 'done 1 2 3\n', 'sat 1 2 3\nsat 1 2 3\n', ''].map(detect)).toEqual(Array(6).fill('no'));
  });
});
