/** The Board screen: members, who is about to join, charter, trust, store, the check of the vault, and taking the sample away. */
import type { InviteStanding } from '../../ipc/membership.ts';
import type { Threshold } from '../../dossier/threshold.ts';
import type { Instant } from '../../vocabulary.ts';
import { dateTime, longDay } from '../date.ts';
import { count, figure, percent, sentenceStart } from '../number.ts';

const comparisonSigns = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const;

export const boardWords = {
  keys: { group: 'Board' },
  sentence: (members: number, voters: number, needed: number): string => `${sentenceStart(count(members, 'member'))}, ${count(voters, 'voter')}: a decision needs ${count(needed, 'vote')}.`,
  roster: (seq: number, from: Instant, until: Instant): string => `Roster ${figure(seq)}, in force since ${longDay(from)}, to be renewed by ${longDay(until)}.`,
  members: {
    heading: 'Members', name: 'Name', discipline: 'Discipline', roles: 'Roles', standing: 'Standing', key: 'Key',
    you: 'you', required: 'required', active: 'Active', revoked: 'Revoked',
    keyOf: (name: string): string => `the key of ${name}`,
    /** Where your own key lives. */
    onToken: (label: string): string => `on the token “${label}”`, here: 'on this machine, under your passphrase',
    /** Where the members can't make a quorum: nobody can decide yet. */
    tooFew: 'Nobody can decide yet: invite more voters.',
  },
  newcomers: {
    heading: 'About to join',
    invite: 'Invite a member', open: 'Open a request',
    reading: 'Reading invitations and requests.',
    none: 'Nobody is invited at the moment. A request that reached you as a file can be opened here.',
    elsewhere: 'The board’s root key is on another machine: requests are admitted there.',
    noStore: 'Without a store requests reach you as files. Open each one here.',
    name: 'Name', seat: 'Seat', standing: 'Standing', key: 'Key to compare', act: 'What to do',
    seatOf: (discipline: string, roles: string): string => `${discipline}; ${roles}`,
    states: {
      open: (until: Instant): string => `Invited, until ${longDay(until)}`,
      asked: (): string => 'Asks to join',
      used: (): string => 'Admitted',
      expired: (until: Instant): string => `Invitation ended on ${longDay(until)}`,
    } as const satisfies Record<InviteStanding['state'], (until: Instant) => string>,
    asks: 'Asks to join', refused: 'Can’t be admitted',
    fromFile: (file: string): string => `from ${file}`,
    compare: 'Compare by voice before you admit.',
    admit: 'Admit',
    namesake: (name: string): string => `Another person, who is called ${name} too`,
    waitsForFile: 'Waits for the request',
    notAdmitted: 'Nobody was admitted.',
  },
  invite: {
    title: 'Invite a member',
    note: 'It becomes a small file. Hand it over privately: its code lets one person in, once, within 14 days.',
    name: 'Name', nameNote: 'as packets will print it',
    discipline: 'Discipline', disciplineNote: 'what the charter requires is offered',
    roles: 'Roles',
    save: 'Save the invitation',
    store: (path: string): string => `It tells the newcomer to sync through ${path}; on another machine the same folder may have another name.`,
    noStore: 'The board has no store, so the invitation names none. Choose the store first where you can.',
    namesake: (name: string): string => `This is another person, who is called ${name} too`,
    problems: {
      name: 'Name: write it as packets will print it.', nameLong: (most: number): string => `Name: use at most ${figure(most)} characters; certificates take no more.`, discipline: 'Discipline: write a word in Latin letters, such as Safety or Legal.', roles: 'Roles: choose at least one.',
      namesake: 'Name: a member has it. Whoever is admitted twice has two votes, so say that this is another person, or write another name.',
    },
  },
  charter: {
    heading: 'Charter', limits: 'The board’s own limits', metric: 'Metric', limit: 'Limit', reason: 'Reason',
    metricOf: ({ metric, variant }: Pick<Threshold, 'metric' | 'variant'>): string => (variant === null ? metric : `${metric}, ${variant}`),
    limitOf: ({ op, unit, value }: Pick<Threshold, 'op' | 'unit' | 'value'>): string => `${comparisonSigns[op]} ${unit === 'fraction' ? percent(value) : `${value}${unit === 'percent' ? '\u00a0%' : ''}`}`,
  },
  trust: {
    heading: 'Trust', save: 'Save the trust file', saved: (name: string): string => `The trust file is saved as ${name}.`, note: 'Give this file to whoever verifies packets. They compare its fingerprint with you, not with the packet.',
    fingerprint: 'Fingerprint', fingerprintOf: 'the trust file’s certificate', board: 'Board', boardOf: 'roster 0, the board’s name',
    rootKeys: 'Root keys', rootKeysOf: (threshold: number, of: number): string => `${figure(threshold)} of ${figure(of)} sign a roster`,
    device: 'This device',
    backup: 'Without the root key nobody can be admitted any more. Copy the folder “keys” of this profile, and its passphrase, to two safe places.',
  },
  store: {
    heading: 'Store', label: 'Folder',
    note: 'The folder through which members meet. Whoever can read it can read the dossiers in it.',
    missing: 'The board has no store yet, so nobody else can see it. Choose the folder through which members meet; whoever can read it can read the dossiers in it.',
    choose: 'Choose the store', use: 'Use this folder', other: 'Choose another',
    chosen: 'Once it is used, a board keeps its store.',
  },
  statusList: {
    heading: 'Status list',
    note: 'What every packet of the board is worth today, signed. Members get it through the store; put the saved file on a web server for everybody else.',
    save: 'Save for a web server', saved: (name: string): string => `The status list is saved as ${name}.`,
    signFirst: 'Sign the status list', signNext: 'Sign the next list', signed: (sequence: number): string => `Status list ${figure(sequence)} is signed.`,
    none: (packets: number): string => `No list is signed yet: nobody outside can tell how ${count(packets, 'packet')} ${packets === 1 ? 'stands' : 'stand'}.`,
    changed: (packets: number): string => `${sentenceStart(count(packets, 'packet'))} changed since the status list was signed.`,
    expired: (until: Instant): string => `The status list ran out on ${dateTime(until)}: nobody can tell any more how packets stand.`,
    current: 'Up to date: it says what the record says of every packet.',
    heads: { list: 'List', signed: 'Signed', until: 'Current until' },
    list: (sequence: number, packets: number): string => `${figure(sequence)}, with ${count(packets, 'packet')}`,
    signedBy: (name: string, at: Instant): string => `${name}, ${dateTime(at)}`,
    until: (at: Instant): string => dateTime(at),
    validity: (days: number): string => `A list signed here is current for ${count(days, 'day')}. Sign the next one before, and whenever a packet is superseded or revoked.`,
  },
  forks: 'Forked devices',
  vault: {
    heading: 'Vault', check: 'Check every object', checking: 'Checking',
    before: 'Reads and hashes every object, feed and roster on this machine again.', during: 'Every object, feed and roster is being read and hashed again.',
    whole: (objects: number, events: number): string => `${sentenceStart(count(objects, 'object'))} and ${count(events, 'event')} are what their names say.`,
    damaged: (damaged: number, checked: number): string => `${sentenceStart(count(damaged, 'part'))} of ${count(checked, 'object and event', 'objects and events')} damaged:`,
  },
  sample: {
    heading: 'Sample board', note: 'This board is for looking around. Nothing that it signs verifies as real.', asking: 'Its dossiers, votes, packets and keys are deleted from this machine. Packets that you saved elsewhere stay.',
    remove: 'Remove the sample board', sure: 'Remove it', keep: 'Keep it',
  },
} as const;
