/**
 * The part of the key holder that opens sealed boxes: the agreement key is opened with the passphrase, kept where the key holder
 * runs until it locks, and only ever answers with the content key of one box. It never signs, and the secret that it agrees on
 * never leaves.
 */
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { KeyPair } from './key-file.ts';
import { openContentKey, type ContentKeyRequest } from './sealed-box.ts';

export interface KeyAgreement {
  /** Opens the agreement key until {@link Signer.lock}. Fails as opening a key does: `key/wrong-passphrase`, `key/missing`. */
  unlock(passphrase: string): Promise<Result<void>>;
  /** Whether the agreement key is open. */
  unlocked(): Promise<boolean>;
  /** The content key of a box, 32 bytes. Refuses `key/locked`; fails with `seal/broken` where the box wasn't sealed like this to this key. */
  contentKey(request: ContentKeyRequest): Promise<Result<Uint8Array>>;
}

/** `open` reads and opens the key's file. `forget` ends what {@link KeyAgreement.unlock} began. */
export function openAgreement(open: (passphrase: string) => Promise<Result<KeyPair>>): KeyAgreement & { forget(): void } {
  let secret: Uint8Array | null = null;
  const forget = (): void => {
    secret?.fill(0);
    secret = null;
  };
  return {
    forget,
    unlock: async (passphrase) => {
      const opened = await open(passphrase);
      if (!opened.ok) return opened;
      forget();
      secret = opened.value.secret;
      return ok(undefined);
    },
    unlocked: async () => secret !== null,
    contentKey: async (request) => {
      if (secret === null) return refuse('key/locked', { key: 'ecdh' });
      const key = openContentKey(secret, request);
      return key === null ? integrity('seal/broken', { problem: 'it is not sealed to this key, or it was changed' }) : ok(key);
    },
  };
}
