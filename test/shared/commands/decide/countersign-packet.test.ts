import { describe, expect, it } from 'vitest';
import { packetCountersigned, packetIssued } from '../../../../shared/commands/decide.ts';
import type { Digest } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { aurora } from '../../../builders/revision.ts';
import { review, revisionOne, type Review } from '../../../builders/review.ts';
import { codeOf } from '../../../builders/test-vault.ts';

const { ingrid, amara, rafael, helena } = people;
const packet = countedDigest(0xc1), next = countedDigest(0xc2);

/** Decided by Ingrid and Amara, and issued; the charter asks for countersignatures unless `packets` says otherwise. */
function issued(packets: 'countersigned' | null = 'countersigned'): { readonly board: Review; issue(file: Digest): void } {
  const board = review(packets === null ? {} : { packets });
  board.publish();
  for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve');
  const decision = board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
  const issue = (file: Digest): void => { board.journal.write(helena.id, 'packet.issued/1', packetIssued({ dossier: aurora, revision: revisionOne, decision: (decision as { act: Digest }).act, packet: file, number: `N-${file.slice(-1)}`, sizeBytes: 1 }).body as never); };
  issue(packet);
  return { board, issue };
}
const sign = (board: Review, member: string, file: Digest = packet) => board.ask(member, { name: 'countersign-packet', dossier: aurora, packet: file });
const signed = (board: Review, member: string, base: Digest, file: Digest): void => { board.journal.write(member, 'packet.countersigned/1', packetCountersigned({ dossier: aurora, packet, base, file, revision: countedDigest(0xcc), sizeBytes: 1 }).body as never); };

describe('countersign-packet', () => {
  it('P-11 is for the members whose votes the decision counts, once each, and waits on their list', () => {
    const { board } = issued();
    expect(sign(board, ingrid.id)).toEqual({ ok: true, value: [] });
    expect(board.summary(ingrid.id).waiting).toEqual([{ kind: 'countersign', packet, again: false }]);
    for (const other of [rafael.id, helena.id]) {
      expect(codeOf(sign(board, other))).toBe('board/not-asked-to-countersign');
      expect(board.summary(other).waiting.filter(({ kind }) => kind === 'countersign')).toEqual([]);
    }
    signed(board, ingrid.id, packet, countedDigest(0xd1));
    expect(codeOf(sign(board, ingrid.id))).toBe('board/countersigned-already');
    expect(board.summary(ingrid.id).waiting).toEqual([]);
    expect(codeOf(sign(board, amara.id, next))).toBe('board/unknown-packet');
  });

  it('P-13 asks the one who was left out again', () => {
    const { board } = issued();
    signed(board, ingrid.id, packet, countedDigest(0xd1));
    signed(board, amara.id, packet, countedDigest(0xd2));
    expect(board.summary(amara.id).waiting).toEqual([{ kind: 'countersign', packet, again: true }]);
    expect(sign(board, amara.id).ok).toBe(true);
  });

  it('asks nobody where the charter doesn’t, on a packet that was taken back or replaced, or on a decision that no longer stands', () => {
    expect(codeOf(sign(issued(null).board, ingrid.id))).toBe('board/not-asked-to-countersign');
    const revoked = issued();
    revoked.board.journal.write(helena.id, 'packet.revoked/1', { dossier: aurora, packet, reason: 'Wrong weights.' });
    expect(codeOf(sign(revoked.board, ingrid.id))).toBe('board/packet-ended');
    expect(revoked.board.summary(ingrid.id).waiting).toEqual([]);
    const replaced = issued();
    replaced.issue(next);
    expect(replaced.board.summary(ingrid.id).waiting).toEqual([{ kind: 'countersign', packet: next, again: false }]);
    replaced.board.journal.write(helena.id, 'packet.superseded/1', { dossier: aurora, packet, by: next, reason: '' });
    expect(codeOf(sign(replaced.board, ingrid.id))).toBe('board/packet-ended');
    const contested = issued();
    contested.board.journal.write(amara.id, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' });
    expect(codeOf(sign(contested.board, ingrid.id))).toBe('board/decision-not-standing');
  });
});
