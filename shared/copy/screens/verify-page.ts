/** The page that checks packets anywhere: one file, opened in a browser. What the verifier found is in `../verdict.ts`. */
import type { VerdictWord } from '../../packet/verdict.ts';
import type { Day, Instant } from '../../vocabulary.ts';
import { exactTime, shortDay } from '../date.ts';
import { count, figure, percent, size } from '../number.ts';
import { slot, type Parts } from '../parts.ts';

export const verifyPageWords = {
  title: 'Check a packet · Countersign',
  product: 'Countersign',
  question: 'Is this packet real, and does it hold today?',
  detail: 'Drop the files anywhere on this page. They are checked on this machine: the page can’t send anything anywhere.',
  noCrypto: { title: 'This browser can’t check signatures here.', detail: 'It allows that only for pages from disk or over https. Save the page and open the saved file, or run “countersign verify”.' },

  /** What is asked for. */
  wells: {
    packet: { label: 'The packet', note: 'The PDF that you were given.', choose: 'Choose the PDF' },
    trust: { label: 'The board’s trust file', note: 'You got it from the board by another way than the packet.', choose: 'Choose the trust file' },
    addendum: { label: 'Addenda to the packet', note: 'Optional. Which conditions were met since?', choose: 'Choose PDFs' },
    list: { label: 'The board’s status list', note: 'Optional. Was it revoked since? Get today’s list.', choose: 'Choose the status list' },
    artifact: { label: 'What was delivered to you', note: 'Optional. Is it exactly what was approved?', choose: 'Choose files' },
  },
  another: 'Choose another', remove: 'Remove',
  removeFile: (name: string): string => `Remove ${name}`,
  more: 'Choose more files',
  file: (name: string, bytes: number): string => `${name}, ${size(bytes)}`,
  options: 'Options',
  sample: 'Read a sample board’s packet as a sample', sampleNote: 'Without this, a packet made for practice is never authentic.',
  at: 'Judge at another time', atNote: 'in UTC; empty means now',

  /** While files are read. */
  reading: (name: string): string => `Checking ${name}. A large file takes some seconds.`,
  hashing: (fraction: number): string => `Reading, ${percent(fraction, 0)}`,
  digestOf: (name: string): string => `the file ${name}`,

  /** What a drop or a choice can’t be. */
  twoPackets: 'These are several PDFs. One packet is checked at a time: which one?',
  twoLists: 'These are several status lists. Choose the newest; which one?',
  twoTrusts: 'These are several certificates. One of them is this board’s trust file: which one?',
  checkThis: (name: string): string => `Check ${name}`,
  trustThis: (name: string): string => `Use ${name}`,
  unread: (name: string): string => `${name} can’t be read. It may be a folder, or it was moved or changed since you chose it. Choose the file again.`,
  tooLarge: (name: string, bytes: number, limit: number): string => `${name} has ${size(bytes)}; a packet of up to ${size(limit)} can be checked.`,
  listTooLarge: (name: string, bytes: number, limit: number): string => `${name} has ${size(bytes)}; a status list of up to ${size(limit)} can be read.`,
  noTrustFile: (name: string): string => `${name} is no trust file: expected one certificate, in PEM or DER. Ask the board for its trust file.`,
  defect: (name: string, problem: string): string => `The check of ${name} ended without a verdict, by a fault of this page: ${problem}. Use “countersign verify”, and report this line.`,
  notAnInstant: 'That is no time to judge at.',
  tooManyArtifacts: (limit: number): string => `Up to ${count(limit, 'file')} are compared at once; the others were left out.`,

  /** The verdict in one more sentence, for whoever has ten seconds. */
  meanings: {
    'approved': 'The board approved this release, and no condition is open.',
    'approved-with-conditions': 'The board approved this release, as long as the conditions below are met in time.',
    'not-approved': 'The packet is real, but it approves nothing today. Don’t rely on it for this release.',
    'not-authentic': 'Don’t rely on this file: it isn’t what a board sealed, or its own record contradicts it. Ask the board for the original.',
    'indeterminate': 'Nothing was found against it, and nothing is proven. Don’t rely on it yet.',
    'unreadable': 'This file is no PDF. Ask for the original file.',
  } as const satisfies Record<VerdictWord, string>,
  /** Of a file that is an addendum, where all that it can prove is proven. */
  addendumMeaning: 'This is an addendum to a packet, and it is real. It approves nothing by itself: check the packet, and give this file as its addendum.',
  /** Of a copy for another reader, likewise. */
  copyMeaning: (packet: string): string => `This tells of a packet, and it is real. It holds no votes and approves nothing by itself: check packet ${packet}.`,
  samplePrefix: 'SAMPLE ',
  sampleMeaning: 'This packet was made for practice by a sample board. It approves nothing real.',
  otherDelivery: 'The packet is real and approves a release, but not all that was delivered to you. Don’t rely on it for these files.',
  needsTrust: 'Add the board’s trust file: nothing inside a file can vouch for the file.',
  label: (name: string): string => `Verdict on ${name}`,

  /** What the packet is about. */
  about: { proven: 'What was approved', refused: 'What the board decided', claimed: 'What the file claims, unproven' },
  heads: { release: 'Release', board: 'Board', outcome: 'Decision', artifacts: 'Artifacts', until: 'Valid', conditions: 'Conditions', packet: 'Packet', fingerprint: 'Fingerprint' },
  release: (release: string, vendor: string): string => `${release} by ${vendor}`,
  duty: (obliged: string, state: string, dueOn: Day): string => `${state}. To be met by ${obliged}, due ${shortDay(dueOn)}.`,
  noConditions: 'None.',
  compareFingerprint: 'as printed on page 1',
  votes: 'How the board voted',
  noReport: 'Choose the packet to begin. Add the board’s trust file, and the verdict stands here.',

  /** Delivered files beside the artifacts that the packet names. */
  compare: {
    heading: 'Delivered files',
    listed: 'Exactly one of the artifacts that the packet approves.',
    listedOnly: 'One of the artifacts that the packet names, but the packet doesn’t approve it.',
    unlisted: 'Not among the artifacts that the packet names. It is another file, or it was changed.',
    unknown: 'Compared once there is an authentic packet.',
    states: { listed: 'The same', unlisted: 'Different', unknown: 'Not compared', unread: 'Not read' },
    seen: 'delivered, the same',
  },

  /** What the check was made on. */
  judgedNow: (at: Instant): string => `Judged at ${exactTime(at)} by this machine’s clock.`,
  judgedAt: (at: Instant): string => `Judged as of ${exactTime(at)}, the time that you chose.`,
  packetFile: (name: string, bytes: number): Parts<'digest'> => [`${name}, ${size(bytes)}, SHA-256 `, slot('digest')],
  trustRoot: (name: string): string => `Trusted root: ${name}.`,
  otherRoot: 'The trust file is not the one that this file rests on.',
  noTrustRoot: 'No trust file.',
  save: 'Save the report as JSON', print: 'Print',
  reportName: (stem: string): string => `${stem}.verify.json`,

  /** Where the page comes from. */
  provenance: 'This page checks offline. A page can’t vouch for itself: get it from the board by another way than the packet, or make it yourself. “countersign verify-page” writes it and prints the SHA-256 that this file must have.',
  revocation: 'Whether the board has revoked the packet since isn’t known without its status list: ask the board.',
  listUsed: (sequence: number, issuedAt: Instant): string => `Status list ${figure(sequence)}, as of ${exactTime(issuedAt)}.`,
  listUnused: 'The status list proved nothing: the facts say why.',
} as const;
