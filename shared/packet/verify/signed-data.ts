/** Reads a CMS SignedData (RFC 5652, 5) with one signer, as data. Whether anything in it is true is decided elsewhere. */
import { oidText, octets, readAsn1, tag, toDer, type Asn1 } from './der.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { isBare } from './signature-algorithm.ts';

export const cmsOid = {
  signedData: '1.2.840.113549.1.7.2', data: '1.2.840.113549.1.7.1', timestampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4', signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12', signingCertificateV2: '1.2.840.113549.1.9.16.2.47', signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
} as const;

export interface SignedData {
  /** The ContentInfo, without what stands after it. */
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** The encapsulated content, null when it is detached. */
  readonly content: Uint8Array | null;
  readonly certificates: readonly Certificate[];
  /** The certificate that the signer's identifier names, null when it is not among them. */
  readonly signer: Certificate | null;
  readonly digestAlgorithm: Asn1;
  readonly signatureAlgorithm: Asn1;
  readonly signature: Uint8Array;
  /** The bytes that the signature covers: the signed attributes as a DER SET; null when there are none. */
  readonly signedAttributes: Uint8Array | null;
  readonly signed: ReadonlyMap<string, Asn1>;
  readonly unsigned: ReadonlyMap<string, Asn1>;
}

type SignedDataAnswer = { readonly ok: true; readonly data: SignedData; readonly end: number } | { readonly ok: false; readonly problem: string };

/** Reads the SignedData that starts the bytes; `end` is where it ends. Never throws. */
export function readSignedData(bytes: Uint8Array): SignedDataAnswer {
  const no = (problem: string): SignedDataAnswer => ({ ok: false, problem });
  const found = readAsn1(bytes);
  const frame = found?.value.children ?? [];
  const content = frame[1]?.children[0];
  if (!found || found.value.tag !== tag.sequence || frame.length !== 2 || frame[1]!.tag !== tag.context(0) || frame[1]!.children.length !== 1 || oidText(found.value.children[0]) !== cmsOid.signedData || content?.tag !== tag.sequence) return no('it is not a CMS SignedData');
  const [version, digests, encapsulated, ...rest] = content.children;
  const infos = rest.pop();
  if (version?.tag !== tag.integer || digests?.tag !== tag.set || encapsulated?.tag !== tag.sequence || infos?.tag !== tag.set) return no('its SignedData has not the parts of RFC 5652');
  if (infos.children.length !== 1) return no(`it has ${infos.children.length} signers instead of one`);
  if (!isVersion(version, 1, 5)) return no('its version is none of RFC 5652');
  const contentType = oidText(encapsulated.children[0]);
  const [, inner, ...tooMany] = encapsulated.children;
  if (tooMany.length > 0 || (inner !== undefined && (inner.tag !== tag.context(0) || inner.children.length !== 1))) return no('its content is not the one value of RFC 5652');
  const innerContent = inner === undefined ? null : octets(inner.children[0]);
  if (contentType === null || (inner !== undefined && innerContent === null)) return no('its content is not an octet string');
  const certificates: Certificate[] = [];
  for (const field of rest) {
    if (field.tag === tag.context(1)) continue;
    if (field.tag !== tag.context(0)) return no('its SignedData has an unknown part');
    // Attribute certificates and other choices are tagged and say nothing about this signature.
    if (field.children.some((child) => child.tag !== tag.sequence && (child.tag & 0xc0) !== 0x80)) return no('something among its certificates is none');
    for (const one of field.children.filter((child) => child.tag === tag.sequence)) {
      const certificate = readCertificate(one.bytes);
      if (certificate === null) return no('one of its certificates cannot be read');
      certificates.push(certificate);
    }
  }
  if (certificates.length > 50) return no('it carries more than 50 certificates');
  const used = oidText(infos.children[0]!.children[2]?.children[0]);
  if (used === null || !digests.children.some((one) => one.tag === tag.sequence && isBare(one) && oidText(one.children[0]) === used)) return no('its list of digest algorithms leaves out the signer’s');
  return readSignerInfo(infos.children[0]!, { bytes: found.value.bytes, contentType, content: innerContent, certificates }, found.end);
}

/** A version number between two, in one byte (RFC 5652, 5.1 and 5.3). Which of them is not held against a file: programs differ, and nothing hangs on it. */
const isVersion = ({ content }: Asn1, from: number, to: number): boolean => content.length === 1 && content[0]! >= from && content[0]! <= to;

function readSignerInfo(info: Asn1, frame: Pick<SignedData, 'bytes' | 'contentType' | 'content' | 'certificates'>, end: number): SignedDataAnswer {
  const no = (problem: string): SignedDataAnswer => ({ ok: false, problem });
  const [version, identifier, digestAlgorithm, ...rest] = info.children;
  const signedField = rest[0]?.tag === tag.context(0) ? rest.shift() : undefined;
  const [signatureAlgorithm, signatureField, unsignedField, ...more] = rest;
  const signature = octets(signatureField);
  if (info.tag !== tag.sequence || version?.tag !== tag.integer || !identifier || digestAlgorithm?.tag !== tag.sequence || signatureAlgorithm?.tag !== tag.sequence || signature === null) return no('its SignerInfo has not the parts of RFC 5652');
  if (!isVersion(version, 1, 3)) return no('the version of its SignerInfo is none of RFC 5652');
  if (more.length > 0 || (unsignedField !== undefined && unsignedField.tag !== tag.context(1))) return no('its SignerInfo has an unknown part');
  const signed = readAttributes(signedField), unsigned = readAttributes(unsignedField);
  if (signed === null || unsigned === null) return no('an attribute stands twice or is malformed');
  return {
    ok: true, end,
    data: {
      ...frame, digestAlgorithm, signatureAlgorithm, signature, signed, unsigned,
      signer: frame.certificates.find((certificate) => identifies(identifier, certificate)) ?? null,
      signedAttributes: signedField === undefined ? null : toDer(signedField, tag.set),
    },
  };
}

const equal = (a: Uint8Array | undefined, b: Uint8Array | null): boolean => a !== undefined && b !== null && a.length === b.length && a.every((byte, index) => byte === b[index]);

function identifies(identifier: Asn1, certificate: Certificate): boolean {
  if (identifier.tag === tag.contextPrimitive(0)) return equal(identifier.content, certificate.subjectKeyId);
  return identifier.tag === tag.sequence && equal(identifier.children[0]?.bytes, certificate.issuer) && equal(identifier.children[1]?.bytes, certificate.serialNumber);
}

/** Attributes by type, each with its one value. Null when a type stands twice or has not exactly one value. */
function readAttributes(field: Asn1 | undefined): ReadonlyMap<string, Asn1> | null {
  const attributes = new Map<string, Asn1>();
  for (const attribute of field?.children ?? []) {
    const type = oidText(attribute.children[0]);
    const values = attribute.children[1];
    if (attribute.tag !== tag.sequence || type === null || values?.tag !== tag.set || values.children.length !== 1 || attribute.children.length !== 2 || attributes.has(type)) return null;
    attributes.set(type, values.children[0]!);
  }
  return attributes;
}
