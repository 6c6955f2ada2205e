/** The command line's own words: what each command does, how it is called, and what it says when it is done. */
import type { Warning } from '../dossier/evidence.ts';
import type { PacketStanding } from '../events/packet-standing.ts';
import type { DossierSummary } from '../events/summary.ts';
import type { Day } from '../vocabulary.ts';
import { shortDay } from './date.ts';
import { count, shortDigest } from './number.ts';
import { decisionSentence, quorumSentence } from './quorum.ts';
import { packetStateWords } from './packet-standing.ts';
import { decisionStatusWords, outcomeWords, standWords } from './status.ts';

/** Every command, in the order in which a board meets them: how it is called, and what it does. */
export const commandWords = {
  'board init': { usage: '--profile DIR --name BOARD --founder NAME --discipline D [--roles R,R] [--charter FILE] [--store DIR] [--trust-out FILE] [--device-name NAME] [--pkcs12 FILE | --pkcs11 MODULE --token LABEL [--key-id HEX]] [--sample]', does: 'Founds a board: keys, charter, first roster, trust file.' },
  'board invite': { usage: '--profile DIR --name NAME --discipline D --roles R,R [--store DIR] [--days N] [--namesake] -o FILE', does: 'Writes an invitation for one person. Hand it over privately.' },
  'board join': { usage: 'INVITATION --profile DIR [--name NAME] [--store DIR] [--pkcs12 FILE | --pkcs11 MODULE --token LABEL [--key-id HEX]] -o FILE', does: 'Makes a new member’s keys and the request to be admitted.' },
  'board admit': { usage: 'REQUEST --profile DIR [--discipline D] [--roles R,R] [--namesake]', does: 'Admits the author of a request. The next sync tells everybody.' },
  'board enter': { usage: '--profile DIR [--device-name NAME]', does: 'Enters the board, once a sync has brought the admission.' },
  'board crl': { usage: '--profile DIR -o FILE [--days N]', does: 'Writes the list of certificates that count no more, signed with the root key.' },
  'board status-list': { usage: '--profile DIR [-o FILE] [--valid DURATION] [--no-sync]', does: 'Signs the list of what every packet of the board is worth today, and publishes it through the store; with -o also as a file for a web server.' },
  'inspect': { usage: 'PATH... [--json]', does: 'Shows what files and folders are as evidence: format, what was read, what would be asked.' },
  'init': { usage: '[DIR] [--checklist ID]', does: 'Writes a commented dossier.yaml and a design record to begin with; with --checklist a checklist to be answered.' },
  'check': { usage: 'dossier.yaml [--charter FILE] [--on DAY] [--fail-on error|warning|note|never] [--json | --sarif]', does: 'Says what a board would find missing, with file and line.' },
  'pack': { usage: 'dossier.yaml -o FILE [--keep-unreadable]', does: 'Packs a dossier and its files into one reproducible file.' },
  'diff': { usage: 'A B [--json]', does: 'Says what changed from one revision to another, by meaning. Each is a .dossier file or a dossier.yaml.' },
  'publish': { usage: 'FILE --profile DIR [--note TEXT] [--no-sync]', does: 'Publishes a packed dossier as its latest revision, signed, and syncs.' },
  'sync': { usage: '--profile DIR', does: 'Exchanges what is new with the board’s store.' },
  'status': { usage: '--profile DIR [--json]', does: 'Shows the board, its dossiers, their votes and decisions.' },
  'packet': { usage: '--profile DIR --dossier ID -o FILE [--copy vendor|board|summary] [--paper a4|letter] [--trust-out FILE] [--tsa URL|none] [--no-sync]', does: 'Issues the packet of the standing decision, signed and sealed; with --copy board or summary a copy of the newest packet, for the board’s archive or for customers.' },
  'packet countersign': { usage: '[FILE] --profile DIR [--dossier ID] -o FILE [--no-sync]', does: 'Signs your own field of a countersigned packet: of the dossier’s newest one, or of a file that was handed over.' },
  'packet file': { usage: '--profile DIR --number NUMBER -o FILE', does: 'Writes the newest file of a packet, with every countersignature that has come.' },
  'packet addendum': { usage: '--profile DIR --number NUMBER -o FILE [--paper a4|letter] [--tsa URL|none] [--no-sync]', does: 'Issues an addendum to a packet: which of its conditions were discharged since, signed and sealed.' },
  'packet supersede': { usage: '--profile DIR --number NUMBER --by NUMBER [--reason TEXT] [--no-sync]', does: 'Says, signed, that a later packet stands in the place of an earlier one.' },
  'packet revoke': { usage: '--profile DIR --number NUMBER --reason TEXT [--no-sync]', does: 'Takes a packet or an addendum back, signed, for the reason that is given.' },
  'packet upgrade': { usage: 'FILE|NUMBER [--profile DIR] [--tsa URL] [--crl FILE|URL]... [--ocsp FILE]... [--cert FILE]... [--fetch] [-o FILE]', does: 'Raises a packet’s level: adds a timestamp, certificates and revocation lists after its seal.' },
  'packet statement': { usage: 'PACKET -o FILE.intoto.jsonl [--trust PEM] [--key-out FILE]', does: 'Takes the signed in-toto statement out of a packet, as one line of DSSE that other tools verify.' },
  'verify': { usage: 'FILE [--trust PEM]... [--at INSTANT] [--tsa-trust PEM]... [--status-list FILE]... [--addendum FILE]... [--artifact FILE]... [--artifact-digest sha256:HEX]... [--policy FILE] [--max-age DURATION] [--require-conditions-closed] [--allow-sample] [--report FILE] [--junit FILE] [--sarif FILE] [--json]', does: 'Judges a packet: one verdict line, then the facts.' },
  'gate': { usage: 'FILE --trust PEM... (--artifact FILE... | --artifact-digest sha256:HEX... | --no-artifact) [--tsa-trust PEM]... [--status-list FILE]... [--addendum FILE]... [--policy FILE] [--max-age DURATION] [--allow-open-conditions] [--report FILE] [--junit FILE] [--sarif FILE] [--json | --quiet]', does: 'Lets a release out, or stops it: exits with 0 only where the board approved exactly these files.' },
  'verify-page': { usage: '-o FILE', does: 'Writes the page that verifies packets in any browser, offline, and prints its SHA-256.' },
  'audit': { usage: '--profile DIR [--quick] [--json]', does: 'Checks a whole profile and names everything damaged or missing.' },
  'help': { usage: '[COMMAND]', does: 'Shows this, or one command.' },
} as const;
export type CommandWord = keyof typeof commandWords;

const passphraseHelp = `A command that signs asks for the passphrase on the terminal. Elsewhere it takes it from --passphrase-file FILE,
--passphrase-fd N or the variable COUNTERSIGN_PASSPHRASE. Where your key is on a token, its PIN stands for the passphrase.`;

const exitHelp = `Exit codes: 0 done, 1 something is missing (check) or changed for the worse (diff), 2 refused by the board’s rules or keys, 64 wrong usage, 65 unreadable or damaged data, 66 no such
input, 70 a fault of the program, 73 can’t write, 74 input or output error. verify: 0 approved, 1 approved with open
conditions, 2 not approved, 3 not authentic, 4 indeterminate. gate: the same; 0 is the only one that lets a release out.`;

/** The help page, or that of one command; `signs`: it takes a passphrase. */
export function helpText(command: CommandWord | null, signs = false): string {
  if (command !== null) return `countersign ${command} ${commandWords[command].usage}\n\n${commandWords[command].does}\n${signs ? `\n${passphraseHelp}\n` : ''}`;
  const names = Object.keys(commandWords) as CommandWord[];
  const width = Math.max(...names.map((name) => name.length));
  return `countersign COMMAND ...\n\n${names.map((name) => `  ${name.padEnd(width)}  ${commandWords[name].does}`).join('\n')}\n\ncountersign help COMMAND shows how one is called.\n${passphraseHelp}\n\n${exitHelp}\n`;
}

/** What is wrong with a command line, as sentences without their full stop. */
export const usageWords = {
  unknown: (word: string) => `There is no command “${word}”; “countersign help” lists them`,
  missing: (option: string) => `--${option} is needed`,
  twice: (option: string) => `--${option} is given twice`,
  file: (name: string) => `A file is needed: ${name}`,
  extra: (word: string) => `One word too many: “${word}”`,
  value: (option: string, expected: string) => `--${option} takes ${expected}`,
  sameFile: 'Two of the files are the same',
  oneKey: '--pkcs12 and --pkcs11 are two places for one key: give one of them',
  pin: 'The token’s PIN is needed: --pin-file FILE or COUNTERSIGN_PIN',
  pkcs12: 'The passphrase of the PKCS#12 file is needed: --pkcs12-passphrase-file FILE or COUNTERSIGN_PKCS12_PASSPHRASE',
  passphrase: 'The passphrase is needed: --passphrase-file FILE, --passphrase-fd N or COUNTERSIGN_PASSPHRASE',
} as const;

export const promptWords = { passphrase: 'Passphrase: ', pin: (token: string) => `PIN of the token “${token}”: `, pkcs12: (file: string) => `Passphrase of ${file}: `, again: 'The same again: ', differs: 'The two passphrases differ' } as const;

/** What a fault of the program says instead of a trace. */
export function defectLine(problem: string): string {
  return `Something went wrong in Countersign: ${problem}. What was recorded before is safe. Please report this line.`;
}

/** After a decision of the board or of this machine, what to do next. */
export const nextWords = {
  invited: (day: Day | string) => `Hand the file over privately. It works once, until ${shortDay(day as Day)}.`,
  joined: 'Compare the fingerprint with the secretary by voice, then send the request.',
  admitted: 'Sync, so that everybody learns of it.',
  waiting: 'Waiting to be admitted. Sync, then “board enter”.',
  notSynced: 'It is recorded on this machine and not in the store yet.',
  issuedOnly: (copy: string) => `The packet is issued and recorded all the same; a copy is at ${copy}.`,
  statementUnchecked: 'Without --trust nobody vouches for what the statement says: it is as it stands in the file.',
  /** Another packet of the dossier is still in force beside the new one. */
  supersede: (earlier: string, number: string) => `${earlier} still stands beside it. To say that this one takes its place: countersign packet supersede --number ${earlier} --by ${number}`,
  /** A status list that was signed before says nothing of it. */
  relist: 'Readers learn of it from the board’s next status list: countersign board status-list.',
  clean: 'Nothing is damaged or missing.',
  nothingNew: 'Nothing new on either side.',
} as const;

/** What a reader noticed about a piece of evidence. */
export function warningLine(item: string, { place, text }: Warning): string {
  return `${item}${place === '' ? '' : `, ${place}`}: ${text}`;
}

/** What has become of an issued file; empty while it stands. */
function standingSuffix(standing: PacketStanding | undefined): string {
  return standing === undefined || standing.state === 'issued' ? '' : ` (${packetStateWords[standing.state].toLowerCase()})`;
}

/** What a dossier’s status says: its latest revision, the member’s own vote, the quorum, the decision. */
export function dossierLines(summary: DossierSummary, standings: readonly PacketStanding[] = []): readonly (readonly [string, string])[] {
  const { latest, mine, tally, current, findings, packets } = summary;
  const product = latest.content?.revision.product;
  const blockers = findings.filter((finding) => finding.severity === 'blocker' && finding.resolution === null).length;
  return [
    ['Release', product === undefined ? 'Its content has not arrived' : `${product.name} ${product.release}, ${product.vendor}`],
    ['Revision', `${latest.ordinal}, ${shortDigest(latest.digest)}, published by ${latest.publishedBy}`],
    ['Your vote', standWords(mine)],
    ['Quorum', quorumSentence(tally)],
    ...(blockers > 0 ? [['Findings', `${count(blockers, 'open blocker')}`] as const] : []),
    ['Decision', current === null ? (tally.quorum.kind === 'met' ? `Not recorded. ${decisionSentence(tally)}` : 'None') : `${outcomeWords[current.decision.outcome]}, ${decisionStatusWords[current.status.kind].toLowerCase()}`],
    ...(packets.length > 0 ? [['Packets', packets.map((packet) => `${packet.number}${standingSuffix(standings.find((one) => one.packet === packet.packet))}`).join(', ')] as const] : []),
    ...standings.filter((one) => one.kind === 'addendum' && one.dossier === summary.dossier).map((one) => ['Addendum', `${one.number}${standingSuffix(one)}`] as const),
  ];
}
