import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFiles } from '../../../electron/platform/files.ts';
import { folderStore } from '../../../electron/sync/drivers/folder.ts';
import { exchange } from '../../../electron/sync/exchange.ts';
import { repair } from '../../../electron/sync/repair.ts';
import { newSyncMemory } from '../../../electron/sync/visit.ts';
import type { ExchangeOptions } from '../../../electron/sync/visit.ts';
import { audit } from '../../../electron/vault/audit.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { canonicalBytes } from '../../../shared/bytes/canonical.ts';
import { sha256Text } from '../../../shared/bytes/digest.ts';
import { payloadTypes } from '../../../shared/bytes/envelope.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { Store } from '../../../shared/ports.ts';
import { actDraft, addDevice, deviceOf, finding, headSigner, nextRoster, recusal, testBoard, testInstant } from '../../builders/signed-board.ts';
import type { TestDevice } from '../../builders/signed-board.ts';
import { codeOf, openTestVault, scratchFolder, startedVault, testPorts, valueOf } from '../../builders/test-vault.ts';
import { faultyDisk } from '../../fakes/faulty-disk.ts';
import { smallImport } from '../vault/crash-run.ts';

const board = testBoard(3);
const [ada, ben, cleo] = board.devices as [TestDevice, TestDevice, TestDevice];
let scratch: { path: string; remove(): void };
let folder: string;
let store: Store;
beforeEach(() => {
  scratch = scratchFolder();
  folder = join(scratch.path, 'store');
  mkdirSync(folder);
  store = folderStore(folder, openFiles());
});
afterEach(() => { scratch.remove(); });

const profile = (name: string): string => join(scratch.path, name);
const optionsOf = (device: TestDevice): ExchangeOptions => ({ ...testPorts(), own: { key: device.key.public, sign: headSigner(device) } });
const meet = async (vault: Vault, device: TestDevice, through = store) => valueOf(await exchange(vault, through, optionsOf(device)));
const digests = (vault: Vault): string[] => vault.facts().map((fact) => fact.digest).sort();
const filesIn = (path: string): string[] => readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((one) => statSync(join(path, one)).isFile()).sort();
const started = (name: string, device: TestDevice): Promise<Vault> => startedVault(profile(name), board, device);
async function doImport(vault: Vault, device: TestDevice, label = '1'): Promise<void> {
  const { objects, drafts } = smallImport(board, device, label);
  valueOf(await vault.objects.putAll(objects.map(encodeUtf8)));
  valueOf(await vault.appendOwn(drafts));
}
const isClean = async (vault: Vault): Promise<boolean> => valueOf(await audit(vault, { readData: true }, testPorts())).clean;

describe('an exchange through a folder', () => {
  it('brings a fresh machine everything: rosters, events, objects', async () => {
    const a = await started('a', ada);
    await doImport(a, ada);
    valueOf(await a.appendRoster(nextRoster(board)));
    expect(await meet(a, ada)).toMatchObject({ idle: false, pushed: { rosters: 2, events: 2, objects: 5, packs: 1 }, troubles: [] });
    const b = await openTestVault(profile('b'), board, ben);
    expect(await meet(b, ben)).toMatchObject({ pulled: { rosters: 2, events: 2, objects: 5 }, pushed: { rosters: 0, events: 0 }, troubles: [], missing: [], waiting: [] });
    expect(digests(b)).toEqual(digests(a));
    expect(await isClean(b)).toBe(true);
    valueOf(await b.appendOwn([addDevice(board.board, ben), finding()]));
    await meet(b, ben);
    expect(await meet(a, ada)).toMatchObject({ pulled: { events: 2 } });
    expect(digests(a)).toEqual(digests(b));
  });

  it('lays the store out as written down', async () => {
    const a = await started('a', ada);
    await doImport(a, ada);
    await meet(a, ada);
    valueOf(await a.appendOwn([finding()]));
    await meet(a, ada);
    valueOf(await a.appendOwn([finding('two')]));
    await meet(a, ada);
    const shapes = filesIn(folder).map((name) => name.replaceAll(ada.device, 'DEVICE').replace(/[0-9a-f]{64}/, 'SHA256').replace(/\/[0-9a-f]{2}\//, '/AA/').replace(/\.[0-9a-f]{8}$/, '.HASH8')).sort();
    expect(shapes).toEqual(['fmt.json', 'h/DEVICE.2.HASH8', 'h/DEVICE.3.HASH8', 'l/DEVICE/0-1.SHA256', 'l/DEVICE/2-2.SHA256', 'l/DEVICE/3-3.SHA256', 'm/0.dsse', 'p/AA/SHA256']);
    expect(JSON.parse(readFileSync(join(folder, 'fmt.json'), 'utf8'))).toEqual({ format: 1, kind: 'store', cipher: 'none', board: board.board });
    const pack = filesIn(folder).find((name) => name.startsWith('p/'))!;
    expect(readFileSync(join(folder, pack)).subarray(0, 8).toString()).toBe('CSPACK01');
  });

  it('costs one listing when nothing is new', async () => {
    const a = await started('a', ada);
    const b = await started('b', ben);
    const memory = newSyncMemory();
    await meet(a, ada);
    await meet(b, ben);
    valueOf(await exchange(a, store, { ...optionsOf(ada), memory }));
    const calls: string[] = [];
    const counting: Store = {
      name: store.name,
      list: (of) => { calls.push(`list ${of}`); return store.list(of); },
      read: (of) => { calls.push(`read ${of}`); return store.read(of); },
      write: (of, bytes) => { calls.push(`write ${of}`); return store.write(of, bytes); },
      remove: (of) => { calls.push(`remove ${of}`); return store.remove(of); },
    };
    expect(valueOf(await exchange(a, counting, { ...optionsOf(ada), memory }))).toMatchObject({ idle: true });
    expect(calls).toEqual(['list h']);
    valueOf(await b.appendOwn([finding()]));
    await meet(b, ben);
    calls.length = 0;
    expect(valueOf(await exchange(a, counting, { ...optionsOf(ada), memory }))).toMatchObject({ idle: false, pulled: { events: 1 } });
    expect(calls.filter((call) => call.startsWith('read'))).toHaveLength(2);
  });

  it('carries objects larger than a pack in chunks, and shared objects once', async () => {
    const a = await started('a', ada);
    const { objects, drafts } = smallImport(board, ada);
    const large = new Uint8Array(9 * 1024 * 1024).map((_, i) => (i * 7919) >> 5);
    const digest = valueOf(await a.objects.put(large));
    const revision = JSON.parse(objects.at(-1)!) as { documents: { object: string; sizeBytes: number }[] };
    revision.documents[0]!.object = digest;
    const manifest = canonicalBytes(revision);
    valueOf(await a.objects.putAll([...objects.slice(0, -1).map(encodeUtf8), manifest]));
    const revisionDigest = valueOf(await a.objects.put(manifest));
    valueOf(await a.appendOwn([actDraft(board.board, ada, 'revision.published/1', { dossier: 'aurora-7b-2.3', revision: revisionDigest, note: null } as never)]));
    await meet(a, ada);
    expect(filesIn(folder).filter((name) => name.startsWith('b/'))).toHaveLength(2);
    valueOf(await a.objects.putAll(objects.map(encodeUtf8)));
    valueOf(await a.appendOwn(drafts));
    expect(await meet(a, ada)).toMatchObject({ pushed: { objects: 2 } });
    const b = await started('b', ben);
    expect(await meet(b, ben)).toMatchObject({ missing: [], troubles: [] });
    expect(valueOf(await b.objects.read(digest)).length).toBe(large.length);
    expect(await isClean(b)).toBe(true);
  });
});

describe('a store that is not as it should be', () => {
  it('of another board, of a newer format, gone or unplugged is refused, and nothing is made', async () => {
    const a = await started('a', ada);
    await meet(a, ada);
    rmSync(join(folder, 'fmt.json'));
    expect(await exchange(a, store, optionsOf(ada))).toMatchObject({ trouble: { code: 'store/emptied' } });
    writeFileSync(join(folder, 'fmt.json'), JSON.stringify({ format: 2 }));
    expect(codeOf(await exchange(a, store, optionsOf(ada)))).toBe('input/format-number');
    writeFileSync(join(folder, 'fmt.json'), JSON.stringify({ format: 1, kind: 'store', cipher: 'none', board: sha256Text('other') }));
    expect(await exchange(a, store, optionsOf(ada))).toMatchObject({ trouble: { code: 'input/schema', params: { place: '$.board' } } });
    renameSync(folder, `${folder}-away`);
    expect(await exchange(a, store, optionsOf(ada))).toMatchObject({ trouble: { family: 'fault', code: 'store/unreachable', retry: true } });
    expect(codeOf(await store.write('h/x', new Uint8Array(1)))).toBe('store/unreachable');
    renameSync(`${folder}-away`, folder);
    expect(codeOf(await repair(a, store, optionsOf(ada)))).toBe('input/schema');
  });

  it('that is read-only or full says so, and can be read', async () => {
    const a = await started('a', ada);
    await doImport(a, ada);
    await meet(a, ada);
    for (const [errno, code] of [['EROFS', 'disk/read-only'], ['ENOSPC', 'disk/full']] as const) {
      const stuck = folderStore(folder, openFiles(faultyDisk({ at: 1, errno, persistent: true })));
      const b = await started(`b-${errno}`, ben);
      expect(await exchange(b, stuck, optionsOf(ben))).toMatchObject({ trouble: { family: 'fault', code } });
      expect(digests(b)).toEqual(expect.arrayContaining(digests(a)));
      expect(valueOf(await exchange(b, stuck, { ...optionsOf(ben), own: null })).troubles).toEqual([]);
    }
  });

  it('takes a publication that was cut short at any write, and the next one completes it', async () => {
    const a = await started('a', ada);
    await doImport(a, ada);
    for (let at = 1; ; at++) {
      rmSync(folder, { recursive: true });
      rmSync(a.layout.sync, { force: true });
      mkdirSync(folder);
      const disk = faultyDisk({ at, errno: 'EIO', persistent: true });
      const cut = await exchange(a, folderStore(folder, openFiles(disk)), optionsOf(ada));
      if (disk.count() < at) {
        expect(cut.ok).toBe(true);
        break;
      }
      rmSync(profile('b'), { recursive: true, force: true });
      const b = await openTestVault(profile('b'), board, null);
      const early = await exchange(b, store, { ...optionsOf(ben), own: null });
      if (early.ok) expect(early.value.troubles).toEqual([]);
      expect([0, 2]).toContain(b.facts().length);
      rmSync(a.layout.sync, { force: true });
      await meet(a, ada);
      expect(valueOf(await exchange(b, store, { ...optionsOf(ben), own: null }))).toMatchObject({ troubles: [], missing: [], waiting: [] });
      expect(digests(b)).toEqual(digests(a));
    }
  }, 120_000);

  it('with names that are nobody’s is used all the same, and they are told', async () => {
    const a = await started('a', ada);
    await meet(a, ada);
    const head = readdirSync(join(folder, 'h'))[0]!;
    cpSync(join(folder, 'h', head), join(folder, 'h', `${head} (conflict copy)`));
    writeFileSync(join(folder, 'l', ada.device, '.DS_Store'), 'x');
    writeFileSync(join(folder, 'm', '0 (2).dsse'), 'x');
    const b = await started('b', ben);
    const report = await meet(b, ben);
    expect(report.unknownNames.sort()).toEqual([`h/${head} (conflict copy)`, `l/${ada.device}/.DS_Store`, 'm/0 (2).dsse']);
    expect(report.troubles).toEqual([]);
    expect(b.facts()).toHaveLength(2);
  });

  it('with any one file damaged never harms a vault, and repair heals it', async () => {
    const a = await started('a', ada);
    await doImport(a, ada);
    await meet(a, ada);
    const watcher = await started('watcher', ben);
    await meet(watcher, ben);
    const pristine = join(scratch.path, 'pristine');
    cpSync(folder, pristine, { recursive: true });
    const ofAda = filesIn(pristine).filter((name) => name.startsWith('m/') || name.startsWith('p/') || name.includes(ada.device));
    expect(ofAda).toHaveLength(4);
    for (const [healer, device] of [[a, ada], [watcher, ben]] as const) {
      for (const name of ofAda) {
        for (const harm of ['flip', 'cut', 'remove'] as const) {
          rmSync(folder, { recursive: true });
          cpSync(pristine, folder, { recursive: true });
          const path = join(folder, name);
          const good = readFileSync(path);
          if (harm === 'remove') rmSync(path);
          else writeFileSync(path, harm === 'cut' ? good.subarray(0, good.length - 3) : good.map((byte, i) => (i === good.length >> 1 ? byte ^ 1 : byte)));
          rmSync(profile('b'), { recursive: true, force: true });
          const b = await openTestVault(profile('b'), board, null);
          const met = await exchange(b, store, { ...optionsOf(ben), own: null });
          const complete = met.ok && met.value.missing.length === 0 && b.facts().length === 3;
          expect([name, harm, complete]).toEqual([name, harm, false]);
          if (harm !== 'remove') {
            // A head whose digest became another one leads to events that nobody has: those are waited for, since they might still come.
            const waits = met.ok && met.value.waiting.length > 0;
            expect([name, harm, !met.ok || waits || met.value.troubles.length > 0]).toEqual([name, harm, true]);
            if (met.ok && !waits) expect(valueOf(await b.quarantine.notes()).length).toBeGreaterThan(0);
          }
          valueOf(await repair(healer, store, optionsOf(device)));
          rmSync(profile('c'), { recursive: true, force: true });
          const c = await openTestVault(profile('c'), board, null);
          const healed = valueOf(await exchange(c, store, { ...optionsOf(ben), own: null }));
          expect([name, harm, healed.missing, digests(c)]).toEqual([name, harm, [], digests(watcher)]);
        }
      }
    }
  }, 120_000);

  it('that lost everything is filled again by any member’s machine', async () => {
    const a = await started('a', ada);
    await doImport(a, ada);
    await meet(a, ada);
    const b = await started('b', ben);
    await meet(b, ben);
    await meet(a, ada);
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    expect(await exchange(b, store, optionsOf(ben))).toMatchObject({ trouble: { family: 'fault', code: 'store/emptied', params: { store: folder, name: 'fmt.json' } } });
    expect(digests(b)).toEqual(digests(a));
    valueOf(await repair(b, store, optionsOf(ben)));
    const c = await openTestVault(profile('c'), board, null);
    expect(valueOf(await exchange(c, store, { ...optionsOf(cleo), own: null }))).toMatchObject({ troubles: [], missing: [] });
    expect(digests(c)).toEqual(digests(a));
    expect((await meet(a, ada)).troubles).toEqual([]);
  });
});

describe('alarms', () => {
  it('a device restored from a backup is stopped before it forks its feed', async () => {
    const a = await started('a', ada);
    await meet(a, ada);
    cpSync(profile('a'), profile('backup'), { recursive: true });
    valueOf(await a.appendOwn([recusal(board.board, ada)]));
    await meet(a, ada);
    const restored = await openTestVault(profile('backup'), board, ada);
    const report = await meet(restored, ada);
    expect(report.troubles).toEqual([{ family: 'refusal', code: 'device/behind-own-head', params: { device: ada.device, local: 0, store: 1 } }]);
    expect(report.pushed.events).toBe(0);
    expect(codeOf(await restored.appendOwn([finding()]))).toBe('device/behind-own-head');
    const again = await openTestVault(profile('backup'), board, ada);
    expect((await again.appendOwn([finding()])).ok).toBe(false);
    // The member goes on with a new device, which takes the lost events from the store.
    const fresh = deviceOf(ada.member, ada.memberKey);
    const onNew = await openTestVault(profile('backup'), board, fresh);
    valueOf(await onNew.appendOwn([addDevice(board.board, fresh)]));
    await meet(onNew, fresh);
    expect(onNew.facts()).toHaveLength(3);
  });

  it('a forged own head does not stop anyone', async () => {
    const a = await started('a', ada);
    await meet(a, ada);
    const forged = canonicalBytes({ format: 1, kind: 'head', board: board.board, device: ada.device, seq: 9, digest: sha256Text('x'), observed: {}, claimedAt: testInstant });
    writeFileSync(join(folder, 'h', `${ada.device}.9.00000000`), canonicalBytes(ben.key.seal(payloadTypes.head, forged)));
    valueOf(await a.appendOwn([finding()]));
    const report = await meet(a, ada);
    expect(report.troubles).toHaveLength(1);
    expect(report.pushed.events).toBe(1);
    expect(a.stopped()).toBeNull();
  });

  it('a fork is kept on both sides and told to everyone who meets it', async () => {
    const a = await started('a', ada);
    await meet(a, ada);
    cpSync(profile('a'), profile('copy'), { recursive: true });
    const b = await started('b', ben);
    await meet(b, ben);
    const copy = await openTestVault(profile('copy'), board, ada);
    valueOf(await a.appendOwn([finding('one')]));
    valueOf(await copy.appendOwn([finding('other'), finding('more')]));
    await meet(a, ada);
    await meet(b, ben);
    const second = join(scratch.path, 'second');
    cpSync(folder, second, { recursive: true });
    for (const name of readdirSync(join(second, 'h')).filter((one) => one.startsWith(`${ada.device}.1.`))) rmSync(join(second, 'h', name));
    rmSync(join(profile('copy'), 'vault', 'sync.json'), { force: true });
    await meet(copy, ada, folderStore(second, openFiles()));
    cpSync(second, folder, { recursive: true });
    const report = await meet(b, ben);
    expect(report.troubles).toMatchObject([{ code: 'feed/fork', params: { device: ada.device, seq: 1, first: a.digestAt(ada.device, 1), second: copy.digestAt(ada.device, 1) } }]);
    expect(b.forks()).toHaveLength(1);
    expect((await meet(a, ada)).troubles.map((trouble) => trouble.code)).toEqual(['device/behind-own-head']);
  });

  it('a head lower than what is known is a rollback, and nothing is taken back', async () => {
    const a = await started('a', ada);
    await meet(a, ada);
    const before = join(scratch.path, 'before');
    cpSync(folder, before, { recursive: true });
    valueOf(await a.appendOwn([finding()]));
    await meet(a, ada);
    const b = await started('b', ben);
    await meet(b, ben);
    rmSync(folder, { recursive: true });
    cpSync(before, folder, { recursive: true });
    expect(await meet(b, ben)).toMatchObject({ troubles: [{ code: 'feed/rollback', params: { device: ada.device, known: 1, found: 0 } }], lacking: [ada.device] });
    expect(b.facts()).toHaveLength(3);
  });

  it('a feed whose segment has not arrived yet waits and comes later', async () => {
    const a = await started('a', ada);
    await meet(a, ada);
    const segment = filesIn(folder).find((name) => name.startsWith('l/'))!;
    renameSync(join(folder, segment), join(scratch.path, 'late'));
    const b = await started('b', ben);
    expect(await meet(b, ben)).toMatchObject({ troubles: [], waiting: [{ device: ada.device, seq: 0 }] });
    renameSync(join(scratch.path, 'late'), join(folder, segment));
    expect(await meet(b, ben)).toMatchObject({ troubles: [], waiting: [], pulled: { events: 1 } });
  });
});

describe('convergence', () => {
  it('any number of meetings in any order, through a store that shows files late and twice, ends with the same facts', async () => {
    const steps = fc.array(fc.record({ who: fc.nat(2), act: fc.constantFrom('write', 'write-many', 'import', 'meet', 'meet', 'restart', 'meet-late', 'duplicate') }), { minLength: 4, maxLength: 14 });
    let run = 0;
    await fc.assert(fc.asyncProperty(steps, fc.infiniteStream(fc.boolean()), async (plan, shows) => {
      const at = profile(`run-${run++}`);
      const place = join(at, 'store');
      mkdirSync(place, { recursive: true });
      const shared = folderStore(place, openFiles());
      // A sync service that has not brought everything yet: any listing may lack names and any file may not be there.
      const late: Store = {
        ...shared,
        list: async (of) => {
          const names = await shared.list(of);
          return names.ok ? { ok: true, value: names.value.filter(() => shows.next().value) } : names;
        },
        read: async (of) => (of === 'fmt.json' || of.startsWith('h/') || shows.next().value ? shared.read(of) : { ok: true, value: null }),
      };
      const devices = [ada, ben, cleo];
      const vaults = await Promise.all(devices.map((device, i) => startedVault(join(at, String(i)), board, device)));
      let label = 0;
      for (const { who, act } of plan) {
        const [vault, device] = [vaults[who]!, devices[who]!];
        if (act === 'write') valueOf(await vault.appendOwn([recusal(board.board, device, `reason ${label++}`)]));
        else if (act === 'write-many') valueOf(await vault.appendOwn([finding(`a ${label++}`), finding('b')]));
        else if (act === 'import') await doImport(vault, device, String(label++));
        else if (act === 'meet') await meet(vault, device, shared);
        else if (act === 'meet-late') valueOf(await exchange(vault, late, { ...optionsOf(device), own: null }));
        else if (act === 'restart') vaults[who] = await openTestVault(join(at, String(who)), board, device);
        else if (statSync(join(place, 'h'), { throwIfNoEntry: false })) for (const name of readdirSync(join(place, 'h'))) cpSync(join(place, 'h', name), join(place, 'h', `${name}-copy`));
      }
      for (let round = 0; round < 2; round++) for (const [i, vault] of vaults.entries()) expect((await meet(vault, devices[i]!, shared)).troubles).toEqual([]);
      for (const vault of vaults) {
        expect(digests(vault)).toEqual(digests(vaults[0]!));
        expect(await isClean(vault)).toBe(true);
      }
      rmSync(at, { recursive: true });
    }), { seed: 61, numRuns: 25 });
  }, 120_000);
});
