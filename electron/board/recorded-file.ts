/** What a profile's own record knows of a packet's file: the addenda to it, and what speaks against it. Newer than any list, and never asked of a stranger. */
import { contestWords, statusListReasons as reasons } from '../../shared/copy/status-list.ts';
import { packetStandings, type PacketStanding } from '../../shared/events/packet-standing.ts';
import { packetFileName } from '../../shared/packet/number.ts';
import { failed, type Check } from '../../shared/packet/verdict.ts';
import type { GivenAddendum } from '../../shared/packet/verify/addenda.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import type { Profile } from './profile.ts';

/** `against`: the word of the record on exactly this file, or on the packet that it is a copy of; null: nothing speaks against it. */
export interface RecordedFile { readonly addenda: readonly GivenAddendum[]; readonly against: Check | null }

/** Looks the file up by the bytes that were issued: what was appended later stands behind them. An addendum that stands no more, or whose bytes are not here yet, adds nothing. */
export async function recordedFile({ record, vault, ports: { sha256 } }: Profile, bytes: Uint8Array): Promise<RecordedFile> {
  const view = record.view();
  const { packets, copies } = view.state;
  const prefixes = new Map<number, Digest>();
  const isThis = ({ packet, sizeBytes }: { readonly packet: Digest; readonly sizeBytes: number }): boolean => {
    if (sizeBytes > bytes.length) return false;
    const digest = prefixes.get(sizeBytes) ?? sha256(bytes.subarray(0, sizeBytes));
    prefixes.set(sizeBytes, digest);
    return digest === packet;
  };
  if (packets.size === 0) return { addenda: [], against: null };
  const standings = packetStandings(view, await record.contents());
  const named = [...copies.values()].find(({ body }) => isThis(body))?.body.parent;
  const own = standings.find((one) => one.packet === named || isThis(one));
  const addenda: GivenAddendum[] = [];
  for (const { packet, number } of standings.filter(({ kind, state, parent }) => kind === 'addendum' && state === 'issued' && parent === own?.packet)) {
    const stored = await vault.objects.read(packet);
    if (stored.ok) addenda.push({ name: packetFileName(number, packet), bytes: stored.value });
  }
  return { addenda, against: own === undefined ? null : against(own, standings) };
}

function against({ state, since, reason, supersededBy, contest }: PacketStanding, standings: readonly PacketStanding[]): Check | null {
  switch (state) {
    case 'issued': return null;
    case 'contested': return failed(reasons.contested(since, contest === null ? null : contestWords[contest]));
    case 'superseded': return failed(reasons.superseded(since, standings.find(({ packet }) => packet === supersededBy)?.number ?? reasons.otherPacket(), reason));
    case 'revoked': return failed(reasons.revoked(since, reason));
  }
}
