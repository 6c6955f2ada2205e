/** What main and the signer process say to each other. Both sides check what they hear. */
import { z } from 'zod';
import { storedKeys } from './key-file.ts';
import { longestPkcs12 } from './pkcs12.ts';
import { ListedToken, TokenWish } from './token.ts';

const key = z.enum(['member', 'device', 'root']);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const secret = z.string().max(1024);
const passphrase = secret.nullable();
const id = z.int().min(1);

/** A call to the signer: one of {@link KeyHolder}'s, with a number for the answer. */
export const SignerCall = z.discriminatedUnion('call', [
  z.strictObject({ id, call: z.literal('publicKey'), key: z.enum(storedKeys) }),
  z.strictObject({ id, call: z.literal('sign'), key, purpose: z.enum(['act', 'head', 'roster', 'statement', 'packet', 'certificate', 'revocation-list', 'join-request', 'status-list']), message: bytes, passphrase }),
  z.strictObject({ id, call: z.literal('create'), key: z.enum(storedKeys), passphrase, sample: z.boolean() }),
  z.strictObject({ id, call: z.literal('unlock'), passphrase: z.string().max(1024) }),
  z.strictObject({ id, call: z.literal('unlocked') }),
  z.strictObject({ id, call: z.literal('contentKey'), request: z.strictObject({ ephemeral: bytes, context: bytes, bound: bytes, iv: bytes, contentKey: bytes }) }),
  z.strictObject({ id, call: z.literal('changePassphrase'), from: secret, to: secret, sample: z.boolean() }),
  z.strictObject({ id, call: z.literal('importKey'), file: bytes.refine((file) => file.length <= longestPkcs12), name: z.string().max(1024), filePassphrase: secret, passphrase: secret, sample: z.boolean() }),
  z.strictObject({ id, call: z.literal('attachToken'), wish: TokenWish, pin: secret }),
  z.strictObject({ id, call: z.literal('listTokens'), module: TokenWish.shape.module }),
]);
export type SignerCall = z.infer<typeof SignerCall>;

/** The operating system's keychain answers in main only, so the signer asks main for it. */
export const KeychainCall = z.strictObject({ ask: id, operation: z.enum(['wrap', 'unwrap']), bytes });
export type KeychainCall = z.infer<typeof KeychainCall>;
/** `bytes` null: the keychain refused. */
export const KeychainAnswer = z.strictObject({ answer: id, bytes: bytes.nullable() });
export type KeychainAnswer = z.infer<typeof KeychainAnswer>;

/** What `listTokens` answers, as JSON in the answer's bytes. */
export const ListAnswer = z.array(ListedToken);

/** The answer to a {@link SignerCall}; `result` is that call's Result. */
export const SignerAnswer = z.strictObject({ id, result: z.union([z.strictObject({ ok: z.literal(true), value: bytes.optional() }), z.strictObject({ ok: z.literal(false), trouble: z.looseObject({ code: z.string() }) })]) });
export type SignerAnswer = z.infer<typeof SignerAnswer>;

/** One end of the pipe between the two processes. */
export interface SignerPort {
  post(message: SignerCall | SignerAnswer | KeychainCall | KeychainAnswer): void;
  onMessage(listener: (message: unknown) => void): void;
}
