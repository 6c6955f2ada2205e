/**
 * Whether a timestamp token is written in the one way that leaves no byte free. A token's signature covers its TSTInfo and signed
 * attributes; what stands around them could be changed by anybody, so a packet takes a token only when all of it is pinned: DER, no
 * unsigned part, and no certificate that isn't needed or whose own signature is wrong.
 */
import { concat, encode, readWhole, sameBytes, tag, toDer, type Asn1 } from './der.ts';
import { checkSignature } from './signature-algorithm.ts';
import type { Certificate } from './certificate.ts';
import { readSignedData, type SignedData } from './signed-data.ts';

/** An algorithm without parameters, or with NULL (RFC 5754, 2; RFC 3370, 2.1). */
export function plainAlgorithm(algorithm: Asn1): boolean {
  const [, parameters, ...more] = algorithm.children;
  return more.length === 0 && (parameters === undefined || (parameters.tag === tag.null && parameters.content.length === 0));
}

/** What is loose in the token, null when nothing is. `bytes` is the whole ContentInfo. */
export async function tokenProblem(subtle: SubtleCrypto, bytes: Uint8Array, token: SignedData): Promise<string | null> {
  const whole = readWhole(bytes);
  const content = whole?.children[1]?.children[0];
  if (!whole || !content || whole.children.length !== 2 || whole.children[1]!.tag !== tag.context(0) || whole.children[1]!.children.length !== 1 || !sameBytes(toDer(whole), bytes)) return 'it is not in DER';
  const [version, digests, encapsulated, ...rest] = content.children;
  const info = rest.at(-1)?.children[0];
  // Version 3, since its content is not id-data (RFC 5652, 5.1); the signer's is 1 by issuer and serial number, 3 by key id (5.3).
  const byName = info?.children[1]?.tag === tag.sequence;
  if (version?.content.length !== 1 || version.content[0] !== 3 || info?.children[0]?.content.length !== 1 || info.children[0].content[0] !== (byName ? 1 : 3)) return 'its versions are not those of RFC 5652';
  const digest = info.children[2];
  if (digests?.children.length !== 1 || digest === undefined || !sameBytes(digests.children[0]!.bytes, digest.bytes) || !plainAlgorithm(token.digestAlgorithm) || !plainAlgorithm(token.signatureAlgorithm)) return 'its algorithms are not stated in one way';
  const wrapped = encapsulated?.children[1];
  if (encapsulated?.children.length !== 2 || wrapped?.tag !== tag.context(0) || wrapped.children.length !== 1 || wrapped.children[0]!.tag !== tag.octetString) return 'its content is not one octet string';
  if (rest.length !== 2 || rest[0]!.tag !== tag.context(0) || rest[0]!.children.length !== token.certificates.length || token.unsigned.size > 0 || info.children.length !== 6) return 'it has parts that are not signed';
  if (info.children[1]!.children.length !== (byName ? 2 : 0)) return 'its signer is not named in one way';
  return certificatesProblem(subtle, token);
}

/** The signer's certificate is named by its digest in the signed attributes; each other one certifies one that is here and is itself certified here. */
async function certificatesProblem(subtle: SubtleCrypto, { certificates, signer }: SignedData): Promise<string | null> {
  if (certificates.length > mostCertificates) return `it carries more than ${mostCertificates} certificates`;
  if (certificates.some((one, index) => certificates.findIndex((other) => sameBytes(other.der, one.der)) !== index)) return 'it carries a certificate twice';
  const held = await heldCertificates(subtle, certificates, signer);
  return held.length === certificates.length ? null : 'it carries a certificate that is not needed, or that nothing in it vouches for';
}

const mostCertificates = 6;

/** What is left when every certificate is taken out that certifies none of the others, or that none of them certifies. */
async function heldCertificates(subtle: SubtleCrypto, certificates: readonly Certificate[], signer: Certificate | null): Promise<readonly Certificate[]> {
  for (let held = certificates; ;) {
    const left: Certificate[] = [];
    for (const one of held) {
      const needed = held.some((other) => other !== one && sameBytes(one.subject, other.issuer));
      if (one === signer || (needed && await certifiedBy(subtle, one, held.filter((other) => sameBytes(other.subject, one.issuer))))) left.push(one);
    }
    if (left.length === held.length) return left;
    held = left;
  }
}

/**
 * The token without the certificates that nothing in it vouches for, such as a root that another, absent one certified: they aren't signed with
 * the token, and whoever trusts the authority has them. The bytes as they are where none has to go. Null when it is no token in DER.
 */
export async function heldToken(subtle: SubtleCrypto, bytes: Uint8Array): Promise<Uint8Array | null> {
  const whole = readWhole(bytes);
  const read = readSignedData(bytes);
  const content = whole?.children[1]?.children[0];
  if (!whole || !read.ok || !content || read.data.certificates.length > mostCertificates * 2) return null;
  const { certificates, signer } = read.data;
  const once = certificates.filter((one, index) => certificates.findIndex((other) => sameBytes(other.der, one.der)) === index);
  const held = await heldCertificates(subtle, once, signer);
  if (held.length === certificates.length) return bytes;
  const parts = content.children.map((part) => (part.tag === tag.context(0) ? encode(tag.context(0), concat(held.map(({ der }) => der))) : part.bytes));
  return encode(tag.sequence, concat([whole.children[0]!.bytes, encode(tag.context(0), encode(tag.sequence, concat(parts)))]));
}

/** Whether one of these keys made the certificate's signature. */
export async function certifiedBy(subtle: SubtleCrypto, one: Certificate, issuers: readonly Certificate[]): Promise<boolean> {
  for (const issuer of issuers) if ((await checkSignature(subtle, issuer.spki, one.algorithm, null, one.signature, one.toBeSigned)) === 'valid') return true;
  return false;
}
