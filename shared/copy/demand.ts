/** The words of what a reader demands of a packet beyond its verdict, and of the gate's line. */
import type { Instant } from '../vocabulary.ts';
import { dateTime } from './date.ts';
import { count, figure, listUpTo, shortDigest } from './number.ts';

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}...` : name);
const named = (names: readonly string[]): string => listUpTo(names.map(short), 5);

/** What each demand found, and what was demanded where it did not pass. */
export const demandReasons = {
  notJudged: () => 'not judged: only what an authentic packet says can be held against a demand',
  trustOne: (name: string, of: number) => `${short(name)}, one of ${count(of, 'trust file')}`,
  trustNone: (of: number) => `none of the ${count(of, 'trust file')} leads to this packet`,
  artifactsNamed: (names: readonly string[], subjects: number) => `${named(names)}: ${names.length === 1 ? 'it is' : 'each is'} among the ${count(subjects, 'artifact')} that the packet names`,
  artifactsUnnamed: (artifacts: readonly { readonly name: string; readonly sha256: string }[]) => `${named(artifacts.map(({ name, sha256 }) => `${short(name)} (SHA-256 ${shortDigest(sha256)})`))} is not among the artifacts that the packet names; release exactly the files that were reviewed`,
  age: (issuedAt: Instant, most: string) => `issued on ${dateTime(issuedAt)}, within the last ${most}`,
  tooOld: (issuedAt: Instant, most: string) => `issued on ${dateTime(issuedAt)}, longer ago than ${most}; ask the board for a newer packet`,
  conditionsClosed: () => 'no condition is open',
  conditionsOpen: (found: string) => `${found}; every condition was to be closed`,
  factDemanded: (found: string) => `demanded, and ${found}`,
  notReached: () => 'demanded, and it could not be judged',
  level: (found: string, fewest: string) => `PAdES ${found}; at least ${fewest} was demanded`,
  levelLow: (found: string, fewest: string) => `PAdES ${found}; at least ${fewest} was demanded: “countersign packet upgrade” raises it`,
  approvals: (found: number, fewest: number) => `${count(found, 'approving vote')}; at least ${figure(fewest)} ${fewest === 1 ? 'was' : 'were'} demanded`,
  disciplines: (names: readonly string[]) => `an approving vote of each: ${named(names)}`,
  disciplinesMissing: (names: readonly string[]) => `no approving vote of ${named(names)}`,
  allowed: (found: string) => `${short(found)} is allowed`,
  notAllowed: (found: string, allowed: readonly string[]) => `${short(found)} is not among those allowed: ${named(allowed)}`,
} as const;

/** The gate's one line. */
export const gateLine = (passed: boolean, summary: string): string => `${passed ? 'PASSED' : 'STOPPED'}: ${summary}`;

/** What the options of `verify` and `gate` say when they can't be read, as sentences without their full stop. */
export const gateUsage = {
  instant: (found: string) => `--at takes an instant like 2026-11-19T09:12:44.000Z, not ${JSON.stringify(found)}`,
  duration: 'a number and m, h or d, for example 12h or 30d',
  validity: 'a number and m, h or d, up to 92d',
  digest: 'sha256: and 64 hexadecimal digits, with NAME@ before it or without',
  noArtifact: 'Name what goes out with --artifact or --artifact-digest, or say --no-artifact',
  artifactAndNone: '--no-artifact excludes --artifact and --artifact-digest',
  quietJson: '--quiet excludes --json',
  place: (option: string) => `--${option} names a file that this command reads or writes already`,
} as const;

/** Titles in reports for other programs. */
export const reportWords = {
  verdict: 'Verdict',
  verdictRule: 'The packet is an authentic approval, and everything demanded of it holds.',
  rule: (step: string) => `The verifier’s step “${step}” passes.`,
} as const;
