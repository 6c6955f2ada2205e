import { describe, expect, it } from 'vitest';
import * as entries from '../../../shared/copy/entries.ts';
import { evidenceSentence, evidenceStateText } from '../../../shared/copy/evidence.ts';
import { hashCaveat, lineageCheckWords, lineageRoleWords } from '../../../shared/copy/lineage.ts';
import { countEntries } from '../../../shared/evidence/entries.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import type { Day, ItemId } from '../../../shared/vocabulary.ts';
import { entry, evidence, lineage, measured, threshold } from '../../builders/evidence.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('entries in words', () => {
  it('counts what needs somebody first', () => {
    expect(plain(entries.entryCountsText(countEntries((['passed', 'passed', 'gap', 'failed', null] as const).map((state, n) => entry(`${n}`, { state })))))).toBe('1 failed, 1 left open by the file, 1 without a state, 2 passed');
  });

  it('calls the entries of one piece what they are', () => {
    expect(entries.entryNoun([entry('1'), entry('2')])[1]).toBe('test cases');
    expect(entries.entryNoun([entry('1', { type: 'goal' }), entry('2', { type: 'context' })])[1]).toBe('nodes of the argument');
    expect(entries.entryNoun([entry('1'), entry('2', { type: 'model' })])[1]).toBe('entries');
  });

  it.each([
    [{ kind: 'argument' as const, entries: [entry('G1', { type: 'goal', state: 'gap' }), entry('G2', { type: 'goal' })] }, '1 of 2 open', '1 of 2 goals is left open by the file.'],
    [{ verdict: 'fail' as const, entries: [entry('a', { state: 'failed' }), entry('b', { state: 'error' }), entry('c', { state: 'passed' })] }, '1 of 3 failed', '1 of 3 test cases failed. 1 of 3 test cases did not finish.'],
    [{ verdict: 'pass' as const, entries: [entry('a', { state: 'passed' }), entry('b', { state: 'passed' })] }, 'Both passed', 'Both test cases passed.'],
    [{ verdict: 'pass' as const, lineage: [lineage('a', { check: 'differs' })] }, '1 hash differs', '1 hash of its lineage differs from the file.'],
    [{ verdict: 'pass' as const, expiresOn: '2026-01-01' as Day }, 'Expired', 'It has expired.'],
    [{ results: [measured({ breached: 'yes', metric: 'drift' })] }, '1 alarm', 'The tool raised its own alarm for drift.'],
    [{ kind: 'incident' as const, entries: [entry('i', { type: 'incident', state: 'open' })] }, 'Not judged', '1 of 1 incident is open. No limit and no verdict: nothing to judge it by.'],
  ])('%#: says what is open, differs, has expired or raised an alarm', (parts, short, long) => {
    const neutral = evidence(parts);
    const judgement = judgeEvidence('E-001' as ItemId, neutral, [threshold({ evidence: 'E-002' })], [], '2026-11-27' as Day);
    expect([plain(evidenceStateText(judgement)), plain(evidenceSentence(judgement, neutral))]).toEqual([short, long]);
  });
});

describe('lineage in words', () => {
  it('E-5: an MD5 is never proof of integrity, and neither is the hash of a list or what is no hash', () => {
    expect([hashCaveat('md5'), hashCaveat('md5 of a directory list'), hashCaveat('git blob sha1'), hashCaveat('sha256'), hashCaveat('SHA-512'), hashCaveat('commit of the model repository'), hashCaveat('etag')]).toEqual([
      'MD5 only: no proof of integrity.', 'MD5 only: no proof of integrity. It is the hash of a list, not of the files.', 'SHA-1 only: weak proof of integrity.', null, null,
      'Not a hash of the bytes: no proof of integrity.', 'Not a hash of the bytes: no proof of integrity.',
    ]);
  });

  it('has a word for each value', () => {
    for (const table of [entries.entryStateWords, entries.entryTypeWords, entries.entryLinkWords, lineageCheckWords, lineageRoleWords]) expect(new Set(Object.values(table)).size).toBe(Object.keys(table).length);
  });
});
