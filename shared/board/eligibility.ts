/** Who may vote on a release (rules V-1, V-2, R-1). */
import type { MemberId } from '../vocabulary.ts';
import type { Ballot, Ownership } from './ballot.ts';
import { memberOf } from './member.ts';
import type { RosterMember } from './roster.ts';

/** Why a member can't vote on this release. */
export const barriers = ['not-a-member', 'revoked', 'not-a-voter', 'owner', 'submitter', 'recused'] as const;
export type Barrier = (typeof barriers)[number];
export type Eligibility = { readonly kind: 'eligible' } | { readonly kind: 'barred'; readonly reason: Barrier };

/** Names are compared as people read them: composed, without case, one space between words. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whether the revision names the member as an owner, by id or by name. */
export function owns(owners: readonly string[], member: Pick<RosterMember, 'id' | 'name'>): boolean {
  const keys = [nameKey(member.id), nameKey(member.name)];
  return owners.some((owner) => keys.includes(nameKey(owner)));
}

/** Why ownership bars the member (rule V-2), or null. */
export function ownershipBarrier(ownership: Ownership, member: Pick<RosterMember, 'id' | 'name'>): 'owner' | 'submitter' | null {
  if (ownership.submitters.includes(member.id)) return 'submitter';
  return owns(ownership.owners, member) ? 'owner' : null;
}

/** Whether the member may vote: active voter (V-1), neither owner nor submitter (V-2), not recused. */
export function eligibility(ballot: Ballot, id: MemberId): Eligibility {
  const member = memberOf(ballot.roster, id);
  if (member === undefined) return { kind: 'barred', reason: 'not-a-member' };
  if (member.status === 'revoked') return { kind: 'barred', reason: 'revoked' };
  if (!member.roles.includes('voter')) return { kind: 'barred', reason: 'not-a-voter' };
  const owned = ballot.ownership === null ? null : ownershipBarrier(ballot.ownership, member);
  if (owned !== null) return { kind: 'barred', reason: owned };
  if (ballot.recusals.some((recusal) => recusal.member === id)) return { kind: 'barred', reason: 'recused' };
  return { kind: 'eligible' };
}

/** Everyone who may vote, in the roster's order. */
export function eligibleMembers(ballot: Ballot): readonly MemberId[] {
  return ballot.roster.members.filter((member) => eligibility(ballot, member.id).kind === 'eligible').map((member) => member.id);
}
