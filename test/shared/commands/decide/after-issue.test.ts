import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { addendumIssued } from '../../../../shared/commands/decide.ts';
import type { Digest, ItemId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { addendum, firstAddendum, firstPacket, issued, revoke, secondPacket, supersede } from '../../../builders/issued-packets.ts';
import { aurora } from '../../../builders/revision.ts';
import { revisionOne, revisionTwo } from '../../../builders/review.ts';

const { ingrid, helena } = people;
const refused = (code: string, rule?: string, params?: object) => ({ ok: false, trouble: { code, ...(rule === undefined ? {} : { rule }), ...(params === undefined ? {} : { params }) } });
const add = (parts: Partial<Command<'issue-addendum'>> = {}): Command => ({ name: 'issue-addendum', dossier: aurora, shown: revisionOne, packet: firstPacket, ...parts });
const replace = (packet: Digest = firstPacket, by: Digest = secondPacket): Command => ({ name: 'supersede-packet', dossier: aurora, packet, by, reason: '' });
const takeBack = (packet: Digest = firstPacket, reason = 'Wrong weights.'): Command => ({ name: 'revoke-packet', dossier: aurora, packet, reason });

function discharged(...ids: readonly string[]) {
  const made = issued();
  for (const id of ids) made.board.act(ingrid.id, { name: 'discharge-condition', dossier: aurora, decision: made.decision.act, condition: id as ItemId, basis: 'Statement 14' });
  return made;
}

describe('issue-addendum', () => {
  it('P-9 needs a discharge that neither the packet nor an earlier addendum states', () => {
    const { board } = issued();
    expect(board.ask(helena.id, add())).toMatchObject(refused('board/nothing-to-add', 'P-9', { packet: 'N-1' }));
    const one = discharged('C-1');
    expect(one.board.ask(helena.id, add())).toEqual({ ok: true, value: [] });
    addendum(one.board);
    expect(one.board.ask(helena.id, add())).toMatchObject(refused('board/nothing-to-add', 'P-9'));
    one.board.act(ingrid.id, { name: 'discharge-condition', dossier: aurora, decision: one.decision.act, condition: 'C-2' as ItemId, basis: 'Statement 15' });
    expect(one.board.ask(helena.id, add())).toMatchObject({ ok: true });
    // What a second packet states needs no addendum to it.
    one.again();
    expect(one.board.ask(helena.id, add({ packet: secondPacket }))).toMatchObject(refused('board/nothing-to-add', 'P-9'));
  });

  it('P-9 counts a discharge by someone who may, in time, and no other', () => {
    const { board, decision } = issued();
    board.journal.write('halden-release', 'condition.discharged/1', { dossier: aurora, decision: decision.act, condition: 'C-1' as ItemId, basis: 'Trust us.' });
    board.journal.write(ingrid.id, 'condition.discharged/1', { dossier: aurora, decision: decision.act, condition: 'C-1' as ItemId, basis: 'Late.' }, { minute: 60 * 24 * 40 });
    expect(board.ask(helena.id, add())).toMatchObject(refused('board/nothing-to-add', 'P-9'));
  });

  it('L-5 V-4 is a secretary’s, to a packet of this dossier, as it was shown', () => {
    const { board } = discharged('C-1');
    expect(board.ask(ingrid.id, add())).toMatchObject(refused('board/not-the-role', 'L-5'));
    expect(board.ask(helena.id, add({ packet: countedDigest(9) }))).toMatchObject(refused('board/unknown-packet', 'P-9'));
    expect(board.ask(helena.id, add({ shown: revisionTwo }))).toMatchObject(refused('board/shown-digest-differs', 'V-4'));
    addendum(board);
    expect(board.ask(helena.id, add({ packet: firstAddendum }))).toMatchObject(refused('board/unknown-packet', 'P-9'));
  });

  it('P-9 P-10 adds nothing to what was superseded or revoked, nor to a contested decision', () => {
    const one = discharged('C-1');
    one.again();
    supersede(one.board, firstPacket, secondPacket);
    expect(one.board.ask(helena.id, add())).toMatchObject(refused('board/packet-ended', 'P-9', { state: 'superseded' }));
    const two = discharged('C-1');
    two.board.journal.write(ingrid.id, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' });
    expect(two.board.ask(helena.id, add())).toMatchObject(refused('board/decision-not-standing', 'P-10'));
  });

  it('is recorded with both files', () => {
    const body = { dossier: aurora, revision: revisionOne, decision: countedDigest(1), parent: firstPacket, packet: firstAddendum, number: 'N-1-A1', sizeBytes: 9 };
    expect(addendumIssued(body)).toEqual({ kind: 'act', type: 'addendum.issued/1', body });
  });
});

describe('supersede-packet', () => {
  it('P-7 is a secretary’s, of what this board issued, once', () => {
    const { board, again } = issued();
    again();
    expect(board.ask(ingrid.id, replace())).toMatchObject(refused('board/not-the-role', 'P-7'));
    expect(board.ask(helena.id, replace(countedDigest(9)))).toMatchObject(refused('board/unknown-packet', 'P-7'));
    board.act(helena.id, replace());
    expect(board.ask(helena.id, replace())).toMatchObject(refused('board/packet-ended', 'P-7', { packet: 'N-1', state: 'superseded' }));
  });

  it('P-8 names a later packet that stands, never an addendum', () => {
    const { board, again } = issued();
    addendum(board);
    again();
    const no = (packet: Digest, by: Digest) => board.ask(helena.id, replace(packet, by));
    expect(no(firstPacket, countedDigest(9))).toMatchObject(refused('board/unknown-packet', 'P-8'));
    expect(no(firstPacket, firstPacket)).toMatchObject(refused('board/not-a-successor', 'P-8', { bar: 'itself' }));
    expect(no(secondPacket, firstPacket)).toMatchObject(refused('board/not-a-successor', 'P-8', { bar: 'earlier' }));
    expect(no(firstPacket, firstAddendum)).toMatchObject(refused('board/not-a-successor', 'P-8', { bar: 'addendum' }));
    expect(no(firstAddendum, secondPacket)).toMatchObject(refused('board/not-a-successor', 'P-8', { bar: 'addendum' }));
    revoke(board, helena.id, secondPacket);
    expect(no(firstPacket, secondPacket)).toMatchObject(refused('board/not-a-successor', 'P-8', { bar: 'ended' }));
  });
});

describe('revoke-packet', () => {
  it('P-7 is a secretary’s, with a reason, once, of a packet or an addendum', () => {
    const { board } = issued();
    addendum(board);
    expect(board.ask(ingrid.id, takeBack())).toMatchObject(refused('board/not-the-role', 'P-7'));
    expect(board.ask(helena.id, takeBack(countedDigest(9)))).toMatchObject(refused('board/unknown-packet', 'P-7'));
    expect(board.ask(helena.id, takeBack(firstPacket, ' \n'))).toMatchObject(refused('board/revocation-reason', 'P-7'));
    board.act(helena.id, takeBack(firstAddendum));
    board.act(helena.id, takeBack());
    for (const packet of [firstPacket, firstAddendum]) expect(board.ask(helena.id, takeBack(packet))).toMatchObject(refused('board/packet-ended', 'P-7', { state: 'revoked' }));
  });

  it('P-7 revokes what is superseded or contested as well', () => {
    const { board, again } = issued();
    again();
    board.act(helena.id, replace());
    expect(board.ask(helena.id, takeBack())).toMatchObject({ ok: true });
  });
});
