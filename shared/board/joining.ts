/**
 * Becoming a member, as files between two people. The secretary's invite carries the trust file and a code that works
 * once; the answer is a join request, signed by the two keys that it names and proving the code without telling it.
 *
 * An invite is not signed. Whoever opens it has nothing yet to check a signature against: they compare the board's
 * fingerprint with the secretary, and everything that arrives later is checked against that.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { fromBase64 } from '../bytes/base64.ts';
import { canonicalBytes } from '../bytes/canonical.ts';
import { hexOf, sha256Text } from '../bytes/digest.ts';
import { Envelope, openEnvelope, payloadTypes } from '../bytes/envelope.ts';
import { readStrict } from '../bytes/strict-json.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { VerifySignature } from '../ports.ts';
import { integrity, ok, refuse, type Result } from '../result.ts';
import { Base64, BoardId, Digest, Discipline, Instant, Line, MemberId, Role } from '../vocabulary.ts';
import { isP256 } from './public-key.ts';
import { PublicKey } from './roster.ts';
import { readTrust, type Trust } from './trust.ts';

/** A store by where it is: one member's folder may have another path on another machine. */
export const StorePlace = z.strictObject({ kind: z.literal('folder'), path: z.string().min(1).max(4096) });
export type StorePlace = z.infer<typeof StorePlace>;

/** What the secretary has in mind for the new member. */
export const Seat = z.strictObject({ name: Line, discipline: Discipline, roles: z.array(Role).min(1).max(4) });
export type Seat = z.infer<typeof Seat>;

/** One invite's code: 32 hex digits. */
export const InviteCode = z.string().regex(/^[0-9a-f]{32}$/);

export const Invite = z.strictObject({
  format: z.literal(1),
  kind: z.literal('invite'),
  board: BoardId,
  boardName: Line,
  /** The trust file's text. */
  trust: z.string().max(32 * 1024),
  seat: Seat,
  store: StorePlace.nullable(),
  code: InviteCode,
  invitedBy: MemberId,
  expiresAt: Instant,
});
export type Invite = z.infer<typeof Invite>;

/** How an invite is known to the secretary's machine, and named in the request: a digest of its code. */
export function inviteId(code: string): Digest {
  return sha256Text(`countersign invite ${code}`);
}

/** What the future member's keys sign, but for the proof. */
const Asked = z.strictObject({
  format: z.literal(1), kind: z.literal('join-request'), board: BoardId, invite: Digest, name: Line,
  member: PublicKey, device: PublicKey, ecdh: Base64, claimedAt: Instant,
});
/** A request to be admitted. `proof` is HMAC-SHA256 under the code over the rest in canonical form. */
export const JoinRequest = Asked.extend({ proof: Digest });
export type JoinRequest = z.infer<typeof JoinRequest>;

const maxInviteBytes = 128 * 1024;
const maxRequestBytes = 64 * 1024;

/** An invite that holds together: its trust file is the named board's. Refuses `board/invite-invalid` where it isn't, or is too old. */
export function readInvite(bytes: Uint8Array, now: Instant, name: string): Result<{ readonly invite: Invite; readonly trust: Trust }> {
  const invite = readStrict(Invite, bytes, { name, maxBytes: maxInviteBytes, format: 1 });
  if (!invite.ok) return invite;
  const trust = readTrust(invite.value.trust, name);
  if (!trust.ok) return trust;
  if (trust.value.board !== invite.value.board) return refuse('board/invite-invalid', { name, problem: 'its trust file belongs to another board' });
  if (invite.value.expiresAt <= now) return refuse('board/invite-invalid', { name, problem: `it was good until ${invite.value.expiresAt}` });
  return ok({ invite: invite.value, trust: trust.value });
}

/** The proof that a request's author has the invite. */
export function proofOf(code: string, asked: z.infer<typeof Asked>): Digest {
  return hexOf(hmac(nobleSha256, encodeUtf8(code), canonicalBytes(asked))) as Digest;
}

/**
 * The request inside an envelope that both of its keys signed. Fails as the strict reader and `openEnvelope` do, and
 * with `signature/invalid` where one key stands for both or the agreement key is none.
 */
export async function openJoinRequest(bytes: Uint8Array, verify: VerifySignature, name: string): Promise<Result<JoinRequest>> {
  const envelope = readStrict(Envelope, bytes, { name, maxBytes: maxRequestBytes });
  if (!envelope.ok) return envelope;
  const payload = fromBase64(envelope.value.payload, name);
  if (!payload.ok) return payload;
  const request = readStrict(JoinRequest, payload.value, { name, maxBytes: maxRequestBytes, canonical: true, format: 1 });
  if (!request.ok) return request;
  const { member, device, ecdh } = request.value;
  const agreement = fromBase64(ecdh, name);
  if (member.spki === device.spki || !agreement.ok || !isP256(agreement.value)) return integrity('signature/invalid', { what: name, who: request.value.name });
  const opened = await openEnvelope(envelope.value, { type: payloadTypes.joinRequest, keys: [member, device], threshold: 2, verify, what: name });
  return opened.ok ? ok(request.value) : opened;
}

/** Whether the request proves this code. */
export function provesCode({ proof, ...asked }: JoinRequest, code: string): boolean {
  return asked.invite === inviteId(code) && proofOf(code, asked) === proof;
}
