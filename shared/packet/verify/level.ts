/**
 * What goes beyond a bare signature (ETSI EN 319 142-1, 6): who else says when it was made, whether its certificate was revoked by then, and so
 * which baseline level the file has reached. None of it is needed for a verdict; a revoked certificate speaks against one.
 */
import { levelLacks, levelSentence, revocationReasons, timestampReasons } from '../../copy/archival.ts';
import { failed, indeterminate, passed, type Check, type SignatureLevel } from '../verdict.ts';
import type { Certificate } from './certificate.ts';
import { judgeChain, judgeSigner } from './chain.ts';
import { judgeToken, signatureTimestamp } from './integrity.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { judgeRevocation, type RevocationJudgement } from './revocation.ts';
import type { SignedData } from './signed-data.ts';
import { worst, type JudgedSignature } from './signatures.ts';
import type { TrustRoot } from './trust-root.ts';
import { validationData, type ValidationData } from './validation-data.ts';

/** A signer's clock may be wrong by as much. */
const clockToleranceMs = 86_400_000;

/** A timestamp that holds: over the signature's value, or over the document (then the revision whose end it covers). */
interface Stamp { readonly at: string; readonly authority: Certificate; readonly data: SignedData; readonly covers: Revision | null }

export interface Standing {
  readonly level: SignatureLevel;
  readonly timestamp: Check;
  readonly revocation: Check;
  readonly levelCheck: Check;
  /** When a trusted authority says that the signature was there; null when none does. */
  readonly provenAt: string | null;
  /** The signer's chain, with what a revocation says about it. */
  readonly chain: Check;
}

export interface StandingRequest {
  readonly file: PdfFile;
  /** The signature that is asked about. */
  readonly signature: JudgedSignature;
  readonly signatures: readonly JudgedSignature[];
  readonly trust: TrustRoot | null;
  /** Authorities that the reader trusts for times. */
  readonly stampTrust: readonly TrustRoot[];
}

/** Judges one signature's time, revocation and level. Null when the signature itself can't be read or doesn't hold. */
export async function judgeStanding(subtle: SubtleCrypto, { file, signature, signatures, trust, stampTrust }: StandingRequest): Promise<Standing | null> {
  const { data, coverage, report, claimedAt } = signature;
  if (data?.signer == null || report.integrity.result !== 'passed' || coverage.revision === null) return null;
  const signer = data.signer;
  const latest = file.revisions.at(-1)!;
  const own = await ownStamp(subtle, data);
  const later = signatures.filter((one) => one !== signature && one.report.integrity.result === 'passed' && one.coverage.revision !== null && one.coverage.revision.index >= coverage.revision!.index)
    .flatMap((one): Stamp[] => (one.stamp && one.data?.content != null && one.data.signer !== null && one.report.timestamp.at !== null && judgeSigner(one.data.signer, 'timestamp').result === 'passed'
      ? [{ at: one.report.timestamp.at, authority: one.data.signer, data: one.data, covers: one.coverage.revision }] : []));
  const stamps = [...(own === null || 'result' in own ? [] : [own]), ...later];

  /** All data as of a revision, with what signatures and tokens carry themselves. */
  const known = new Map<Revision, ValidationData>();
  const dataAt = (revision: Revision): ValidationData => {
    const found = known.get(revision);
    if (found !== undefined) return found;
    const store = validationData(file, revision);
    const all = { certificates: [...data.certificates, ...stamps.flatMap((one) => one.data.certificates), ...store.certificates, ...(trust === null ? [] : [trust.certificate]), ...stampTrust.map((one) => one.certificate)], answers: store.answers };
    known.set(revision, all);
    return all;
  };
  const revocationOf = (certificate: Certificate, at: string, proven: boolean, revision = latest): Promise<RevocationJudgement> => {
    const { certificates, answers } = dataAt(revision);
    return judgeRevocation(subtle, certificate, certificates, answers, { at, proven });
  };

  const judgedStamps = await Promise.all(stamps.map(async (stamp) => ({ stamp, check: await trustOf(subtle, stamp, dataAt(latest), stampTrust, (await revocationOf(stamp.authority, stamp.at, true)).check) })));
  const proven = judgedStamps.filter(({ check }) => check.result === 'passed').sort((a, b) => (a.stamp.at < b.stamp.at ? -1 : 1))[0] ?? null;
  const provenAt = proven?.stamp.at ?? null;
  const contradicted = provenAt !== null && claimedAt !== null && Date.parse(claimedAt) - Date.parse(provenAt) > clockToleranceMs;
  const timestamp = own !== null && 'result' in own ? own : contradicted ? failed(timestampReasons.earlier(provenAt, claimedAt)) : proven?.check ?? judgedStamps[0]?.check ?? indeterminate(timestampReasons.none());
  const at = provenAt ?? claimedAt;
  const asked = at === null ? null : await revocationOf(signer, at, provenAt !== null);

  const newest = later.at(-1) ?? null;
  /** What keeps the file from LT with the data of a revision; null when nothing does. */
  const lacking = async (revision: Revision): Promise<string | null> => {
    const first = stamps[0]!;
    for (const [certificate, when] of [[signer, first.at] as const, ...stamps.filter((one) => one !== newest).map((one) => [one.authority, one.at] as const)]) {
      const { check } = await revocationOf(certificate, when, true, revision);
      if (check.result !== 'passed') return check.reason;
    }
    return null;
  };
  const lacks = stamps.length === 0 ? levelLacks.timestamp : await lacking(latest);
  const archived = lacks === null && newest !== null && newest.covers !== null && (await lacking(newest.covers)) === null;
  const level: SignatureLevel = stamps.length === 0 ? 'B' : lacks !== null ? 'T' : archived ? 'LTA' : 'LT';
  return {
    level, timestamp, provenAt, revocation: asked?.check ?? indeterminate(revocationReasons.none(signer.commonName ?? '')),
    levelCheck: passed(levelSentence(level, level === 'LTA' ? '' : lacks ?? levelLacks.archive)),
    chain: worst([await chainOf(subtle, signature, dataAt(latest).certificates, trust, provenAt), ...(asked !== null && (asked.check.result === 'failed' || asked.doubtful) ? [asked.check] : []), ...(contradicted ? [timestamp] : [])]),
  };
}

/** The chain at the claimed time; where none is claimed, at the one that is proven. A late timestamp takes nothing away. */
async function chainOf(subtle: SubtleCrypto, { data, report: { chain, signer }, claimedAt }: JudgedSignature, pool: readonly Certificate[], trust: TrustRoot | null, provenAt: string | null): Promise<Check> {
  const judged = claimedAt === null && provenAt !== null ? await judgeChain(subtle, data!.signer!, pool, trust, provenAt) : chain;
  return worst([judged, { result: signer.result, reason: signer.reason }]);
}

/** The signature's own timestamp: null when it has none, a check that failed when the token is not one over this signature. */
async function ownStamp(subtle: SubtleCrypto, data: SignedData): Promise<Stamp | Check | null> {
  const token = signatureTimestamp(data);
  if (token === null) return null;
  if (token === 'unreadable') return failed(timestampReasons.unreadable());
  const { check, at } = await judgeToken(subtle, token, data.signature);
  if (check.result !== 'passed' || at === null || token.signer === null) return check;
  const may = judgeSigner(token.signer, 'timestamp');
  return may.result === 'passed' ? { at, authority: token.signer, data: token, covers: null } : may;
}

/** Whom the reader may believe: an authority that leads to a root of the reader's own choice for times. */
async function trustOf(subtle: SubtleCrypto, { at, authority }: Stamp, { certificates }: ValidationData, roots: readonly TrustRoot[], revocation: Check): Promise<Check> {
  const name = authority.commonName ?? '';
  if (roots.length === 0) return indeterminate(timestampReasons.unknown(at, name));
  if (revocation.result === 'failed') return indeterminate(timestampReasons.revoked(name));
  for (const root of roots) if ((await judgeChain(subtle, authority, certificates, root, at)).result === 'passed') return passed(timestampReasons.proven(at, name));
  return indeterminate(timestampReasons.untrusted(at, name));
}
