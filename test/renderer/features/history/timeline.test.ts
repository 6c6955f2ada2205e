import { describe, expect, test } from 'vitest';
import { entryId, erasOf, isTold, kindCounts, peopleOf, placeOf, timeline, type Telling } from '../../../../renderer/features/history/timeline.ts';
import { changesSentence, historySentence, historyText, historyWords } from '../../../../shared/copy/history.ts';
import { boardNews } from '../../../../shared/events/board-news.ts';
import { historyOf } from '../../../../shared/events/history.ts';
import { makeAnchor } from '../../../../shared/annotation/anchor.ts';
import type { ItemId, MeetingId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { minutesLater } from '../../../builders/fact.ts';
import { aurora } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo } from '../../../builders/review.ts';
import { placeholder } from '../../../builders/sentence.ts';

const { ingrid, amara, helena, halden } = people;

const everything: Telling = { kind: 'all', person: 'all' };

/** Everything that the history tells of, once; then a second revision with a vote. */
function played() {
  const board = review();
  board.publish();
  const on = { dossier: aurora, shown: revisionOne, item: 'H-001' as ItemId };
  const blocker = board.act(ingrid.id, { name: 'record-finding', ...on, severity: 'blocker', text: 'No.' });
  const question = board.act(ingrid.id, { name: 'ask-question', ...on, to: null, text: 'How?' });
  board.act(ingrid.id, { name: 'record-finding', ...on, severity: 'minor', text: 'A comma.' });
  board.act(halden.id, { name: 'answer-finding', dossier: aurora, finding: question.digest, text: 'So.' });
  board.act(ingrid.id, { name: 'assign-finding', dossier: aurora, finding: question.digest, to: amara.id });
  board.act(ingrid.id, { name: 'resolve-finding', dossier: aurora, finding: question.digest, resolution: 'Seen.' });
  board.act(helena.id, { name: 'resolve-finding', dossier: aurora, finding: blocker.digest, resolution: 'Done.' });
  board.vote(ingrid.id, 'approve');
  board.act(ingrid.id, { name: 'withdraw-vote', dossier: aurora, reason: 'Again.' });
  board.vote(ingrid.id, 'approve-with-conditions');
  board.vote(amara.id, 'approve');
  const decision = board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved-with-conditions', reason: 'Kept.' });
  const act = decision.kind === 'known' && decision.type === 'decision.recorded/1' ? decision.act : undefined;
  board.act(helena.id, { name: 'discharge-condition', dossier: aurora, decision: act!, condition: 'C-1' as ItemId, basis: 'Statement' });
  board.journal.write(helena.id, 'meeting.called/1', { meeting: 'm-1' as MeetingId, startsAt: minutesLater(5000), minutes: 60, place: 'Room 3', title: 'Review', agenda: [{ dossier: aurora, minutes: 20 }] });
  board.journal.write(helena.id, 'meeting.cancelled/1', { meeting: 'm-1' as MeetingId, reason: 'No room.' });
  board.journal.write(helena.id, 'meeting.called/1', { meeting: 'm-2' as MeetingId, startsAt: minutesLater(5000), minutes: 60, place: 'Room 3', title: 'On something else', agenda: [] });
  const anchor = makeAnchor('The limit is 25.', { start: 4, end: 9 })!;
  const note = board.journal.write(ingrid.id, 'annotation.made/1', { dossier: aurora, revision: revisionOne, item: 'D-1' as ItemId, itemDigest: act!, anchor, text: '', tags: [] });
  board.act(ingrid.id, { name: 'withdraw-annotation', dossier: aurora, annotation: note.digest });
  const score = board.act(ingrid.id, { name: 'score-hazard', ...on, score: { severity: 9, likelihood: 5, detectability: 5 }, note: null });
  board.journal.write(helena.id, 'score.agreed/1', { dossier: aurora, revision: revisionOne, item: on.item, itemDigest: act!, score: { severity: 9, likelihood: 5, detectability: 5 }, scores: [score.digest], reason: '' });
  board.journal.write(helena.id, 'packet.issued/1', { dossier: aurora, revision: revisionOne, decision: act!, packet: act!, number: '2026-1', sizeBytes: 1 });
  board.publish(revisionTwo);
  board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
  return { board, entries: historyOf(board.view(), aurora), question };
}

describe('the time line', () => {
  test('has the revisions as landmarks, newest first, each with what came after it', () => {
    const { entries } = played();
    const eras = erasOf(timeline(entries, []), everything);
    expect(eras.map(({ ordinal, before, entries: told }) => [ordinal, before, told.length])).toEqual([[2, revisionOne, 1], [1, null, entries.length - 3]]);
    expect(eras[1]!.entries[0]).toMatchObject({ fact: { type: 'packet.issued/1' } });
  });

  test('tells one kind alone', () => {
    const line = timeline(played().entries, []);
    const told = (telling: Partial<Telling>) => erasOf(line, { ...everything, ...telling }).flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'fact' ? [entry.fact] : [])));
    expect(told({ kind: 'findings' }).length).toBeGreaterThan(5);
    expect(told({ kind: 'findings' }).every(({ type }) => /^(blocker|finding|question)\./.test(type))).toBe(true);
    expect(told({ kind: 'revisions' })).toEqual([]);
    expect(new Set(told({ person: amara.id }).map(({ member }) => member))).toEqual(new Set([amara.id]));
    expect(told({ kind: 'votes', person: amara.id }).map(({ type }) => type)).toEqual(['recusal.declared/1', 'vote.given/1']);
    const counts = kindCounts(line);
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(line.length);
    expect(counts).toMatchObject({ revisions: 2, scores: 2, notes: 2, meetings: 2, board: 0 });
    expect(new Set(peopleOf(line))).toEqual(new Set([halden.id, ingrid.id, amara.id, helena.id]));
  });

  test('has the news of the board where their claimed time puts them, and what came before the first revision at its end', () => {
    const board = review();
    const device = board.journal.write(ingrid.id, 'device.added/1', { device: 'd'.repeat(32) as never, key: { keyId: 'a'.repeat(64) as never, spki: 'AAAA' }, name: 'laptop' });
    board.publish();
    const second = board.journal.write(amara.id, 'device.added/1', { device: 'e'.repeat(32) as never, key: { keyId: 'a'.repeat(64) as never, spki: 'AAAA' }, name: 'desk' });
    board.vote(ingrid.id, 'approve');
    const eras = erasOf(timeline(historyOf(board.view(), aurora), boardNews(board.view())), everything);
    expect(eras.map(({ ordinal }) => ordinal)).toEqual([1, 0]);
    expect(eras[0]!.entries.map((entry) => (entry.kind === 'fact' ? entry.fact.type : entry.news.kind))).toEqual(['vote.given/1', 'device']);
    expect(eras[0]!.entries.map(entryId)).toContain(second.digest);
    expect(eras[1]!.entries.map(entryId)[0]).toBe(device.digest);
    expect(eras[1]!.entries.every((entry) => isTold(entry, { kind: 'board', person: 'all' }))).toBe(true);
  });

  test('marks an entry whose clock was behind what it follows', () => {
    const board = review();
    board.publish(revisionOne, { minute: 50 });
    board.vote(ingrid.id, 'approve', {}, { minute: 20 });
    expect(historyOf(board.view(), aurora).map(({ outOfStep }) => outOfStep)).toEqual([false, true]);
  });

  test('says each fact in words and leads to where it is read', () => {
    const { entries, question } = played();
    for (const { fact } of entries) {
      expect(`${historyWords(fact, { nameOf: (id) => id, isQuestion: (digest) => digest === question.digest, meetingTitleOf: (id) => id, packetNumberOf: (packet) => packet })} ${historyText(fact) ?? ''}`).not.toMatch(placeholder);
      expect(placeOf(fact, aurora, () => 'D-1')).toMatch(/^#\/(?:dossier\/aurora-7b-2\.3\/|$)/);
    }
    const about = entries.filter(({ fact }) => fact.type === 'question.asked/1' || fact.type === 'finding.answered/1' || fact.type === 'finding.assigned/1');
    expect(new Set(about.map(({ fact }) => placeOf(fact, aurora, () => 'D-1')))).toEqual(new Set([`#/dossier/aurora-7b-2.3/findings/${question.digest}`]));
    expect(historySentence(entries.map(({ fact }) => fact)).replaceAll('\u00a0', ' ')).toBe('2 revisions, 3 votes, 2 findings, 1 question, 1 note, 1 score, 1 decision and 1 packet so far.');
  });
});

test('what a revision changed is counted by reading', () => {
  expect(changesSentence({ against: 11, mixed: 0, neutral: 2, for: 18 }, '5.0').replaceAll('\u00a0', ' ')).toBe('31 changes since 5.0: 11 against, 2 neutral, 18 for the release.');
  expect(changesSentence({ against: 0, mixed: 0, neutral: 0, for: 0 }, 'revision 1')).toMatch(/^Nothing/);
});
