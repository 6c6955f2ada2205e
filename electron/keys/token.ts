/** A key on a PKCS#11 token as the rest of this room knows it: where it is, and what may be asked of whoever reaches tokens. */
import { z } from 'zod';
import type { Result } from '../../shared/result.ts';
import { Base64 } from '../../shared/vocabulary.ts';

/** A token's module: a library on this machine, by its absolute path. */
const Module = z.string().min(1).max(4096);
/** Label and serial number of a token, without the blanks that PKCS#11 fills them up with (CK_TOKEN_INFO: 32 and 16 bytes). */
const Label = z.string().max(128);
const Serial = z.string().max(64);
/** CKA_ID of a key, in small hex digits. */
const KeyId = z.string().max(512).regex(/^(?:[0-9a-f]{2})*$/);
const Pin = z.string().max(1024);

/** Where a key lies: all that a profile keeps of it. */
export const TokenPlace = z.strictObject({ module: Module, label: Label, serial: Serial, keyId: KeyId });
export type TokenPlace = z.infer<typeof TokenPlace>;

/** A key that a person asks for. Serial and key id may be left open where the token and the key are the only ones that fit. */
export const TokenWish = z.strictObject({ module: Module, label: Label, serial: Serial.nullable(), keyId: KeyId.nullable() });
export type TokenWish = z.infer<typeof TokenWish>;

/** A token that a module shows, and the P-256 keys on it that can be seen without its PIN. */
export const ListedToken = z.strictObject({ label: Label, serial: Serial, keys: z.array(z.strictObject({ id: KeyId, label: z.string().max(256) })).max(64) });
export type ListedToken = z.infer<typeof ListedToken>;

/** What may be asked; each is one visit to the token, from loading the module to closing it. `digest`: SHA-256 of the message. */
export const TokenRequest = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('list'), module: Module }),
  z.strictObject({ ask: z.literal('find'), wish: TokenWish, pin: Pin }),
  z.strictObject({ ask: z.literal('sign'), place: TokenPlace, digest: Base64.length(44), pin: Pin }),
]);
export type TokenRequest = z.infer<typeof TokenRequest>;

/** The answer to a request of the same kind. `spki` and `signature` (r then s, 64 bytes) are base64. */
export const TokenAnswer = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('list'), tokens: z.array(ListedToken).max(64) }),
  z.strictObject({ ask: z.literal('find'), place: TokenPlace, spki: Base64.max(256) }),
  z.strictObject({ ask: z.literal('sign'), signature: Base64.length(88) }),
]);
export type TokenAnswer = z.infer<typeof TokenAnswer>;

/**
 * Reaches tokens. Never tries a PIN twice. Refuses `key/no-token-support`, `key/wrong-pin`, `key/pin-locked`, `key/token-key` and
 * `key/token-ambiguous`; fails with `token/module`, `token/absent`, `token/removed` and `token/failed`.
 */
export type AskToken = (request: TokenRequest) => Promise<Result<TokenAnswer>>;
