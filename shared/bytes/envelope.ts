/** DSSE envelopes (secure-systems-lab/dsse, envelope.md): bytes, their declared type, and signatures over both. */
import { z } from 'zod';
import type { Sha256, VerifySignature } from '../ports.ts';
import { integrity, ok, refuse } from '../result.ts';
import type { Result } from '../result.ts';
import { Base64, Digest } from '../vocabulary.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { sha256 as pureSha256 } from './digest.ts';
import { encodeUtf8 } from './utf8.ts';

/** Signatures are ECDSA P-256 with SHA-256 in DER, over the pre-authentication encoding; `keyid` is the SHA-256 of the SPKI. */
export const Envelope = z.strictObject({
  payloadType: z.string().min(1).max(200),
  payload: Base64,
  signatures: z.array(z.strictObject({ keyid: Digest, sig: Base64 })).min(1).max(20),
});
export type Envelope = z.infer<typeof Envelope>;

/** The declared types of everything that Countersign signs in an envelope. */
export const payloadTypes = {
  act: 'application/vnd.countersign.act+json',
  head: 'application/vnd.countersign.head+json',
  roster: 'application/vnd.countersign.roster+json',
  joinRequest: 'application/vnd.countersign.join-request+json',
  inToto: 'application/vnd.in-toto+json',
  statusList: 'application/vnd.countersign.status-list+json',
} as const;
export type PayloadType = (typeof payloadTypes)[keyof typeof payloadTypes];

/** What is signed (DSSE protocol.md, PAE): `DSSEv1 LEN(type) type LEN(payload) payload`, lengths in bytes as ASCII decimals. */
export function preAuthenticationEncoding(type: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = encodeUtf8(`DSSEv1 ${encodeUtf8(type).length} ${type} ${payload.length} `);
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
}

/** An envelope around exactly these payload bytes. `signature` is DER over {@link preAuthenticationEncoding}. */
export function sealEnvelope(type: PayloadType, payload: Uint8Array, signatures: readonly { readonly keyId: Digest; readonly signature: Uint8Array }[]): Envelope {
  return {
    payloadType: type,
    payload: toBase64(payload),
    signatures: signatures.map(({ keyId, signature }) => ({ keyid: keyId, sig: toBase64(signature) })),
  };
}

export interface OpenedEnvelope {
  /** The very bytes that were signed. */
  readonly payload: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the payload: an act's or a roster's name. */
  readonly digest: Digest;
  /** Key ids whose signatures hold, in the envelope's order, each once. */
  readonly signers: readonly Digest[];
}

export interface OpenEnvelopeOptions {
  readonly type: PayloadType;
  /** Keys that may sign: SPKI in base64, each named by the SHA-256 of the SPKI. */
  readonly keys: readonly { readonly keyId: Digest; readonly spki: string }[];
  /** How many distinct keys must have signed. */
  readonly threshold: number;
  readonly verify: VerifySignature;
  /** What a message calls the envelope, for example `roster 3`. */
  readonly what: string;
  readonly sha256?: Sha256;
}

/**
 * The payload, once enough of `keys` have signed it. Signatures of other keys are passed over, as DSSE asks; a signature of
 * one of `keys` that doesn't hold, two signatures of one key, or a key that isn't named by its own digest all fail.
 * Fails with `signature/invalid`, `signature/unknown-key`, `signature/too-few` or `input/schema` for another payload type.
 */
export async function openEnvelope(envelope: Envelope, { type, keys, threshold, verify, what, sha256 = pureSha256 }: OpenEnvelopeOptions): Promise<Result<OpenedEnvelope>> {
  if (envelope.payloadType !== type) return refuse('input/schema', { name: what, place: '$.payloadType', expected: type, found: envelope.payloadType });
  const payload = fromBase64(envelope.payload, what);
  if (!payload.ok) return payload;
  const message = preAuthenticationEncoding(type, payload.value);
  const signers: Digest[] = [];
  const seen = new Set<Digest>();
  for (const { keyid, sig } of envelope.signatures) {
    if (seen.has(keyid)) return integrity('signature/invalid', { what, who: keyid });
    seen.add(keyid);
    const key = keys.find((one) => one.keyId === keyid);
    if (!key) continue;
    const spki = fromBase64(key.spki, what);
    const signature = fromBase64(sig, what);
    // Counting by key id is only counting by key while ids are digests.
    if (!spki.ok || !signature.ok || sha256(spki.value) !== keyid || !(await verify(spki.value, message, signature.value))) return integrity('signature/invalid', { what, who: keyid });
    signers.push(keyid);
  }
  const stranger = envelope.signatures[0]?.keyid;
  if (signers.length === 0 && stranger !== undefined) return integrity('signature/unknown-key', { what, key: stranger });
  if (signers.length < threshold) return integrity('signature/too-few', { what, found: signers.length, needed: threshold });
  return ok({ payload: payload.value, digest: sha256(payload.value), signers });
}
