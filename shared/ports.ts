/** What the pure rooms and the machine's rooms need from outside, as interfaces. Real ones live in `electron/`, fakes in `test/fakes/`. */
import type { Digest, Instant } from './vocabulary.ts';
import type { Result } from './result.ts';

/** SHA-256, synchronous. `bytes/digest.ts` has a pure one; Node passes its own faster one. */
export type Sha256 = (bytes: Uint8Array) => Digest;

/** The digest of bytes that stand in several places, as if they followed one another, without a copy of them. */
export type DigestParts = (hash: 'SHA-256' | 'SHA-384' | 'SHA-512', parts: readonly Uint8Array[]) => Uint8Array;

/** Checks an ECDSA P-256 SHA-256 signature in DER over `message` under an SPKI. False for anything malformed; never throws. */
export type VerifySignature = (spki: Uint8Array, message: Uint8Array, signatureDer: Uint8Array) => Promise<boolean>;

export interface Clock { now(): Instant }
/** `random(n)`: n cryptographically random bytes. `id()`: a fresh 32-hex-digit id. */
export interface Ids { random(length: number): Uint8Array; id(): string }

/** Which of the profile's keys signs, and for what. The signer refuses a purpose that the key is not for. */
export type KeyName = 'member' | 'device' | 'root';
export type SigningPurpose = 'act' | 'head' | 'roster' | 'statement' | 'packet' | 'certificate' | 'revocation-list' | 'join-request' | 'status-list';

/**
 * Holds private keys and signs. `message` is a DSSE pre-authentication encoding, DER signed attributes or a
 * to-be-signed certificate or revocation list; the answer is an ECDSA signature in DER. `member` and `root` need the passphrase each time.
 */
export interface Signer {
  publicKey(key: KeyName): Promise<Result<Uint8Array>>;
  sign(request: { key: KeyName; purpose: SigningPurpose; message: Uint8Array; passphrase: string | null }): Promise<Result<Uint8Array>>;
  lock(): Promise<void>;
}

/** Content-addressed bytes by the digest of what is stored. */
export interface ObjectSource { read(digest: Digest): Promise<Result<Uint8Array>> }

/** The place that boards sync through. Names are relative, `/`-separated, `[A-Za-z0-9._-]` segments; every file immutable but for removal of old heads. */
export interface Store {
  readonly name: string;
  list(folder: string): Promise<Result<readonly string[]>>;
  read(name: string): Promise<Result<Uint8Array | null>>;
  /** Writes whole or not at all; writing the same name again with the same bytes is fine. */
  write(name: string, bytes: Uint8Array): Promise<Result<void>>;
  remove(name: string): Promise<Result<void>>;
}
