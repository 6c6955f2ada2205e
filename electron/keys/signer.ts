/**
 * Holds a profile's private keys and signs with them, in whichever process it runs: the command line's own, or the
 * app's signer process. A key never leaves; what is signed must look like what the purpose says.
 */
import { isAbsolute, join } from 'node:path';
import { base64Bytes, toBase64 } from '../../shared/bytes/base64.ts';
import { derFromP1363, withLowS } from '../../shared/bytes/ecdsa.ts';
import { payloadTypes, preAuthenticationEncoding } from '../../shared/bytes/envelope.ts';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Ids, KeyName, Signer, SigningPurpose } from '../../shared/ports.ts';
import { fault, ok, refuse, type Result } from '../../shared/result.ts';
import { nodeSha256, nodeVerifySignature } from '../platform/crypto.ts';
import type { Files } from '../platform/files.ts';
import { openAgreement, type KeyAgreement } from './agreement.ts';
import { describeKey, minimumPassphrase, openKey, sealKey, storedKeys, type Keychain, type Opening, type Protecting, type StoredKey, type Stretch } from './key-file.ts';
import { makeKeyPair, signWith } from './key-pair.ts';
import { readPkcs12 } from './pkcs12.ts';
import { isTokenKeyFile, readTokenKey, tokenKeyFile, type TokenKey } from './token-file.ts';
import type { AskToken, ListedToken, TokenWish } from './token.ts';

/** What the signer does beyond signing. `sample` lifts the shortest length of a passphrase. */
export interface KeyHolder extends Signer, KeyAgreement {
  /** The SPKI of any stored key, without opening it. */
  publicKey(key: StoredKey): Promise<Result<Uint8Array>>;
  /** Makes a key and its file, and answers the SPKI. The device key takes no passphrase. Refuses `key/exists` and `key/short-passphrase`. */
  create(request: { key: StoredKey; passphrase: string | null; sample: boolean }): Promise<Result<Uint8Array>>;
  /**
   * Puts every key that has a passphrase under a new one. All are opened before the first is written, each file is
   * replaced whole, and a key that is already under the new one is passed over: after a crash the same call finishes.
   */
  changePassphrase(request: { from: string; to: string; sample: boolean }): Promise<Result<void>>;
  /**
   * Takes the member key from a PKCS#12 file, which its own passphrase opens once, and writes it under ours like one that was made here. Answers
   * the SPKI. The same file again changes nothing. Refuses as `readPkcs12` does; `key/short-passphrase`; `key/other-home` where the member key is another.
   */
  importKey(request: KeyImport): Promise<Result<Uint8Array>>;
  /** Makes a key on a token the member key: only where it lies is written. Answers the SPKI. The same key again changes nothing. Refuses as {@link AskToken} does; `key/other-home`. */
  attachToken(request: { wish: TokenWish; pin: string }): Promise<Result<Uint8Array>>;
  /** The tokens that a module shows. */
  listTokens(module: string): Promise<Result<readonly ListedToken[]>>;
}

/** A PKCS#12 file to be taken over: `name` is what messages call it. */
export interface KeyImport { readonly file: Uint8Array; readonly name: string; readonly filePassphrase: string; readonly passphrase: string; readonly sample: boolean }

export interface SignerPorts {
  /** The profile's `keys` folder. */
  readonly folder: string;
  readonly files: Files;
  readonly ids: Ids;
  /** Null where the system has no real keychain: the device key's file then says `file-mode`. */
  readonly keychain: Keychain | null;
  /** How tokens are reached; absent: this program doesn't. */
  readonly tokens?: AskToken;
  /** For tests: scrypt unless told, at the full cost. */
  readonly stretch?: Stretch;
  readonly cost?: number;
}

/** What each key may sign. A device speaks for heads, a member for acts and packets, the root for who belongs. */
const purposes: Record<KeyName, readonly SigningPurpose[]> = {
  member: ['act', 'statement', 'packet', 'join-request', 'status-list'],
  device: ['head', 'join-request'],
  root: ['roster', 'certificate', 'revocation-list'],
};

const envelopeType: Partial<Record<SigningPurpose, string>> = {
  act: payloadTypes.act, head: payloadTypes.head, roster: payloadTypes.roster, 'join-request': payloadTypes.joinRequest, statement: payloadTypes.inToto, 'status-list': payloadTypes.statusList,
};

/** Whether the bytes are of the kind that the purpose names: an envelope of its type, DER signed attributes (a SET), or the body of a certificate or of a revocation list (a SEQUENCE). */
function suits(purpose: SigningPurpose, message: Uint8Array): boolean {
  if (purpose === 'packet') return message[0] === 0x31;
  if (purpose === 'certificate' || purpose === 'revocation-list') return message[0] === 0x30;
  const type = envelopeType[purpose] ?? '';
  const head = decodeUtf8(preAuthenticationEncoding(type, new Uint8Array()), 'encoding');
  const start = head.ok ? head.value.slice(0, -'0 '.length) : '';
  const found = Buffer.from(message.buffer, message.byteOffset, Math.min(message.length, start.length)).toString('latin1');
  return start !== '' && found === start;
}

const maxKeyFileBytes = 16 * 1024;
const keyFileMode = 0o600;

const noTokens: AskToken = async () => refuse('key/no-token-support', { path: 'pkcs11.node' });

/** Opens the keys of one profile. Nothing is read until it is needed. */
export function openSigner({ folder, files, ids, keychain, tokens = noTokens, stretch, cost }: SignerPorts): KeyHolder {
  /** The device's secret, kept until `lock`: heads are published without anyone at the keyboard. */
  let device: Uint8Array | null = null;

  const pathOf = (key: StoredKey): string => join(folder, `${key}.key`);
  const opening = (passphrase: string | null): Opening => (stretch === undefined ? { passphrase, keychain } : { passphrase, keychain, stretch });
  const underPassphrase = (passphrase: string): Protecting => ({ kind: 'passphrase', passphrase, ...(stretch === undefined ? {} : { stretch }), ...(cost === undefined ? {} : { cost }) });

  async function readFile(key: StoredKey): Promise<Result<Uint8Array>> {
    const file = await files.read(pathOf(key), maxKeyFileBytes);
    if (!file.ok) return file;
    return file.value === null ? refuse('key/missing', { key }) : ok(file.value);
  }

  async function secretOf(file: Uint8Array, key: KeyName, passphrase: string | null): Promise<Result<Uint8Array>> {
    const opened = await openKey(file, key, opening(passphrase));
    if (!opened.ok) return opened;
    if (key === 'device') device = Uint8Array.from(opened.value.secret);
    return ok(opened.value.secret);
  }

  /** The file's SPKI, and the token where the key is on one. */
  function described(file: Uint8Array, key: StoredKey): Result<{ readonly spki: Uint8Array; readonly token: TokenKey | null }> {
    if (key === 'member' && isTokenKeyFile(file)) {
      const token = readTokenKey(file);
      return token.ok ? ok({ spki: token.value.spki, token: token.value }) : token;
    }
    const header = describeKey(file, key);
    return header.ok ? ok({ spki: header.value.spki, token: null }) : header;
  }

  /** CKM_ECDSA over the message's digest, in the one form that every verifier takes. What doesn't verify with the profile's own public key is thrown away. */
  async function signOnToken({ place, spki }: TokenKey, message: Uint8Array, pin: string | null): Promise<Result<Uint8Array>> {
    const answered = await tokens({ ask: 'sign', place, digest: toBase64(Uint8Array.from(Buffer.from(nodeSha256(message), 'hex'))), pin: pin ?? '' });
    if (!answered.ok) return answered;
    if (answered.value.ask !== 'sign') return fault('token/failed', { token: place.label, step: 'sign', problem: 'it answered something else' });
    const signature = derFromP1363(withLowS(base64Bytes(answered.value.signature)));
    if (!await nodeVerifySignature(spki, message, signature)) return refuse('key/token-key', { token: place.label, lack: 'another', asked: place.keyId, ids: [place.keyId] });
    return ok(signature);
  }

  /** Writes the member key's file where there is none. One of the same key stays; one of another is never overwritten. */
  async function keepMember(spki: Uint8Array, isToken: boolean, bytes: () => Promise<Uint8Array>): Promise<Result<Uint8Array>> {
    const path = pathOf('member');
    const left = await files.read(path, maxKeyFileBytes);
    if (!left.ok) return left;
    if (left.value !== null) {
      const known = described(left.value, 'member');
      if (!known.ok) return known;
      return Buffer.from(known.value.spki).equals(spki) && (known.value.token !== null) === isToken ? ok(spki) : refuse('key/other-home', { path });
    }
    const written = await files.write(path, await bytes(), keyFileMode);
    return written.ok ? ok(spki) : written;
  }

  const { forget, ...agreement } = openAgreement(async (passphrase) => {
    const file = await readFile('ecdh');
    return file.ok ? openKey(file.value, 'ecdh', opening(passphrase)) : file;
  });

  const tooShort = (passphrase: string, sample: boolean): boolean => [...passphrase].length < (sample ? 1 : minimumPassphrase);

  return {
    ...agreement,

    async publicKey(key) {
      const file = await readFile(key);
      if (!file.ok) return file;
      const known = described(file.value, key);
      return known.ok ? ok(known.value.spki) : known;
    },

    async sign({ key, purpose, message, passphrase }) {
      if (!purposes[key].includes(purpose) || !suits(purpose, message)) return refuse('key/wrong-purpose', { key, purpose });
      let secret: Result<Uint8Array>;
      if (key === 'device' && device !== null) secret = ok(Uint8Array.from(device));
      else {
        const file = await readFile(key);
        if (!file.ok) return file;
        if (key === 'member' && isTokenKeyFile(file.value)) {
          const token = readTokenKey(file.value);
          return token.ok ? signOnToken(token.value, message, passphrase) : token;
        }
        secret = await secretOf(file.value, key, passphrase);
      }
      if (!secret.ok) return secret;
      try {
        return ok(signWith(secret.value, message));
      } finally {
        secret.value.fill(0);
      }
    },

    async lock() {
      forget();
      device?.fill(0);
      device = null;
    },

    async create({ key, passphrase, sample }) {
      if (key !== 'device' && (passphrase === null || tooShort(passphrase, sample))) return refuse('key/short-passphrase', { minimum: sample ? 1 : minimumPassphrase });
      const size = await files.size(pathOf(key));
      if (!size.ok) return size;
      if (size.value !== null) return refuse('key/exists', { path: pathOf(key) });
      const pair = makeKeyPair();
      try {
        const how: Protecting = key !== 'device' && passphrase !== null ? underPassphrase(passphrase) : keychain === null ? { kind: 'file-mode' } : { kind: 'keychain', keychain };
        const written = await files.write(pathOf(key), await sealKey(key, pair, how, ids), keyFileMode);
        return written.ok ? ok(pair.spki) : written;
      } finally {
        pair.secret.fill(0);
      }
    },

    async changePassphrase({ from, to, sample }) {
      if (tooShort(to, sample)) return refuse('key/short-passphrase', { minimum: sample ? 1 : minimumPassphrase });
      const renewed: { path: string; bytes: Uint8Array }[] = [];
      for (const key of storedKeys) {
        const file = await files.read(pathOf(key), maxKeyFileBytes);
        if (!file.ok) return file;
        if (file.value === null || (key === 'member' && isTokenKeyFile(file.value))) continue;
        const header = describeKey(file.value, key);
        if (!header.ok) return header;
        if (header.value.protection !== 'passphrase') continue;
        const opened = await openKey(file.value, key, opening(from));
        if (!opened.ok) {
          const already = await openKey(file.value, key, opening(to));
          if (!already.ok) return opened;
          already.value.secret.fill(0);
          continue;
        }
        renewed.push({ path: pathOf(key), bytes: await sealKey(key, opened.value, underPassphrase(to), ids) });
        opened.value.secret.fill(0);
      }
      for (const { path, bytes } of renewed) {
        const written = await files.write(path, bytes, keyFileMode);
        if (!written.ok) return written;
      }
      return ok(undefined);
    },

    async importKey({ file, name, filePassphrase, passphrase, sample }) {
      if (tooShort(passphrase, sample)) return refuse('key/short-passphrase', { minimum: sample ? 1 : minimumPassphrase });
      const pair = await readPkcs12(file, name, filePassphrase);
      if (!pair.ok) return pair;
      try {
        return await keepMember(pair.value.spki, false, () => sealKey('member', pair.value, underPassphrase(passphrase), ids));
      } finally {
        pair.value.secret.fill(0);
      }
    },

    async attachToken({ wish, pin }) {
      if (!isAbsolute(wish.module)) return fault('token/module', { module: wish.module, problem: 'its path is not a whole one' }, false);
      const found = await tokens({ ask: 'find', wish, pin });
      if (!found.ok) return found;
      if (found.value.ask !== 'find') return fault('token/failed', { token: wish.label, step: 'look', problem: 'it answered something else' });
      const { place } = found.value;
      const spki = base64Bytes(found.value.spki);
      return keepMember(spki, true, async () => tokenKeyFile({ place, spki }));
    },

    async listTokens(module) {
      if (!isAbsolute(module)) return fault('token/module', { module, problem: 'its path is not a whole one' }, false);
      const listed = await tokens({ ask: 'list', module });
      if (!listed.ok) return listed;
      return listed.value.ask === 'list' ? ok(listed.value.tokens) : fault('token/failed', { token: module, step: 'look', problem: 'it answered something else' });
    },
  };
}
