/** Status lists of a packet's board, signed by its secretary unless told otherwise. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { payloadTypes, type Envelope } from '../../shared/bytes/envelope.ts';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { embeddedFiles } from '../../shared/packet/verify/embedded-files.ts';
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';
import { statementFile } from '../../shared/packet/verify/record-files.ts';
import { statusListBytes, type ListedPacket, type StatusList } from '../../shared/packet/status-list.ts';
import type { GivenList } from '../../shared/packet/verify/status-list.ts';
import type { Digest, Instant } from '../../shared/vocabulary.ts';
import type { PacketWorld } from './packet-basis.ts';
import type { SealedPacket } from './sealed-packet.ts';
import { signedBy, type SigningKey } from './signing-key.ts';

/** An hour after the builder's packets are issued, and a week later. */
export const listedAt = '2026-11-19T10:12:44.000Z' as Instant;
export const nextListAt = '2026-11-26T10:12:44.000Z' as Instant;

/** The packet as a list names it. */
export function listed({ bytes, world }: Pick<SealedPacket, 'bytes' | 'world'>, over: Partial<ListedPacket> = {}): ListedPacket {
  const pdf = readPdf(bytes);
  const embedded = pdf.ok ? embeddedFiles(pdf.file, pdf.file.revisions[0]!) : null;
  const statement = embedded?.ok === true ? embedded.files.find(({ name }) => name === statementFile)!.bytes : new Uint8Array();
  return {
    number: world.basis.number, packet: sha256(bytes), sizeBytes: bytes.length, statement: sha256(statement), kind: 'packet', parent: null,
    state: 'issued', since: world.basis.issuedAt, reason: null, supersededBy: null, ...over,
  };
}

/** A packet that the list names and nobody here holds. */
export function otherPacket(index: number, over: Partial<ListedPacket> = {}): ListedPacket {
  const digest = (text: string): Digest => sha256(new TextEncoder().encode(`${text} ${index}`));
  return { number: `2026-borealis-1b-${index}`, packet: digest('packet'), sizeBytes: 200_000 + index, statement: digest('statement'), kind: 'packet', parent: null, state: 'issued', since: '2026-10-01T08:00:00.000Z' as Instant, reason: null, supersededBy: null, ...over };
}

export interface Signing { readonly key?: SigningKey; readonly rosters?: readonly Envelope[]; readonly type?: string; readonly keys?: readonly SigningKey[] }

/** The list as a secretary would sign it, its packets put into order. */
export function statusListOf({ basis, roster }: PacketWorld, packets: readonly ListedPacket[], over: Partial<StatusList> = {}): StatusList {
  return {
    format: 1, kind: 'status-list', board: { id: basis.board.id, name: roster.charter.name }, sample: roster.sample, sequence: 1, issuedAt: listedAt, nextUpdate: nextListAt,
    issuer: { member: basis.issuer.member, name: basis.issuer.name, key: basis.issuer.key }, roster: { digest: basis.roster.digest, seq: 0 },
    packets: [...packets].sort((a, b) => (a.packet < b.packet ? -1 : 1)), ...over,
  };
}

/** The file around a list, or around anything that stands in a list's place. */
export function signedListBytes(world: PacketWorld, list: unknown, { key = world.members[0]!.key, keys = [key], rosters = world.basis.roster.chain, type = payloadTypes.statusList }: Signing = {}): Uint8Array<ArrayBuffer> {
  const envelope = signedBy(keys, type as typeof payloadTypes.statusList, canonicalBytes(list));
  return statusListBytes({ format: 1, kind: 'signed-status-list', list: envelope as never, rosters: [...rosters] });
}

/** As the reader gave it. */
export function given(bytes: Uint8Array, isChosen = true): GivenList {
  return { name: 'countersign-status.json', bytes, isChosen };
}

/** The signed payload of a file of ours. */
export function payloadOf(file: Uint8Array): unknown {
  const { list } = JSON.parse(new TextDecoder().decode(file)) as { list: Envelope };
  const payload = fromBase64(list.payload, 'list');
  if (!payload.ok) throw new Error(payload.trouble.code);
  return JSON.parse(new TextDecoder().decode(payload.value));
}
