/** How packets are numbered: `2026-aurora-7b-2.3-01` is the first packet of that dossier in that year. */
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Sha256 } from '../ports.ts';
import type { Digest, DossierId, Instant } from '../vocabulary.ts';
import { PacketNumber } from './statement.ts';

/** Longest part that names the dossier: with year and count it stays inside `PacketNumber`. */
const longestName = 52;

/**
 * The number after those that the record holds for the dossier. It names the dossier, so that two secretaries who issue
 * at the same time can only ever share the number of one dossier's packets, which their fingerprints tell apart.
 */
export function packetNumber(dossier: DossierId, at: Instant, issued: readonly string[], sha256: Sha256): string {
  const name = dossier.length <= longestName ? dossier : `${dossier.slice(0, longestName - 9)}-${sha256(encodeUtf8(dossier)).slice(0, 8)}`;
  const prefix = `${at.slice(0, 4)}-${name}-`;
  const used = issued.flatMap((number) => (number.startsWith(prefix) && /^\d{1,6}$/.test(number.slice(prefix.length)) ? [Number(number.slice(prefix.length))] : []));
  return `${prefix}${String(Math.max(0, ...used) + 1).padStart(2, '0')}`;
}

/** What a packet is called as a file: by its number, unless whoever recorded it wrote something else there, a path for instance. */
export function packetFileName(number: string | undefined, packet: Digest): string {
  return `${PacketNumber.safeParse(number).success ? number : packet}.pdf`;
}
