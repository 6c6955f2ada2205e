/** Founding, joining and admitting in main's own windows: what the member binds themselves to, line by line, and the titles of its dialogs. */
import { visibleLines, type ActWords } from './act.ts';
import { charterFacts } from './charter.ts';
import { longDay } from './date.ts';
import { count, figure, list } from './number.ts';
import { disciplineWords, roleWords } from './status.ts';
import type { Charter } from '../board/charter.ts';
import type { Seat } from '../board/joining.ts';
import type { RiskScheme } from '../risk/scheme.ts';
import type { Digest, Instant, Role } from '../vocabulary.ts';

/** What other members read as the name of a machine that joined through the app. */
export const appDeviceName = 'Desktop app';

export const dialogTitles = {
  charter: 'Choose a charter in YAML or JSON',
  store: 'Choose the folder that the board syncs through',
  invite: 'Choose your invitation',
  request: 'Choose a request to join',
  keyFile: 'Choose the PKCS#12 file with your key',
  module: 'Choose the PKCS#11 library of your token’s maker',
} as const;

/** Kinds of files in the dialogs' lists. */
export const fileKinds = { charter: 'Charter', invite: 'Invitation', request: 'Request', keyFile: 'PKCS#12', module: 'Library', all: 'All files' } as const;

/** Where the member's own key comes from, beside those that are always made here. `name`: the token's label, or the file's. */
export interface KeyFrom { readonly kind: 'token' | 'pkcs12'; readonly name: string }

const keysLine = (from: KeyFrom | null): string => {
  const here = 'made on this machine under the passphrase that you choose below. Nobody can reset it.';
  if (from === null) return `M${here.slice(1)}`;
  return from.kind === 'token' ? `Your own stays on the token “${from.name}”, which asks for its PIN at each signature. The others are ${here}` : `Your own is taken from ${from.name}, once, and put under the same passphrase as the others, which are ${here}`;
};

const noStore = 'None: this machine only, for now';
/** As it is read aloud: eight characters at a time. */
const spelled = (digest: Digest): string => digest.replace(/(.{8})(?=.)/g, '$1 ');
const rolesOf = ({ roles }: Pick<Seat, 'roles'>): string => list(roles.map((role) => roleWords[role]));

/** A board about to be founded. */
export function foundingWords({ founder, charter, scheme, store, key = null }: { readonly founder: Seat; readonly charter: Charter; readonly scheme: RiskScheme['id']; readonly store: string | null; readonly key?: KeyFrom | null }): ActWords {
  return {
    title: 'Set up a board',
    lines: visibleLines([
      ['Board', charter.name], ['You', founder.name], ['Discipline', disciplineWords(founder.discipline)], ['Roles', rolesOf(founder)],
      ...charterFacts(charter, scheme), ['Limits', charter.thresholds.length === 0 ? null : count(charter.thresholds.length, 'limit of the board’s own', 'limits of the board’s own')],
      ['Store', store ?? noStore], ['Keys', keysLine(key)],
    ]),
  };
}

/** A request to join, about to be made. */
export function joiningWords({ boardName, fingerprint, invitedBy, name, seat, store, key = null }: { readonly boardName: string; readonly fingerprint: Digest; readonly invitedBy: string; readonly name: string; readonly seat: Seat; readonly store: string | null; readonly key?: KeyFrom | null }): ActWords {
  return {
    title: 'Ask to join a board',
    lines: visibleLines([
      ['Board', boardName], ['Fingerprint', spelled(fingerprint)], ['Invited by', invitedBy], ['You', name], ['Discipline', disciplineWords(seat.discipline)], ['Roles', rolesOf(seat)],
      ['Store', store ?? noStore], ['Keys', keysLine(key)],
    ]),
  };
}

/** The first act of a newcomer: their device, and with it their place on the board. */
export function enteringWords({ boardName, seat, deviceName, deviceKey }: { readonly boardName: string; readonly seat: Seat; readonly deviceName: string; readonly deviceKey: Digest }): ActWords {
  return {
    title: 'Enter the board',
    lines: visibleLines([
      ['Board', boardName], ['You', seat.name], ['Discipline', disciplineWords(seat.discipline)], ['Roles', rolesOf(seat)], ['Device', deviceName], ['Device’s key', spelled(deviceKey)],
      ['Effect', 'This machine writes for you from now on: findings and marks by itself, votes and other acts only when you sign them.'],
    ]),
  };
}

/** Somebody about to be admitted. */
export function admittingWords({ seat, keyId, rosterSeq, expiresAt }: { readonly seat: Seat; readonly keyId: Digest; readonly rosterSeq: number; readonly expiresAt: Instant }): ActWords {
  return {
    title: 'Admit a member',
    lines: visibleLines([
      ['Name', seat.name], ['Key', spelled(keyId)], ['Discipline', disciplineWords(seat.discipline)], ['Roles', rolesOf(seat)],
      ['Roster', `${figure(rosterSeq)}, signed with the board’s root key`], ['Invited until', longDay(expiresAt)],
      ['Effect', 'The member can act on the board from the next sync on. Admit each person once: whoever is admitted twice has two votes.'],
    ]),
  };
}

/** What each role lets a member do, beside its box. */
export const roleMeanings = {
  voter: 'Votes on releases that they don’t own.', secretary: 'Invites and admits, records decisions, issues packets.',
  counsel: 'Writes and reads privileged notes. Add Voter for whoever also votes.', submitter: 'Publishes revisions: the release engineer, or a pipeline.',
} as const satisfies Record<Role, string>;

/** Disciplines that many boards have, offered while one is typed. */
export const usualDisciplines = ['ML robustness', 'Safety', 'Security', 'Legal', 'Domain', 'Operations', 'Ethics', 'Secretariat'] as const;
