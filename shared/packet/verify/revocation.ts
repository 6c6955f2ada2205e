/**
 * Whether a certificate was revoked at an instant, from lists and responses that came with the file (RFC 5280, 6.3; RFC 6960, 3.2). Only what
 * the certificate's own issuer signed counts, or a responder that it named for this. Silence of an outdated answer says nothing.
 */
import { revocationReasons } from '../../copy/archival.ts';
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import type { Certificate } from './certificate.ts';
import { readWhole, sameBytes } from './der.ts';
import { distributionPoints } from './distribution-points.ts';
import { serialKey, type OcspResponse, type Revoked, type RevocationList } from './revocation-list.ts';
import { checkSignature, source } from './signature-algorithm.ts';
import { certifiedBy } from './token-form.ts';

export type RevocationAnswer = RevocationList | OcspResponse;

/** The instant that is asked about. `proven`: somebody other than the signer says that the signature was there by then. */
export interface AskedAt { readonly at: string; readonly proven: boolean }

/** `doubtful`: revoked, and nothing but the signer's word puts the signature before that. */
export interface RevocationJudgement { readonly check: Check; readonly doubtful: boolean }

const cRlSign = 6, ocspSigning = '1.3.6.1.5.5.7.3.9';

const nameOf = (certificate: Certificate): string => certificate.commonName ?? 'the signer';

/** What one answer, truly signed, says about the certificate; null when it says nothing about it or isn't its issuer's. */
async function statement(subtle: SubtleCrypto, answer: RevocationAnswer, certificate: Certificate, issuer: Certificate): Promise<{ readonly revoked: Revoked | null; readonly from: string; readonly until: string | null } | null> {
  if (answer.kind === 'crl') {
    if (!(await isListOf(subtle, answer, issuer)) || !sameBytes(answer.issuer, certificate.issuer)) return null;
    const revoked = answer.revoked.get(serialKey(certificate.serialNumber)) ?? null;
    // A list need not name what had expired before it was made (RFC 5280, 3.3).
    const covers = answer.complete && (answer.points === null || distributionPoints([certificate]).some((point) => answer.points!.includes(point)));
    if (revoked === null && (!covers || answer.thisUpdateAt > certificate.notAfterAt)) return null;
    return { revoked, from: answer.thisUpdateAt, until: answer.nextUpdateAt };
  }
  if (await responderOf(subtle, answer, issuer) === null) return null;
  for (const one of answer.answers) {
    if (one.serial !== serialKey(certificate.serialNumber) || one.status === 'unknown' || !(await namesIssuer(subtle, one, certificate, issuer))) continue;
    return { revoked: one.status === 'good' ? null : one.status, from: one.thisUpdateAt, until: one.nextUpdateAt };
  }
  return null;
}

/** Whether `issuer` made the list and may make lists. */
export async function isListOf(subtle: SubtleCrypto, list: RevocationList, issuer: Certificate): Promise<boolean> {
  if (!sameBytes(list.issuer, issuer.subject) || issuer.keyUsage?.has(cRlSign) === false || !issuer.isCa) return false;
  return (await checkSignature(subtle, issuer.spki, list.algorithm, null, list.signature, list.toBeSigned)) === 'valid';
}

/** Who made the response: `issuer` itself, or a responder that it certified for this; null: neither. */
export async function responderOf(subtle: SubtleCrypto, response: OcspResponse, issuer: Certificate): Promise<Certificate | null> {
  const signedBy = async (one: Certificate): Promise<boolean> => (await checkSignature(subtle, one.spki, response.algorithm, null, response.signature, response.toBeSigned)) === 'valid';
  if (issuer.isCa && await signedBy(issuer)) return issuer;
  for (const one of response.certificates) {
    const delegated = sameBytes(one.issuer, issuer.subject) && one.purposes?.oids.includes(ocspSigning) === true && one.unknownCritical.length === 0;
    if (delegated && await certifiedBy(subtle, one, [issuer]) && await signedBy(one)) return one;
  }
  return null;
}

const hashNames: Readonly<Record<string, string>> = { '1.3.14.3.2.26': 'SHA-1', '2.16.840.1.101.3.4.2.1': 'SHA-256', '2.16.840.1.101.3.4.2.2': 'SHA-384', '2.16.840.1.101.3.4.2.3': 'SHA-512' };

/** The hashes only find the issuer, whose signature decides: SHA-1 is enough for that, and what responders use. */
async function namesIssuer(subtle: SubtleCrypto, one: OcspResponse['answers'][number], certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const hash = hashNames[one.hashOid];
  const key = readWhole(issuer.spki)?.children[1]?.content.subarray(1);
  if (hash === undefined || key === undefined) return false;
  const of = async (bytes: Uint8Array): Promise<Uint8Array> => new Uint8Array(await subtle.digest(hash, source(bytes)));
  return sameBytes(await of(certificate.issuer), one.nameHash) && sameBytes(await of(key), one.keyHash);
}

/** Judges one certificate. An answer that says "revoked" outweighs any that doesn't. */
async function judgeOne(subtle: SubtleCrypto, certificate: Certificate, issuer: Certificate, answers: readonly RevocationAnswer[], { at, proven }: AskedAt): Promise<RevocationJudgement> {
  const name = nameOf(certificate);
  let good: Check | null = null, later: Check | null = null, doubt: Check | null = null, outdated: Check | null = null;
  for (const answer of answers) {
    const found = await statement(subtle, answer, certificate, issuer);
    if (found === null) continue;
    const { revoked, from, until } = found;
    if (revoked !== null && revoked.at <= at) return { check: failed(revocationReasons.revoked(name, revoked.at)), doubtful: false };
    if (revoked !== null && !proven) doubt ??= indeterminate(revocationReasons.doubtful(name, revoked.at));
    else if (revoked !== null) later ??= passed(revocationReasons.later(name, revoked.at));
    else if (from >= at || (until !== null && until >= at)) good ??= passed(revocationReasons.good(name, from));
    else outdated ??= indeterminate(revocationReasons.outdated(name, until ?? from));
  }
  return { check: doubt ?? later ?? good ?? outdated ?? indeterminate(revocationReasons.none(name)), doubtful: doubt !== null };
}

const pathLimit = 6;

/** Judges every certificate from the signer's up to one that certifies itself. `pool` are the certificates at hand. */
export async function judgeRevocation(subtle: SubtleCrypto, signer: Certificate, pool: readonly Certificate[], answers: readonly RevocationAnswer[], asked: AskedAt): Promise<RevocationJudgement> {
  const judged: RevocationJudgement[] = [];
  let certificate = signer;
  for (let depth = 0; depth < pathLimit; depth++) {
    const selfSigned = sameBytes(certificate.subject, certificate.issuer) && await certifiedBy(subtle, certificate, [certificate]);
    if (selfSigned) break;
    const issuer = await issuerOf(subtle, certificate, pool);
    if (issuer === null) { judged.push({ check: indeterminate(revocationReasons.noIssuer(nameOf(certificate))), doubtful: false }); break; }
    judged.push(await judgeOne(subtle, certificate, issuer, answers, asked));
    certificate = issuer;
  }
  return judged.find(({ check }) => check.result === 'failed') ?? judged.find(({ doubtful }) => doubtful) ?? judged.find(({ check }) => check.result === 'indeterminate') ?? judged[0]
    ?? { check: passed(revocationReasons.root(nameOf(signer))), doubtful: false };
}

/** The certificate that issued this one, by name and signature; null when it isn't among those at hand. */
export async function issuerOf(subtle: SubtleCrypto, certificate: Certificate, pool: readonly Certificate[]): Promise<Certificate | null> {
  for (const one of pool) if (one.isCa && sameBytes(one.subject, certificate.issuer) && await certifiedBy(subtle, certificate, [one])) return one;
  return null;
}
