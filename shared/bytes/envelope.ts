/** DSSE envelopes (secure-systems-lab/dsse, envelope.md): bytes, their declared type, and signatures over both. */
import { z } from 'zod';
import { Base64, Digest } from '../vocabulary.ts';

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
} as const;
export type PayloadType = (typeof payloadTypes)[keyof typeof payloadTypes];
