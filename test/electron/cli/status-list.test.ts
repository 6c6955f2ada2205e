import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { openProfile } from '../../../electron/board/profile.ts';
import { commitStatusList, keptStatusList, prepareStatusList } from '../../../electron/board/status-list.ts';
import { meetStore } from '../../../electron/board/meet.ts';
import { newSyncMemory } from '../../../electron/sync/visit.ts';
import { GateReport } from '../../../shared/packet/gate-report.ts';
import type { StatusList } from '../../../shared/packet/status-list.ts';
import { VerifyReport } from '../../../shared/packet/verdict.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { payloadOf } from '../../builders/status-list.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { passphrase } from '../../builders/working-board.ts';
import { dossier, freshBoard, type DecidedBoard } from '../../hostile/decided-board.ts';

const fixture = freshBoard();
const file = 'countersign-status.json';
let board: DecidedBoard, packet: Digest;

const listIn = (name = file): StatusList => payloadOf(readFileSync(board.at(name))) as StatusList;
const verdict = async (...words: string[]): Promise<VerifyReport> => VerifyReport.parse(JSON.parse((await board.countersign('verify', 'packet.pdf', '--trust', 'board-root.pem', '--json', ...words)).stdout));
const fact = (report: VerifyReport, step: string) => report.facts.find((one) => one.step === step)?.result;
const revoke = () => board.acts('helena', { name: 'revoke-packet', dossier, packet, reason: 'Wrong weights were evaluated.' });
const gate = (...words: string[]) => board.countersign('gate', 'packet.pdf', '--trust', 'board-root.pem', '--no-artifact', ...words);
const stored = () => readdirSync(board.at('store', 's')).sort();

beforeEach(async () => {
  board = fixture.board;
  await board.does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf');
  packet = sha256(readFileSync(board.at('packet.pdf')));
  board.ports.setClock('2026-11-19T10:00:00.000Z');
});

test('issued, then revoked: the secretary signs, a file and the store carry it, a stranger with the trust file reads it', async () => {
  expect(await board.does('board', 'status-list', '--profile', 'helena', '-o', file)).toMatch(/List +1\nPackets +1 packet: 1 issued\n/);
  expect(listIn()).toMatchObject({ sequence: 1, issuedAt: '2026-11-19T10:00:00.000Z', nextUpdate: '2026-11-26T10:00:00.000Z', packets: [{ packet, state: 'issued', kind: 'packet', statement: expect.stringMatching(/^[0-9a-f]{64}$/) as string }] });
  expect(await verdict('--status-list', file)).toMatchObject({ verdict: 'approved', statusList: { sequence: 1, packet: { state: 'issued' } } });
  expect((await gate('--status-list', file)).exitCode).toBe(0);

  await revoke();
  board.ports.setClock('2026-11-20T10:00:00.000Z');
  await board.does('board', 'status-list', '--profile', 'helena', '-o', 'second.json', '--valid', '36h');
  expect(listIn('second.json')).toMatchObject({ sequence: 2, nextUpdate: '2026-11-21T22:00:00.000Z', packets: [{ packet, state: 'revoked', reason: 'Wrong weights were evaluated.' }] });
  const report = await verdict('--status-list', 'second.json');
  expect(report).toMatchObject({ verdict: 'not-approved', exitCode: 2, statusList: { packet: { state: 'revoked' } } });
  expect(report.summary).toContain('Wrong weights were evaluated.');
  expect(await verdict('--status-list', file, '--status-list', 'second.json')).toMatchObject({ verdict: 'not-approved', statusList: { sequence: 2 } });
  expect((await gate('--status-list', 'second.json', '--report', 'gate.json', '--junit', 'gate.xml', '--sarif', 'gate.sarif')).exitCode).toBe(2);
  expect(GateReport.parse(JSON.parse(readFileSync(board.at('gate.json'), 'utf8')))).toMatchObject({ passed: false, report: { statusList: { sequence: 2 } } });
  expect(readFileSync(board.at('gate.xml'), 'utf8')).toMatch(/name="Standing"><failure message="revoked/);
  expect(JSON.parse(readFileSync(board.at('gate.sarif'), 'utf8'))).toMatchObject({ runs: [{ results: expect.arrayContaining([expect.objectContaining({ ruleId: 'standing', level: 'error' })]) as unknown }] });
  // Without the list the same packet is approved as ever.
  expect((await verdict()).verdict).toBe('approved');
}, 60_000);

test('an old list stops a gate and not verify; a policy asks for a young one', async () => {
  await board.does('board', 'status-list', '--profile', 'helena', '-o', file);
  board.ports.setClock('2026-11-27T10:00:00.001Z');
  expect(await verdict('--status-list', file)).toMatchObject({ verdict: 'approved' });
  expect(fact(await verdict('--status-list', file), 'freshness')).toBe('indeterminate');
  expect((await gate('--status-list', file)).exitCode).toBe(4);
  expect((await gate()).exitCode).toBe(0);
  board.ports.setClock('2026-11-20T10:00:00.001Z');
  writeFileSync(board.at('policy.yaml'), 'format: 1\nkind: packet-policy\nrequire:\n  statusListMaxAge: 24h\n');
  expect(await verdict('--status-list', file, '--policy', 'policy.yaml')).toMatchObject({ verdict: 'not-approved' });
  expect(await verdict('--policy', 'policy.yaml')).toMatchObject({ verdict: 'indeterminate' });
  board.ports.setClock('2026-11-20T10:00:00.000Z');
  expect(await verdict('--status-list', file, '--policy', 'policy.yaml')).toMatchObject({ verdict: 'approved' });
}, 60_000);

test('a list that was given and isn’t there, is none, or is named as a report ends without an approval', async () => {
  writeFileSync(board.at('page.html'), '<!doctype html><title>404</title>');
  writeFileSync(board.at('empty.json'), '');
  expect((await gate('--status-list', 'nowhere.json')).exitCode).toBe(66);
  for (const none of ['page.html', 'empty.json', 'packet.pdf']) expect([none, (await gate('--status-list', none)).exitCode]).toEqual([none, 2]);
  expect(await verdict('--status-list', 'page.html')).toMatchObject({ verdict: 'not-approved' });
  expect((await gate('--status-list', 'page.html', '--report', 'page.html')).exitCode).toBe(64);
}, 60_000);

describe('who signs', () => {
  test('a voter can’t, a wrong passphrase signs nothing, a validity has its limits', async () => {
    expect((await board.countersign('board', 'status-list', '--profile', 'ingrid', '-o', file)).exitCode).toBe(2);
    writeFileSync(board.at('wrong.txt'), 'not the passphrase');
    expect((await board.countersign('board', 'status-list', '--profile', 'helena', '-o', file, '--passphrase-file', 'wrong.txt')).exitCode).toBe(2);
    for (const valid of ['93d', '0d', 'a week', '']) expect((await board.countersign('board', 'status-list', '--profile', 'helena', '-o', file, '--valid', valid)).exitCode).toBe(64);
    expect([existsSync(board.at(file)), existsSync(board.at('helena', 'vault', 'status-list.json'))]).toEqual([false, false]);
  }, 60_000);

  test('what changed between the look and the signature is signed by nobody', async () => {
    const profile = valueOf(await openProfile(board.at('helena'), board.ports));
    const prepared = valueOf(await prepareStatusList(profile, { validMs: 86_400_000 }));
    await revoke();
    const reopened = valueOf(await openProfile(board.at('helena'), board.ports));
    expect(codeOf(await commitStatusList(reopened, prepared, passphrase))).toBe('board/record-changed');
    expect(valueOf(await keptStatusList(reopened))).toBeNull();
  }, 60_000);
});

describe('through the store', () => {
  const kept = async (member: string) => valueOf(await keptStatusList(valueOf(await openProfile(board.at(member), board.ports))))?.list.sequence;

  test('every member’s sync keeps the newest; one before it stays in the store', async () => {
    for (const day of ['20', '21', '22']) {
      board.ports.setClock(`2026-11-${day}T10:00:00.000Z`);
      await board.does('board', 'status-list', '--profile', 'helena');
    }
    expect(stored().map((name) => name.split('.').slice(0, 2))).toEqual([['1', '2'], ['1', '3']]);
    await board.does('sync', '--profile', 'ingrid');
    expect(await kept('ingrid')).toBe(3);
    expect(JSON.parse(await board.does('audit', '--profile', 'ingrid', '--json'))).toMatchObject({ clean: true });
    // The file is the same on every machine, and the plain one beside it.
    await board.does('board', 'status-list', '--profile', 'helena', '-o', file);
    await board.does('sync', '--profile', 'ingrid');
    expect(readFileSync(board.at('ingrid', 'vault', 'status-list.json'))).toEqual(readFileSync(board.at(file)));
  }, 60_000);

  test('an idle look stays idle; a new list is seen by its signer’s new head', async () => {
    const ingrid = valueOf(await openProfile(board.at('ingrid'), board.ports));
    const memory = newSyncMemory();
    valueOf(await meetStore(ingrid, memory));
    expect(valueOf(await meetStore(ingrid, memory)).idle).toBe(true);
    await board.does('board', 'status-list', '--profile', 'helena');
    expect(valueOf(await meetStore(ingrid, memory)).idle).toBe(false);
    expect(valueOf(await keptStatusList(ingrid))?.list.sequence).toBe(1);
    expect(valueOf(await meetStore(ingrid, memory)).idle).toBe(true);
  }, 60_000);

  test('what is hostile is set aside, told, and hides nothing; a rolled back store takes nothing away', async () => {
    await board.does('board', 'status-list', '--profile', 'helena');
    await board.does('sync', '--profile', 'ingrid');
    await revoke();
    board.ports.setClock('2026-11-21T10:00:00.000Z');
    await board.does('board', 'status-list', '--profile', 'helena');
    const [older, newest] = stored() as [string, string];
    const bytes = readFileSync(board.at('store', 's', newest));
    const forged = Buffer.from(bytes.toString('utf8').replace(/"sig":".{8}/, '"sig":"AAAAAAAA'));
    for (const [name, content] of [[`9.900.${sha256(forged)}`, forged], [`9.901.${'0'.repeat(64)}`, bytes], [`9.902.${sha256(Buffer.from('x'))}`, Buffer.from('x')], ['status (conflict copy).json', bytes]] as const) writeFileSync(board.at('store', 's', name), content);
    const output = await board.countersign('sync', '--profile', 'ingrid');
    expect(output.exitCode).toBe(65);
    expect(new Set(output.stderr.match(/s\/9\.90\d/g))).toEqual(new Set(['s/9.900', 's/9.901', 's/9.902']));
    expect(output.stdout).toContain('conflict copy');
    expect(await kept('ingrid')).toBe(2);
    // Somebody puts the old one in the new one's place.
    writeFileSync(board.at('store', 's', newest), readFileSync(board.at('store', 's', older)));
    await board.countersign('sync', '--profile', 'ingrid');
    expect(await kept('ingrid')).toBe(2);
  }, 60_000);

  test('another board’s list is not taken', async () => {
    const foreign = await import('../../builders/sealed-packet.ts').then(({ sealedPacket }) => sealedPacket());
    const { listed, signedListBytes, statusListOf } = await import('../../builders/status-list.ts');
    const bytes = signedListBytes(foreign.world, statusListOf(foreign.world, [listed(foreign)], { sequence: 5 }));
    await board.does('board', 'status-list', '--profile', 'helena');
    writeFileSync(board.at('store', 's', `0.5.${sha256(bytes)}`), bytes);
    writeFileSync(board.at('store', 's', `7.5.${sha256(bytes)}`), bytes);
    expect((await board.countersign('sync', '--profile', 'ingrid')).exitCode).toBe(65);
    expect(await kept('ingrid')).toBe(1);
  }, 60_000);

  test('a secretary whose record lacks a packet or its revocation takes neither back', async () => {
    cpSync(board.at('helena'), board.at('behind'), { recursive: true });
    await revoke();
    await board.does('board', 'status-list', '--profile', 'helena', '--no-sync', '-o', file);
    // The same record as before the revocation, and the list that tells it.
    cpSync(board.at('helena', 'vault', 'status-list.json'), board.at('behind', 'vault', 'status-list.json'));
    board.ports.setClock('2026-11-21T10:00:00.000Z');
    await board.does('board', 'status-list', '--profile', 'behind', '--no-sync', '-o', 'behind.json');
    expect(listIn('behind.json')).toMatchObject({ sequence: 2, packets: [{ packet, state: 'revoked', reason: 'Wrong weights were evaluated.' }] });
    const profile = valueOf(await openProfile(board.at('behind'), board.ports));
    const { packets } = profile.record.view().state as unknown as { packets: Map<string, unknown> };
    packets.clear();
    expect(valueOf(await prepareStatusList(profile, { validMs: 1 })).list.packets).toMatchObject([{ packet, state: 'revoked' }]);
  }, 60_000);

  test('a damaged copy on this machine is replaced from the store', async () => {
    await board.does('board', 'status-list', '--profile', 'helena');
    await board.does('sync', '--profile', 'ingrid');
    writeFileSync(board.at('ingrid', 'vault', 'status-list.json'), 'torn');
    await board.does('sync', '--profile', 'ingrid');
    expect(await kept('ingrid')).toBe(1);
  }, 60_000);
});
