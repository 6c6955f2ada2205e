/** Judges every signature and document timestamp of a file by itself: integrity, coverage and later changes apart from trust. */
import { verdictReasons } from '../../copy/verdict.ts';
import type { DigestParts, Sha256 } from '../../ports.ts';
import { failed, indeterminate, passed, type Check, type SignatureReport } from '../verdict.ts';
import { judgeByteRange, type Coverage } from './byte-range.ts';
import { judgeChain, judgeSigner } from './chain.ts';
import { concat } from './der.ts';
import { judgeIntegrity, judgeToken, signatureTimestamp, type DigestOf, type Signature } from './integrity.ts';
import { judgeModifications, type Permission } from './modifications.ts';
import type { PdfFile } from './pdf-file.ts';
import { textOf } from './pdf-object.ts';
import { contentsOf, docMdpLevel, fieldLock, type SignatureField } from './signature-field.ts';
import { source } from './signature-algorithm.ts';
import type { SignedData } from './signed-data.ts';
import type { TrustRoot } from './trust-root.ts';

export interface VerifyPorts {
  readonly subtle: SubtleCrypto;
  readonly sha256: Sha256;
  /** Digests the covered bytes where they stand; left out: Web Crypto does, which wants them in one piece. */
  readonly digestParts?: DigestParts;
}

/** A signature with what later steps ask of it. */
export interface JudgedSignature {
  readonly report: SignatureReport;
  readonly field: SignatureField;
  readonly coverage: Coverage;
  /** Null when the CMS could not be read. */
  readonly data: SignedData | null;
  /** The signer's own claim, `/M`; null when there is none. */
  readonly claimedAt: string | null;
  /** It is a timestamp of the document, nobody's consent. */
  readonly stamp: boolean;
}

/** So many signatures are judged at most; real files have a handful. */
export const signatureLimit = 50;

/** Whom the reader trusts: one root for signatures, and authorities for times. */
export interface Trusted { readonly root: TrustRoot | null; readonly stampRoots: readonly TrustRoot[] }

/** Judges the signed fields, oldest first. */
export async function judgeSignatures(file: PdfFile, fields: readonly SignatureField[], trusted: Trusted, ports: VerifyPorts): Promise<readonly JudgedSignature[]> {
  const covered = fields.filter((field) => field.value !== null).slice(0, signatureLimit).map((field) => ({ field, coverage: judgeByteRange(file, field) }));
  const end = ({ coverage }: { readonly coverage: Coverage }): number => coverage.revision?.index ?? file.revisions.length;
  covered.sort((a, b) => end(a) - end(b));
  // One signature is one field's: a copy of the reference would make it count twice.
  const seen = new Set<number>();
  for (const one of covered) {
    const at = contentsOf(file, one.field.value!)?.from;
    if (at !== undefined && seen.has(at)) one.coverage = { check: failed(verdictReasons.sharedSignature()), covered: null, revision: null, toTheEnd: false };
    else if (at !== undefined) seen.add(at);
  }
  const judged: JudgedSignature[] = [];
  for (const [index, one] of covered.entries()) judged.push(await judgeOne(file, one.field, one.coverage, permissionOf(file, covered.slice(0, index + 1).map(({ field }) => field)), trusted, ports));
  return judged;
}

function digestOf({ subtle, digestParts }: VerifyPorts, covered: readonly Uint8Array[]): DigestOf {
  return async (hash) => (digestParts === undefined ? new Uint8Array(await subtle.digest(hash, source(concat(covered)))) : digestParts(hash, covered));
}

/** What a signature and the ones before it still permit. */
function permissionOf(file: PdfFile, fields: readonly SignatureField[]): Permission {
  const latest = file.revisions.at(-1)!;
  const levels = fields.map((field) => docMdpLevel(file, latest, field.value!)).filter((level) => level !== null);
  const locks = fields.map((field) => fieldLock(file, latest, field));
  return { level: levels.length === 0 ? null : Math.min(...levels), locked: (name) => locks.some((lock) => lock(name)) };
}

async function judgeOne(file: PdfFile, field: SignatureField, coverage: Coverage, permission: Permission, trusted: Trusted, ports: VerifyPorts): Promise<JudgedSignature> {
  const value = field.value!;
  const latest = file.revisions.at(-1)!;
  const kind = file.get(latest, value, 'SubFilter');
  const subFilter = kind.kind === 'name' ? kind.value : '';
  const contents = contentsOf(file, value);
  const signature: Signature = contents === null || coverage.covered === null
    ? { check: failed(verdictReasons.noContents()), data: null, at: null }
    : await judgeIntegrity(ports.subtle, subFilter, contents.bytes, digestOf(ports, coverage.covered));
  const stamp = subFilter === 'ETSI.RFC3161';
  const claimedAt = pdfTime(textOf(file.get(latest, value, 'M')));
  const certificate = signature.data?.signer ?? null;
  return {
    field, coverage, data: signature.data, claimedAt, stamp,
    report: {
      field: field.name,
      integrity: signature.check,
      coverage: coverage.check,
      modifications: coverage.revision === null ? indeterminate(verdictReasons.revisionUnknown()) : judgeModifications(file, coverage.revision, permission),
      signer: certificate === null ? { ...indeterminate(verdictReasons.signerUnknown()), name: null, certificate: null }
        : { ...judgeSigner(certificate, stamp ? 'timestamp' : 'document'), name: certificate.commonName, certificate: ports.sha256(certificate.der) },
      chain: await chainOf(signature, stamp, claimedAt, trusted, ports.subtle),
      timestamp: await timestampOf(signature, stamp, ports.subtle),
    },
  };
}

async function chainOf({ data, at }: Signature, stamp: boolean, claimedAt: string | null, { root, stampRoots }: Trusted, subtle: SubtleCrypto): Promise<Check> {
  if (data?.signer === null || data === null) return indeterminate(verdictReasons.signerUnknown());
  for (const stampRoot of stamp ? stampRoots : []) {
    const chain = await judgeChain(subtle, data.signer, data.certificates, stampRoot, at);
    if (chain.result === 'passed') return chain;
  }
  const chain = await judgeChain(subtle, data.signer, data.certificates, root, stamp ? at : claimedAt);
  // Nobody chose a timestamp authority by choosing a board: its chain is left open, never held against the file.
  return stamp && chain.result === 'failed' ? indeterminate(verdictReasons.stampAuthorityUnknown()) : chain;
}

async function timestampOf({ data, check, at }: Signature, stamp: boolean, subtle: SubtleCrypto): Promise<SignatureReport['timestamp']> {
  if (stamp) return { ...(check.result === 'passed' ? passed(verdictReasons.itselfTimestamp()) : check), at };
  const token = data === null ? null : signatureTimestamp(data);
  if (data === null || token === null) return { ...indeterminate(verdictReasons.noTimestamp()), at: null };
  if (token === 'unreadable') return { ...failed(verdictReasons.timestampUnreadable()), at: null };
  const judged = await judgeToken(subtle, token, data.signature);
  return { ...judged.check, at: judged.at };
}

/** A PDF date (ISO 32000-1, 7.9.4) as an ISO instant; null for anything else. */
function pdfTime(text: string | null): string | null {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z(?:00'?00'?)?|([+-])(\d\d)'(\d\d)'?)?$/.exec(text ?? '');
  if (!found) return null;
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = found;
  const at = Date.parse(`${year!}-${month!}-${day!}T${hour!}:${minute!}:${second!}.000Z`);
  if (Number.isNaN(at)) return null;
  const offsetMs = sign === undefined ? 0 : (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000 * (sign === '+' ? 1 : -1);
  return new Date(at - offsetMs).toISOString();
}

/** The worst of some checks: the first that failed, else the first that is indeterminate, else the first. */
export function worst(checks: readonly [Check, ...Check[]]): Check {
  return checks.find(({ result }) => result === 'failed') ?? checks.find(({ result }) => result === 'indeterminate') ?? checks[0];
}
