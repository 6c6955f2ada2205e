import { describe, expect, test } from 'vitest';
import { findingsDetail, findingsSentence, turnWords, type Reader } from '../../../shared/copy/finding.ts';
import type { FindingSeverity, FindingSummary } from '../../../shared/events/summary.ts';
import type { MemberId } from '../../../shared/vocabulary.ts';
import { countedDigest, minutesLater } from '../../builders/fact.ts';
import { placeholder } from '../../builders/sentence.ts';

const me = 'ingrid-solberg' as MemberId, amara = 'amara-okafor' as MemberId;
const nameOf = (id: MemberId): string => (id === amara ? 'Amara Okafor' : id);
const finding = (severity: FindingSeverity, parts: Partial<FindingSummary> = {}): FindingSummary => ({
  finding: countedDigest(1), severity, revision: countedDigest(2), item: null, itemDigest: null, text: 'Why?', member: amara, claimedAt: minutesLater(0), thread: [], resolution: null,
  addressee: severity === 'question' ? { kind: 'release-team' } : null, turn: severity === 'question' ? 'addressee' : null, ...parts,
});
const mine = finding('question', { addressee: { kind: 'member', member: me } });
const reader: Reader = { me, nameOf, waits: (one) => one === mine };
const resolved = (severity: FindingSeverity) => finding(severity, { turn: null, resolution: { member: amara, text: 'Done.', claimedAt: minutesLater(1) } });
const said = (...findings: readonly FindingSummary[]) => findingsSentence(findings, reader).replaceAll('\u00a0', ' ');

describe('what the findings come to', () => {
  test('blockers first, then questions with those for the reader', () => {
    expect(said(finding('blocker'), finding('blocker'), finding('question'), finding('question'), mine)).toBe('2 blockers bar an approval. 3 questions wait for an answer, 1 for you.');
    expect(said(finding('blocker'))).toBe('1 blocker bars an approval.');
    expect(said(mine)).toBe('1 question waits for your answer.');
    expect(said(finding('minor'), finding('question'))).toBe('1 finding is open; it is no blocker. 1 question waits for an answer.');
  });

  test('what is answered or resolved doesn’t wait', () => {
    expect(said(finding('question', { turn: 'author' }))).toBe('1 question is answered and still open.');
    expect(said(resolved('blocker'), resolved('question'))).toBe('Every finding is resolved.');
    expect(said()).not.toMatch(placeholder);
  });

  test('the line under it says what bars what, and counts the rest', () => {
    expect(findingsDetail([finding('blocker'), finding('major'), finding('observation'), resolved('minor')]).replaceAll('\u00a0', ' ')).toBe('A blocker’s author, or a secretary, resolves it (rule Q-4). 1 major and 1 observation open. 1 resolved.');
    expect(findingsDetail([finding('minor')])).toBe('Only a blocker bars an approval (rule Q-4).');
  });
});

test('whose turn it is names the reader as “you”', () => {
  expect([mine, finding('question'), finding('question', { turn: 'author' }), finding('question', { turn: 'author', member: me }), finding('minor'), resolved('minor')].map((one) => turnWords(one, reader)))
    .toEqual(['Waits for you', 'Waits for the release team', 'Answered, waits for Amara Okafor', 'Answered, waits for you', 'Open', 'Resolved']);
});
