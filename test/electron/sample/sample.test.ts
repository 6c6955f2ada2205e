import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundBoard } from '../../../electron/board/found.ts';
import { contentOf, perform, viewOf } from '../../../electron/board/perform.ts';
import { openProfile, type Profile } from '../../../electron/board/profile.ts';
import { describeKey, kdfFloor } from '../../../electron/keys/key-file.ts';
import { nodeSha256, nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { systemIds } from '../../../electron/platform/ids.ts';
import { colleaguesOf } from '../../../electron/sample/colleagues.ts';
import { sampleCast, sampleCharter, samplePassphrase } from '../../../electron/sample/cast.ts';
import { makeSample, type SampleBoard, type SamplePorts, type SampleProgress } from '../../../electron/sample/make.ts';
import { samplePlaces } from '../../../electron/sample/places.ts';
import { finishRemoval, removeSample } from '../../../electron/sample/remove.ts';
import { openPerson, storyClock, sync, type Person, type Studio } from '../../../electron/sample/studio.ts';
import { folderStore } from '../../../electron/sync/drivers/folder.ts';
import { audit } from '../../../electron/vault/audit.ts';
import { readTrust } from '../../../shared/board/trust.ts';
import { canonicalText } from '../../../shared/bytes/canonical.ts';
import { baselineOf, dossierSummary, type DossierSummary } from '../../../shared/events/summary.ts';
import { canonicalState } from '../../../shared/events/state.ts';
import { ok } from '../../../shared/result.ts';
import { DossierId, Instant, type Digest } from '../../../shared/vocabulary.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { faultyDisk, unsyncedDisk, watchedDisk } from '../../fakes/faulty-disk.ts';
import { quickStretch, temporaryFolder } from '../../fakes/key-folder.ts';

const now = Instant.parse('2026-11-19T09:00:00.000Z');
const sources = join(import.meta.dirname, '../../../assets/sample');
const kestrel50 = DossierId.parse('kestrel-drive-5.0'), kestrel51 = DossierId.parse('kestrel-drive-5.1');
const borealis = DossierId.parse('borealis-vision-1.4'), skua = DossierId.parse('skua-avoid-0.9');

const samplePorts = (ports: Partial<SamplePorts> = {}): SamplePorts => ({
  files: openFiles(unsyncedDisk), ids: systemIds, sha256: nodeSha256, verify: nodeVerifySignature, clock: { now: () => now }, stretch: quickStretch, cost: kdfFloor, ...ports,
});
const quickPorts = () => boardPorts({ files: openFiles(unsyncedDisk) });
/** Where only the disk matters. */
const noStretch = async (): Promise<Uint8Array> => new Uint8Array(32);

let folder: string;
let made: SampleBoard;
let steps: number;
const progress: SampleProgress[] = [];

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'countersign-sample-')), 'profile');
  await mkdir(join(folder, 'log'), { recursive: true });
  await writeFile(join(folder, 'settings.json'), '{}');
  const disk = watchedDisk(() => Promise.resolve(), unsyncedDisk);
  made = valueOf(await makeSample(folder, { sources, ports: samplePorts({ files: openFiles(disk) }), onProgress: (at) => { progress.push(at); } }));
  steps = disk.count();
});

afterAll(() => rm(dirname(folder), { recursive: true, force: true }));

const open = async (profile: string): Promise<Profile> => valueOf(await openProfile(profile, quickPorts()));
async function summaryOf(profile: Profile, dossier: DossierId): Promise<DossierSummary> {
  const summary = dossierSummary(valueOf(viewOf(profile)), dossier, profile.file.member!, now, await contentOf(profile));
  if (summary === null) throw new Error(`${dossier} is not there`);
  return summary;
}
const choicesOf = ({ tally }: DossierSummary) => Object.fromEntries(tally.votes.filter(({ standing }) => standing.kind === 'counted').map(({ vote }) => [vote.member, vote.choice]));
/** Once the marker is gone, the empty folder that held it may stay: nobody can tell whose it is. */
const withoutEmptyFolder = (names: readonly string[]): readonly string[] => names.filter((name) => name !== 'sample');
async function treeOf(path: string): Promise<string[]> { return (await readdir(path, { recursive: true })).sort(); }
/** A copy that a test may change. */
async function copied(): Promise<string> {
  const copy = join(await temporaryFolder(), 'profile');
  await cp(folder, copy, { recursive: true });
  return copy;
}

describe('what the sample shows', () => {
  test('the earlier release was approved, and the next is compared with it', async () => {
    const home = await open(folder);
    const summary = await summaryOf(home, kestrel50);
    expect(summary.current).toMatchObject({ decision: { outcome: 'approved' }, status: { kind: 'standing' } });
    expect(choicesOf(summary)).toEqual({ 'vera-holm': 'approve', 'idris-achebe': 'approve', 'noor-haddad': 'approve', 'lukas-brandvold': 'abstain' });
    const content = await contentOf(home);
    const baseline = baselineOf(valueOf(viewOf(home)), kestrel51, content, now);
    expect(baseline).toMatchObject({ dossier: kestrel50, revision: summary.latest.digest });
  });

  test('the next release waits for two votes, one of them of the discipline that only the member has', async () => {
    const summary = await summaryOf(await open(folder), kestrel51);
    expect(summary.mine).toEqual({ kind: 'not-cast' });
    expect(choicesOf(summary)).toEqual({ 'idris-achebe': 'approve' });
    expect(summary.tally).toMatchObject({ outcome: 'undecided', quorum: { kind: 'not-met', gaps: [{ kind: 'votes', counted: 1, minimum: 3 }, { kind: 'discipline', discipline: 'ml-robustness' }] } });
    expect(summary.tally.eligible).toEqual(['vera-holm', 'idris-achebe', 'noor-haddad', 'lukas-brandvold']);
  });

  test('one dossier has a conditional approval and a finding, another a blocker and a rejection', async () => {
    const home = await open(folder);
    const conditional = await summaryOf(home, borealis);
    expect(choicesOf(conditional)).toEqual({ 'noor-haddad': 'approve-with-conditions' });
    expect(conditional.tally.votes[0]?.vote.conditions).toHaveLength(2);
    expect(conditional.findings).toMatchObject([{ severity: 'major', item: 'E-01', member: 'idris-achebe', resolution: null }]);
    const rejected = await summaryOf(home, skua);
    expect(choicesOf(rejected)).toEqual({ 'lukas-brandvold': 'reject' });
    expect(rejected.findings).toMatchObject([{ severity: 'blocker', item: 'H-001', resolution: null }]);
    expect(rejected.ballot.openBlockers).toHaveLength(1);
  });

  test('the member first saw each fact when it happened', async () => {
    const home = await open(folder);
    const late = home.vault.facts().filter(({ claimedAt, firstSeenAt }) => claimedAt.slice(0, 10) !== firstSeenAt.slice(0, 10));
    expect(late).toEqual([]);
  });

  test('only the member\'s own board and the sample\'s folder are added to the profile', async () => {
    expect(await readdir(folder)).toEqual(['board.json', 'fmt.json', 'invites', 'keys', 'log', 'sample', 'settings.json', 'trust.pem', 'vault']);
    expect(await readdir(join(folder, 'sample'))).toEqual(['colleagues', 'home', 'sample.json', 'store']);
    expect(await readdir(join(folder, 'sample', 'home'))).toEqual([]);
    expect((await treeOf(folder)).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });

  test('progress counts up to its total', () => {
    expect(progress.map(({ done }) => done)).toEqual(progress.map((_, index) => index + 1));
    expect(progress.at(-1)).toMatchObject({ done: progress[0]?.total, step: 'arrange' });
  });
});

describe('everybody on it', () => {
  test('all vaults hold the same facts and objects, undamaged', async () => {
    const home = await open(folder);
    const state = canonicalText(canonicalState(valueOf(viewOf(home)).state));
    for (const path of [folder, ...made.colleagues.map((colleague) => colleague.folder)]) {
      const profile = await open(path);
      expect(profile.vault.found).toEqual([]);
      expect(canonicalText(canonicalState(valueOf(viewOf(profile)).state))).toBe(state);
      expect(valueOf(await audit(profile.vault, { readData: true }, quickPorts()))).toMatchObject({ clean: true, leftovers: [], quarantined: [] });
      for (const { release, dossier, revision } of made.revisions) expect((await summaryOf(profile, dossier)).latest, release).toMatchObject({ digest: revision, content: { register: {} } });
    }
  });

  test('the colleagues are told with their folders, in the order of their admission', async () => {
    const colleagues = valueOf(await colleaguesOf(folder, quickPorts()));
    expect(colleagues).toEqual(made.colleagues);
    expect(colleagues.map(({ member, discipline }) => [member, discipline])).toEqual([['idris-achebe', 'security'], ['noor-haddad', 'human-factors'], ['lukas-brandvold', 'legal'], ['mina-okada', 'release-engineering']]);
    expect(made.member).toBe(sampleCast.home.id);
    for (const { member, folder: path } of colleagues) expect((await open(path)).file).toMatchObject({ member, sample: true, store: { path: made.store } });
    expect(codeOf(await colleaguesOf(join(folder, 'log'), quickPorts()))).toBe('board/not-a-sample');
  });

  test('every key is stored as a real board stores it without a keychain', async () => {
    for (const path of [folder, ...made.colleagues.map((colleague) => colleague.folder)]) {
      const names = await readdir(join(path, 'keys'));
      expect(names).toEqual(path === folder ? ['device.key', 'ecdh.key', 'member.key', 'root.key'] : ['device.key', 'ecdh.key', 'member.key']);
      for (const key of ['member', 'ecdh'] as const) expect(valueOf(describeKey(await readFile(join(path, 'keys', `${key}.key`)), key)).protection).toBe('passphrase');
      expect(valueOf(describeKey(await readFile(join(path, 'keys', 'device.key')), 'device')).protection).toBe('file-mode');
    }
  });

  test('two more votes make the quorum and the decision, through the store', async () => {
    const copy = await copied();
    const ports = quickPorts();
    const store = folderStore(samplePlaces(copy).store, ports.files);
    const studio: Studio = { ports, clock: storyClock(now), store, place: { kind: 'folder', path: store.name } };
    const home = valueOf(await openPerson(copy, studio)), colleague = valueOf(await openPerson(samplePlaces(copy).colleague(sampleCast.factors.id), studio));
    const vote = async ({ profile }: Person, shown: Digest) => valueOf(await perform(profile, { name: 'give-vote', dossier: kestrel51, shown, choice: 'approve', reason: '', conditions: [], dissent: null, unread: [] }, async () => ok(samplePassphrase)));
    const { digest } = (await summaryOf(home.profile, kestrel51)).latest;
    await vote(home, digest);
    await vote(colleague, digest);
    for (const person of [colleague, home, colleague]) valueOf(await sync(person, studio));
    valueOf(await perform(home.profile, { name: 'record-decision', dossier: kestrel51, shown: digest, outcome: 'approved', reason: 'Every limit is kept.' }, async () => ok(samplePassphrase)));
    expect((await summaryOf(home.profile, kestrel51)).current).toMatchObject({ decision: { outcome: 'approved' }, status: { kind: 'standing' } });
  });
});

describe('what it can never pass for', () => {
  test('P-5 trust file, rosters and profiles all say sample, under a root that no other sample has', async () => {
    const pem = await readFile(join(folder, 'trust.pem'), 'utf8');
    const trust = valueOf(readTrust(pem));
    expect(trust).toMatchObject({ sample: true, board: made.board });
    const home = await open(folder);
    expect(home.vault.rosters().map(({ roster }) => roster.sample)).toEqual(made.colleagues.map(() => true).concat(true));
    const other = valueOf(await makeSample(await temporaryFolder(), { sources, ports: samplePorts({ stretch: noStretch }) }));
    expect(other.board).not.toBe(made.board);
    expect(other.revisions).toEqual(made.revisions);
  });
});

describe('taking it away', () => {
  test('nothing of it stays, and what is not the board\'s does', async () => {
    const copy = await copied();
    await mkdir(join(copy, 'drafts'));
    await writeFile(join(copy, 'drafts', 'one.json'), '{}');
    valueOf(await removeSample(copy, quickPorts()));
    expect(await treeOf(copy)).toEqual(['log', 'settings.json']);
    expect(valueOf(await finishRemoval(copy, quickPorts()))).toBe(false);
  });

  test('interrupted anywhere, it is finished at the next start', async () => {
    /** The same names with few files below them, so that one operation after another can fail. */
    const skeleton = async (): Promise<string> => {
      const copy = join(await temporaryFolder(), 'profile');
      await cp(folder, copy, { recursive: true, filter: (from) => !/(objects|store|colleagues)[/\\]./.test(relative(folder, from)) });
      return copy;
    };
    const whole = await skeleton();
    const before = await treeOf(whole);
    const counting = watchedDisk(() => Promise.resolve(), unsyncedDisk);
    valueOf(await removeSample(whole, { files: openFiles(counting) }));
    const last = counting.count();
    for (let at = 1; at <= last; at += at < 4 || at > last - 5 ? 1 : 5) {
      const copy = await skeleton();
      expect((await removeSample(copy, { files: openFiles(faultyDisk({ at, errno: 'EIO', persistent: true }, unsyncedDisk)) })).ok).toBe(false);
      valueOf(await finishRemoval(copy, quickPorts()));
      const left = withoutEmptyFolder(await treeOf(copy));
      expect(left, `stopped at ${at} of ${last}`).toEqual(at === 1 ? withoutEmptyFolder(before) : ['log', 'settings.json']);
    }
  });

  test('a real board is refused and stays as it is, even with a marker beside it', async () => {
    const real = join(await temporaryFolder(), 'real');
    valueOf(await foundBoard({ profile: real, name: 'A board', charter: sampleCharter, founder: sampleCast.home.seat, deviceName: 'laptop', sample: false, store: null, passphrase: 'a real passphrase' }, quickPorts()));
    await cp(join(folder, 'sample'), join(real, 'sample'), { recursive: true });
    const before = await treeOf(real);
    expect(codeOf(await removeSample(real, quickPorts()))).toBe('board/not-a-sample');
    expect(valueOf(await finishRemoval(real, quickPorts()))).toBe(false);
    expect(codeOf(await makeSample(real, { sources, ports: samplePorts() }))).toBe('board/exists');
    expect(await treeOf(real)).toEqual(before);
  });

  test('a sample that somebody founded by hand is theirs to remove', async () => {
    const own = join(await temporaryFolder(), 'own');
    valueOf(await foundBoard({ profile: own, name: 'A board', charter: sampleCharter, founder: sampleCast.home.seat, deviceName: 'laptop', sample: true, store: null, passphrase: samplePassphrase }, quickPorts()));
    const before = await treeOf(own);
    expect(codeOf(await removeSample(own, quickPorts()))).toBe('board/not-a-sample');
    expect(await treeOf(own)).toEqual(before);
  });
});

describe('making it whole or not at all', () => {
  test('a disk that fails leaves no board, and the next start clears what is there', async () => {
    for (const [at, persistent] of [[1, true], [12, false], [Math.floor(steps * 0.2), true], [steps - 4, false], [steps - 1, false]] as const) {
      const profile = join(await temporaryFolder(), 'profile');
      const made = await makeSample(profile, { sources, ports: samplePorts({ files: openFiles(faultyDisk({ at, errno: 'ENOSPC', persistent }, unsyncedDisk)), stretch: noStretch }) });
      expect(codeOf(made), `at ${at} of ${steps}`).toBe('disk/full');
      await mkdir(profile, { recursive: true });
      expect(await readdir(profile)).not.toContain('board.json');
      if (persistent) valueOf(await finishRemoval(profile, quickPorts()));
      expect(withoutEmptyFolder(await treeOf(profile))).toEqual([]);
      // Nothing stands in the way of the next attempt, which gets as far as its sources.
      expect(codeOf(await makeSample(profile, { sources: join(sources, 'none'), ports: samplePorts() }))).toBe('input/not-found');
    }
  });

  test('keys that an interrupted founding left are not touched, nor is a folder of somebody\'s', async () => {
    for (const path of ['keys/member.key', 'sample/notes.txt']) {
      const profile = await temporaryFolder();
      valueOf(await openFiles().write(join(profile, path), new Uint8Array(1)));
      expect(codeOf(await makeSample(profile, { sources, ports: samplePorts() }))).toBe('board/exists');
      expect(valueOf(await finishRemoval(profile, quickPorts()))).toBe(false);
      expect(await treeOf(profile)).toEqual([path.split('/')[0], path]);
    }
  });

  test('sources that are not there make nothing', async () => {
    const profile = await temporaryFolder();
    expect(codeOf(await makeSample(profile, { sources: join(profile, 'nowhere'), ports: samplePorts() }))).toBe('input/not-found');
    expect(await treeOf(profile)).toEqual([]);
  });
});
