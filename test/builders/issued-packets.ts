/** A board that has issued packets: a decision with two conditions, its packet, and what is done about it afterwards. */
import type { ActBody } from '../../shared/events/catalogue.ts';
import type { FactOf } from '../../shared/events/fact.ts';
import type { Digest, MemberId } from '../../shared/vocabulary.ts';
import { people } from './board.ts';
import { countedDigest } from './fact.ts';
import { aurora } from './revision.ts';
import { review, revisionOne, type Review } from './review.ts';

const { ingrid, amara, helena } = people;
export const firstPacket = countedDigest(0xc1);
export const secondPacket = countedDigest(0xc2);
export const firstAddendum = countedDigest(0xca);

export interface Issued { readonly board: Review; readonly decision: FactOf<'decision.recorded/1'>; readonly packet: FactOf<'packet.issued/1'>; again(): FactOf<'packet.issued/1'> }

/** Approved with conditions C-1 and C-2, and issued as N-1; `again` issues N-2 on the same decision. */
export function issued(): Issued {
  const board = review();
  board.publish();
  const conditions = ['Mail tool off', 'Limits in the manual'].map((text, index) => ({ id: `C-${index + 1}`, text, dueOn: '2026-12-11', obliged: 'Halden Compute AS', clause: null })) as ActBody<'vote.given/1'>['conditions'];
  board.vote(ingrid.id, 'approve-with-conditions', { conditions });
  board.vote(amara.id, 'approve');
  const decision = board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved-with-conditions', reason: 'As voted.' }) as FactOf<'decision.recorded/1'>;
  const issue = (packet: Digest, number: string) => board.journal.write(helena.id, 'packet.issued/1', { dossier: aurora, revision: revisionOne, decision: decision.act, packet, number, sizeBytes: 1 });
  return { board, decision, packet: issue(firstPacket, 'N-1'), again: () => issue(secondPacket, 'N-2') };
}

export function supersede(board: Review, packet: Digest, by: Digest, reason = 'Corrected.'): FactOf<'packet.superseded/1'> {
  return board.journal.write(helena.id, 'packet.superseded/1', { dossier: aurora, packet, by, reason });
}

export function revoke(board: Review, member: MemberId = helena.id, packet: Digest = firstPacket, reason = 'Wrong weights.'): FactOf<'packet.revoked/1'> {
  return board.journal.write(member, 'packet.revoked/1', { dossier: aurora, packet, reason });
}

export function addendum(board: Review, parent: Digest = firstPacket, packet: Digest = firstAddendum): FactOf<'addendum.issued/1'> {
  const decision = board.summary().decisions.at(-1)!.decision.act;
  return board.journal.write(helena.id, 'addendum.issued/1', { dossier: aurora, revision: revisionOne, decision, parent, packet, number: 'N-1-A1', sizeBytes: 1 });
}
