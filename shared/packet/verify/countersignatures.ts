/**
 * Whether everybody who must countersign has: the charter decides whether anybody must, the statement names the members with their fields and keys, and
 * each signature has to be that member's, in their own field (rule P-11). A packet that still waits for one is open, never approved.
 */
import { fromBase64 } from '../../bytes/base64.ts';
import { memberOf } from '../../board/member.ts';
import type { CheckedRoster } from '../../board/roster-chain.ts';
import { countersignReasons } from '../../copy/countersign.ts';
import { countersignedNothing } from '../countersign.ts';
import { countersignersOf, type StatedCountersigner, type Statement } from '../statement.ts';
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import { sameBytes } from './der.ts';
import type { Standing } from './level.ts';
import type { PdfFile } from './pdf-file.ts';
import { worst, type JudgedSignature } from './signatures.ts';

export interface CountersignedParts {
  readonly file: PdfFile;
  readonly statement: Statement;
  readonly chain: readonly CheckedRoster[];
  /** What step 0 found: only of a file that is written as packets are is anything said here. */
  readonly grammar: Check;
  readonly signatures: readonly JudgedSignature[];
  /** Chain and revocation of one signature; null where it doesn't hold. */
  standingOf(signature: JudgedSignature): Promise<Standing | null>;
}

/** Judges the countersignatures; null of a packet that is sealed and has to be no more. */
export async function judgeCountersignatures({ file, statement, chain, grammar, signatures, standingOf }: CountersignedParts): Promise<Check | null> {
  const wanted = countersignersOf(statement);
  const fields = countersignedNothing(file)?.fields.map(({ name }) => name) ?? [];
  const asked = chain.find(({ digest }) => digest === statement.predicate.roster.digest)?.roster.charter.packets === 'countersigned';
  if (!asked && wanted.length === 0 && fields.length === 0) return null;
  if (asked && wanted.length === 0) return failed(countersignReasons.charterWants());
  if (!asked) return failed(countersignReasons.charterForbids());
  if (grammar.result !== 'passed') return indeterminate(countersignReasons.grammarFirst());
  if (fields.join('\n') !== wanted.map(({ field }) => field).join('\n')) return failed(countersignReasons.fieldsDiffer());
  if (!sameMembers(statement, wanted)) return failed(countersignReasons.otherMembers());
  const checks: Check[] = [];
  const missing: string[] = [];
  for (const one of wanted) {
    const known = certificateOf(chain, one);
    if (known === null) return failed(countersignReasons.notMember(one.name));
    const signature = signatures.find(({ field }) => field.name === one.field);
    if (signature === undefined) missing.push(one.name);
    else checks.push(await judgeOne(one, known, signature, statement, standingOf));
  }
  const bad = checks.find(({ result }) => result === 'failed') ?? checks.find(({ result }) => result === 'indeterminate');
  if (bad?.result === 'failed') return bad;
  if (missing.length > 0) return indeterminate(countersignReasons.missing(wanted.length - missing.length, wanted.length, missing));
  return bad ?? passed(wanted.length === 1 ? countersignReasons.one(wanted[0]!.name) : countersignReasons.complete(wanted.map(({ name }) => name)));
}

/** Rule P-11: whoever's vote the decision counts, in the votes' order, each under the act that was counted. */
function sameMembers({ predicate: { votes } }: Statement, wanted: readonly StatedCountersigner[]): boolean {
  return votes.length === wanted.length && votes.every(({ member, act, name, discipline, claimedAt }, index) => {
    const one = wanted[index]!;
    return one.member === member && one.act === act && one.name === name && one.discipline === discipline && one.claimedAt === claimedAt;
  });
}

/** The certificate that the newest roster gives the member; null where it gives them another key, or nobody is there. */
function certificateOf(chain: readonly CheckedRoster[], { member, key }: StatedCountersigner): Uint8Array | null {
  const entry = memberOf(chain.at(-1)!.roster, member);
  if (entry === undefined || entry.status !== 'active' || entry.key.keyId !== key) return null;
  const certificate = fromBase64(entry.certificate, member);
  return certificate.ok ? certificate.value : null;
}

async function judgeOne(one: StatedCountersigner, certificate: Uint8Array, signature: JudgedSignature, { predicate }: Statement, standingOf: CountersignedParts['standingOf']): Promise<Check> {
  const { report, data, claimedAt } = signature;
  if (data?.signer == null || !sameBytes(data.signer.der, certificate)) return failed(countersignReasons.otherSigner(one.name, one.field));
  // `/M` has no milliseconds.
  if (claimedAt === null || claimedAt.slice(0, 19) < predicate.issuedAt.slice(0, 19)) return failed(countersignReasons.tooEarly(one.name, claimedAt === null ? predicate.issuedAt : claimedAt as typeof predicate.issuedAt));
  const standing = await standingOf(signature);
  const check = worst([report.integrity, report.coverage, report.modifications, ...(standing === null ? [] : [standing.chain])]);
  return check.result === 'passed' ? check : { result: check.result, reason: countersignReasons.unsound(one.name, check.reason) };
}
