/** A CMS over given bytes, with any part replaced before or after it is signed. */
import { algorithmOf, hashOf, type Key } from './certificate.ts';
import { concat, der, integer, membersOf, nothing, octetString, oid, sequence, setOf, tag } from './der.ts';

export const hashOids = { md5: '1.2.840.113549.2.5', sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const;
type Hash = keyof typeof hashOids;

export interface Signer { readonly key: Key; readonly certificate: Uint8Array; readonly others: readonly Uint8Array[] }

export const attribute = (type: string, ...values: readonly Uint8Array[]): Uint8Array => sequence(oid(type), setOf(...values));
export const contentType = (type = '1.2.840.113549.1.7.1'): Uint8Array => attribute('1.2.840.113549.1.9.3', oid(type));
export const messageDigest = (digest: Uint8Array): Uint8Array => attribute('1.2.840.113549.1.9.4', octetString(digest));
export const signingCertificate = (certificate: Uint8Array): Uint8Array => attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octetString(hashOf(certificate))))));

export interface CmsChange {
  /** Digest of the content; the signature's hash follows it unless said. */
  readonly hash?: Hash;
  readonly signatureHash?: Hash;
  readonly signatureAlgorithm?: Uint8Array;
  /** The signed attributes, in any order; null: none, and the content itself is signed. */
  readonly attributes?: (digest: Uint8Array) => readonly Uint8Array[];
  readonly noAttributes?: boolean;
  readonly certificates?: readonly Uint8Array[];
  readonly encapsulated?: Uint8Array;
  readonly contentType?: string;
  readonly signature?: (signature: Uint8Array) => Uint8Array;
  /** SignerInfos in place of the one. */
  readonly infos?: (info: Uint8Array) => readonly Uint8Array[];
  readonly identifier?: Uint8Array;
  readonly version?: number;
  readonly infoVersion?: number;
  readonly digests?: readonly Uint8Array[];
  readonly unsigned?: (signature: Uint8Array) => readonly Uint8Array[];
}

const byDer = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b);

/** Issuer and serial number of a certificate, as a SignerInfo names it. */
export function identifierOf(certificate: Uint8Array): Uint8Array {
  const fields = membersOf(membersOf(certificate)[0]!.bytes);
  return sequence(fields[3]!.bytes, fields[1]!.bytes);
}

/** The CMS of `signer` over `content`. Without a change it is a sound PAdES signature. */
export function cmsOver(content: Uint8Array, { key, certificate, others }: Signer, change: CmsChange = {}): Uint8Array {
  const { hash = 'sha256', signatureHash = hash } = change;
  const digest = hashOf(content, hash);
  const attributes = [...(change.attributes ?? ((value) => [contentType(), messageDigest(value), signingCertificate(certificate)]))(digest)].sort(byDer);
  const made = key.sign(signatureHash, change.noAttributes === true ? content : setOf(...attributes));
  const signature = change.signature?.(made) ?? made;
  const digestAlgorithm = sequence(oid(hashOids[hash]), nothing());
  const info = sequence(
    integer(change.infoVersion ?? 1), change.identifier ?? identifierOf(certificate), digestAlgorithm,
    ...(change.noAttributes === true ? [] : [der(tag.context(0), ...attributes)]),
    change.signatureAlgorithm ?? algorithmOf(key, signatureHash), octetString(signature),
    ...(change.unsigned === undefined ? [] : [der(tag.context(1), ...change.unsigned(signature))]),
  );
  const inner = change.encapsulated === undefined ? [] : [der(tag.context(0), octetString(change.encapsulated))];
  return sequence(oid('1.2.840.113549.1.7.2'), der(tag.context(0), sequence(
    integer(change.version ?? 1), setOf(...(change.digests ?? [digestAlgorithm])), sequence(oid(change.contentType ?? '1.2.840.113549.1.7.1'), ...inner),
    der(tag.context(0), ...(change.certificates ?? [certificate, ...others])), setOf(...(change.infos?.(info) ?? [info])),
  )));
}

/** A timestamp token (RFC 3161) over `stamped`, by an authority that nobody chose. */
export function tokenOver(stamped: Uint8Array, signer: Signer, at = '20260601120000Z'): Uint8Array {
  const info = sequence(integer(1), oid('1.2.3.4'), sequence(sequence(oid(hashOids.sha256), nothing()), octetString(hashOf(stamped))), integer(7), der(tag.generalizedTime, new TextEncoder().encode(at)));
  const type = '1.2.840.113549.1.9.16.1.4';
  return cmsOver(info, signer, { contentType: type, encapsulated: info, version: 3, attributes: (digest) => [contentType(type), messageDigest(digest), signingCertificate(signer.certificate)] });
}

/** The same value with its outer lengths indefinite. */
export function indefinite(cms: Uint8Array): Uint8Array {
  const [type, content] = membersOf(cms);
  const end = Uint8Array.of(0, 0);
  return concat([Uint8Array.of(0x30, 0x80), type!.bytes, Uint8Array.of(0xa0, 0x80), content!.content, end, end]);
}
