/**
 * The one CMS shape that a seal has (RFC 5652 SignedData, CAdES baseline attributes of RFC 5126 and RFC 5035). Nothing in
 * it is free: from the signer's certificate, the CA's, the message digest and the signature every byte follows. The
 * writer builds it here, and the verifier builds it again and compares.
 */

const tag = { integer: 0x02, octetString: 0x04, oid: 0x06, sequence: 0x30, set: 0x31, context0: 0xa0, context1: 0xa1 } as const;

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

function der(type: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concat(content);
  const length: number[] = [];
  if (body.length < 0x80) length.push(body.length);
  else {
    for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
    length.unshift(0x80 + length.length);
  }
  return concat([Uint8Array.of(type, ...length), body]);
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const oid = {
  data: der(tag.oid, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01)),
  signedData: der(tag.oid, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02)),
  contentType: der(tag.oid, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03)),
  messageDigest: der(tag.oid, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04)),
  signingCertificateV2: der(tag.oid, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f)),
  signatureTimestamp: der(tag.oid, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e)),
  sha256: der(tag.oid, bytes(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01)),
  ecdsaWithSha256: der(tag.oid, bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)),
} as const;
const sha256Algorithm = der(tag.sequence, oid.sha256);
const ecdsaAlgorithm = der(tag.sequence, oid.ecdsaWithSha256);
const version1 = der(tag.integer, bytes(1));

const attribute = (type: Uint8Array, value: Uint8Array): Uint8Array => der(tag.sequence, type, der(tag.set, value));

/** DER orders the members of a SET OF by their encodings (X.690, 11.6). */
function setOf(members: readonly Uint8Array[]): Uint8Array[] {
  return [...members].sort((a, b) => {
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
    return a.length - b.length;
  });
}

/**
 * The bytes that the seal's signature covers: content-type, message-digest and signing-certificate-v2, as the SET OF that
 * is signed (RFC 5652, 5.4). `messageDigest` is the SHA-256 of the file without the `/Contents` token, `certificateDigest`
 * that of the signer's certificate; 32 bytes each. There is no signing-time: PAdES leaves the claimed time to `/M`.
 */
export function signedAttributes(messageDigest: Uint8Array, certificateDigest: Uint8Array): Uint8Array {
  // ESSCertIDv2 leaves its hash algorithm out, since SHA-256 is the default (RFC 5035, 4).
  const certId = der(tag.sequence, der(tag.octetString, certificateDigest));
  return der(tag.set, ...setOf([
    attribute(oid.contentType, oid.data),
    attribute(oid.messageDigest, der(tag.octetString, messageDigest)),
    attribute(oid.signingCertificateV2, der(tag.sequence, der(tag.sequence, certId))),
  ]));
}

/** A certificate's issuer name and serial number, each as the DER that the certificate holds. */
export interface CertificateName { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array }

/**
 * Parts of the CMS: certificates and signature in DER, `attributes` as {@link signedAttributes} gives them. `timestamp` is the token of a
 * timestamp authority over the signature, byte for byte as it was answered; null: the seal has none.
 */
export interface SealParts {
  readonly certificate: Uint8Array;
  readonly ca: Uint8Array;
  readonly name: CertificateName;
  readonly attributes: Uint8Array;
  readonly signature: Uint8Array;
  readonly timestamp: Uint8Array | null;
}

/** The whole ContentInfo in DER. The certificates stand in the order signer, CA; a timestamp is the one unsigned attribute (RFC 3161, appendix A). */
export function signedData(parts: SealParts): Uint8Array {
  const attributes = Uint8Array.from(parts.attributes);
  attributes[0] = tag.context0;
  const signerInfo = der(tag.sequence,
    version1, der(tag.sequence, parts.name.issuer, parts.name.serialNumber), sha256Algorithm,
    attributes, ecdsaAlgorithm, der(tag.octetString, parts.signature),
    ...(parts.timestamp === null ? [] : [der(tag.context1, attribute(oid.signatureTimestamp, parts.timestamp))]));
  return der(tag.sequence, oid.signedData, der(tag.context0, der(tag.sequence,
    version1, der(tag.set, sha256Algorithm), der(tag.sequence, oid.data),
    der(tag.context0, parts.certificate, parts.ca), der(tag.set, signerInfo))));
}
