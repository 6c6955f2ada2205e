/** Names in a store. Each has one writer or names its own content, so no writer can hurt another's file. */
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';

export const folders = { rosters: 'm', heads: 'h', segments: 'l', packs: 'p', chunks: 'b', requests: 'j', statusLists: 's' } as const;
export const formatName = 'fmt.json';

export interface HeadName { readonly name: string; readonly device: DeviceId; readonly seq: number }
export interface SegmentName { readonly name: string; readonly device: DeviceId; readonly first: number; readonly last: number; readonly digest: Digest }

const number = '(0|[1-9][0-9]{0,14})';
const headPattern = new RegExp(`^([0-9a-f]{32})\\.${number}\\.([0-9a-f]{8})$`);
const segmentPattern = new RegExp(`^${number}-${number}\\.([0-9a-f]{64})$`);
const statusListPattern = new RegExp(`^${number}\\.${number}\\.([0-9a-f]{64})$`);
const rosterPattern = new RegExp(`^${number}\\.dsse$`);

export const rosterName = (seq: number): string => `${folders.rosters}/${seq}.dsse`;
/** `digest` is that of the head's bytes: publishing again makes a new name. */
export const headName = (device: DeviceId, seq: number, digest: Digest): string => `${folders.heads}/${device}.${seq}.${digest.slice(0, 8)}`;
export const segmentFolder = (device: DeviceId): string => `${folders.segments}/${device}`;
export const segmentName = (device: DeviceId, first: number, last: number, digest: Digest): string => `${segmentFolder(device)}/${first}-${last}.${digest}`;
export const packName = (digest: Digest): string => `${folders.packs}/${digest.slice(0, 2)}/${digest}`;
export const chunkName = (digest: Digest): string => `${folders.chunks}/${digest.slice(0, 2)}/${digest}`;

/** A request to be admitted, by the invitation that it answers: whoever gave that one knows where to look. */
export const requestName = (invite: Digest): string => `${folders.requests}/${invite}.dsse`;

/** A status list by the roster that it was signed under, its number and the SHA-256 of its file. */
export const statusListName = (roster: number, sequence: number, digest: Digest): string => `${folders.statusLists}/${roster}.${sequence}.${digest}`;

export interface StatusListName { readonly name: string; readonly roster: number; readonly sequence: number; readonly digest: Digest }

export function readStatusListName(name: string): StatusListName | null {
  const match = statusListPattern.exec(name);
  return match ? { name: `${folders.statusLists}/${name}`, roster: Number(match[1]), sequence: Number(match[2]), digest: match[3] as Digest } : null;
}

/** The number of a roster's file, or null for a name that is none. */
export function readRosterName(name: string): number | null {
  const match = rosterPattern.exec(name);
  return match ? Number(match[1]) : null;
}

export function readHeadName(name: string): HeadName | null {
  const match = headPattern.exec(name);
  return match ? { name: `${folders.heads}/${name}`, device: match[1] as DeviceId, seq: Number(match[2]) } : null;
}

export function readSegmentName(device: DeviceId, name: string): SegmentName | null {
  const match = segmentPattern.exec(name);
  const segment = match && { name: `${segmentFolder(device)}/${name}`, device, first: Number(match[1]), last: Number(match[2]), digest: match[3] as Digest };
  return segment && segment.first <= segment.last ? segment : null;
}
