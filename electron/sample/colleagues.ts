/** The sample board's other members, whose profiles lie on the same machine: for the demo and for tests. */
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Discipline, MemberId, Role } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import { readMarker, samplePlaces } from './places.ts';

export interface Colleague {
  readonly member: MemberId;
  readonly name: string;
  readonly discipline: Discipline;
  readonly roles: readonly Role[];
  /** Their profile, complete: it opens with the sample's passphrase and syncs through the sample's store. */
  readonly folder: string;
}

/** Everybody on the sample board but the profile's own member, in the order of their admission. Refuses `board/not-a-sample`. */
export async function colleaguesOf(profile: string, { files }: { readonly files: Files }): Promise<Result<readonly Colleague[]>> {
  const marker = await readMarker(profile, files);
  if (!marker.ok) return marker;
  if (marker.value === null) return refuse('board/not-a-sample', { path: profile });
  const places = samplePlaces(profile);
  return ok(marker.value.colleagues.map((colleague) => ({ ...colleague, folder: places.colleague(colleague.member) })));
}
