/**
 * What a recusal does. While the dossier is undecided it voids the member's votes (rule R-1) and takes them off the
 * eligible, but never lowers the charter's minimum (rule R-2). Nothing withdraws it (rule R-3): no event exists for that.
 */
import type { Digest, MemberId } from '../vocabulary.ts';
import type { RecusalRecord, VoteRecord } from './ballot.ts';

/** The member's recusal from this dossier, if they declared one; the first of several. */
export function recusalOf(recusals: readonly RecusalRecord[], member: MemberId): RecusalRecord | undefined {
  return recusals.find((recusal) => recusal.member === member);
}

/** Recusals that a recorded decision doesn't list, by members whose votes it rests on: they contest it (rule R-4). */
export function lateRecusals(recusals: readonly RecusalRecord[], listed: { readonly votes: readonly VoteRecord[]; readonly recusals: readonly Digest[] }): readonly RecusalRecord[] {
  return recusals.filter((recusal) => !listed.recusals.includes(recusal.act) && listed.votes.some((vote) => vote.member === recusal.member));
}
