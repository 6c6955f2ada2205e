/**
 * The board's certificates (RFC 5280), all P-256 with SHA-256: one authority that certifies itself, and one certificate
 * for each member. The private keys stay in the signer: here the bytes to be signed are built, and the signer's answer is
 * put beside them.
 */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { readCertificate } from '../../shared/board/certificate.ts';
import { rosterDigestOid, rosterDigestValue, sampleUnit } from '../../shared/board/trust.ts';
import { hexOf } from '../../shared/bytes/digest.ts';
import { p1363FromDer } from '../../shared/bytes/ecdsa.ts';
import type { Ids, Signer } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { Digest, Discipline, Instant, MemberId } from '../../shared/vocabulary.ts';

/** How long an authority stands: ten years of 365 days, in days. */
export const authorityDays = 3650;
/** How long a member's certificate stands, in days; an authority that ends sooner ends it sooner. */
export const memberDays = 730;

const dayMs = 86_400_000;
const hashed = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' };

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

/** As UTF8String, so that the library reads no escapes or `#` codes into a person's name. */
const text = (value: string) => ({ utf8String: value });

/** The authority's name: `CN=<board> root`, and OU=SAMPLE where the board is a sample (rule P-5). */
function authorityName(board: string, sample: boolean): x509.JsonName {
  return [{ CN: [text(`${short(board, 59)} root`)] }, ...(sample ? [{ OU: [text(sampleUnit)] }] : [])];
}

/**
 * Makes the authority's own certificate: CA with path length 0, ten years, signs certificates and revocation lists. Its
 * extension names roster 0, which in turn names this key, so that the one file carries all trust. Answers the DER.
 */
export async function makeAuthority(issuing: Issuing, roster0: Digest): Promise<Result<Uint8Array>> {
  const name = authorityName(issuing.board, issuing.sample);
  return issue(issuing, {
    subject: name, issuer: name, publicKey: issuing.root, days: authorityDays,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(new x509.PublicKey(issuing.root)),
      new x509.Extension(rosterDigestOid, false, rosterDigestValue(roster0)),
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
    subject: [{ CN: [text(short(to.name))] }, { '2.5.4.5': [text(to.member)] }, { OU: [text(to.discipline)] }, { O: [text(short(issuing.board))] }],
    issuer: authorityName(issuing.board, issuing.sample), publicKey: to.key, days: memberDays,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      await x509.SubjectKeyIdentifierExtension.create(new x509.PublicKey(to.key)),
      await x509.AuthorityKeyIdentifierExtension.create(new x509.PublicKey(issuing.root)),
    ],
  });
}

interface Draft { subject: x509.JsonName; issuer: x509.JsonName; publicKey: Uint8Array; days: number; extensions: x509.Extension[] }

async function issue({ signer, ids, passphrase, issuedAt }: Issuing, draft: Draft): Promise<Result<Uint8Array>> {
  const serial = ids.random(16);
  // Positive and of full length, whatever the first byte was.
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  // A day earlier than now: a colleague's clock may be behind this one.
  const start = new Date(issuedAt).getTime() - dayMs;
  const parameters = {
    serialNumber: hexOf(serial), notBefore: new Date(start), notAfter: new Date(start + (draft.days + 1) * dayMs),
    subject: draft.subject, issuer: draft.issuer, publicKey: new x509.PublicKey(draft.publicKey), extensions: draft.extensions, signingAlgorithm: hashed,
  };
  const unsigned = await x509.X509CertificateGenerator.create({ ...parameters, signature: new Uint8Array(64).fill(1) });
  const draftOf = readCertificate(new Uint8Array(unsigned.rawData), 'certificate');
  if (!draftOf.ok) throw new Defect(`a certificate that was just built can't be read: ${draftOf.trouble.code}`);
  const signed = await signer.sign({ key: 'root', purpose: 'certificate', message: draftOf.value.toBeSigned, passphrase });
  if (!signed.ok) return signed;
  const signature = p1363FromDer(signed.value);
  if (signature === null) throw new Defect('the signer answered with something that is no ECDSA signature');
  const certificate = await x509.X509CertificateGenerator.create({ ...parameters, signature });
  return ok(new Uint8Array(certificate.rawData));
}
