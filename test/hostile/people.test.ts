import { cpSync, mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { perform } from '../../electron/board/perform.ts';
import { openProfile, type Profile } from '../../electron/board/profile.ts';
import { signRoster } from '../../electron/board/roster-draft.ts';
import { ok } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { codeOf, valueOf } from '../builders/test-vault.ts';
import { passphrase } from '../builders/working-board.ts';
import { commandLine } from '../fakes/command-line.ts';
import { dossier, freshBoard, saysPlainly, type DecidedBoard } from './decided-board.ts';

const fixture = freshBoard();
const open = async ({ at, ports }: DecidedBoard, folder: string): Promise<Profile> => valueOf(await openProfile(at(folder), ports));
const vote = { dossier, choice: 'approve', reason: 'Seen.', conditions: [], dissent: null, scope: { hazards: 1, evidence: 1, documents: 1 }, unread: [] } as const;

interface Status { readonly dossiers: readonly { readonly counted: number; readonly decision: { readonly status: string } | null }[] }
const statusOf = async (board: DecidedBoard, folder: string): Promise<Status> => JSON.parse(await board.does('status', '--profile', folder, '--json')) as Status;

/** The next roster, with Ingrid revoked. */
async function revokeIngrid(board: DecidedBoard): Promise<void> {
  const helena = await open(board, 'helena');
  const { roster, digest } = helena.vault.rosters().at(-1)!;
  const members = roster.members.map((member) => (member.id === 'ingrid-solberg' ? { ...member, status: 'revoked' as const } : member));
  const envelope = valueOf(await signRoster({ ...roster, seq: roster.seq + 1, previous: digest, members }, helena.signer, passphrase));
  valueOf(await helena.vault.appendRoster(envelope));
  await board.does('sync', '--profile', 'helena');
}

describe('acts that must not count', () => {
  test('an act of one member in another’s feed, of another board, under another name or with one changed byte is taken nowhere', async () => {
    const { board } = fixture;
    const [helena, ingrid] = [await open(board, 'helena'), await open(board, 'ingrid')];
    const given = ingrid.vault.facts().find((fact) => fact.type === 'vote.given/1')!;
    const envelope = valueOf(await ingrid.vault.actEnvelope(given.digest));
    const draft = { type: 'vote.given/1', claimedAt: given.claimedAt, envelope } as const;
    const facts = helena.vault.facts().length;
    expect(codeOf(await helena.vault.appendOwn([draft]))).toBe('feed/broken-chain');
    for (const changed of [{ ...draft, type: 'vote.withdrawn/1' as const }, { ...draft, claimedAt: '2026-01-01T00:00:00.000Z' as Instant }]) expect(codeOf(await ingrid.vault.appendOwn([changed]))).toBe('feed/broken-chain');
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('"approve"', '"abstain"');
    expect(codeOf(await ingrid.vault.appendOwn([{ ...draft, envelope: { ...envelope, payload: Buffer.from(payload).toString('base64') } }]))).toBe('signature/invalid');
    mkdirSync(board.at('other'));
    expect((await commandLine(board.at('other'), board.ports)('board', 'init', '--profile', 'otto', '--name', 'Other Board', '--founder', 'Otto', '--discipline', 'legal', '--roles', 'secretary')).exitCode).toBe(0);
    expect(codeOf(await (await open(board, 'other/otto')).vault.appendOwn([draft]))).toBe('feed/broken-chain');
    expect(helena.vault.facts()).toHaveLength(facts);
  });

  test('V-1: the vote of a member whom the board revoked is refused where they can know, and counts nowhere when forced', async () => {
    const { board } = fixture;
    cpSync(board.at('ingrid'), board.at('unaware'), { recursive: true });
    await revokeIngrid(board);
    await board.does('sync', '--profile', 'ingrid');
    const informed = await open(board, 'ingrid');
    const refused = await perform(informed, { name: 'declare-recusal', dossier, reason: 'Late.' }, () => Promise.resolve(ok(passphrase)));
    expect(codeOf(refused)).toBe('board/not-a-member');
    // A program that asks no rules still signs with a key that the board once knew.
    valueOf(await informed.act('vote.given/1', { ...vote, revision: board.shown } as never, passphrase));
    await board.does('sync', '--profile', 'ingrid');
    await board.does('sync', '--profile', 'helena');
    expect((await statusOf(board, 'helena')).dossiers[0]!.counted).toBe(0);
    // What they did before stands: a decision is judged under its own roster.
    expect((await statusOf(board, 'helena')).dossiers[0]!.decision).toMatchObject({ status: 'standing' });
  });

  test('L-2: somebody whom no roster names gets nothing into anyone’s record', async () => {
    const { board } = fixture;
    await board.does('board', 'invite', '--profile', 'helena', '--name', 'Mallory', '--discipline', 'safety', '--roles', 'voter', '-o', 'mallory.json');
    await board.does('board', 'join', 'mallory.json', '--profile', 'mallory', '-o', 'mallory-request.json');
    await board.does('sync', '--profile', 'mallory');
    const facts = (await open(board, 'helena')).vault.facts().length;
    const output = await board.countersign('board', 'enter', '--profile', 'mallory');
    saysPlainly(output);
    expect(output.exitCode).toBe(2);
    const mallory = await open(board, 'mallory');
    expect(codeOf(await mallory.act('vote.given/1', { ...vote, revision: board.shown } as never, passphrase))).toBe('board/not-a-member');
    await board.does('sync', '--profile', 'helena');
    expect((await open(board, 'helena')).vault.facts()).toHaveLength(facts);
  });
});

describe('a clock that is a year off', () => {
  test.each(['2025-11-19T09:00:00.000Z', '2027-11-19T09:00:00.000Z', '1970-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'])('%s: acts go out, count once, keep their order, and nobody else’s clock follows', async (instant) => {
    const { board } = fixture;
    const { ports } = board;
    const off = await open({ ...board, ports }, 'ingrid');
    ports.setClock(instant);
    const reply = await perform(off, { name: 'declare-recusal', dossier, reason: 'I wrote part of it.' }, () => Promise.resolve(ok(passphrase)));
    expect(codeOf(reply)).toBe('ok');
    const output = await commandLine(board.root, ports)('sync', '--profile', 'ingrid');
    saysPlainly(output);
    expect(output.exitCode).toBe(0);
    ports.setClock('2026-11-19T10:00:00.000Z');
    const right = commandLine(board.root, ports);
    expect((await right('sync', '--profile', 'helena')).exitCode).toBe(0);
    const helena = await open({ ...board, ports }, 'helena');
    const last = helena.vault.facts().at(-1)!;
    expect(last).toMatchObject({ type: 'recusal.declared/1', claimedAt: instant, firstSeenAt: '2026-11-19T10:00:00.000Z' });
    // Helena's next event is stamped with her own time, and comes after what she had seen.
    const [next] = valueOf(await perform(helena, { name: 'record-finding', dossier, shown: board.shown, item: null, severity: 'minor', text: 'After it.' } as never, () => Promise.resolve(ok(passphrase))));
    expect(Number(next!.hlc.split('.')[0])).toBeLessThanOrEqual(Date.parse('2026-11-19T10:00:00.000Z') + 1);
    expect(next!.seen).toMatchObject({ [last.device]: { seq: last.seq } });
    // a recusal contests the decision whatever its author's clock said.
    expect((await statusOf({ ...board, does: async (...words) => (await right(...words)).stdout }, 'helena')).dossiers[0]!.decision).toMatchObject({ status: 'contested' });
    expect((await right('audit', '--profile', 'helena')).exitCode).toBe(0);
  });

  test('an invite is judged by the secretary’s clock, and the message says until when it was good', async () => {
    const { board } = fixture;
    await board.does('board', 'invite', '--profile', 'helena', '--name', 'Otto', '--discipline', 'legal', '--roles', 'voter', '-o', 'otto.json');
    await board.does('board', 'join', 'otto.json', '--profile', 'otto', '-o', 'otto-request.json');
    const { ports } = board;
    ports.setClock('2027-11-19T09:00:00.000Z');
    const output = await commandLine(board.root, ports)('board', 'admit', 'otto-request.json', '--profile', 'helena');
    saysPlainly(output, 'otto-request.json', '2026-12-03');
    expect(output.exitCode).toBe(2);
    ports.setClock('2026-11-19T10:00:00.000Z');
    await board.does('board', 'admit', 'otto-request.json', '--profile', 'helena');
  });
});
