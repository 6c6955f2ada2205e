/** Takes a sample away, and finishes what a crash left: of one that was being removed, or of one that was being made. */
import { join } from 'node:path';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { maxTrustCharacters, readTrust } from '../../shared/board/trust.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { hasProfile, placesOf, ProfileFile } from '../board/profile.ts';
import type { Files } from '../platform/files.ts';
import { boardEntries, readMarker, samplePlaces } from './places.ts';

const maxProfileBytes = 64 * 1024;

/**
 * Removes the sample of a profile that nobody has open. `board.json` goes first: from then on there is no board, and
 * {@link finishRemoval} completes the rest at any later start. Refuses `board/not-a-sample` for every other board.
 */
export async function removeSample(profile: string, { files }: { readonly files: Files }): Promise<Result<void>> {
  const sample = await isSample(profile, files);
  if (!sample.ok) return sample;
  if (!sample.value) return refuse('board/not-a-sample', { path: profile });
  const gone = await files.remove(placesOf(profile).board);
  return gone.ok ? clear(profile, files) : gone;
}

/** Clears away what a crash left of a sample; whether there was any. A profile that has a board is left alone. Call it at the start, under the profile's lock. */
export async function finishRemoval(profile: string, { files }: { readonly files: Files }): Promise<Result<boolean>> {
  const exists = await hasProfile(profile, { files });
  if (!exists.ok) return exists;
  const marker = await files.size(samplePlaces(profile).marker);
  if (!marker.ok) return marker;
  if (exists.value || marker.value === null) return ok(false);
  const cleared = await clear(profile, files);
  return cleared.ok ? ok(true) : cleared;
}

/** Whether the profile's board is a sample that this program made: its file, its trust file and the marker all say so. */
async function isSample(profile: string, files: Files): Promise<Result<boolean>> {
  const places = placesOf(profile);
  const bytes = await files.read(places.board, maxProfileBytes);
  if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(false) : bytes;
  const file = readStrict(ProfileFile, bytes.value, { name: places.board, maxBytes: maxProfileBytes, format: 1 });
  if (!file.ok) return file;
  const marker = await readMarker(profile, files);
  if (!marker.ok) return marker;
  const trustBytes = await files.read(places.trust, maxTrustCharacters);
  if (!trustBytes.ok) return trustBytes;
  if (!file.value.sample || marker.value === null || trustBytes.value === null) return ok(false);
  const pem = decodeUtf8(trustBytes.value, places.trust);
  if (!pem.ok) return pem;
  const trust = readTrust(pem.value, places.trust);
  return trust.ok ? ok(trust.value.sample) : trust;
}

/** Removes everything of a sample, the marker last. */
async function clear(profile: string, files: Files): Promise<Result<void>> {
  const { root, marker } = samplePlaces(profile);
  const names = await files.list(root);
  if (!names.ok) return names;
  const below = (names.value ?? []).map((name) => join(root, name)).filter((path) => path !== marker);
  for (const path of [...boardEntries.map((entry) => join(profile, entry)), ...below, marker, root]) {
    const removed = await files.removeTree(path);
    if (!removed.ok) return removed;
  }
  return ok(undefined);
}
