import { describe, expect, it } from 'vitest';
import { issuedNumber, packetStandings } from '../../../shared/events/packet-standing.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { people } from '../../builders/board.ts';
import { countedDigest } from '../../builders/fact.ts';
import { addendum, issued, supersede, revoke, firstPacket, secondPacket, firstAddendum } from '../../builders/issued-packets.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { revisionOne, revisionTwo, type Review } from '../../builders/review.ts';

const { ingrid, amara, rafael, helena } = people;
const standings = (board: Review) => packetStandings(board.view(), board.contentOf);
const states = (board: Review) => standings(board).map(({ number, state }) => `${number} ${state}`);
const stateOf = (board: Review, packet: Digest) => standings(board).find((one) => one.packet === packet);

describe('packet standings', () => {
  it('a packet is issued from its issue on', () => {
    const { board, packet } = issued();
    expect(standings(board)).toMatchObject([{ kind: 'packet', number: 'N-1', packet: firstPacket, parent: null, state: 'issued', since: packet.claimedAt, by: helena.id, reason: null, supersededBy: null, contest: null, judged: true }]);
    expect([issuedNumber(board.view().state)(firstPacket), issuedNumber(board.view().state)(secondPacket)]).toEqual(['N-1', secondPacket.slice(0, 16)]);
  });

  it('P-7 counts only what a secretary signed, and of two acts the first', () => {
    const { board, packet } = issued();
    revoke(board, ingrid.id);
    board.journal.write(ingrid.id, 'packet.issued/1', { ...packet.body, packet: countedDigest(7) });
    expect(states(board)).toEqual(['N-1 issued']);
    const first = revoke(board, helena.id, firstPacket, 'Wrong weights.');
    revoke(board, helena.id, firstPacket, 'Once more.');
    expect(standings(board)).toMatchObject([{ state: 'revoked', since: first.claimedAt, by: helena.id, reason: 'Wrong weights.' }]);
  });

  it('P-8 supersedes only by a later packet of the same dossier or product, never in a circle', () => {
    const { board, again } = issued();
    supersede(board, firstPacket, firstPacket);
    supersede(board, firstPacket, countedDigest(99));
    again();
    supersede(board, secondPacket, firstPacket);
    expect(states(board)).toEqual(['N-1 issued', 'N-2 issued']);
    const act = supersede(board, firstPacket, secondPacket);
    expect(stateOf(board, firstPacket)).toMatchObject({ state: 'superseded', since: act.claimedAt, supersededBy: secondPacket, reason: 'Corrected.' });
    expect(stateOf(board, secondPacket)?.state).toBe('issued');
  });

  it('P-8 takes another dossier of the same product, and no other product', () => {
    for (const [product, state] of [['aurora-7b', 'superseded'], ['borealis', 'issued']] as const) {
      const { board } = issued();
      board.contents.set(revisionTwo, contentWith({ product: { ...contentWith().revision.product, id: product as never } }));
      const other = 'aurora-7b-2.4' as DossierId;
      board.journal.write('halden-release', 'revision.published/1', { dossier: other, revision: revisionTwo, note: null });
      board.journal.write(helena.id, 'packet.issued/1', { dossier: other, revision: revisionTwo, decision: countedDigest(5), packet: secondPacket, number: 'N-2', sizeBytes: 1 });
      supersede(board, firstPacket, secondPacket);
      expect([product, stateOf(board, firstPacket)?.state]).toEqual([product, state]);
    }
  });

  it('P-10 is contested by a late recusal, from that on, and by nothing that expires', () => {
    const { board } = issued();
    const recusal = board.journal.write(ingrid.id, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' });
    expect(standings(board)).toMatchObject([{ state: 'contested', contest: 'decision-contested', since: recusal.claimedAt, by: ingrid.id, reason: null }]);
  });

  it('P-10 is contested where its decision was void all along, or another took its place', () => {
    const { board, packet } = issued();
    board.journal.write(ingrid.id, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' });
    board.vote(rafael.id, 'approve');
    const next = board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
    expect(standings(board)).toMatchObject([{ packet: packet.body.packet, state: 'contested', contest: 'decision-superseded', since: next.claimedAt, by: helena.id }]);
    const odd = issued();
    odd.board.journal.write(helena.id, 'packet.issued/1', { ...odd.packet.body, packet: secondPacket, number: 'N-2', decision: odd.board.journal.write(helena.id, 'decision.recorded/1', { ...odd.decision.body, outcome: 'rejected' }).act });
    expect(stateOf(odd.board, secondPacket)).toMatchObject({ state: 'contested', contest: 'decision-void', by: helena.id });
  });

  it('P-10 weighs revoked before superseded before contested, in whatever order they came', () => {
    const acts: readonly (readonly [string, (board: Review) => unknown])[] = [
      ['contested', (board) => board.journal.write(ingrid.id, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' })],
      ['superseded', (board) => supersede(board, firstPacket, secondPacket)],
      ['revoked', (board) => revoke(board, helena.id)],
    ];
    for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0]]) {
      const { board, again } = issued();
      again();
      let most = 0;
      for (const index of order) {
        most = Math.max(most, index);
        acts[index]![1](board);
        expect([order, stateOf(board, firstPacket)?.state]).toEqual([order, acts[most]![0]]);
      }
    }
  });

  it('P-10 an addendum is worth at most what its packet is; revoking it leaves the packet alone', () => {
    const { board, again } = issued();
    addendum(board);
    expect(standings(board)[1]).toMatchObject({ kind: 'addendum', number: 'N-1-A1', parent: firstPacket, state: 'issued', inherited: false });
    revoke(board, helena.id, firstAddendum, 'Wrong basis.');
    expect(states(board)).toEqual(['N-1 issued', 'N-1-A1 revoked']);

    const { board: other, again: third } = issued();
    addendum(other);
    third();
    supersede(other, firstPacket, secondPacket);
    expect(stateOf(other, firstAddendum)).toMatchObject({ state: 'superseded', supersededBy: secondPacket, inherited: true });
    expect(again).toBeTypeOf('function');
  });

  it('an addendum is superseded by nothing, and one whose packet is not here stands by itself', () => {
    const { board, again } = issued();
    addendum(board, countedDigest(0xbeef));
    again();
    supersede(board, firstAddendum, secondPacket);
    expect(stateOf(board, firstAddendum)).toMatchObject({ state: 'issued', parent: countedDigest(0xbeef) });
  });

  it('says so where this machine cannot judge the decision', () => {
    const { board } = issued();
    board.contents.clear();
    expect(standings(board)).toMatchObject([{ state: 'issued', judged: false }]);
    expect(amara.id).not.toBe(ingrid.id);
  });
});
