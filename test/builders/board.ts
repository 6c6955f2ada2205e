/** Boards without keys: rosters, charters and members as plain data, for rules that never look at a signature. */
import type { Charter } from '../../shared/board/charter.ts';
import type { RosterLink } from '../../shared/board/member.ts';
import type { Roster, RosterMember } from '../../shared/board/roster.ts';
import type { Discipline, Instant, MemberId, Role } from '../../shared/vocabulary.ts';
import { countedDigest } from './fact.ts';

export const boardInstant = '2026-11-19T09:12:44.000Z' as Instant;

/** A charter that asks for two votes by simple majority, valid 180 days. */
export function charterWith(parts: Partial<Charter> = {}): Charter {
  return { name: 'Northlight AI Safety Review Board', minimumVotes: 2, requiredDisciplines: [], majority: 'simple', residualBar: null, validityDays: 180, thresholds: [], ...parts };
}

/** An active voter of discipline `safety`, unless told otherwise. */
export function boardMember(id: string, parts: { roles?: readonly Role[]; discipline?: string; status?: RosterMember['status']; name?: string } = {}): RosterMember {
  const { roles = ['voter'], discipline = 'safety', status = 'active', name = id } = parts;
  return { id: id as MemberId, name, discipline: discipline as Discipline, roles: [...roles], key: { keyId: countedDigest(0), spki: 'AAAA' }, certificate: 'AAAA', ecdh: 'AAAA', status };
}

export function rosterWith(members: readonly RosterMember[], charter: Partial<Charter> = {}, parts: Partial<Roster> = {}): Roster {
  const key = { keyId: countedDigest(0), spki: 'AAAA' };
  return {
    format: 1, kind: 'roster', seq: 0, previous: null, sample: false, issuedAt: boardInstant, expiresAt: '2028-11-19T09:12:44.000Z' as Instant,
    charter: charterWith(charter), ca: key, rootKeys: [key], threshold: 1, members: [...members], ...parts,
  };
}

/** A chain of rosters with counted digests, roster 0 first. */
export function chainOf(...rosters: readonly Roster[]): readonly RosterLink[] {
  return rosters.map((roster, seq) => ({ digest: countedDigest(1000 + seq), roster: { ...roster, seq } }));
}

/** Three voters (safety, legal, domain), a secretary and a submitter. */
export const people = {
  ingrid: boardMember('ingrid-solberg', { name: 'Dr Ingrid Solberg', discipline: 'safety' }),
  amara: boardMember('amara-okafor', { name: 'Amara Okafor', discipline: 'legal' }),
  rafael: boardMember('rafael-quintero', { name: 'Dr Rafael Quintero', discipline: 'domain' }),
  helena: boardMember('helena-brandt', { name: 'Helena Brandt', discipline: 'secretariat', roles: ['secretary'] }),
  halden: boardMember('halden-release', { name: 'Halden Release', discipline: 'release', roles: ['submitter'] }),
} as const;

export const everyone: readonly RosterMember[] = Object.values(people);

