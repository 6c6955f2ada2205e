/**
 * Makes the sample board on this machine: its own trust root, five people with complete profiles, a store, and a record of
 * several weeks, all through the functions that real boards use. Whole or not at all: the member's own profile is built aside
 * and moved to its place with `board.json` last; until then there is no board, and what a crash leaves is cleared later.
 */
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import type { SampleStep } from '../../shared/copy/sample.ts';
import type { Command } from '../../shared/commands/catalogue.ts';
import type { Ids } from '../../shared/ports.ts';
import { fail, ok, refuse, type Result } from '../../shared/result.ts';
import type { BoardId, Digest, DossierId, MemberId } from '../../shared/vocabulary.ts';
import { hasProfile, placesOf, type BoardPorts } from '../board/profile.ts';
import { storeRevision } from '../dossier/import.ts';
import { memorySink } from '../dossier/archive.ts';
import { packDossier, type PackedDossier } from '../dossier/pack.ts';
import { openParserHere } from '../parser/read-piece.ts';
import type { Stretch } from '../keys/key-file.ts';
import { openSigner } from '../keys/signer.ts';
import { temporaryPrefix } from '../platform/files.ts';
import { folderStore } from '../sync/drivers/folder.ts';
import type { VaultPorts } from '../vault/vault.ts';
import { colleagueParts, sampleBoardName, sampleCast } from './cast.ts';
import { colleaguesOf, type Colleague } from './colleagues.ts';
import { gather } from './gathering.ts';
import { boardEntries, samplePlaces, type SampleFile } from './places.ts';
import { rememberedStretch } from './remembered-stretch.ts';
import { finishRemoval, removeSample } from './remove.ts';
import { foundedAt, releases, storyOf, type Release, type Scene } from './story.ts';
import { act, storyClock, sync, type Person, type Studio } from './studio.ts';

/** Keys are always made and opened in this process: their files must open on the command line and for the colleagues too, without a keychain. */
export interface SamplePorts extends VaultPorts {
  readonly ids: Ids;
  /** For tests: scrypt unless told, at the full cost. */
  readonly stretch?: Stretch;
  readonly cost?: number;
}

export interface SampleProgress { readonly done: number; readonly total: number; readonly step: SampleStep }

export interface MakingSample {
  /** The folder with the releases' source files. */
  readonly sources: string;
  readonly ports: SamplePorts;
  readonly onProgress?: (progress: SampleProgress) => void;
}

/** A published revision of the sample. */
export interface SampleRevision { readonly release: Release; readonly dossier: DossierId; readonly revision: Digest }

export interface SampleBoard {
  readonly profile: string;
  readonly board: BoardId;
  readonly name: string;
  /** Whose profile it is. */
  readonly member: MemberId;
  readonly store: string;
  readonly colleagues: readonly Colleague[];
  readonly revisions: readonly SampleRevision[];
}

/**
 * Makes the sample in a profile that has no board. Refuses `board/exists` where there is one, or anything else that a board
 * left; fails as packing, the disk and the board's own functions do, and then leaves nothing behind that counts. Call it
 * under the profile's lock.
 */
export async function makeSample(profile: string, { sources, ports, onProgress = () => undefined }: MakingSample): Promise<Result<SampleBoard>> {
  const { files } = ports;
  const cleared = await finishRemoval(profile, { files });
  if (!cleared.ok) return cleared;
  const free = await isFree(profile, ports);
  if (!free.ok) return free;
  const kept = rememberedStretch(Math.min(4, availableParallelism()), ports.stretch);
  let stands = false;
  try {
    const made = await build(profile, sources, { ports, stretch: kept.stretch, onProgress });
    stands = made.ok;
    return made;
  } finally {
    await kept.forget();
    if (!stands) await undo(profile, ports);
  }
}

/** Takes back what a failure left, a board that was moved in but not told of included. Where even this fails, the next start does it. */
async function undo(profile: string, ports: SamplePorts): Promise<void> {
  const removed = await removeSample(profile, ports);
  if (!removed.ok) await finishRemoval(profile, ports);
}

/** Refuses a profile that has a board, or something of one that isn't ours to replace. */
async function isFree(profile: string, { files }: SamplePorts): Promise<Result<void>> {
  const exists = await hasProfile(profile, { files });
  if (!exists.ok) return exists;
  if (exists.value) return refuse('board/exists', { path: profile });
  for (const entry of boardEntries) {
    const path = join(profile, entry);
    const kind = await files.kind(path);
    if (!kind.ok) return kind;
    // The format number alone is no board: any opened profile has it. Nor is what somebody typed to found one.
    if (kind.value !== null && entry !== 'fmt.json' && entry !== 'drafts') return refuse('board/exists', { path });
  }
  const { root } = samplePlaces(profile);
  const names = await files.list(root);
  if (!names.ok) return names;
  return (names.value ?? []).every((name) => name.startsWith(temporaryPrefix)) ? ok(undefined) : refuse('board/exists', { path: root });
}

interface Making { readonly ports: SamplePorts; readonly stretch: Stretch; readonly onProgress: (progress: SampleProgress) => void }

async function build(profile: string, sources: string, { ports, stretch, onProgress }: Making): Promise<Result<SampleBoard>> {
  const { files, ids, cost } = ports;
  const now = ports.clock.now();
  const story = storyOf(now);
  // Founding, a request and an entry for each colleague, each scene, the move.
  const total = 1 + 2 * colleagueParts.length + story.length + 1;
  let done = 0;
  const tell = (step: SampleStep): void => { onProgress({ done: ++done, total, step }); };

  // Sources that can't be packed are found out before anything is made.
  const packed = await packAll(sources, ports);
  if (!packed.ok) return packed;
  const places = samplePlaces(profile);
  const marker: SampleFile = { format: 1, kind: 'sample', colleagues: colleagueParts.map((part) => ({ member: sampleCast[part].id, ...sampleCast[part].seat })) };
  const marked = await files.write(places.marker, canonicalBytes(marker));
  if (!marked.ok) return marked;
  const stored = await files.makeFolder(places.store);
  if (!stored.ok) return stored;

  const clock = storyClock(foundedAt(now));
  const boardPorts: BoardPorts = {
    ...ports, clock,
    openKeys: (folder) => openSigner({ folder, files, ids, keychain: null, stretch, ...(cost === undefined ? {} : { cost }) }),
  };
  const studio: Studio = { ports: boardPorts, clock, store: folderStore(places.store, files), place: { kind: 'folder', path: places.store } };

  const gathered = await gather(places, now, studio, tell);
  if (!gathered.ok) return gathered;
  const { people, board } = gathered.value;
  for (const scene of story) {
    clock.set(scene.at);
    const played = await play(people[scene.by], scene, packed.value, studio);
    if (!played.ok) return played;
    // The member's machine hears of it the same day, and keeps that as the time when it first saw it.
    const heard = await sync(people.home, studio);
    if (!heard.ok) return heard;
    tell('review');
  }
  for (const person of Object.values(people)) {
    const synced = await sync(person, studio);
    if (!synced.ok) return synced;
    await person.profile.signer.lock();
  }
  const moved = await moveIn(places.home, profile, ports);
  if (!moved.ok) return moved;
  tell('arrange');
  const colleagues = await colleaguesOf(profile, { files });
  if (!colleagues.ok) return colleagues;
  const revisions = releases.map((release) => ({ release, dossier: packed.value[release].revision.dossier, revision: packed.value[release].digest }));
  return ok({ profile, board, name: sampleBoardName, member: sampleCast.home.id, store: places.store, colleagues: colleagues.value, revisions });
}

/** A revision of the sample with its objects: they are few and small. */
interface PackedRelease extends PackedDossier { readonly objects: ReadonlyMap<Digest, Uint8Array> }

/** The sample's own files are ours, so they are read in this process. */
async function packAll(sources: string, ports: SamplePorts): Promise<Result<Record<Release, PackedRelease>>> {
  const packed: Partial<Record<Release, PackedRelease>> = {};
  for (const release of releases) {
    const sink = memorySink();
    const one = await packDossier(join(sources, release, 'dossier.yaml'), { ...ports, parser: openParserHere(ports) }, { sink });
    if (!one.ok) return fail(one.trouble);
    packed[release] = { ...one.value, objects: sink.objects };
  }
  return ok(packed as Record<Release, PackedRelease>);
}

/** One scene of the story. Who publishes has the revision's objects first. */
async function play(person: Person, scene: Scene, packed: Record<Release, PackedRelease>, studio: Studio): Promise<Result<void>> {
  if (scene.kind === 'meeting') {
    const agenda = scene.agenda.map(([release, minutes]) => ({ dossier: packed[release].revision.dossier, minutes }));
    return act(person, { name: 'call-meeting', meeting: null, ...scene.meeting, agenda }, studio);
  }
  const { digest, objects, revision: { dossier } } = packed[scene.release];
  if (scene.kind === 'act') return act(person, { ...scene.command, dossier, shown: digest } as Command, studio);
  const kept = await storeRevision(digest, objects, person.profile.vault.objects);
  return kept.ok ? act(person, { name: 'publish-revision', dossier, revision: digest, note: scene.note }, studio) : kept;
}

/** Moves what was built to the profile's own place; with `board.json`, the last, there is a board. */
async function moveIn(home: string, profile: string, { files }: SamplePorts): Promise<Result<void>> {
  const board = placesOf(home).board;
  const names = await files.list(home);
  if (!names.ok) return names;
  const rest = (names.value ?? []).map((name) => join(home, name)).filter((path) => path !== board);
  for (const path of [...rest, board]) {
    const moved = await files.move(path, join(profile, basename(path)));
    if (!moved.ok) return moved;
  }
  return ok(undefined);
}
