/**
 * What a recusal does. While the dossier is undecided it voids the member's votes (rule R-1) and takes them off the
 * eligible, but never lowers the charter's minimum (rule R-2); afterwards it contests the decision (rule R-4). Nothing
 * withdraws it (rule R-3): no event exists for that.
 */
import type { MemberId } from '../vocabulary.ts';
import type { RecusalRecord } from './ballot.ts';

/** The member's recusal from this dossier, if they declared one; the first of several. */
export function recusalOf(recusals: readonly RecusalRecord[], member: MemberId): RecusalRecord | undefined {
  return recusals.find((recusal) => recusal.member === member);
}
