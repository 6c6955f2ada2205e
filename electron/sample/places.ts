/** Where a sample lies. All of it is below one profile: the member's own board as in any profile, everybody else under `sample/`. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Seat } from '../../shared/board/joining.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { ok, type Result } from '../../shared/result.ts';
import { MemberId } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';

export interface SamplePlaces {
  readonly root: string;
  /** Written first and removed last: while it is there, this program made what lies around it. */
  readonly marker: string;
  readonly store: string;
  /** Where the member's own profile is built before it moves to its place. */
  readonly home: string;
  colleague(member: MemberId): string;
}

export function samplePlaces(profile: string): SamplePlaces {
  // Absolute, since the profiles below note where their store is.
  const root = join(resolve(profile), 'sample');
  return { root, marker: join(root, 'sample.json'), store: join(root, 'store'), home: join(root, 'home'), colleague: (member) => join(root, 'colleagues', member) };
}

/** What a board puts into a profile, `board.json` apart; settings and the log are the program's own and stay. */
export const boardEntries = ['baselines.json', 'drafts', 'fmt.json', 'invites', 'join-request.dsse', 'keys', 'looked.json', 'packets', 'read-marks.json', 'trust.pem', 'vault'] as const;

/** `sample/sample.json`: who else is on the board. */
export const SampleFile = z.strictObject({ format: z.literal(1), kind: z.literal('sample'), colleagues: z.array(Seat.extend({ member: MemberId })).max(50) });
export type SampleFile = z.infer<typeof SampleFile>;

const maxMarkerBytes = 64 * 1024;

/** The marker, or null where this program made no sample. */
export async function readMarker(profile: string, files: Files): Promise<Result<SampleFile | null>> {
  const path = samplePlaces(profile).marker;
  const bytes = await files.read(path, maxMarkerBytes);
  if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes;
  return readStrict(SampleFile, bytes.value, { name: path, maxBytes: maxMarkerBytes, format: 1 });
}
