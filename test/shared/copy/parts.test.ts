import { describe, expect, it } from 'vitest';
import { listParts, type Parts } from '../../../shared/copy/parts.ts';
import { evidenceRecordWords, rawFileWords } from '../../../shared/copy/screens/evidence-record.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import { incidentsWords } from '../../../shared/copy/screens/incidents.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';

const read = (parts: Parts<string>): string => parts.map((part) => (typeof part === 'string' ? part : `<${part.slot}>`)).join('');

describe('a list of elements', () => {
  it.each([[0, 0, ''], [1, 1, '<0>'], [2, 2, '<0> and <1>'], [3, 3, '<0>, <1> and <2>'], [2, 5, '<0>, <1> and 3 more'], [1, 2, '<0> and 1 more']])('%i of %i', (shown, total, words) => {
    expect(read(listParts(shown, total))).toBe(words);
  });
});

describe('words of the evidence tabs', () => {
  it('a sentence keeps its elements where the language wants them', () => {
    expect(read(evidenceWords.piece.usedBy(2))).toBe('Used by <hazards>.');
    expect(read(evidenceWords.piece.usedBy(0))).toBe('No hazard is traced to it.');
    expect(read(rawFileWords.place.says(1200, 'accuracy', false))).toBe('Line 1,200 says <text>, most likely for accuracy.');
  });

  it('one is not many', () => {
    expect(evidenceWords.coverage.sentence(15, 1, [])).toBe('One of 15\u00a0hazards rests on formal properties, and all of these hold.');
    expect(evidenceWords.coverage.sentence(15, 9, ['H-1', 'H-2'])).toBe('Nine of 15\u00a0hazards rest on formal properties; not all hold for H-1 and H-2.');
    expect(evidenceRecordWords.lineage.counts.differs(1)).toBe('1 differs from the file');
    expect([incidentsWords.incidents(1, 1), incidentsWords.incidents(1, 0), incidentsWords.incidents(3, 3), incidentsWords.incidents(3, 1)]).toEqual(['The one incident is not closed.', 'The one incident is closed.', 'None of the 3\u00a0incidents is closed.', '1 of 3\u00a0incidents is not closed.']);
  });

  it('a run says what it knows and no more', () => {
    const run: Evidence['run'] = { startedAt: null, endedAt: null, timezone: 'unknown', seeds: [], gitCommit: null, sampleLimit: null, completeness: 'complete' };
    expect(evidenceRecordWords.run.run(run)).toBe('Complete');
    expect(evidenceRecordWords.run.run({ ...run, seeds: [7, 8], sampleLimit: 1 })).toBe('Complete; seeds 7 and 8; limited to 1\u00a0sample');
  });
});
