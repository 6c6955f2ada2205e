/** What happened to the board itself: who joined or left, what changed in the charter, which devices were added, which forked. */
import type { Charter } from '../board/charter.ts';
import type { RosterLink } from '../board/member.ts';
import type { RosterMember } from '../board/roster.ts';
import { canonicalText } from '../bytes/canonical.ts';
import type { DeviceId, Digest, Instant, MemberId } from '../vocabulary.ts';
import { factAt, forksOf, type BoardView } from './state.ts';

/** One piece of news. `at` is claimed: a roster's by who issued it, a device's by its own clock. `member`: whom it is about; null for the board as a whole. */
export type BoardNews = { readonly id: string; readonly at: Instant; readonly member: MemberId | null } & (
  | { readonly kind: 'founded'; readonly name: string }
  | { readonly kind: 'joined'; readonly entry: RosterMember }
  | { readonly kind: 'left'; readonly entry: RosterMember }
  /** Another discipline, or other roles. */
  | { readonly kind: 'seat'; readonly entry: RosterMember }
  | { readonly kind: 'charter'; readonly changed: readonly CharterPart[] }
  | { readonly kind: 'device'; readonly name: string }
  /** Two events under one number (rule L-4). */
  | { readonly kind: 'fork'; readonly device: DeviceId; readonly seq: number });

/** A part of the charter that the board may change. */
export type CharterPart = keyof Charter;

/** Everything known about the board, oldest first. */
export function boardNews(view: BoardView): readonly BoardNews[] {
  return [...rosterNews(view.rosters), ...deviceNews(view), ...forkNews(view)].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

function rosterNews(rosters: readonly RosterLink[]): readonly BoardNews[] {
  return rosters.flatMap(({ digest, roster }, index): readonly BoardNews[] => {
    const before = rosters[index - 1]?.roster;
    const on = (what: string, member: MemberId | null): { readonly id: string; readonly at: Instant; readonly member: MemberId | null } => ({ id: `${digest}.${what}`, at: roster.issuedAt, member });
    const then = new Map((before?.members ?? []).map((entry) => [entry.id, entry]));
    const now = new Map(roster.members.map((entry) => [entry.id, entry]));
    const members = [...now.values()].flatMap((entry): readonly BoardNews[] => {
      const was = then.get(entry.id);
      if (entry.status === 'active' && was?.status !== 'active') return [{ ...on(`joined.${entry.id}`, entry.id), kind: 'joined', entry }];
      if (entry.status !== 'active' && was?.status === 'active') return [{ ...on(`left.${entry.id}`, entry.id), kind: 'left', entry }];
      const seat = ({ discipline, roles }: RosterMember): string => canonicalText([discipline, [...roles].sort()]);
      return was !== undefined && seat(was) !== seat(entry) ? [{ ...on(`seat.${entry.id}`, entry.id), kind: 'seat', entry }] : [];
    });
    const gone = [...then.values()].filter((entry) => entry.status === 'active' && !now.has(entry.id)).map((entry): BoardNews => ({ ...on(`left.${entry.id}`, entry.id), kind: 'left', entry }));
    const changed = before === undefined ? [] : charterParts(before.charter, roster.charter);
    return [
      ...(before === undefined ? [{ ...on('founded', null), kind: 'founded', name: roster.charter.name } as const] : []),
      ...(changed.length === 0 ? [] : [{ ...on('charter', null), kind: 'charter', changed } as const]),
      ...members, ...gone,
    ];
  });
}

function charterParts(before: Charter, now: Charter): readonly CharterPart[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])] as CharterPart[];
  return keys.filter((key) => canonicalText(before[key] ?? null) !== canonicalText(now[key] ?? null)).sort();
}

function deviceNews({ state }: BoardView): readonly BoardNews[] {
  return [...state.devices.values()].map(({ digest, member, claimedAt, body: { name } }): BoardNews => ({ id: digest, at: claimedAt, member, kind: 'device', name }));
}

/** A fork is told where its first branch stands; while none of it is here, its device is all that is known. */
function forkNews({ state }: BoardView): readonly BoardNews[] {
  return forksOf(state).flatMap(({ device, seq, digests }): readonly BoardNews[] => {
    const fact = digests.map((digest: Digest) => factAt(state, digest)).find((found) => found !== undefined);
    return fact === undefined ? [] : [{ id: `${device}.${seq}`, at: fact.claimedAt, member: fact.member, kind: 'fork', device, seq }];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
