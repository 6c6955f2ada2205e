import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '../../../electron/vault/audit.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { canonicalBytes } from '../../../shared/bytes/canonical.ts';
import { sha256, sha256Text } from '../../../shared/bytes/digest.ts';
import { payloadTypes } from '../../../shared/bytes/envelope.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { DossierId, Digest, Instant, ItemId, MemberId } from '../../../shared/vocabulary.ts';
import { actDraft, addDevice, deviceOf, finding, nextRoster, recusal, testBoard, testInstant, testKey } from '../../builders/signed-board.ts';
import type { TestDevice } from '../../builders/signed-board.ts';
import { codeOf, openTestVault, scratchFolder, startedVault, testPorts, valueOf } from '../../builders/test-vault.ts';

const board = testBoard(3);
const [ada, ben] = board.devices as [TestDevice, TestDevice, TestDevice];
let scratch: { path: string; remove(): void };
const profile = (name: string): string => join(scratch.path, name);
beforeEach(() => { scratch = scratchFolder(); });
afterEach(() => { scratch.remove(); });

const feedPath = (name: string, device: TestDevice = ada): string => join(profile(name), 'vault', 'feeds', `${device.device}.feed`);
const auditOf = async (vault: Vault) => valueOf(await audit(vault, { readData: true }, testPorts()));

/** Everything of `device`'s feed as another machine would hand it over: the signed head and the events. */
async function handOver(vault: Vault, device: TestDevice, first = 0) {
  const seq = vault.feeds().find((feed) => feed.device === device.device)!.seq;
  const head = { format: 1, kind: 'head', board: board.board, device: device.device, seq, digest: vault.digestAt(device.device, seq), observed: {}, claimedAt: testInstant };
  return { head: device.key.seal(payloadTypes.head, canonicalBytes(head)), events: [...valueOf(await vault.eventTexts(device.device, first, seq))] };
}

describe('objects', () => {
  it('are stored once, named by their bytes, and hashed again when read', async () => {
    const { objects } = await openTestVault(profile('a'), board, ada);
    const bytes = encodeUtf8('evidence');
    const digest = valueOf(await objects.put(bytes));
    expect(digest).toBe(sha256(bytes));
    expect(valueOf(await objects.putAll([bytes, encodeUtf8('more')]))[0]).toBe(digest);
    expect(valueOf(await objects.read(digest))).toEqual(Uint8Array.from(bytes));
    expect(valueOf(await objects.has(sha256Text('none')))).toBe(false);
    expect(codeOf(await objects.read(sha256Text('none')))).toBe('object/missing');
  });

  it('that are damaged are told, moved aside and never repaired silently', async () => {
    const vault = await openTestVault(profile('a'), board, ada);
    const digest = valueOf(await vault.objects.put(encodeUtf8('evidence')));
    writeFileSync(vault.layout.object(digest), 'Evidence');
    expect(codeOf(await vault.objects.check(digest))).toBe('object/damaged');
    expect((await auditOf(vault)).troubles).toEqual([{ family: 'integrity', code: 'object/damaged', params: { digest, path: vault.layout.object(digest) } }]);
    writeFileSync(vault.layout.object(digest), 'Evidence');
    expect(codeOf(await vault.objects.read(digest))).toBe('object/damaged');
    expect(codeOf(await vault.objects.read(digest))).toBe('object/missing');
    const [note] = valueOf(await vault.quarantine.notes());
    expect(readFileSync(join(vault.layout.quarantine, `${note!.digest}.bytes`), 'utf8')).toBe('Evidence');
    valueOf(await vault.objects.put(encodeUtf8('evidence')));
    expect((await vault.objects.read(digest)).ok).toBe(true);
  });
});

describe('the roster chain', () => {
  it('starts at the trusted board and grows by both thresholds', async () => {
    const vault = await openTestVault(profile('a'), board, ada);
    expect(codeOf(await vault.appendRoster(testBoard(1).envelope))).toBe('roster/broken-chain');
    valueOf(await vault.appendRoster(board.envelope));
    valueOf(await vault.appendRoster(board.envelope));
    expect(vault.board()).toBe(board.board);
    const other = testKey();
    const rotate = nextRoster(board, (roster) => ({ ...roster, rootKeys: [other.public] }));
    expect(codeOf(await vault.appendRoster(rotate))).toBe('signature/unknown-key');
    expect(codeOf(await vault.appendRoster(nextRoster(board, (roster) => roster, [other])))).toBe('signature/unknown-key');
    expect(codeOf(await vault.appendRoster(nextRoster(board, (roster) => ({ ...roster, seq: 2 }))))).toBe('roster/broken-chain');
    expect(codeOf(await vault.appendRoster(nextRoster(board, (roster) => ({ ...roster, sample: true }))))).toBe('roster/broken-chain');
    valueOf(await vault.appendRoster(nextRoster(board, (roster) => ({ ...roster, rootKeys: [other.public] }), [board.root, other])));
    expect((await openTestVault(profile('a'), board, ada)).rosters().map(({ roster }) => roster.seq)).toEqual([0, 1]);
  });

  it('that is damaged is named; nothing is lost or written meanwhile, and a good copy heals it', async () => {
    const vault = await startedVault(profile('a'), board, ada);
    const before = vault.facts();
    writeFileSync(vault.layout.roster(0), readFileSync(vault.layout.roster(0), 'utf8').replace('"sig":"M', '"sig":"N'));
    const broken = await openTestVault(profile('a'), board, ada);
    expect(broken.found).toHaveLength(1);
    expect((await auditOf(broken)).clean).toBe(false);
    expect(codeOf(await broken.appendOwn([finding()]))).not.toBe('ok');
    valueOf(await broken.appendRoster(board.envelope));
    const healed = await openTestVault(profile('a'), board, ada);
    expect(healed.facts()).toEqual(before);
    expect(healed.stopped()).toBeNull();
  });
});

describe('this machine’s own feed', () => {
  it('L-1 chains events, counts positions from 1 and reads back the same after a restart', async () => {
    const vault = await startedVault(profile('a'), board, ada);
    const heard: number[] = [];
    const stop = vault.onFact((facts) => heard.push(...facts.map((fact) => fact.position)));
    valueOf(await vault.appendOwn([recusal(board.board, ada), finding()]));
    stop();
    valueOf(await vault.appendOwn([finding('another')]));
    expect(heard).toEqual([2, 3]);
    expect(vault.facts().map((fact) => [fact.position, fact.seq, fact.type, fact.member])).toEqual([
      [1, 0, 'device.added/1', ada.member], [2, 1, 'recusal.declared/1', ada.member], [3, 2, 'finding.noted/1', ada.member], [4, 3, 'finding.noted/1', ada.member],
    ]);
    expect(vault.factsSince(3).map((fact) => fact.position)).toEqual([4]);
    const again = await openTestVault(profile('a'), board, ada);
    expect(again.facts()).toEqual(vault.facts());
    expect(again.found).toEqual([]);
    expect((await auditOf(again))).toMatchObject({ clean: true, checked: { rosters: 1, events: 4 }, leftovers: [] });
    const act = again.facts()[1]!;
    expect(act.kind === 'known' && act.act && (await again.actEnvelope(act.act)).ok).toBe(true);
    expect((await again.actEnvelope(act.digest)).ok).toBe(true);
  });

  it('has a hybrid clock that only grows, also while the wall clock stands still', async () => {
    const vault = await startedVault(profile('a'), board, ada);
    valueOf(await vault.appendOwn([finding(), finding(), finding()]));
    const readings = vault.facts().map((fact) => fact.hlc.split('.').map(Number));
    for (const [i, [ms, count]] of readings.entries()) if (i > 0) expect(ms! > readings[i - 1]![0]! || count! > readings[i - 1]![1]!).toBe(true);
  });

  it('refuses to open without the member’s signature over the device (rule L-2)', async () => {
    const vault = await openTestVault(profile('a'), board, ada);
    expect(codeOf(await vault.appendOwn([finding()]))).toBe('board/none');
    valueOf(await vault.appendRoster(board.envelope));
    expect(codeOf(await vault.appendOwn([finding()]))).toBe('feed/broken-chain');
    expect(codeOf(await vault.appendOwn([recusal(board.board, ada)]))).toBe('feed/broken-chain');
    expect(codeOf(await vault.appendOwn([addDevice(board.board, ben)]))).toBe('feed/broken-chain');
    valueOf(await vault.appendOwn([addDevice(board.board, ada)]));
    expect(codeOf(await vault.appendOwn([addDevice(board.board, ada)]))).toBe('feed/broken-chain');
  });

  it('takes no act that another would refuse', async () => {
    const vault = await startedVault(profile('a'), board, ada);
    const body = { dossier: 'aurora-7b-2.3', reason: 'x' } as never;
    const stranger = testKey();
    const cases: [string, ReturnType<typeof finding>, string][] = [
      ['another member’s key', actDraft(board.board, ada, 'recusal.declared/1', body, { signer: ben.memberKey }), 'signature/unknown-key'],
      ['a stranger’s key', actDraft(board.board, ada, 'recusal.declared/1', body, { signer: stranger }), 'signature/unknown-key'],
      ['another member', actDraft(board.board, ben, 'recusal.declared/1', body), 'feed/broken-chain'],
      ['another board', actDraft(sha256Text('other'), ada, 'recusal.declared/1', body), 'feed/broken-chain'],
      ['a sample act on a real board (rule P-5)', actDraft(board.board, ada, 'recusal.declared/1', body, { sample: true }), 'feed/broken-chain'],
      ['another type than signed', { ...recusal(board.board, ada), type: 'vote.withdrawn/1' }, 'feed/broken-chain'],
      ['another time than signed', { ...recusal(board.board, ada), claimedAt: '2027-01-01T00:00:00.000Z' as Instant }, 'feed/broken-chain'],
      ['a body that does not fit', actDraft(board.board, ada, 'recusal.declared/1', { dossier: 'aurora-7b-2.3', reason: '' } as never), 'input/schema'],
      ['an act without a signature', { type: 'recusal.declared/1', claimedAt: testInstant, mark: body }, 'feed/broken-chain'],
      ['a mark with one', { ...recusal(board.board, ada), type: 'finding.noted/1' }, 'feed/broken-chain'],
    ];
    for (const [what, draft, code] of cases) expect([what, codeOf(await vault.appendOwn([draft]))]).toEqual([what, code]);
    expect(vault.facts()).toHaveLength(1);
    expect((await openTestVault(profile('a'), board, ada)).facts()).toHaveLength(1);
  });

  it('keeps all or none of a group', async () => {
    const vault = await startedVault(profile('a'), board, ada);
    expect(codeOf(await vault.appendOwn([finding(), { ...finding(), mark: {} }]))).toBe('input/schema');
    expect(vault.facts()).toHaveLength(1);
  });

  it('passes over a torn last record, which was never acknowledged', async () => {
    const vault = await startedVault(profile('a'), board, ada);
    const whole = readFileSync(feedPath('a'));
    valueOf(await vault.appendOwn([finding()]));
    const longer = readFileSync(feedPath('a'));
    for (const cut of [whole.length + 1, whole.length + 70, longer.length - 1]) {
      rmSync(profile('b'), { recursive: true, force: true });
      mkdirSync(join(profile('b'), 'vault', 'feeds'), { recursive: true });
      for (const name of ['rosters', 'arrivals.log']) cpSync(join(profile('a'), 'vault', name), join(profile('b'), 'vault', name), { recursive: true });
      writeFileSync(join(profile('b'), 'vault', 'arrivals.log'), readFileSync(vault.layout.arrivals, 'utf8').split('\n').slice(0, 1).join('\n') + '\n');
      writeFileSync(feedPath('b'), longer.subarray(0, cut));
      const torn = await openTestVault(profile('b'), board, ada);
      expect(torn.found.map((trouble) => trouble.code)).toEqual(['feed/torn-record']);
      expect(torn.facts()).toHaveLength(1);
      valueOf(await torn.appendOwn([finding('after')]));
      const again = await openTestVault(profile('b'), board, ada);
      expect(again.found).toEqual([]);
      expect(again.facts()).toHaveLength(2);
    }
  });

  it('stops the device when acknowledged records are damaged or gone, and says so after every start', async () => {
    for (const [name, harm, code] of [
      ['flipped', (path: string) => { const bytes = readFileSync(path); bytes[bytes.length - 20]! ^= 1; writeFileSync(path, bytes); }, 'feed/broken-chain'],
      ['shortened', (path: string) => { const text = readFileSync(path, 'utf8').split('\n'); writeFileSync(path, `${text.slice(0, 2).join('\n')}\n`); }, 'feed/records-lost'],
      ['gone', (path: string) => { rmSync(path); }, 'feed/records-lost'],
    ] as const) {
      const vault = await startedVault(profile(name), board, ada);
      valueOf(await vault.appendOwn([finding('one'), finding('two')]));
      harm(feedPath(name));
      const harmed = await openTestVault(profile(name), board, ada);
      expect(harmed.found.map((trouble) => trouble.code)).toContain(code);
      expect((await auditOf(harmed)).clean).toBe(false);
      for (const after of [harmed, await openTestVault(profile(name), board, ada)]) {
        expect(after.stopped()).not.toBeNull();
        expect(codeOf(await after.appendOwn([finding()]))).not.toBe('ok');
      }
      // A new device of the same member writes on.
      const fresh = deviceOf(ada.member, ada.memberKey);
      const onNew = await openTestVault(profile(name), board, fresh);
      valueOf(await onNew.appendOwn([addDevice(board.board, fresh)]));
    }
  });

  it('finds each truncated record and every flipped bit sampled', async () => {
    const vault = await startedVault(profile('a'), board, ada);
    valueOf(await vault.appendOwn([finding('one'), recusal(board.board, ada), finding('two')]));
    const good = readFileSync(feedPath('a'));
    for (let at = 0; at < good.length; at += 37) {
      rmSync(profile('b'), { recursive: true, force: true });
      cpSync(profile('a'), profile('b'), { recursive: true });
      const bad = Buffer.from(good);
      bad[at]! ^= 1 << (at % 8);
      writeFileSync(feedPath('b'), bad);
      const opened = await openTestVault(profile('b'), board, ada);
      expect(opened.found.length).toBeGreaterThan(0);
      expect(opened.facts().length).toBeLessThan(4);
      expect(opened.stopped()).not.toBeNull();
    }
  });
});

describe('another machine’s feed', () => {
  it('comes in checked, once, in any portions', async () => {
    const a = await startedVault(profile('a'), board, ada);
    const b = await startedVault(profile('b'), board, ben);
    valueOf(await a.appendOwn([recusal(board.board, ada)]));
    const early = await handOver(a, ada);
    expect(valueOf(await b.ingest(ada.device, early.head, early.events))).toHaveLength(2);
    expect(valueOf(await b.ingest(ada.device, early.head, early.events))).toHaveLength(0);
    valueOf(await a.appendOwn([finding(), finding('two')]));
    const late = await handOver(a, ada, 3);
    expect(codeOf(await b.ingest(ada.device, late.head, late.events))).toBe('feed/broken-chain');
    const overlapping = await handOver(a, ada, 1);
    expect(valueOf(await b.ingest(ada.device, overlapping.head, overlapping.events))).toHaveLength(2);
    expect(valueOf(await b.ingest(ada.device, early.head, early.events))).toHaveLength(0);
    expect(b.facts().filter((fact) => fact.device === ada.device).map((fact) => fact.digest)).toEqual(a.facts().map((fact) => fact.digest));
    valueOf(await b.appendOwn([finding('seen')]));
    expect(b.facts().at(-1)!.seen).toEqual({ [ada.device]: { seq: 3, digest: a.digestAt(ada.device, 3) } });
    expect((await openTestVault(profile('b'), board, ben)).facts()).toEqual(b.facts());
  });

  it('L-1 is refused whole for one wrong byte, a wrong head or a wrong board', async () => {
    const a = await startedVault(profile('a'), board, ada);
    const b = await startedVault(profile('b'), board, ben);
    valueOf(await a.appendOwn([recusal(board.board, ada), finding()]));
    const { head, events } = await handOver(a, ada);
    for (let i = 0; i < events.length; i++) {
      for (let at = 5; at < events[i]!.length; at += 97) {
        const bad = events.with(i, `${events[i]!.slice(0, at)}${events[i]![at] === '0' ? '1' : '0'}${events[i]!.slice(at + 1)}`);
        expect(codeOf(await b.ingest(ada.device, head, bad))).not.toBe('ok');
      }
    }
    const forged = canonicalBytes({ format: 1, kind: 'head', board: board.board, device: ada.device, seq: 2, digest: a.digestAt(ada.device, 2), observed: {}, claimedAt: testInstant });
    expect(codeOf(await b.ingest(ada.device, ben.key.seal(payloadTypes.head, forged), events))).toBe('signature/unknown-key');
    expect(codeOf(await b.ingest(ada.device, ada.key.seal(payloadTypes.act, forged), events))).toBe('input/schema');
    expect(codeOf(await b.ingest(ben.device, head, events))).toBe('feed/broken-chain');
    expect(codeOf(await b.ingest(ada.device, head, events.slice(0, 2)))).not.toBe('ok');
    expect(b.facts()).toHaveLength(1);
    expect(valueOf(await b.ingest(ada.device, head, events))).toHaveLength(3);
  });

  it('whose member no roster names waits for the roster', async () => {
    const carol = deviceOf('carol' as MemberId, testKey());
    const next = nextRoster(board, (roster) => ({ ...roster, members: [...roster.members, { ...roster.members[0]!, id: carol.member, key: carol.memberKey.public }] }));
    const c = await openTestVault(profile('c'), board, carol);
    valueOf(await c.appendRoster(board.envelope));
    valueOf(await c.appendRoster(next));
    valueOf(await c.appendOwn([addDevice(board.board, carol)]));
    const b = await startedVault(profile('b'), board, ben);
    const { head, events } = await handOver(c, carol);
    expect(codeOf(await b.ingest(carol.device, head, events))).toBe('signature/unknown-key');
    valueOf(await b.appendRoster(next));
    expect(valueOf(await b.ingest(carol.device, head, events))).toHaveLength(1);
  });

  it('keeps events of types that this version does not know', async () => {
    const a = await startedVault(profile('a'), board, ada);
    valueOf(await a.appendOwn([{ type: 'finding.praised/7' as never, claimedAt: testInstant, mark: { anything: [1] } }]));
    const act = { format: 1, kind: 'act', board: board.board, sample: false, member: ada.member, claimedAt: testInstant, type: 'vote.given/2', body: { new: true } };
    valueOf(await a.appendOwn([{ type: 'vote.given/2' as never, claimedAt: testInstant, envelope: ada.memberKey.seal(payloadTypes.act, canonicalBytes(act)) }]));
    expect(a.facts().slice(1).map((fact) => [fact.kind, fact.type])).toEqual([['unknown', 'finding.praised/7'], ['unknown', 'vote.given/2']]);
    const forged = { type: 'vote.given/2' as never, claimedAt: testInstant, envelope: ben.memberKey.seal(payloadTypes.act, canonicalBytes(act)) };
    expect(codeOf(await a.appendOwn([forged]))).toBe('signature/unknown-key');
  });

  it('that forks is kept on both sides and told after every start', async () => {
    const a = await startedVault(profile('a'), board, ada);
    cpSync(profile('a'), profile('copy'), { recursive: true });
    const copy = await openTestVault(profile('copy'), board, ada);
    valueOf(await a.appendOwn([finding('one'), finding('two')]));
    valueOf(await copy.appendOwn([finding('other')]));
    const b = await startedVault(profile('b'), board, ben);
    const [first, second] = [await handOver(a, ada), await handOver(copy, ada)];
    valueOf(await b.ingest(ada.device, first.head, first.events));
    expect(await b.ingest(ada.device, second.head, second.events)).toMatchObject({ trouble: { code: 'feed/fork', params: { device: ada.device, seq: 1, first: a.digestAt(ada.device, 1), second: copy.digestAt(ada.device, 1) } } });
    expect(codeOf(await b.ingest(ada.device, second.head, second.events))).toBe('feed/fork');
    expect(b.facts().filter((fact) => fact.device === ada.device)).toHaveLength(3);
    const again = await openTestVault(profile('b'), board, ben);
    expect(again.forks()).toEqual(b.forks());
    expect(again.forks()).toMatchObject([{ seq: 1, events: second.events.slice(1) }]);
  });

  it('that is damaged on this disk is set aside from there and can come again', async () => {
    const a = await startedVault(profile('a'), board, ada);
    valueOf(await a.appendOwn([recusal(board.board, ada), finding(), finding('two')]));
    const b = await startedVault(profile('b'), board, ben);
    const { head, events } = await handOver(a, ada);
    valueOf(await b.ingest(ada.device, head, events));
    const path = feedPath('b', ada);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.with(2, lines[2]!.replace('minor', 'major')).join('\n'));
    const harmed = await openTestVault(profile('b'), board, ben);
    expect(harmed.found.map((trouble) => trouble.code)).toContain('feed/broken-chain');
    expect(harmed.facts().map((fact) => fact.position)).toEqual([1, 2, 3]);
    expect(valueOf(await harmed.quarantine.notes())).toHaveLength(1);
    expect(valueOf(await harmed.ingest(ada.device, head, events))).toHaveLength(2);
    valueOf(await harmed.appendOwn([finding()]));
    expect((await auditOf(await openTestVault(profile('b'), board, ben))).clean).toBe(true);
  });
});

describe('the profile', () => {
  it('of a newer format number is refused plainly', async () => {
    await openTestVault(profile('a'), board, ada);
    writeFileSync(join(profile('a'), 'fmt.json'), '{"cipher":"none","format":2,"kind":"profile"}');
    expect(await openVault(profile('a'), { ...testPorts(), board: null, device: null })).toMatchObject({ trouble: { code: 'input/format-number', params: { found: 2, supported: 1 } } });
  });

  it('keeps the order of arrival, also when its log is torn or lost', async () => {
    const a = await startedVault(profile('a'), board, ada);
    const b = await startedVault(profile('b'), board, ben);
    valueOf(await b.appendOwn([finding()]));
    const { head, events } = await handOver(a, ada);
    valueOf(await b.ingest(ada.device, head, events));
    valueOf(await b.appendOwn([finding('two')]));
    truncateSync(b.layout.arrivals, readFileSync(b.layout.arrivals).length - 5);
    const torn = await openTestVault(profile('b'), board, ben);
    expect(torn.facts().map((fact) => fact.digest)).toEqual(b.facts().map((fact) => fact.digest));
    appendFileSync(b.layout.arrivals, 'nonsense\n');
    expect((await openTestVault(profile('b'), board, ben)).facts().map((fact) => fact.digest)).toEqual(b.facts().map((fact) => fact.digest));
    rmSync(b.layout.arrivals);
    const lost = await openTestVault(profile('b'), board, ben);
    expect(new Set(lost.facts().map((fact) => fact.digest))).toEqual(new Set(b.facts().map((fact) => fact.digest)));
    expect(lost.facts().map((fact) => fact.position)).toEqual([1, 2, 3, 4]);
    expect(lost.stopped()).toBeNull();
  });

  it('keeps drafts and read-marks as local files and refuses names that lead elsewhere', async () => {
    const { notes, layout } = await openTestVault(profile('a'), board, ada);
    valueOf(await notes.saveDraft('vote.aurora-7b-2.3', { choice: 'approve' }, testInstant));
    expect(valueOf(await notes.draft('vote.aurora-7b-2.3'))?.value).toEqual({ choice: 'approve' });
    expect(valueOf(await notes.drafts())).toEqual(['vote.aurora-7b-2.3']);
    valueOf(await notes.removeDraft('vote.aurora-7b-2.3'));
    expect(valueOf(await notes.draft('vote.aurora-7b-2.3'))).toBeNull();
    for (const id of ['../x', 'a/b', 'a..b', '', 'x'.repeat(200), 'A']) expect(codeOf(await notes.saveDraft(id, 1, testInstant))).toBe('input/path-outside');
    const revision = sha256Text('revision') as Digest;
    await Promise.all([notes.markViewed(revision, ['H-1' as ItemId]), notes.markViewed(revision, ['E-1' as ItemId, 'H-1' as ItemId])]);
    expect(valueOf(await notes.viewed())).toEqual({ [revision]: ['E-1', 'H-1'] });
    expect(existsSync(layout.readMarks)).toBe(true);
    const [first, later] = [testInstant, '2027-01-01T00:00:00.000Z' as typeof testInstant];
    expect(valueOf(await notes.looked())).toEqual({});
    for (const [of, at] of [[revision, first], [sha256Text('another') as Digest, first], [revision, later]] as const) valueOf(await notes.markLooked(of, at));
    expect(valueOf(await notes.looked())).toEqual({ [revision]: later, [sha256Text('another')]: first });
    const [one, other] = ['aurora-7b-2.3', 'zephyr-1.0'] as DossierId[];
    expect(valueOf(await notes.baselines())).toEqual({});
    await Promise.all([notes.chooseBaseline(one!, { kind: 'looked' }), notes.chooseBaseline(other!, { kind: 'revision', revision }), notes.chooseBaseline(one!, { kind: 'approval' })]);
    expect(valueOf(await notes.baselines())).toEqual({ [one!]: { kind: 'approval' }, [other!]: { kind: 'revision', revision } });
    writeFileSync(layout.baselines, '{"format":1,"kind":"baselines","chosen":{"aurora-7b-2.3":{"kind":"anything"}}}');
    expect(codeOf(await notes.baselines())).toBe('input/schema');
  });
});
