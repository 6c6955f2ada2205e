/**
 * Step 2: the CMS of a signature (RFC 5652; ESS of RFC 5035; RFC 3161 for tokens). One signer, signed attributes, the digest of
 * the covered bytes, the signing certificate named by digest, algorithms from the allow-list. Trust is step 3.
 */
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import { octets, oidText, readWhole, sameBytes, tag, timeText, type Asn1 } from './der.ts';
import { checkSignature, hashName, source, type HashName } from './signature-algorithm.ts';
import { cmsOid, readSignedData, type SignedData } from './signed-data.ts';

export interface Signature {
  readonly check: Check;
  /** What was read, whether or not the check passed; null when it could not be read. */
  readonly data: SignedData | null;
  /** For a document timestamp, the time that it states. */
  readonly at: string | null;
}

/** The digest of some content by the Web Crypto name of a hash: who asks need not hold the content in one piece. */
export type DigestOf = (hash: HashName) => Promise<Uint8Array>;

const strictSubFilters: readonly string[] = ['ETSI.CAdES.detached'];

/** Checks a detached signature, or a document timestamp, over the bytes that `covered` digests. `contents` is the DER and its padding. */
export async function judgeIntegrity(subtle: SubtleCrypto, subFilter: string, contents: Uint8Array, covered: DigestOf): Promise<Signature> {
  const none = (check: Check): Signature => ({ check, data: null, at: null });
  const timestamp = subFilter === 'ETSI.RFC3161';
  if (!timestamp && subFilter !== 'adbe.pkcs7.detached' && !strictSubFilters.includes(subFilter)) return none(indeterminate(`signatures of the kind /${subFilter} are not checked here`));
  const read = readSignedData(contents);
  if (!read.ok) return none(failed(`the signature cannot be read: ${read.problem}`));
  const { data } = read;
  const because = (check: Check, at: string | null = null): Signature => ({ check, data, at });
  if (contents.subarray(read.end).some((byte) => byte !== 0)) return because(failed('something other than zero padding stands after the signature in /Contents'));
  if (timestamp) {
    const token = await judgeToken(subtle, data, covered);
    return because(token.check, token.at);
  }
  if (data.contentType !== cmsOid.data || data.content !== null) return because(failed('a detached signature must not carry its own content'));
  return because(await judgeSigner(subtle, data, covered, strictSubFilters.includes(subFilter)));
}

/** The signed attributes against `content`, the signing certificate and the signature. `essNeeded`: PAdES demands the certificate's digest. */
async function judgeSigner(subtle: SubtleCrypto, data: SignedData, content: DigestOf, essNeeded: boolean): Promise<Check> {
  const hash = hashName(data.digestAlgorithm);
  if (hash === null) return indeterminate('the digest algorithm is not known here');
  if (hash === 'weak') return indeterminate('the digest algorithm is too weak to prove anything');
  if (data.signedAttributes === null) return failed('the signature has no signed attributes');
  if (oidText(data.signed.get(cmsOid.contentType)) !== data.contentType) return failed('the signed content type differs from the content');
  const stated = octets(data.signed.get(cmsOid.messageDigest));
  if (stated === null || !sameBytes(stated, await content(hash))) return failed('the covered bytes were changed: their digest differs from the one that was signed');
  if (data.signer === null) return failed('the signer’s certificate is not in the signature');
  const ess = await essMatches(subtle, data);
  if (ess === false || (ess === null && essNeeded)) return failed('the signed attributes do not name the signing certificate');
  const answer = await checkSignature(subtle, data.signer.spki, data.signatureAlgorithm, hash, data.signature, data.signedAttributes);
  switch (answer) {
    case 'valid': return passed('the covered bytes are the ones that were signed');
    case 'invalid': return failed('the signature does not belong to the signed attributes and the certificate');
    case 'weak': return indeterminate('the signature’s algorithm or key is too weak to prove anything');
    case 'unsupported': return indeterminate('the signature algorithm is not checked here');
  }
}

async function digest(subtle: SubtleCrypto, hash: string, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await subtle.digest(hash, source(bytes)));
}

/** Whether the ESS attribute names the signer's certificate; null when there is none. */
async function essMatches(subtle: SubtleCrypto, data: SignedData): Promise<boolean | null> {
  const v2 = data.signed.get(cmsOid.signingCertificateV2);
  const attribute = v2 ?? data.signed.get(cmsOid.signingCertificate);
  if (attribute === undefined || data.signer === null) return null;
  const first = attribute.children[0]?.children[0];
  const named = first?.children[0]?.tag === tag.sequence ? hashName(first.children[0]) : v2 === undefined ? 'SHA-1' : 'SHA-256';
  const hash = octets(first?.children.find((child) => child.tag === tag.octetString));
  return named !== null && named !== 'weak' && hash !== null && sameBytes(hash, await digest(subtle, named, data.signer.der));
}

/** A timestamp token (RFC 3161, 2.4.2) over `stamped`. Its own chain is judged by whoever asks. */
export async function judgeToken(subtle: SubtleCrypto, token: SignedData, stamped: Uint8Array | DigestOf): Promise<{ readonly check: Check; readonly at: string | null }> {
  const info: Asn1 | null = token.content === null ? null : readWhole(token.content);
  const imprint = info?.children[2];
  const at = timeText(info?.children[4]);
  if (token.contentType !== cmsOid.timestampInfo || token.content === null || imprint === undefined || at === null) return { check: failed('the timestamp token cannot be read'), at: null };
  const hash = hashName(imprint.children[0]);
  const stated = octets(imprint.children[1]);
  if (hash === null || hash === 'weak' || stated === null) return { check: indeterminate('the timestamp uses a digest that is not relied on here'), at };
  if (!sameBytes(stated, await (typeof stamped === 'function' ? stamped(hash) : digest(subtle, hash, stamped)))) return { check: failed('the timestamp belongs to other bytes'), at };
  const signer = await judgeSigner(subtle, token, (name) => digest(subtle, name, token.content!), true);
  return { check: signer.result === 'passed' ? passed(`stamped at ${at}`) : { ...signer, reason: `the timestamp: ${signer.reason}` }, at };
}

/** The signature timestamp among the unsigned attributes, if there is one (RFC 3161, appendix A). */
export function signatureTimestamp(data: SignedData): SignedData | 'unreadable' | null {
  const attribute = data.unsigned.get(cmsOid.signatureTimestamp);
  if (attribute === undefined) return null;
  const read = readSignedData(attribute.bytes);
  return read.ok ? read.data : 'unreadable';
}
