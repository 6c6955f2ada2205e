import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { openProfile, type Profile } from '../../../electron/board/profile.ts';
import { perform } from '../../../electron/board/perform.ts';
import { packetHandlers, type PacketPorts } from '../../../electron/handlers/packets.ts';
import { statusListHandlers, type StatusListPorts } from '../../../electron/handlers/status-list.ts';
import { nodeDigestParts, nodeSha256 } from '../../../electron/platform/crypto.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import type { SignView } from '../../../shared/ipc/contract.ts';
import { verifyPacket } from '../../../shared/packet/verify/verify.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { passphrase } from '../../builders/working-board.ts';
import { dossier, freshBoard } from '../../hostile/decided-board.ts';

const fixture = freshBoard();
let profile: Profile, packet: Digest, shown: SignView[], synced: number, saved: Uint8Array | null, chosen: string | null;

/** What the window asks of main: dialogs answer from `chosen`, and the sign window gives `typed`. */
function handlers(typed: string | null = passphrase) {
  const { board } = fixture;
  const common = {
    workspace: { profile: () => ok(profile), sync: () => { synced++; return Promise.resolve(null); } }, settings: { read: () => ({ theme: 'light' }) }, samplePassphrase: '', clock: board.ports.clock,
    signing: { ask: async (view: SignView, commit: (secret: string) => Promise<Result<unknown>>) => { shown.push(view); return typed === null ? { ok: false, trouble: { family: 'refusal', code: 'sign/cancelled', params: {} } } : commit(typed); } },
    save: ({ name }: { readonly name: string }, bytes: Uint8Array) => { saved = bytes; return Promise.resolve(ok(name)); },
  };
  const dialogs = { openPacket: () => Promise.resolve(board.at('packet.pdf')), openTrust: () => Promise.resolve(board.at('board-root.pem')), openStatusList: () => Promise.resolve(chosen) };
  const verifyFile: PacketPorts['verifyFile'] = (bytes, options) => verifyPacket(bytes, { ...options, ports: { subtle: globalThis.crypto.subtle, sha256: nodeSha256, digestParts: nodeDigestParts } });
  return { ...statusListHandlers(common as unknown as StatusListPorts), ...packetHandlers({ ...common, dialogs, verifyFile, files: board.ports.files } as unknown as PacketPorts) };
}
const verify = async (statusList: 'own' | 'chosen', trust: 'own' | 'chosen' = 'own') => valueOf(await handlers()['packet.verify']({ source: { kind: 'chosen' }, trust, allowSample: false, statusList, addendum: 'own', authority: 'none' }))?.report;

beforeEach(async () => {
  const { board } = fixture;
  await board.does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf');
  packet = sha256(readFileSync(board.at('packet.pdf')));
  profile = valueOf(await openProfile(board.at('helena'), board.ports));
  [shown, synced, saved, chosen] = [[], 0, null, null];
});

describe('the status list in the app', () => {
  test('none, signed, behind the record, signed again', async () => {
    const { 'status-list.read': read, 'status-list.sign': sign, 'status-list.save': save } = handlers();
    expect(valueOf(await read({}))).toMatchObject({ list: null, changed: 1 });
    expect(codeOf(await save({}))).toBe('input/not-found');
    expect(valueOf(await sign({ days: 7 }))).toEqual({ sequence: 1 });
    expect(shown[0]).toMatchObject({ title: 'Sign status list 1', lines: [{ text: '1 packet: 1 issued' }, {}, {}, { label: 'Effect' }], statements: [{ text: expect.stringContaining('"state": "issued"') as string }] });
    expect(synced).toBe(1);
    expect(valueOf(await read({}))).toMatchObject({ list: { sequence: 1, issuer: 'Helena Brandt', packets: 1 }, changed: 0 });
    valueOf(await perform(profile, { name: 'revoke-packet', dossier, packet, reason: 'Wrong weights.' }, () => Promise.resolve(ok(passphrase))));
    expect(valueOf(await read({}))).toMatchObject({ list: { sequence: 1 }, changed: 1 });
    expect(valueOf(await sign({ days: 1 }))).toEqual({ sequence: 2 });
    expect(valueOf(await read({}))).toMatchObject({ list: { sequence: 2 }, changed: 0 });
    expect(valueOf(await save({}))).toBe('countersign-status.json');
    expect(new TextDecoder().decode(saved!)).toMatch(/^\{"format":1,"kind":"signed-status-list"/);
  }, 60_000);

  test('a window that is closed, or a wrong passphrase, signs nothing', async () => {
    for (const typed of [null, 'not the passphrase']) expect((await handlers(typed)['status-list.sign']({ days: 7 })).ok).toBe(false);
    expect([valueOf(await handlers()['status-list.read']({})).list, synced]).toEqual([null, 0]);
  }, 60_000);

  test('the synced list is used by itself for this board’s packets; a chosen one in its place, and none for another board’s', async () => {
    const { 'status-list.sign': sign } = handlers();
    expect((await verify('own'))?.statusList).toBeUndefined();
    await sign({ days: 7 });
    expect(await verify('own')).toMatchObject({ verdict: 'approved', statusList: { sequence: 1 } });
    expect((await verify('own', 'chosen'))?.statusList).toBeUndefined();
    chosen = fixture.board.at('packet.pdf');
    expect(await verify('chosen')).toMatchObject({ verdict: 'not-approved' });
    chosen = null;
    expect(await verify('chosen')).toBeUndefined();
  }, 60_000);
});
