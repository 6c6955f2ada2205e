/**
 * Reads a PKCS#12 file (RFC 7292) for the one private key in it. The file is hostile: its size, its depth and how much work it asks
 * for are limited before any of it is done, its integrity check has to hold, and what isn't understood is refused, never skipped.
 */
import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, pbkdf2, sign, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { isP256 } from '../../shared/board/public-key.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Pkcs12Problem } from '../../shared/trouble.ts';
import { Der, DerProblem } from './der-reader.ts';
import type { KeyPair } from './key-file.ts';
import { bmpText, kdfUse, pkcs12Kdf, type Pkcs12Hash } from './pkcs12-kdf.ts';

/** Largest file that is read: a key with a long chain of certificates has a tenth of this. */
export const longestPkcs12 = 256 * 1024;
/** How many rounds of stretching a whole file may ask for: a few seconds of work. Today's programs ask for 2,048 to 600,000. */
export const mostRounds = 2_000_000;
const mostBags = 64;

const oid = {
  data: '1.2.840.113549.1.7.1', encrypted: '1.2.840.113549.1.7.6', keyBag: '1.2.840.113549.1.12.10.1.1', shrouded: '1.2.840.113549.1.12.10.1.2', certBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1', localKeyId: '1.2.840.113549.1.9.21', pbes2: '1.2.840.113549.1.5.13', pbkdf2: '1.2.840.113549.1.5.12', triple: '1.2.840.113549.1.12.1.3', pbmac1: '1.2.840.113549.1.5.14',
  ec: '1.2.840.10045.2.1', p256: '1.2.840.10045.3.1.7',
} as const;
const hashNames: Readonly<Record<string, Pkcs12Hash>> = { '1.3.14.3.2.26': 'sha1', '2.16.840.1.101.3.4.2.1': 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512' };
const prfNames: Readonly<Record<string, Pkcs12Hash>> = { '1.2.840.113549.2.7': 'sha1', '1.2.840.113549.2.9': 'sha256', '1.2.840.113549.2.10': 'sha384', '1.2.840.113549.2.11': 'sha512' };
const cipherNames: Readonly<Record<string, { readonly name: string; readonly key: number; readonly iv: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16, iv: 16 }, '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24, iv: 16 }, '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', key: 32, iv: 16 },
};
/** Names of keys that this program doesn't sign with, for the message. */
const otherKeys: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA', '1.2.840.113549.1.1.10': 'RSA-PSS', '1.3.101.112': 'Ed25519', '1.3.101.113': 'Ed448', '1.2.840.10040.4.1': 'DSA', '1.3.132.0.34': 'ECDSA on P-384', '1.3.132.0.35': 'ECDSA on P-521',
  '1.3.132.0.10': 'ECDSA on secp256k1', '1.3.36.3.3.2.8.1.1.7': 'ECDSA on brainpoolP256r1',
};

/** Why a file gives no key, thrown inside this file only. */
class Refused extends Error {
  readonly flaw: Pkcs12Problem;
  /** What was found, for the message; empty: nothing to name. */
  readonly found: string;

  constructor(flaw: Pkcs12Problem, found = '') {
    super(flaw);
    [this.flaw, this.found] = [flaw, found];
  }
}
/** The passphrase doesn't fit. */
class WrongPassphrase extends Error {}

interface Bags { readonly keys: { readonly pkcs8: Uint8Array; readonly id: string | null }[]; readonly certificates: { readonly der: Uint8Array; readonly id: string | null }[] }
/** How often the file may still be stretched for, and the passphrase in the form that its integrity check holds with. */
interface Opening { rounds: number; readonly text: string; bmp: Uint8Array }

/**
 * Opens the file and answers its P-256 key, as PKCS#8 in the form that this program's own keys have. Refuses
 * `key/wrong-file-passphrase`, and `key/import-refused` with the reason. The caller zeroes the secret.
 */
export async function readPkcs12(file: Uint8Array, name: string, passphrase: string): Promise<Result<KeyPair>> {
  try {
    if (file.length > longestPkcs12) throw new Refused('too-large');
    return ok(keyIn(await open(file, passphrase)));
  } catch (error) {
    if (error instanceof WrongPassphrase) return refuse('key/wrong-file-passphrase', { name });
    if (error instanceof Refused) return refuse('key/import-refused', { name, flaw: error.flaw, found: error.found });
    if (error instanceof DerProblem) return refuse('key/import-refused', { name, flaw: 'damaged', found: '' });
    throw error;
  }
}

async function open(file: Uint8Array, text: string): Promise<Bags> {
  const [version, authSafe, macData] = topOf(file);
  if (version?.integer() !== 3 || authSafe === undefined) throw new Refused('not-pkcs12');
  const [type, content] = authSafe.sequence();
  // Signed instead of under a passphrase (RFC 7292, 4: SignedData).
  if (type?.oid() !== oid.data) throw new Refused('not-pkcs12');
  // Without the check nothing says that the passphrase is right or the file whole.
  if (macData === undefined) throw new Refused('no-mac');
  const safe = inner(content).octets();
  const opening: Opening = { rounds: mostRounds, text, bmp: bmpText(text) };
  checkMac(macData, safe, opening);
  const bags: Bags = { keys: [], certificates: [] };
  let count = 0;
  for (const info of Der.read(safe).sequence()) {
    const [kind, body] = info.sequence();
    const plain = kind?.oid() === oid.data ? inner(body).octets() : kind?.oid() === oid.encrypted ? await decryptedContent(inner(body), opening) : null;
    if (plain === null) throw new Refused('unknown-part', kind?.oid() ?? '');
    for (const bag of Der.read(plain).sequence()) {
      if (++count > mostBags) throw new Refused('too-large');
      await takeBag(bag, bags, opening);
    }
  }
  return bags;
}

/** The parts of the outermost sequence; a file of another kind is told as such. */
function topOf(file: Uint8Array): readonly Der[] {
  try {
    return Der.read(file).sequence();
  } catch {
    // PEM, JSON, a picture: whatever doesn't begin as a SEQUENCE. One that breaks off does.
    throw new Refused(file[0] === 0x30 ? 'damaged' : 'not-pkcs12');
  }
}

/** What an explicit tag [0] holds. */
function inner(tagged: Der | undefined): Der {
  const [value] = tagged?.tagged(0) ?? [];
  if (value === undefined) throw new DerProblem('nothing in [0]');
  return value;
}

/** Takes what a step asks for off the file's whole allowance. */
function spend(opening: Opening, rounds: number): number {
  if (rounds < 1) throw new Refused('damaged');
  opening.rounds -= rounds;
  if (opening.rounds < 0) throw new Refused('too-many-rounds', String(rounds));
  return rounds;
}

/** RFC 7292, 4 and appendix B: HMAC over the content under a key stretched from the passphrase. An empty passphrase is written in two ways; both are tried. */
function checkMac(macData: Der, safe: Uint8Array, opening: Opening): void {
  const [digestInfo, salt, iterations] = macData.sequence();
  const [algorithm, digest] = digestInfo?.sequence() ?? [];
  const [hashOid] = algorithm?.sequence() ?? [];
  const name = hashOid?.oid() ?? '';
  const hash = hashNames[name];
  if (hash === undefined) throw new Refused('unknown-cipher', name === oid.pbmac1 ? 'PBMAC1' : name);
  const [wanted, saltBytes] = [digest?.octets(), salt?.octets()];
  if (wanted === undefined || saltBytes === undefined) throw new DerProblem('no digest');
  const rounds = iterations === undefined ? 1 : iterations.integer();
  for (const bmp of opening.text === '' ? [opening.bmp, new Uint8Array()] : [opening.bmp]) {
    const key = pkcs12Kdf(hash, bmp, saltBytes, spend(opening, rounds), kdfUse.mac, hashLength(hash));
    const found = createHmac(hash, key).update(safe).digest();
    if (found.length === wanted.length && timingSafeEqual(found, wanted)) {
      opening.bmp = bmp;
      return;
    }
  }
  throw new WrongPassphrase();
}

const hashLength = (hash: Pkcs12Hash): number => ({ sha1: 20, sha256: 32, sha384: 48, sha512: 64 })[hash];

/** EncryptedData (RFC 5652, 8) with the content under a passphrase. */
async function decryptedContent(data: Der, opening: Opening): Promise<Uint8Array> {
  const [, info] = data.sequence();
  const [, algorithm, content] = info?.sequence() ?? [];
  if (algorithm === undefined || content === undefined) throw new DerProblem('no content');
  return decrypt(algorithm, content.implicitOctets(0), opening);
}

const stretch = promisify(pbkdf2);

/** PBES2 with PBKDF2 and AES-CBC (RFC 8018, 6.2), or the older triple DES of RFC 7292, appendix C. RC2 and RC4 are refused: Node doesn't have them either. */
async function decrypt(algorithm: Der, body: Uint8Array, opening: Opening): Promise<Uint8Array> {
  const [scheme, parameters] = algorithm.sequence();
  const name = scheme?.oid() ?? '';
  if (name === oid.triple) {
    const [salt, iterations] = parameters?.sequence() ?? [];
    if (salt === undefined || iterations === undefined) throw new DerProblem('no salt');
    const rounds = iterations.integer();
    const [key, iv] = ([[kdfUse.key, 24], [kdfUse.iv, 8]] as const).map(([use, length]) => pkcs12Kdf('sha1', opening.bmp, salt.octets(), spend(opening, rounds), use, length));
    return decipher('des-ede3-cbc', key!, iv!, body);
  }
  if (name !== oid.pbes2) throw new Refused('unknown-cipher', name);
  const [kdf, encryption] = parameters?.sequence() ?? [];
  const [kdfName, kdfParameters] = kdf?.sequence() ?? [];
  const [cipherName, iv] = encryption?.sequence() ?? [];
  const cipher = cipherNames[cipherName?.oid() ?? ''];
  if (kdfName?.oid() !== oid.pbkdf2 || cipher === undefined || iv === undefined) throw new Refused('unknown-cipher', cipherName?.oid() ?? '');
  const [salt, iterations, ...rest] = kdfParameters?.sequence() ?? [];
  if (salt === undefined || iterations === undefined) throw new DerProblem('no salt');
  const prfName = rest.find((one) => one.isSequence())?.sequence()[0]?.oid();
  const prf = prfName === undefined ? 'sha1' : prfNames[prfName];
  if (prf === undefined) throw new Refused('unknown-cipher', prfName);
  const ivBytes = iv.octets();
  if (ivBytes.length !== cipher.iv) throw new DerProblem('an IV of another length');
  const key = await stretch(Buffer.from(opening.text, 'utf8'), salt.octets(), spend(opening, iterations.integer()), cipher.key, prf);
  return decipher(cipher.name, key, ivBytes, body);
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, body: Uint8Array): Uint8Array {
  try {
    const decipher = createDecipheriv(name, key, iv);
    return Uint8Array.from(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch {
    // The file's check held with this passphrase, so the part is under another one, or damaged before the check was made.
    throw new Refused('damaged');
  } finally {
    key.fill(0);
  }
}

async function takeBag(bag: Der, { keys, certificates }: Bags, opening: Opening): Promise<void> {
  const [type, value, attributes] = bag.sequence();
  const id = attributes === undefined ? null : localKeyId(attributes);
  switch (type?.oid()) {
    case oid.keyBag: keys.push({ pkcs8: Uint8Array.from(inner(value).bytes), id }); return;
    case oid.shrouded: {
      const [algorithm, body] = inner(value).sequence();
      if (algorithm === undefined || body === undefined) throw new DerProblem('no key');
      keys.push({ pkcs8: await decrypt(algorithm, body.octets(), opening), id });
      return;
    }
    case oid.certBag: {
      const [kind, certificate] = inner(value).sequence();
      if (kind?.oid() === oid.x509) certificates.push({ der: inner(certificate).octets(), id });
      return;
    }
    // Revocation lists, secrets and bags within bags: nothing that a key is read from.
    default: throw new Refused('unknown-part', type?.oid() ?? '');
  }
}

function localKeyId(attributes: Der): string | null {
  for (const attribute of attributes.set()) {
    const [name, values] = attribute.sequence();
    if (name?.oid() === oid.localKeyId) return Buffer.from(values?.set()[0]?.octets() ?? []).toString('hex');
  }
  return null;
}

function keyIn({ keys, certificates }: Bags): KeyPair {
  const [key, second] = keys;
  try {
    if (key === undefined) throw new Refused('no-key');
    if (second !== undefined) throw new Refused('many-keys', String(keys.length));
    const pair = p256Of(key.pkcs8);
    const keyOf = ({ der }: { readonly der: Uint8Array }): Uint8Array | null => spkiIn(der);
    const same = certificates.filter((one) => sameBytes(keyOf(one), pair.spki));
    const named = certificates.filter(({ id }) => id !== null && id === key.id);
    if ((certificates.length > 0 && same.length === 0) || named.some((one) => !same.includes(one))) {
      pair.secret.fill(0);
      throw new Refused('certificate-differs');
    }
    return pair;
  } finally {
    for (const { pkcs8 } of keys) pkcs8.fill(0);
  }
}

const sameBytes = (a: Uint8Array | null, b: Uint8Array): boolean => a !== null && Buffer.from(a).equals(b);

function spkiIn(certificate: Uint8Array): Uint8Array | null {
  try {
    return Uint8Array.from(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }));
  } catch {
    return null;
  }
}

/** A PKCS#8 key in the one form in which this program writes its own (named curve, with the public key), if it is a P-256 key. */
function p256Of(pkcs8: Uint8Array): KeyPair {
  const [, algorithm] = Der.read(pkcs8).sequence();
  const [type, curve] = algorithm?.sequence() ?? [];
  const name = type?.oid() ?? '';
  if (name !== oid.ec) throw new Refused('not-p256', otherKeys[name] ?? name);
  const curveName = curve?.isOid() === true ? curve.oid() : 'written out';
  if (curveName !== oid.p256) throw new Refused('not-p256', otherKeys[curveName] ?? `ECDSA on the curve ${curveName}`);
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    const spkiKey = createPublicKey(key);
    const spki = Uint8Array.from(spkiKey.export({ type: 'spki', format: 'der' }));
    if (!isP256(spki)) throw new DerProblem('another form of public key');
    // OpenSSL takes the public half as the file has it, whosever it is.
    if (!verify('sha256', spki, spkiKey, sign('sha256', spki, key))) throw new DerProblem('a public key of another private one');
    const exported = key.export({ type: 'pkcs8', format: 'der' });
    const secret = Uint8Array.from(exported);
    exported.fill(0);
    return { spki, secret };
  } catch {
    throw new Refused('damaged');
  }
}
