import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openProfile } from '../../../electron/board/profile.ts';
import { contentOf, viewOf } from '../../../electron/board/perform.ts';
import { historyWords } from '../../../shared/copy/history.ts';
import { dossierSummary } from '../../../shared/events/summary.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { dossier, freshBoard } from '../../hostile/decided-board.ts';

const fixture = freshBoard();
const packet = (...more: string[]): string[] => ['packet', '--profile', 'helena', '--dossier', dossier, '--no-sync', ...more];

test('P-12: copies of an issued packet are made, recorded, saved by name, and open no gate', async () => {
  const { board } = fixture;
  // Nothing to copy yet.
  expect((await board.countersign(...packet('-o', 'early.pdf', '--copy', 'summary'))).stderr).toContain('packet');
  expect((await board.countersign(...packet('-o', 'early.pdf', '--copy', 'customer'))).exitCode).toBe(64);
  expect((await board.countersign(...packet('-o', 'early.pdf', '--paper', 'a5'))).exitCode).toBe(64);
  await board.does(...packet('-o', 'packet.pdf', '--paper', 'letter'));
  expect(readFileSync(board.at('packet.pdf'), 'latin1')).toContain('/MediaBox [0 0 612 792]');
  for (const kind of ['board', 'summary']) {
    const said = await board.does(...packet('-o', `${kind}.pdf`, '--copy', kind));
    expect(said).toContain('Copy');
    const verified = await board.countersign('verify', `${kind}.pdf`, '--trust', 'board-root.pem');
    expect(verified.stdout).toMatch(kind === 'board' ? /^AUTHENTIC BOARD COPY/ : /^AUTHENTIC SUMMARY/);
    expect(verified.exitCode).toBe(4);
    expect((await board.countersign('gate', `${kind}.pdf`, '--trust', 'board-root.pem', '--no-artifact', '--allow-open-conditions')).exitCode).toBe(4);
  }
  const profile = valueOf(await openProfile(board.at('helena'), board.ports));
  const summary = dossierSummary(valueOf(viewOf(profile)), dossier, profile.file.member!, board.ports.clock.now(), await contentOf(profile))!;
  const [issued] = summary.packets;
  expect(issued!.copies.map(({ kind, number }) => [kind, number])).toEqual([['board', `${issued!.number}-board-copy`], ['summary', `${issued!.number}-summary`]]);
  for (const { copy, sizeBytes } of issued!.copies) expect(valueOf(await profile.vault.objects.read(copy)).length).toBe(sizeBytes);
  expect(readFileSync(board.at('helena', 'packets', `${issued!.number}-summary.pdf`)).equals(readFileSync(board.at('summary.pdf')))).toBe(true);
  const told = profile.vault.facts().flatMap((fact) => (fact.kind === 'known' && fact.type === 'copy.issued/1' ? [historyWords(fact, { nameOf: String, isQuestion: () => false, meetingTitleOf: String, packetNumberOf: () => issued!.number })] : []));
  expect(told).toEqual([`made the board copy of packet ${issued!.number}`, `made the customer summary of packet ${issued!.number}`]);
});

test('P-12: no copy is made of a packet that was revoked, or before there is one', async () => {
  const { board } = fixture;
  await board.does(...packet('-o', 'packet.pdf'));
  const profile = valueOf(await openProfile(board.at('helena'), board.ports));
  const [fact] = [...profile.record.view().state.packets.values()];
  await board.acts('helena', { name: 'revoke-packet', dossier, packet: fact!.body.packet, reason: 'Wrong weights.' });
  const refused = await board.countersign(...packet('-o', 'late.pdf', '--copy', 'board'));
  expect([refused.exitCode, refused.stderr.includes('revoked')]).toEqual([2, true]);
});
