/** A packet whose members really countersign, one after another. */
import { countersignFile } from '../../electron/packet/countersign.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { countersignFieldName } from '../../shared/packet/seal.ts';
import { ok } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import type { PacketParts } from './packet-basis.ts';
import { plainApproval, sealedPacket, type SealedPacket } from './sealed-packet.ts';
import type { SigningKey } from './signing-key.ts';

/** The world's voters sit at the places 1 to 4; so many of them have votes that count. */
export const countersignParts: Partial<PacketParts> = { ...plainApproval, countersigned: true, choices: ['approve', 'approve', 'approve'] };

/** Issued and sealed; nobody has countersigned yet. */
export const issuedForCountersigning = (parts: Partial<PacketParts> = countersignParts): Promise<SealedPacket> => sealedPacket(parts);

/** What differs from a member signing in their own field, with their own key, an hour after the one before. */
export interface Slip { readonly field?: string; readonly key?: SigningKey; readonly certificate?: Uint8Array; readonly at?: string }

/** `bytes` with the signature of the voter at `place`, counted from 0 as their fields are. */
export async function countersigned({ world }: SealedPacket, bytes: Uint8Array, place: number, slip: Slip = {}): Promise<Uint8Array> {
  const { member, key } = world.members[place + 1]!;
  const certificate = fromBase64(member.certificate, member.id);
  if (!certificate.ok) throw new Error(member.id);
  const done = await countersignFile({
    name: 'packet.pdf', bytes, field: slip.field ?? countersignFieldName(place), at: (slip.at ?? `2026-11-19T1${place}:30:00.000Z`) as Instant, certificate: slip.certificate ?? certificate.value,
  }, { subtle: globalThis.crypto.subtle, sha256: nodeSha256, sign: (message) => Promise.resolve(ok((slip.key ?? key).sign(message))) });
  if (!done.ok) throw new Error(JSON.stringify(done.trouble));
  return done.value.bytes;
}

/** The file after these voters have signed, in this order; each state of it, the issued one first. */
export async function countersignedBy(packet: SealedPacket, places: readonly number[]): Promise<readonly Uint8Array[]> {
  const states = [packet.bytes];
  for (const place of places) states.push(await countersigned(packet, states.at(-1)!, place));
  return states;
}
