import { describe, expect, it } from 'vitest';
import * as words from '../../../shared/copy/evidence.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { evidence, measured, property, threshold } from '../../builders/evidence.ts';
import { placeholder } from '../../builders/sentence.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const judged = (result: Partial<Measurement>, parts: Parameters<typeof evidence>[0] = {}) => {
  const neutral = evidence({ results: [measured(result)], ...parts });
  return [judgeEvidence('E-001' as ItemId, neutral, [threshold()], []), neutral] as const;
};

describe('evidence in words', () => {
  it('writes values in the file’s own unit, with digits that suit their neighbours', () => {
    expect([words.valueText(59.53, 'percent'), words.valueText(0.5953, 'fraction'), words.valueText(25, 'per-episode', [24.5]), words.valueText(1234, 'count'), words.valueText(0.012, 'none')].map(plain)).toEqual(['59.53 %', '0.60', '25.00 per episode', '1,234', '0.012']);
    expect(plain(words.limitText({ op: '<=', value: 25 }, 'seconds'))).toBe('≤ 25 s');
  });

  it('names metrics as people do, and unknown ones by their parts', () => {
    expect([words.metricWords('autoattack_acc'), words.metricWords('constructor'), words.metricWords('someNewMetric_2'), words.measurementWords({ metric: 'robust_acc', variant: 'Linf 8/255' })])
      .toEqual(['Accuracy under AutoAttack', 'Constructor', 'Some New Metric 2', 'Robust accuracy, Linf 8/255']);
  });

  it('says what a piece comes to, and why where that isn’t plain', () => {
    const text = ([judgement]: ReturnType<typeof judged>) => plain(words.evidenceStateText(judgement));
    expect([text(judged({ value: 60 })), text(judged({ value: 50 })), text(judged({ value: 56, stderr: 0.6 })), text(judged({ value: null }))]).toEqual(['Passed', 'Failed', 'Too close to call', 'No value']);
    expect([text(judged({}, { properties: [property('fail')] })), text(judged({}, { properties: [property('error'), property('none')] })), text(judged({}, { verdict: 'error' }))]).toEqual(['Violated', '2 of 2 undecided', 'Inconclusive']);
    for (const [judgement, neutral] of [judged({}), judged({ value: 50 }, { verdict: 'pass', properties: [property('pass'), property('fail'), property('error')] }), judged({ metric: 'other' })]) {
      expect(words.evidenceSentence(judgement, neutral)).toMatch(/^[A-Z].*\.$/);
      expect(words.evidenceSentence(judgement, neutral)).not.toMatch(placeholder);
    }
    expect([words.allEvidenceSentence([]), words.allEvidenceSentence(['passed', 'failed', 'passed', 'indeterminate'])]).toEqual(['This revision holds no evidence.', 'Of 4\u00a0pieces of evidence 1 fails and 1 is inconclusive.']);
  });

  it('has a word for each value of each table', () => {
    for (const [name, table] of Object.entries(words)) {
      if (typeof table === 'function') continue;
      for (const word of Object.values(table)) expect([name, word]).toEqual([name, expect.stringMatching(/\S/)]);
      expect([name, new Set(Object.values(table)).size]).toEqual([name, Object.keys(table).length]);
    }
  });
});
