/** Reads certificates (RFC 5280) of the kind that Countersign makes: P-256 keys, plain names. Parsing is not trusting. */
import 'reflect-metadata';
import { X509Certificate, BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension } from '@peculiar/x509';
import type { Name } from '@peculiar/x509';
import { Constructed, fromBER, ObjectIdentifier, OctetString, Sequence, type BaseBlock } from 'asn1js';
import { p1363FromDer } from '../bytes/ecdsa.ts';
import type { VerifySignature } from '../ports.ts';
import { integrity, ok, refuse, type Result } from '../result.ts';
import { Instant } from '../vocabulary.ts';
import { isP256 } from './public-key.ts';

/** Refused unread above this many bytes of DER: ours have about 600. */
export const maxCertificateBytes = 16 * 1024;

/** The DER of ecdsa-with-SHA256 without parameters (RFC 5758, 3.2). */
const ecdsaWithSha256 = [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

/** What a certificate says, without any judgement. Names are one value each, '' where the certificate has none. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly spki: Uint8Array;
  readonly subject: CertificateSubject;
  /** DER of the two names, for comparing. */
  readonly subjectDer: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** Signs certificates: basicConstraints says CA and keyUsage keyCertSign. */
  readonly authority: boolean;
  /** May sign and be held to it: keyUsage says digitalSignature and nonRepudiation. */
  readonly signs: boolean;
  /** The bytes that the issuer signed, and the signature in DER. */
  readonly toBeSigned: Uint8Array;
  readonly signature: Uint8Array;
  /** The value of an extension by OID, or null where it is missing or repeated. */
  extension(oid: string): Uint8Array | null;
}

export interface CertificateSubject { readonly name: string; readonly unit: string; readonly organisation: string; readonly serial: string }

/** The members of a SEQUENCE that fills the bytes, or null. */
function blocksOf(der: Uint8Array): readonly BaseBlock[] | null {
  const { offset, result } = fromBER(Uint8Array.from(der));
  return offset === der.length && result instanceof Sequence ? (result.valueBlock.value as BaseBlock[]) : null;
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array): boolean => a?.length === b.length && b.every((byte, i) => a[i] === byte);

const one = (name: Name, type: string): string => {
  const values = name.getField(type);
  return values.length === 1 ? values[0]! : '';
};

/**
 * Reads one certificate. Refuses `input/schema` for what is no certificate, for another kind of key or signature than
 * P-256 with SHA-256, and for more than {@link maxCertificateBytes}.
 */
export function readCertificate(der: Uint8Array, name: string): Result<Certificate> {
  const no = (expected: string, found: string) => refuse('input/schema', { name, place: 'certificate', expected, found });
  if (der.length > maxCertificateBytes) return refuse('input/too-large', { name, sizeBytes: der.length, limitBytes: maxCertificateBytes });
  // The parsers throw for whatever they can't read: that is bad input here, not a defect.
  try {
    const parts = blocksOf(der);
    const toBeSigned = parts?.[0]?.valueBeforeDecodeView;
    const parsed = new X509Certificate(Uint8Array.from(der));
    if (toBeSigned === undefined || parts?.length !== 3) return no('three parts and nothing after them', 'another structure');
    const spki = new Uint8Array(parsed.publicKey.rawData);
    if (!isP256(spki)) return no('a P-256 key', 'another kind of key');
    const last = blocksOf(toBeSigned)?.at(-1);
    const extensions = last instanceof Constructed && last.idBlock.tagClass === 3 && last.idBlock.tagNumber === 3 ? (blocksOf((last.valueBlock.value[0] as BaseBlock | undefined)?.valueBeforeDecodeView ?? toBeSigned) ?? []) : [];
    const signature = new Uint8Array(parsed.signature);
    // What the signature doesn't cover has one form only, so that no two files are the same certificate.
    const rest = der.length - 4;
    const only = [0x30, 0x82, rest >> 8, rest & 0xff, ...toBeSigned, ...ecdsaWithSha256, 0x03, signature.length + 1, 0x00, ...signature];
    if (p1363FromDer(signature) === null || !sameBytes(der, Uint8Array.from(only))) return no('an ECDSA signature with SHA-256 in DER', 'another algorithm or encoding');
    const notBefore = Instant.safeParse(parsed.notBefore.toISOString()), notAfter = Instant.safeParse(parsed.notAfter.toISOString());
    if (!notBefore.success || !notAfter.success) return no('dates between the years 1950 and 9999', 'other dates');
    const usage = parsed.getExtensions(KeyUsagesExtension).length === 1 ? parsed.getExtension(KeyUsagesExtension)!.usages : 0;
    const constraints = parsed.getExtensions(BasicConstraintsExtension).length === 1 ? parsed.getExtension(BasicConstraintsExtension) : null;
    const both = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
    return ok({
      der, spki, toBeSigned: Uint8Array.from(toBeSigned), signature, notBefore: notBefore.data, notAfter: notAfter.data,
      subject: { name: one(parsed.subjectName, 'CN'), unit: one(parsed.subjectName, 'OU'), organisation: one(parsed.subjectName, 'O'), serial: one(parsed.subjectName, '2.5.4.5') },
      subjectDer: new Uint8Array(parsed.subjectName.toArrayBuffer()), issuerDer: new Uint8Array(parsed.issuerName.toArrayBuffer()),
      authority: constraints?.ca === true && (usage & KeyUsageFlags.keyCertSign) !== 0,
      signs: constraints?.ca !== true && (usage & both) === both,
      extension: (oid) => {
        // By its bytes: the library can't spell an identifier with a part beyond 64 bits.
        const type = new Uint8Array(new ObjectIdentifier({ value: oid }).toBER());
        const found = extensions.map(({ valueBeforeDecodeView }) => blocksOf(valueBeforeDecodeView)).filter((blocks) => sameBytes(blocks?.[0]?.valueBeforeDecodeView, type));
        const value = found.length === 1 ? found[0]?.at(-1) : undefined;
        return value instanceof OctetString ? new Uint8Array(value.valueBlock.valueHexView) : null;
      },
    });
  } catch {
    return no('a certificate (RFC 5280)', 'something else');
  }
}

/**
 * Whether `authority` really issued `certificate`: the names meet, the authority may sign certificates, and the signature
 * holds. Says nothing about dates. Fails with `signature/invalid`.
 */
export async function checkIssued(certificate: Certificate, authority: Certificate, verify: VerifySignature): Promise<Result<void>> {
  if (authority.authority && sameBytes(certificate.issuerDer, authority.subjectDer) && (await verify(authority.spki, certificate.toBeSigned, certificate.signature))) return ok(undefined);
  return integrity('signature/invalid', { what: `the certificate of ${certificate.subject.name}`, who: authority.subject.name });
}
