/** Signs what a member does: the same few steps in the app, on the command line and while a board is founded. */
import { acts, ActStatement, type ActBody, type ActType } from '../../shared/events/catalogue.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { payloadTypes, type Envelope } from '../../shared/bytes/envelope.ts';
import { checkSchema } from '../../shared/bytes/schema.ts';
import type { Signer } from '../../shared/ports.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { BoardId, Instant, MemberId } from '../../shared/vocabulary.ts';
import { signEnvelope } from '../keys/sign-envelope.ts';

/** Who acts, on which board, and when they say it is. */
export interface Acting {
  readonly board: BoardId;
  readonly sample: boolean;
  readonly member: MemberId;
  readonly claimedAt: Instant;
}

/** An act that is ready for the vault's `appendOwn`. */
export interface SignedAct { readonly type: ActType; readonly claimedAt: Instant; readonly envelope: Envelope }

/**
 * The exact bytes that a member signs for an act: what main's own window shows before it asks for the passphrase.
 * Refuses `input/schema` for a body that is none of the act's.
 */
export function statementBytes<T extends ActType>({ board, sample, member, claimedAt }: Acting, type: T, body: ActBody<T>): Result<Uint8Array> {
  const checked = checkSchema(acts[type], body, type);
  if (!checked.ok) return checked;
  const statement: ActStatement = { format: 1, kind: 'act', board, sample, member, claimedAt, type, body: checked.value };
  return ok(canonicalBytes(statement));
}

/** Signs an act with the member's key. Fails as the signer does: `key/wrong-passphrase`, `key/missing`. */
export async function signAct<T extends ActType>(acting: Acting, type: T, body: ActBody<T>, how: { signer: Signer; passphrase: string }): Promise<Result<SignedAct>> {
  const payload = statementBytes(acting, type, body);
  return payload.ok ? signStatement({ type, claimedAt: acting.claimedAt, statement: payload.value }, how) : payload;
}

/** Signs the very bytes of {@link statementBytes} that a member was shown. */
export async function signStatement({ type, claimedAt, statement }: { type: ActType; claimedAt: Instant; statement: Uint8Array }, { signer, passphrase }: { signer: Signer; passphrase: string }): Promise<Result<SignedAct>> {
  const envelope = await signEnvelope({ signer, key: 'member', purpose: 'act', type: payloadTypes.act, passphrase }, statement);
  return envelope.ok ? ok({ type, claimedAt, envelope: envelope.value }) : envelope;
}
