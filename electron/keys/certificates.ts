/**
 * The board's certificates (RFC 5280), all P-256 with SHA-256: one authority that certifies itself, and one certificate
 * for each member. The private keys stay in the signer: here the bytes to be signed are built, and the signer's answer is
 * put beside them.
 */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { BitString, Constructed, fromBER, GeneralizedTime, Integer, ObjectIdentifier, OctetString, Sequence, UTCTime, type BaseBlock } from 'asn1js';
import { rosterDigestOid, rosterDigestValue, sampleUnit } from '../../shared/board/trust.ts';
import type { Ids, Signer } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { Digest, Discipline, Instant, MemberId } from '../../shared/vocabulary.ts';

/** How long an authority stands: ten years of 365 days, in days. */
export const authorityDays = 3650;
/** How long a member's certificate stands, in days; an authority that ends sooner ends it sooner. */
export const memberDays = 730;

const dayMs = 86_400_000;

/** What both kinds of certificate take from outside. `passphrase` opens the root key. */
export interface Issuing {
  readonly signer: Signer;
  readonly ids: Ids;
  readonly passphrase: string;
  readonly board: string;
  readonly sample: boolean;
  /** SPKI of the root key. */
  readonly root: Uint8Array;
  readonly issuedAt: Instant;
}

/** X.520 allows 64 characters in a common name; the roster keeps the whole one. */
const short = (name: string, room = 64): string => [...name].slice(0, room).join('');

/** A name as UTF8Strings, so that the library reads no escapes or `#` codes into a person's name. */
const nameOf = (parts: readonly (readonly [type: string, value: string])[]): x509.Name => new x509.Name(parts.map(([type, value]) => ({ [type]: [{ utf8String: value }] })));

/** The authority's name: `CN=<board> root`, and OU=SAMPLE where the board is a sample (rule P-5). */
function authorityName(board: string, sample: boolean): x509.Name {
  return nameOf([['CN', `${short(board, 59)} root`], ...(sample ? [['OU', sampleUnit] as const] : [])]);
}

/**
 * Makes the authority's own certificate: CA with path length 0, ten years, signs certificates and revocation lists. Its
 * extension names roster 0, which in turn names this key, so that the one file carries all trust. Answers the DER.
 */
export async function makeAuthority(issuing: Issuing, roster0: Digest): Promise<Result<Uint8Array>> {
  const name = authorityName(issuing.board, issuing.sample);
  const rosterExtension = new Sequence({ value: [new ObjectIdentifier({ value: rosterDigestOid }), new OctetString({ valueHex: rosterDigestValue(roster0).buffer })] });
  return issue(issuing, {
    subject: name, issuer: name, publicKey: issuing.root, days: authorityDays,
    extensions: [
      raw(new x509.BasicConstraintsExtension(true, 0, true)),
      raw(new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true)),
      raw(await x509.SubjectKeyIdentifierExtension.create(new x509.PublicKey(issuing.root))),
      new Uint8Array(rosterExtension.toBER()),
    ],
  });
}

/** Whom a certificate is for. */
export interface CertifiedMember { readonly member: MemberId; readonly name: string; readonly discipline: Discipline; readonly key: Uint8Array }

/**
 * Certifies a member's key: the name (CN), the member id (serialNumber), the board (O) and the discipline (OU). The key
 * may sign and be held to it; there is no extended usage, which some readers of PDF would take for a limit. Answers the DER.
 */
export async function issueMemberCertificate(issuing: Issuing, to: CertifiedMember): Promise<Result<Uint8Array>> {
  return issue(issuing, {
    subject: nameOf([['CN', short(to.name)], ['2.5.4.5', to.member], ['OU', to.discipline], ['O', short(issuing.board)]]),
    issuer: authorityName(issuing.board, issuing.sample), publicKey: to.key, days: memberDays,
    extensions: [
      raw(new x509.BasicConstraintsExtension(false, undefined, true)),
      raw(new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true)),
      raw(await x509.SubjectKeyIdentifierExtension.create(new x509.PublicKey(to.key))),
      raw(await x509.AuthorityKeyIdentifierExtension.create(new x509.PublicKey(issuing.root))),
    ],
  });
}

const raw = (extension: x509.Extension): Uint8Array => new Uint8Array(extension.rawData);

interface Draft { subject: x509.Name; issuer: x509.Name; publicKey: Uint8Array; days: number; extensions: readonly Uint8Array[] }

/** ecdsa-with-SHA256, without parameters (RFC 5758, 3.2). */
const signatureAlgorithm = (): Sequence => new Sequence({ value: [new ObjectIdentifier({ value: '1.2.840.10045.4.3.2' })] });

/** DER that is already made, as a part of something larger. */
function made(der: Uint8Array | ArrayBuffer): BaseBlock {
  const { offset, result } = fromBER(der instanceof Uint8Array ? Uint8Array.from(der) : der);
  if (offset < 0) throw new Defect(`a part of a certificate is no DER: ${result.error}`);
  return result as BaseBlock;
}

/** RFC 5280, 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on. */
function time(epochMs: number): UTCTime {
  const valueDate = new Date(epochMs);
  return valueDate.getUTCFullYear() < 2050 ? new UTCTime({ valueDate }) : new GeneralizedTime({ valueDate });
}

/**
 * The body is put together here, since the library's own generator can neither leave the signing to somebody else in one
 * go nor write an object identifier as long as the roster extension's.
 */
async function issue({ signer, ids, passphrase, issuedAt }: Issuing, draft: Draft): Promise<Result<Uint8Array>> {
  const serial = ids.random(16);
  // Positive and of full length, whatever the first byte was.
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  // A day earlier than now, to the second: a colleague's clock may be behind this one.
  const startMs = Math.floor(Date.parse(issuedAt) / 1000) * 1000 - dayMs;
  const body = new Sequence({ value: [
    new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [new Integer({ value: 2 })] }),
    new Integer({ valueHex: Uint8Array.from(serial).buffer }), signatureAlgorithm(), made(draft.issuer.toArrayBuffer()),
    new Sequence({ value: [time(startMs), time(startMs + (draft.days + 1) * dayMs)] }),
    made(draft.subject.toArrayBuffer()), made(draft.publicKey),
    new Constructed({ idBlock: { tagClass: 3, tagNumber: 3 }, value: [new Sequence({ value: draft.extensions.map(made) })] }),
  ] });
  const signed = await signer.sign({ key: 'root', purpose: 'certificate', message: new Uint8Array(body.toBER()), passphrase });
  if (!signed.ok) return signed;
  const certificate = new Sequence({ value: [body, signatureAlgorithm(), new BitString({ valueHex: Uint8Array.from(signed.value).buffer })] });
  return ok(new Uint8Array(certificate.toBER()));
}
