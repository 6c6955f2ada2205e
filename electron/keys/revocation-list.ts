/** The board's list of revoked certificates (RFC 5280, 5), under the key that issued them. Small: a board has tens of members. */
import { certificateName } from '../../shared/packet/certificate-name.ts';
import { readCertificate } from '../../shared/packet/verify/certificate.ts';
import { concat, encode, tag } from '../../shared/packet/verify/der.ts';
import type { Signer } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';

/** A certificate in DER, and since when it counts no more. */
export interface RevokedCertificate { readonly certificate: Uint8Array; readonly at: Instant }

export interface RevocationIssue {
  readonly signer: Signer;
  /** Opens the root key. */
  readonly passphrase: string;
  /** The authority's own certificate in DER. */
  readonly authority: Uint8Array;
  readonly issuedAt: Instant;
  /** Until when a reader need not look for a newer list. */
  readonly nextAt: Instant;
  readonly revoked: readonly RevokedCertificate[];
}

const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(tag.sequence, concat(parts));
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const oid = (...content: readonly number[]): Uint8Array => encode(tag.oid, Uint8Array.from(content));
/** ecdsa-with-SHA256, without parameters (RFC 5758, 3.2). */
const algorithm = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/** RFC 5280, 5.1.2.4: UTCTime through 2049, GeneralizedTime from 2050 on; seconds, no fractions. */
function time(at: Instant): Uint8Array {
  const digits = at.slice(0, 19).replace(/[-T:]/g, '');
  return Number(at.slice(0, 4)) < 2050 ? encode(tag.utcTime, ascii(`${digits.slice(2)}Z`)) : encode(tag.generalizedTime, ascii(`${digits}Z`));
}

/** An INTEGER that isn't negative; lists are numbered by the second that they were made in, so that each number is higher than the one before (5.2.3). */
function integer(value: number): Uint8Array {
  const digits: number[] = [];
  for (let rest = value; rest > 0 || digits.length === 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return encode(tag.integer, Uint8Array.from(digits[0]! >= 0x80 ? [0, ...digits] : digits));
}

/** Makes and signs the list; answers its DER. Passes on what the signer refuses. */
export async function makeRevocationList({ signer, passphrase, authority, issuedAt, nextAt, revoked }: RevocationIssue): Promise<Result<Uint8Array>> {
  const ca = readCertificate(authority);
  if (ca?.subjectKeyId == null) throw new Defect('the authority’s certificate cannot be read');
  const entries = revoked.map(({ certificate, at }) => {
    const name = certificateName(certificate);
    if (name === null) throw new Defect('a member’s certificate cannot be read');
    return sequence(name.serialNumber, time(at));
  });
  const extension = (id: Uint8Array, value: Uint8Array): Uint8Array => sequence(id, encode(tag.octetString, value));
  const body = sequence(
    encode(tag.integer, Uint8Array.of(1)), algorithm, ca.subject, time(issuedAt), time(nextAt), ...(entries.length === 0 ? [] : [sequence(...entries)]),
    encode(tag.context(0), sequence(
      extension(oid(0x55, 0x1d, 0x23), sequence(encode(tag.contextPrimitive(0), ca.subjectKeyId))),
      extension(oid(0x55, 0x1d, 0x14), integer(Math.floor(Date.parse(issuedAt) / 1000))),
    )),
  );
  const signed = await signer.sign({ key: 'root', purpose: 'revocation-list', message: body, passphrase });
  return signed.ok ? ok(sequence(body, algorithm, encode(tag.bitString, concat([Uint8Array.of(0), signed.value])))) : signed;
}
