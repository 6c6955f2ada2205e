/**
 * What became of a finding or a question after it was written: whom it is put to, what was replied, and whose turn it is.
 * An assignment counts only from the author, a secretary, or whoever it was put to; the rest is kept and changes nothing.
 */
import { everHeldRole, holdsRole, type RosterLink } from '../board/member.ts';
import type { Roster } from '../board/roster.ts';
import type { Digest, Instant, MemberId } from '../vocabulary.ts';
import type { DossierFacts, ThreadedFact } from './dossier-facts.ts';
import { inOrder } from './order.ts';

/** Whom a finding is put to: one member, or the release team as a whole. */
export type Addressee = { readonly kind: 'member'; readonly member: MemberId } | { readonly kind: 'release-team' };

/** One step of a thread, named by the digest of its event. */
export type ThreadEntry = { readonly entry: Digest; readonly member: MemberId; readonly claimedAt: Instant } & (
  | { readonly kind: 'answered'; readonly text: string }
  | { readonly kind: 'assigned'; readonly to: Addressee });

/** Who acts next: `addressee` answers, `author` accepts or asks on; null: closed, or put to nobody. */
export type Turn = 'addressee' | 'author' | null;

export interface Thread {
  /** Null: put to nobody. */
  readonly addressee: Addressee | null;
  /** In the record's order. */
  readonly entries: readonly ThreadEntry[];
  /** As if the finding were open. */
  readonly turn: Turn;
}

/** An addressee as events write one: null is the release team. */
export function addresseeOf(to: MemberId | null): Addressee {
  return to === null ? { kind: 'release-team' } : { kind: 'member', member: to };
}

/** The thread of a finding or a question. */
export function threadOf({ assignments, answers }: DossierFacts, fact: ThreadedFact, rosters: readonly RosterLink[]): Thread {
  const about = inOrder([...assignments, ...answers].filter(({ body }) => body.finding === fact.digest));
  const entries: ThreadEntry[] = [];
  let addressee = fact.type === 'question.asked/1' ? addresseeOf(fact.body.to) : null;
  let turn: Turn = addressee === null ? null : 'addressee';
  for (const { type, digest: entry, member, claimedAt, body } of about) {
    const isAddressed = addressee !== null && isOf(addressee, member, (role) => everHeldRole(rosters, member, role));
    if (type === 'finding.answered/1') {
      entries.push({ kind: 'answered', entry, member, claimedAt, text: body.text });
      // What a third member adds changes nobody's turn.
      if (isAddressed) turn = 'author';
      else if (member === fact.member && addressee !== null) turn = 'addressee';
    } else if (member === fact.member || isAddressed || everHeldRole(rosters, member, 'secretary')) {
      addressee = addresseeOf(body.to);
      turn = 'addressee';
      entries.push({ kind: 'assigned', entry, member, claimedAt, to: addressee });
    }
  }
  return { addressee, entries, turn };
}

/** Whether an addressee is, or covers, a member of the roster. */
export function isAddressedTo(addressee: Addressee | null, member: MemberId, roster: Roster): boolean {
  return addressee !== null && isOf(addressee, member, (role) => holdsRole(roster, member, role));
}

function isOf(addressee: Addressee, member: MemberId, holds: (role: 'submitter') => boolean): boolean {
  return addressee.kind === 'member' ? addressee.member === member : holds('submitter');
}
