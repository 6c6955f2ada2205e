/** Who someone is on the board: looked up in the rosters, never guessed. */
import { canonicalBytes } from '../bytes/canonical.ts';
import { sha256 as pureSha256 } from '../bytes/digest.ts';
import type { Sha256 } from '../ports.ts';
import type { Digest, MemberId, Role } from '../vocabulary.ts';
import type { Charter } from './charter.ts';
import type { Roster, RosterMember } from './roster.ts';

/** One roster of the verified chain (a `CheckedRoster` is one), by the digest that decisions name it with. */
export interface RosterLink { readonly digest: Digest; readonly roster: Roster }

/** The name that a decision gives a charter: the digest of its canonical bytes. */
export function charterDigest(charter: Charter, sha256: Sha256 = pureSha256): Digest {
  return sha256(canonicalBytes(charter));
}

/** The member's entry in one roster, or undefined. */
export function memberOf(roster: Roster, id: MemberId): RosterMember | undefined {
  return roster.members.find((member) => member.id === id);
}

/** The member's name as the newest roster that lists them has it; the id where none does. */
export function nameOf(rosters: readonly RosterLink[], id: MemberId): string {
  return rosters.map(({ roster }) => memberOf(roster, id)).findLast((member) => member !== undefined)?.name ?? id;
}

/** A name as people compare it: one Unicode form, no letter case, one space where there is white space, nothing that can't be seen. */
const comparable = (name: string): string =>
  name.normalize('NFC').replace(/\p{Cf}/gu, '').toUpperCase().toLowerCase().normalize('NFC').replace(/\s+/gu, ' ').trim();

/** An active member with the same name but for its spelling in Unicode, letter case and white space: one person, or two who share it. */
export function namesakeOf(roster: Roster, name: string): RosterMember | undefined {
  return roster.members.find((member) => member.status === 'active' && comparable(member.name) === comparable(name));
}

/** Whether the roster lists the member as active with this role. */
export function holdsRole(roster: Roster, id: MemberId, role: Role): boolean {
  const member = memberOf(roster, id);
  return member !== undefined && member.status === 'active' && member.roles.includes(role);
}

/**
 * Whether any roster of the chain gave the member this role: a publication or a decision doesn't fall when its author
 * later leaves the board (rule L-5).
 */
export function everHeldRole(rosters: readonly RosterLink[], id: MemberId, role: Role): boolean {
  return rosters.some((link) => holdsRole(link.roster, id, role));
}
