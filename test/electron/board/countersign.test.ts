import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commitCountersign, prepareCountersign } from '../../../electron/board/countersign.ts';
import { newestFile } from '../../../electron/board/countersigned-file.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { countersigningBoard, voters, type CountersigningBoard } from '../../builders/countersigning-board.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { passphrase } from '../../builders/working-board.ts';
import { dossier, saysPlainly } from '../../hostile/decided-board.ts';

const scratch = mkdtempSync(join(tmpdir(), 'countersign-countersigning-'));
const [root, kept] = [join(scratch, 'board'), join(scratch, 'kept')];
let board: CountersigningBoard;
beforeAll(async () => {
  mkdirSync(root);
  board = await countersigningBoard(root);
  cpSync(root, kept, { recursive: true });
}, 60_000);
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  cpSync(kept, root, { recursive: true });
});
afterAll(() => { rmSync(scratch, { recursive: true, force: true }); });

const verify = (file: string): Promise<{ readonly exitCode: number; readonly stdout: string }> => board.countersign('verify', file, '--trust', 'board-root.pem');
const sync = async (...folders: string[]): Promise<void> => { for (const folder of folders) await board.does('sync', '--profile', folder); };

describe('countersigning through the store', () => {
  test('P-11 members sign in turn; the packet is open until the last one, and approved from then on', async () => {
    const issued = await verify('issued.pdf');
    expect(issued.exitCode).toBe(4);
    expect(issued.stdout).toMatch(/0 of 2 required members have countersigned; missing: (?:Ingrid Solberg and Amara Okafor|Amara Okafor and Ingrid Solberg)/);
    const first = await board.does('packet', 'countersign', '--profile', 'amara', '--dossier', dossier, '-o', 'one.pdf');
    expect(first).toContain('Ingrid Solberg');
    await sync('ingrid');
    expect((await board.packets('ingrid'))[0]!.countersigning).toMatchObject({ missing: ['ingrid-solberg'], again: [], void: [] });
    await board.does('packet', 'countersign', '--profile', 'ingrid', '--dossier', dossier, '-o', 'two.pdf');
    await sync('helena');
    const [{ number, packet, countersigning }] = (await board.packets('helena')) as [Awaited<ReturnType<CountersigningBoard['packets']>>[number]];
    expect(countersigning!.missing).toEqual([]);
    const said = await board.does('packet', 'file', '--profile', 'helena', '--number', number, '-o', 'final.pdf');
    expect(said).toContain('2 of 2');
    const final = readFileSync(board.at('final.pdf'));
    expect(final.equals(readFileSync(board.at('two.pdf')))).toBe(true);
    expect(nodeSha256(final.subarray(0, readFileSync(board.at('issued.pdf')).length))).toBe(packet);
    expect(await verify('final.pdf')).toMatchObject({ exitCode: 0 });
    saysPlainly(await board.countersign('packet', 'countersign', '--profile', 'ingrid', '--dossier', dossier, '-o', 'x.pdf'), 'carries the countersignature');
    saysPlainly(await board.countersign('packet', 'countersign', '--profile', 'helena', '--dossier', dossier, '-o', 'x.pdf'), 'doesn’t wait for your countersignature');
  }, 60_000);

  test('P-13 two members sign the same file at once: one chain wins on every machine, the other member is asked again, and all holds in the end', async () => {
    for (const folder of voters) await board.does('packet', 'countersign', '--profile', folder, '--dossier', dossier, '-o', `${folder}.pdf`, '--no-sync');
    await sync('amara', 'ingrid', 'amara', 'helena');
    const seen = await Promise.all(['helena', ...voters].map(async (folder) => (await board.packets(folder))[0]!.countersigning!));
    for (const one of seen) expect({ file: one.file, missing: one.missing, again: one.again }).toEqual({ file: seen[0]!.file, missing: seen[0]!.missing, again: seen[0]!.missing });
    expect(seen[0]!.chain).toHaveLength(1);
    expect(seen[0]!.void).toMatchObject([{ reason: 'another-came-first' }]);
    const loser = seen[0]!.missing[0]!.split('-')[0]!;
    await board.does('packet', 'countersign', '--profile', loser, '--dossier', dossier, '-o', 'again.pdf');
    expect(await verify('again.pdf')).toMatchObject({ exitCode: 0 });
    await sync('helena');
    expect((await board.packets('helena'))[0]!.countersigning!.missing).toEqual([]);
  }, 60_000);
});

describe('a file that is handed over', () => {
  test('goes from hand to hand without a store, each time with one signature more', async () => {
    await board.does('packet', 'countersign', 'issued.pdf', '--profile', 'ingrid', '-o', 'one.pdf', '--no-sync');
    await board.does('packet', 'countersign', 'one.pdf', '--profile', 'amara', '-o', 'two.pdf', '--no-sync');
    expect(await verify('two.pdf')).toMatchObject({ exitCode: 0 });
    // Later their records meet, and give the same file.
    await sync('amara', 'ingrid', 'helena');
    const helena = await board.open('helena');
    const [{ packet }] = (await board.packets('helena')) as unknown as [{ readonly packet: never }];
    expect(valueOf(await newestFile(helena, packet)).digest).toBe(nodeSha256(readFileSync(board.at('two.pdf'))));
  }, 60_000);

  test('is refused where the record has a newer one, where it is another board’s or changed, and where it was filled', async () => {
    await board.does('packet', 'countersign', '--profile', 'ingrid', '--dossier', dossier, '-o', 'one.pdf');
    await sync('amara');
    saysPlainly(await board.countersign('packet', 'countersign', 'issued.pdf', '--profile', 'amara', '-o', 'x.pdf'), 'moved on');
    saysPlainly(await board.countersign('packet', 'countersign', 'one.pdf', '--profile', 'ingrid', '-o', 'x.pdf'), 'filled already');
    const changed = readFileSync(board.at('one.pdf'));
    changed[20_000]! ^= 1;
    writeFileSync(board.at('changed.pdf'), changed);
    saysPlainly(await board.countersign('packet', 'countersign', 'changed.pdf', '--profile', 'amara', '-o', 'x.pdf'), 'Nothing was signed');
    saysPlainly(await board.countersign('packet', 'countersign', 'one.pdf', '--profile', 'helena', '-o', 'x.pdf'), 'not among the members');
    saysPlainly(await board.countersign('packet', 'countersign', '--profile', 'amara', '-o', 'x.pdf'), '--dossier');
    for (const file of ['x.pdf']) expect(() => readFileSync(board.at(file))).toThrow();
  }, 60_000);
});

describe('a file whose packet the record does not know yet', () => {
  test('is refused where its decision no longer stands here', async () => {
    await board.does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'second.pdf', '--no-sync');
    await board.does('packet', 'countersign', 'second.pdf', '--profile', 'ingrid', '-o', 'one.pdf', '--no-sync');
    const amara = await board.open('amara');
    valueOf(await amara.act('recusal.declared/1', { dossier, reason: 'Adviser.' }, passphrase));
    saysPlainly(await board.countersign('packet', 'countersign', 'one.pdf', '--profile', 'amara', '-o', 'x.pdf'), 'decision');
  }, 60_000);
});

describe('what main signs', () => {
  test('a countersignature that arrives between the look and the signing: nothing is signed on the old file', async () => {
    const [{ packet }] = (await board.packets('amara')) as unknown as [{ readonly packet: never }];
    const amara = await board.open('amara');
    const prepared = valueOf(await prepareCountersign(amara, { dossier, packet }));
    await board.does('packet', 'countersign', '--profile', 'ingrid', '--dossier', dossier, '-o', 'one.pdf');
    await sync('amara');
    expect(codeOf(await commitCountersign(await board.open('amara'), prepared, passphrase))).toBe('board/countersign-base');
    expect(codeOf(await commitCountersign(await board.open('amara'), { ...valueOf(await prepareCountersign(await board.open('amara'), { dossier, packet })) }, 'a wrong passphrase'))).toBe('key/wrong-passphrase');
  }, 60_000);

  test('a revocation that arrives between the look and the signing: nothing is signed', async () => {
    const [{ packet, number }] = (await board.packets('amara')) as unknown as [{ readonly packet: never; readonly number: string }];
    const prepared = valueOf(await prepareCountersign(await board.open('amara'), { dossier, packet }));
    await board.does('packet', 'revoke', '--profile', 'helena', '--number', number, '--reason', 'Wrong build.');
    await sync('amara');
    expect(codeOf(await commitCountersign(await board.open('amara'), prepared, passphrase))).toBe('board/packet-ended');
  }, 60_000);

  test('an act whose bytes do not verify counts for nothing, and stands in nobody’s way', async () => {
    const [{ packet }] = (await board.packets('ingrid')) as unknown as [{ readonly packet: never }];
    const ingrid = await board.open('ingrid');
    const rubbish = new TextEncoder().encode('not a revision');
    const base = readFileSync(board.at('issued.pdf'));
    const revision = valueOf(await ingrid.vault.objects.put(rubbish));
    valueOf(await ingrid.act('packet.countersigned/1', { dossier, packet, base: packet, revision, file: nodeSha256(Buffer.concat([base, rubbish])), sizeBytes: rubbish.length }, passphrase));
    await sync('ingrid', 'amara');
    const amara = await board.open('amara');
    expect(valueOf(await newestFile(amara, packet))).toMatchObject({ digest: packet, countersigning: { chain: [], void: [{ reason: 'unsound' }] } });
    await board.does('packet', 'countersign', '--profile', 'amara', '--dossier', dossier, '-o', 'one.pdf');
    expect((await verify('one.pdf')).stdout).toContain('1 of 2');
  }, 60_000);
});
