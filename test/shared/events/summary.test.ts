import { describe, expect, it } from 'vitest';
import { baselineOf, conditionsDue, dossiers } from '../../../shared/events/summary.ts';
import type { Day, Digest, DossierId, ItemId, MemberId, ProductId } from '../../../shared/vocabulary.ts';
import { condition } from '../../builders/ballot.ts';
import { chainOf, everyone, people, rosterWith } from '../../builders/board.ts';
import { countedDigest, minutesLater } from '../../builders/fact.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../builders/review.ts';

const { ingrid, amara, rafael, helena, halden } = people;
const published = () => { const board = review(); board.publish(); return board; };
const approve = (board: Review) => { for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve'); };
const decide = (board: Review, outcome: 'approved' | 'approved-with-conditions' = 'approved') =>
  board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: board.summary().latest.digest, outcome, reason: '' }) as { act: Digest };
const waiting = (board: Review, member: string, minute = 200) => board.summary(member, minute).waiting.map((one) => (one.kind === 'vote' && one.stale ? 'vote again' : one.kind));

describe('a dossier', () => {
  it('L-5 exists once a submitter has published it, and numbers its revisions', () => {
    const board = review();
    const list = () => dossiers(board.view(), ingrid.id, minutesLater(100), board.contentOf);
    board.journal.write(ingrid.id, 'revision.published/1', { dossier: aurora, revision: revisionTwo, note: null });
    expect(list()).toEqual([]);
    board.publish();
    board.publish(revisionTwo);
    board.publish(revisionOne);
    expect(list().map((one) => one.revisions.map(({ digest, ordinal, publishedBy }) => [digest, ordinal, publishedBy]))).toEqual([[[revisionOne, 1, halden.id], [revisionTwo, 2, halden.id]]]);
  });

  it('L-5 takes a packet from a secretary and from no one else', () => {
    const board = published();
    approve(board);
    const { act } = decide(board);
    const packet = (by: string, n: number) => board.journal.write(by, 'packet.issued/1', { dossier: aurora, revision: revisionOne, decision: act, packet: countedDigest(n), number: `NSRB-2026-${n}`, sizeBytes: 1 });
    packet(ingrid.id, 16);
    expect(board.summary().packets).toEqual([]);
    packet(helena.id, 17);
    expect(board.summary().packets).toMatchObject([{ number: 'NSRB-2026-17', decision: act, issuedBy: helena.id }]);
  });

  it('says where each member stands, and with which votes', () => {
    const board = published();
    const first = board.vote(ingrid.id, 'reject'), second = board.vote(ingrid.id, 'approve');
    board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    board.vote('a-stranger', 'approve');
    const rows = board.summary().signOffs;
    expect(rows.map(({ member, name, discipline, stand }) => [member, name, discipline, stand.kind])).toEqual([
      [ingrid.id, ingrid.name, 'safety', 'cast'], [amara.id, amara.name, 'legal', 'recused'], [rafael.id, rafael.name, 'domain', 'not-cast'], ['a-stranger', 'a-stranger', null, 'not-eligible'],
    ]);
    expect(rows[0]!.votes.map(({ vote, standing }) => [vote.act, standing.kind])).toEqual([[first.act, 'superseded'], [second.act, 'counted']]);
    expect(board.summary(ingrid.id).mine).toEqual(rows[0]!.stand);
  });

  it('keeps the name of a member who left, and their vote', () => {
    const board = published();
    board.vote(ingrid.id, 'approve');
    board.rosters = chainOf(rosterWith(everyone), rosterWith(everyone.filter((member) => member.id !== ingrid.id)));
    expect(board.summary().signOffs.at(-1)).toMatchObject({ name: ingrid.name, discipline: null, stand: { kind: 'not-eligible', reason: 'not-a-member' }, votes: [{ standing: { kind: 'void', reason: 'not-a-member' } }] });
  });

  it('is open until a decision stands, opens again when that is contested, and stays closed when it expires', () => {
    const board = published();
    expect(board.summary()).toMatchObject({ open: true, current: null });
    approve(board);
    decide(board);
    expect(board.summary()).toMatchObject({ open: false, current: { status: { kind: 'standing' } } });
    expect(board.summary(ingrid.id, 181 * 24 * 60)).toMatchObject({ open: false, current: { status: { kind: 'expired' } } });
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.summary()).toMatchObject({ open: true, current: { status: { kind: 'contested' } } });
    board.publish(revisionTwo);
    expect(board.summary()).toMatchObject({ open: true, current: null });
  });
});

describe('what waits', () => {
  it('for a voter: a vote until one counts, again on a newer revision, and nothing once decided or recused', () => {
    const board = published();
    expect(waiting(board, ingrid.id)).toEqual(['vote']);
    approve(board);
    expect(waiting(board, ingrid.id)).toEqual([]);
    board.publish(revisionTwo);
    expect([waiting(board, ingrid.id), waiting(board, rafael.id)]).toEqual([['vote again'], ['vote']]);
    for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve', { revision: revisionTwo });
    decide(board);
    expect(waiting(board, rafael.id)).toEqual([]);
    const recused = published();
    recused.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(waiting(recused, ingrid.id)).toEqual([]);
  });

  it('not for a vote on what is not here, and not from who has none', () => {
    const board = published();
    expect([waiting(board, helena.id), waiting(board, halden.id)]).toEqual([[], []]);
    board.contents.clear();
    expect(waiting(board, ingrid.id)).toEqual([]);
  });

  it('for its author: a blocker until it is resolved', () => {
    const board = published();
    board.vote(ingrid.id, 'approve');
    const { digest } = board.act(ingrid.id, { name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'blocker', text: 'Wrong weights.' });
    expect(waiting(board, ingrid.id)).toEqual(['resolve-blocker']);
    board.act(helena.id, { name: 'resolve-finding', dossier: aurora, finding: digest, resolution: 'Settled.' });
    expect(waiting(board, ingrid.id)).toEqual([]);
  });

  it('for a secretary: the decision once the votes give one, then the packet and the conditions', () => {
    const board = published();
    board.vote(ingrid.id, 'approve');
    expect(waiting(board, helena.id)).toEqual([]);
    board.vote(amara.id, 'approve-with-conditions');
    expect(board.summary(helena.id).waiting).toEqual([{ kind: 'record-decision', outcome: 'approved-with-conditions' }]);
    const { act } = decide(board, 'approved-with-conditions');
    expect(board.summary(helena.id, 200).waiting).toEqual([{ kind: 'issue-packet', decision: act }, { kind: 'discharge-condition', decision: act, condition: 'C-1', dueOn: '2026-12-11' }]);
    board.journal.write(helena.id, 'packet.issued/1', { dossier: aurora, revision: revisionOne, decision: act, packet: countedDigest(1), number: 'NSRB-2026-017', sizeBytes: 1 });
    board.act(rafael.id, { name: 'discharge-condition', dossier: aurora, decision: act, condition: 'C-1' as ItemId, basis: 'Statement' });
    expect(board.summary(helena.id).waiting).toEqual([{ kind: 'issue-addendum', packet: countedDigest(1), conditions: ['C-1'] }]);
    board.journal.write(helena.id, 'addendum.issued/1', { dossier: aurora, revision: revisionOne, decision: act, parent: countedDigest(1), packet: countedDigest(2), number: 'NSRB-2026-017-A1', sizeBytes: 1 });
    expect(waiting(board, helena.id)).toEqual([]);
  });
});

describe('over all dossiers', () => {
  it('C-3 conditions due are open or lapsed ones of decisions in effect, soonest first', () => {
    const board = published();
    board.vote(ingrid.id, 'approve-with-conditions', { conditions: [condition('Later', { dueOn: '2026-12-20' as Day }), condition('Sooner')] });
    board.vote(amara.id, 'approve');
    const { act } = decide(board, 'approved-with-conditions');
    const due = (minute: number) => conditionsDue([board.summary(ingrid.id, minute)]).map((one) => [one.condition.id, one.state.kind]);
    expect(due(200)).toEqual([['C-2', 'open'], ['C-1', 'open']]);
    expect(due(23 * 24 * 60)).toEqual([['C-2', 'lapsed'], ['C-1', 'open']]);
    board.act(helena.id, { name: 'discharge-condition', dossier: aurora, decision: act, condition: 'C-2' as ItemId, basis: 'Statement' });
    expect(due(23 * 24 * 60)).toEqual([['C-1', 'open']]);
  });

  it('the last approval of the same product is the baseline, also across dossiers, and none that came later', () => {
    const board = published();
    const at = (dossier: DossierId = aurora) => baselineOf(board.view(), dossier, board.contentOf, minutesLater(200))?.revision ?? null;
    expect(at()).toBeNull();
    approve(board);
    decide(board);
    expect(at()).toBeNull();

    const next = 'aurora-7b-2.4' as DossierId, other = 'other-1' as DossierId;
    const publishIn = (dossier: DossierId, n: number, product = 'aurora-7b') => {
      board.contents.set(countedDigest(n), contentWith({ dossier, product: { id: product as ProductId, name: 'x', release: '1', vendor: 'v' } }));
      board.journal.write(halden.id, 'revision.published/1', { dossier, revision: countedDigest(n), note: null });
    };
    publishIn(next, 0xe101);
    publishIn(other, 0xe201, 'other');
    expect([at(next), at(other)]).toEqual([revisionOne, null]);
    for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve', { dossier: next, revision: countedDigest(0xe101) });
    board.act(helena.id, { name: 'record-decision', dossier: next, shown: countedDigest(0xe101), outcome: 'approved', reason: '' });
    expect([at(), at(next)]).toEqual([null, revisionOne]);
    board.publish(revisionTwo);
    expect(at()).toBe(countedDigest(0xe101));
    board.act(ingrid.id, { name: 'declare-recusal', dossier: next, reason: 'Adviser.' });
    expect(at()).toBe(revisionOne);
    board.contents.delete(revisionTwo);
    expect(at()).toBeNull();
  });

  it('is worked out for whoever asks', () => {
    expect(published().summary('a-stranger' as MemberId).mine).toEqual({ kind: 'not-eligible', reason: 'not-a-member' });
  });
});
