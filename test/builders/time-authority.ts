/** A timestamp authority with a root of its own, in this process: its clock, its answers and its lies are the test's to choose. */
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { makeRevocationList } from '../../electron/keys/revocation-list.ts';
import { digestBytes } from '../../shared/bytes/digest.ts';
import { concat, encode, readWhole, tag, type Asn1 } from '../../shared/packet/verify/der.ts';
import { readTrustRoot, type TrustRoot } from '../../shared/packet/verify/verify.ts';
import { ok } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { signingKey, type SigningKey } from './signing-key.ts';

const hash = (bytes: Uint8Array): Uint8Array => digestBytes(nodeSha256(bytes));
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(tag.sequence, concat(parts));
const set = (...parts: readonly Uint8Array[]): Uint8Array => encode(tag.set, concat(parts));
const octets = (bytes: Uint8Array): Uint8Array => encode(tag.octetString, bytes);
const integer = (...bytes: number[]): Uint8Array => encode(tag.integer, Uint8Array.from(bytes));
const context = (n: number, ...parts: readonly Uint8Array[]): Uint8Array => encode(tag.context(n), concat(parts));
const bits = (bytes: Uint8Array): Uint8Array => encode(tag.bitString, concat([Uint8Array.of(0), bytes]));
const yes = encode(tag.boolean, Uint8Array.of(0xff));

/** An object identifier from its dots. */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const content: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(0x80 + (left % 128));
    content.push(...digits);
  }
  return encode(tag.oid, Uint8Array.from(content));
}

const ecdsa = sequence(oid('1.2.840.10045.4.3.2'));
const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'));
const nameOf = (name: string): Uint8Array => sequence(set(sequence(oid('2.5.4.3'), encode(0x0c, ascii(name)))));
const generalized = (at: string): Uint8Array => encode(tag.generalizedTime, ascii(`${at.slice(0, 19).replace(/[-T:]/g, '')}Z`));
const critical = (id: string, value: Uint8Array): Uint8Array => sequence(oid(id), yes, octets(value));
const plain = (id: string, value: Uint8Array): Uint8Array => sequence(oid(id), octets(value));

export const purposeOf = (...purposes: string[]): Uint8Array => critical('2.5.29.37', sequence(...purposes.map(oid)));
export const timeStamping = '1.3.6.1.5.5.7.3.8';

export interface CertificateParts { readonly subject: string; readonly issuer: string; readonly key: SigningKey; readonly by: SigningKey; readonly serial: number; readonly extensions: readonly Uint8Array[]; readonly from?: string; readonly until?: string }

/** A certificate by hand, so that each test can say what is wrong with it. */
export function certificateOf({ subject, issuer, key, by, serial, extensions, from = '2026-01-01T00:00:00.000Z', until = '2040-01-01T00:00:00.000Z' }: CertificateParts): Uint8Array {
  const body = sequence(context(0, integer(2)), integer(serial), ecdsa, nameOf(issuer), sequence(generalized(from), generalized(until)), nameOf(subject), key.spki, context(3, sequence(...extensions)));
  return sequence(body, ecdsa, bits(by.sign(body)));
}

export const rootExtensions = (key: SigningKey): readonly Uint8Array[] => [
  critical('2.5.29.19', sequence(yes)), critical('2.5.29.15', encode(tag.bitString, Uint8Array.of(1, 0x06))), plain('2.5.29.14', octets(hash(key.spki).subarray(0, 20))),
];

/** What an answer says otherwise than an honest one. */
export interface Lie {
  readonly status?: number;
  readonly nonce?: Uint8Array;
  readonly imprint?: Uint8Array;
  readonly at?: string;
  /** Signs with a key that isn't the certificate's. */
  readonly forged?: boolean;
  /** Adds an unsigned attribute. */
  readonly unsigned?: boolean;
  readonly certificate?: Uint8Array;
  readonly more?: readonly Uint8Array[];
}

export interface TimeAuthority {
  readonly root: Uint8Array;
  readonly certificate: Uint8Array;
  readonly key: SigningKey;
  readonly trust: TrustRoot;
  /** A token over a SHA-256 imprint. */
  token(imprint: Uint8Array, nonce: Uint8Array | null, lie?: Lie): Uint8Array;
  /** The answer to a request's bytes. */
  answer(request: Uint8Array, lie?: Lie): Uint8Array;
  /** Its root's list, with the authority's certificate on it since `revokedAt`. */
  list(issuedAt: string, nextAt: string, revokedAt?: string): Promise<Uint8Array>;
}

/** `at` is its clock; `purposes` replaces what its certificate may be used for. */
export function timeAuthority(at: string, { purposes = [purposeOf(timeStamping)] as readonly Uint8Array[], from = '2026-01-01T00:00:00.000Z', name = 'Stamp House' } = {}): TimeAuthority {
  const [rootKey, key, stranger] = [signingKey(), signingKey(), signingKey()];
  const root = certificateOf({ subject: `${name} root`, issuer: `${name} root`, key: rootKey, by: rootKey, serial: 1, extensions: rootExtensions(rootKey) });
  const certificate = certificateOf({ subject: name, issuer: `${name} root`, key, by: rootKey, serial: 2, from, extensions: [critical('2.5.29.15', encode(tag.bitString, Uint8Array.of(6, 0xc0))), ...purposes] });
  const token = (imprint: Uint8Array, nonce: Uint8Array | null, lie: Lie = {}): Uint8Array => {
    const own = lie.certificate ?? certificate;
    const info = sequence(integer(1), oid('1.3.6.1.4.1.99999.1'), sequence(sha256, octets(lie.imprint ?? imprint)), integer(7), generalized(lie.at ?? at), ...(lie.nonce === undefined ? (nonce === null ? [] : [nonce]) : [lie.nonce]));
    const attribute = (id: string, value: Uint8Array): Uint8Array => sequence(oid(id), set(value));
    const attributes = [
      attribute('1.2.840.113549.1.9.3', oid('1.2.840.113549.1.9.16.1.4')), attribute('1.2.840.113549.1.9.4', octets(hash(info))),
      attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octets(hash(own)))))),
    ].sort((a, b) => Buffer.compare(a, b));
    const signed = set(...attributes);
    const signature = (lie.forged === true ? stranger : key).sign(signed);
    const signer = sequence(integer(1), sequence(nameOf(`${name} root`), integer(2)), sha256, context(0, ...attributes), ecdsa, octets(signature), ...(lie.unsigned === true ? [context(1, attribute('1.2.3.4', integer(1)))] : []));
    return sequence(oid('1.2.840.113549.1.7.2'), context(0, sequence(integer(3), set(sha256), sequence(oid('1.2.840.113549.1.9.16.1.4'), context(0, octets(info))), context(0, own, ...(lie.more ?? [root])), set(signer))));
  };
  return {
    root, certificate, key, token, trust: readTrustRoot(root)!,
    answer: (request, lie = {}) => {
      const [, imprint, nonce] = readWhole(request)!.children as [Asn1, Asn1, Asn1];
      const status = lie.status ?? 0;
      return sequence(sequence(integer(status)), ...(status > 1 ? [] : [token(imprint.children[1]!.content, nonce.bytes, lie)]));
    },
    list: async (issuedAt, nextAt, revokedAt) => {
      const signer = { publicKey: () => Promise.resolve(ok(rootKey.spki)), sign: ({ message }: { message: Uint8Array }) => Promise.resolve(ok(rootKey.sign(message))), lock: () => Promise.resolve() };
      const made = await makeRevocationList({ signer, passphrase: '', authority: root, issuedAt: issuedAt as Instant, nextAt: nextAt as Instant, revoked: revokedAt === undefined ? [] : [{ certificate, at: revokedAt as Instant }] });
      if (!made.ok) throw new Error(made.trouble.code);
      return made.value;
    },
  };
}
