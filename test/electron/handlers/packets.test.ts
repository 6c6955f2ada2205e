import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packetHandlers, type PacketPorts } from '../../../electron/handlers/packets.ts';
import { packetFileName } from '../../../shared/packet/number.ts';
import { perform } from '../../../electron/board/perform.ts';
import { openProfile } from '../../../electron/board/profile.ts';
import { nodeDigestParts, nodeSha256 } from '../../../electron/platform/crypto.ts';
import { ok } from '../../../shared/result.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { verifyPacket } from '../../../shared/packet/verify/verify.ts';
import { timeAuthority } from '../../builders/time-authority.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { serveStamps } from '../../fakes/stamp-server.ts';
import { passphrase } from '../../builders/working-board.ts';
import { dossier, freshBoard } from '../../hostile/decided-board.ts';

const fixture = freshBoard();

test('a timestamp proves its time once the member chooses the authority’s certificate, and not with another’s', async () => {
  const { board } = fixture;
  const house = timeAuthority(board.ports.clock.now());
  const server = await serveStamps((request) => house.answer(request));
  await board.does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf', '--tsa', server.url);
  await server.close();
  writeFileSync(board.at('stamp.der'), house.root);
  writeFileSync(board.at('other.der'), timeAuthority(board.ports.clock.now()).root);
  writeFileSync(board.at('none.txt'), 'no certificate');
  const profile = valueOf(await openProfile(board.at('helena'), board.ports));
  let authority: string | null = null;
  const handlers = packetHandlers({
    workspace: { profile: () => ok(profile) }, clock: board.ports.clock, files: board.ports.files,
    dialogs: { openPacket: () => Promise.resolve(board.at('packet.pdf')), openAuthority: () => Promise.resolve(authority) },
    verifyFile: (bytes: Uint8Array, options: Parameters<PacketPorts['verifyFile']>[1]) => verifyPacket(bytes, { ...options, ports: { subtle: globalThis.crypto.subtle, sha256: nodeSha256, digestParts: nodeDigestParts } }),
  } as unknown as PacketPorts);
  const verify = (chosen: 'none' | 'chosen') => handlers['packet.verify']({ source: { kind: 'chosen' }, trust: 'own', allowSample: false, statusList: 'own', addendum: 'own', authority: chosen });
  const timestamp = async (chosen: 'none' | 'chosen') => valueOf(await verify(chosen))?.report.facts.find(({ step }) => step === 'timestamp')?.result;
  expect(await timestamp('none')).toBe('indeterminate');
  authority = board.at('stamp.der');
  expect(await timestamp('chosen')).toBe('passed');
  authority = board.at('other.der');
  expect(await timestamp('chosen')).toBe('indeterminate');
  authority = board.at('none.txt');
  expect(codeOf(await verify('chosen'))).toBe('input/schema');
  authority = null;
  expect(valueOf(await verify('chosen'))).toBeNull();
}, 60_000);

const packet = 'a'.repeat(64) as Digest;

describe('the file name of a packet', () => {
  test('is its number', () => {
    expect(packetFileName('2026-aurora-7b-2.3-01', packet)).toBe('2026-aurora-7b-2.3-01.pdf');
  });

  test('is its digest where the record gives it no number that could be one', () => {
    for (const number of [undefined, '', '../../.profile', '/etc/passwd', 'C:\\Windows\\x', '..', 'a/b', '.hidden']) expect(packetFileName(number, packet)).toBe(`${packet}.pdf`);
  });
});

test('a packet that the own record knows to be revoked isn’t approved here, list or no list; another board’s root doesn’t ask the record', async () => {
  const { board } = fixture;
  await board.does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf');
  const packet = nodeSha256(readFileSync(board.at('packet.pdf')));
  const profile = valueOf(await openProfile(board.at('helena'), board.ports));
  const handlers = packetHandlers({
    workspace: { profile: () => ok(profile) }, clock: board.ports.clock, files: board.ports.files,
    dialogs: { openPacket: () => Promise.resolve(board.at('packet.pdf')), openTrust: () => Promise.resolve(board.at('board-root.pem')) },
    verifyFile: (bytes: Uint8Array, options: Parameters<PacketPorts['verifyFile']>[1]) => verifyPacket(bytes, { ...options, ports: { subtle: globalThis.crypto.subtle, sha256: nodeSha256, digestParts: nodeDigestParts } }),
  } as unknown as PacketPorts);
  const verify = async (trust: 'own' | 'chosen') => valueOf(await handlers['packet.verify']({ source: { kind: 'chosen' }, trust, allowSample: false, statusList: 'own', addendum: 'own', authority: 'none' }))?.report;
  expect(await verify('own')).toMatchObject({ verdict: 'approved' });
  valueOf(await perform(profile, { name: 'revoke-packet', dossier, packet, reason: 'Wrong weights.' }, () => Promise.resolve(ok(passphrase))));
  const report = await verify('own');
  expect(report).toMatchObject({ verdict: 'not-approved', summary: expect.stringContaining('Wrong weights.') as string });
  expect(report?.facts.find(({ step }) => step === 'standing')).toMatchObject({ result: 'failed' });
  expect(await verify('chosen')).toMatchObject({ verdict: 'approved' });
  // What is appended after the issue changes nothing: the issued bytes are looked up.
  appendFileSync(board.at('packet.pdf'), '\n');
  expect((await verify('own'))?.facts.find(({ step }) => step === 'standing')).toMatchObject({ result: 'failed' });
}, 60_000);
