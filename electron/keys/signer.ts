/**
 * Holds a profile's private keys and signs with them, in whichever process it runs: the command line's own, or the
 * app's signer process. A key never leaves; what is signed must look like what the purpose says.
 */
import { join } from 'node:path';
import { payloadTypes, preAuthenticationEncoding } from '../../shared/bytes/envelope.ts';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Ids, KeyName, Signer, SigningPurpose } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';
import { describeKey, minimumPassphrase, openKey, sealKey, storedKeys, type Keychain, type Opening, type Protecting, type StoredKey, type Stretch } from './key-file.ts';
import { makeKeyPair, signWith } from './key-pair.ts';

/** What the signer does beyond signing. `sample` lifts the shortest length of a passphrase. */
export interface KeyHolder extends Signer {
  /** The SPKI of any stored key, without opening it. */
  publicKey(key: StoredKey): Promise<Result<Uint8Array>>;
  /** Makes a key and its file, and answers the SPKI. The device key takes no passphrase. Refuses `key/exists` and `key/short-passphrase`. */
  create(request: { key: StoredKey; passphrase: string | null; sample: boolean }): Promise<Result<Uint8Array>>;
  /**
   * Puts every key that has a passphrase under a new one. All are opened before the first is written, each file is
   * replaced whole, and a key that is already under the new one is passed over: after a crash the same call finishes.
   */
  changePassphrase(request: { from: string; to: string; sample: boolean }): Promise<Result<void>>;
}

export interface SignerPorts {
  /** The profile's `keys` folder. */
  readonly folder: string;
  readonly files: Files;
  readonly ids: Ids;
  /** Null where the system has no real keychain: the device key's file then says `file-mode`. */
  readonly keychain: Keychain | null;
  /** For tests: scrypt unless told, at the full cost. */
  readonly stretch?: Stretch;
  readonly cost?: number;
}

/** What each key may sign. A device speaks for heads, a member for acts and packets, the root for who belongs. */
const purposes: Record<KeyName, readonly SigningPurpose[]> = {
  member: ['act', 'statement', 'packet', 'join-request'],
  device: ['head', 'join-request'],
  root: ['roster', 'certificate', 'revocation-list'],
};

const envelopeType: Partial<Record<SigningPurpose, string>> = {
  act: payloadTypes.act, head: payloadTypes.head, roster: payloadTypes.roster, 'join-request': payloadTypes.joinRequest, statement: payloadTypes.inToto,
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

/** Opens the keys of one profile. Nothing is read until it is needed. */
export function openSigner({ folder, files, ids, keychain, stretch, cost }: SignerPorts): KeyHolder {
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

  async function secretOf(key: KeyName, passphrase: string | null): Promise<Result<Uint8Array>> {
    if (key === 'device' && device !== null) return ok(Uint8Array.from(device));
    const file = await readFile(key);
    if (!file.ok) return file;
    const opened = await openKey(file.value, key, opening(passphrase));
    if (!opened.ok) return opened;
    if (key === 'device') device = Uint8Array.from(opened.value.secret);
    return ok(opened.value.secret);
  }

  const tooShort = (passphrase: string, sample: boolean): boolean => [...passphrase].length < (sample ? 1 : minimumPassphrase);

  return {
    async publicKey(key) {
      const file = await readFile(key);
      if (!file.ok) return file;
      const described = describeKey(file.value, key);
      return described.ok ? ok(described.value.spki) : described;
    },

    async sign({ key, purpose, message, passphrase }) {
      if (!purposes[key].includes(purpose) || !suits(purpose, message)) return refuse('key/wrong-purpose', { key, purpose });
      const secret = await secretOf(key, passphrase);
      if (!secret.ok) return secret;
      try {
        return ok(signWith(secret.value, message));
      } finally {
        secret.value.fill(0);
      }
    },

    async lock() {
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
        if (file.value === null) continue;
        const described = describeKey(file.value, key);
        if (!described.ok) return described;
        if (described.value.protection !== 'passphrase') continue;
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
  };
}
