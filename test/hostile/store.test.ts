import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meetStore } from '../../electron/board/meet.ts';
import { openProfile } from '../../electron/board/profile.ts';
import { nodeDisk } from '../../electron/platform/disk.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { newSyncMemory } from '../../electron/sync/visit.ts';
import { commandLine } from '../fakes/command-line.ts';
import { boardPorts } from '../fakes/board-ports.ts';
import { faultyDisk } from '../fakes/faulty-disk.ts';
import { codeOf, valueOf } from '../builders/test-vault.ts';
import { dossier, freshBoard, saysPlainly, type DecidedBoard } from './decided-board.ts';

const fixture = freshBoard();

const recuse = (board: DecidedBoard, folder: string) => board.acts(folder, { name: 'declare-recusal', dossier, reason: 'I wrote part of it.' });
const finding = (board: DecidedBoard, folder: string, text: string) =>
  board.acts(folder, { name: 'record-finding', dossier, shown: board.shown, item: null, severity: 'minor', text } as never);

async function factsOf({ at, ports }: DecidedBoard, folder: string): Promise<readonly string[]> {
  return valueOf(await openProfile(at(folder), ports)).vault.facts().map((fact) => fact.digest).sort();
}
/** Both members have the same facts and nothing to complain of. */
async function agree(board: DecidedBoard): Promise<void> {
  for (const member of ['helena', 'ingrid', 'helena']) await board.does('sync', '--profile', member);
  expect(await factsOf(board, 'helena')).toEqual(await factsOf(board, 'ingrid'));
  for (const member of ['helena', 'ingrid']) expect(JSON.parse(await board.does('audit', '--profile', member, '--json'))).toMatchObject({ clean: true });
}

describe('what was recorded stays, the store’s trouble is told with its path, and the next sync catches up', () => {
  test('a store that vanished, became a file, or is empty after it was met', async () => {
    const { board } = fixture;
    await finding(board, 'ingrid', 'Before the fault.');
    const before = await factsOf(board, 'ingrid');
    for (const spoil of [() => undefined, () => { writeFileSync(board.at('store'), 'x'); }, () => { mkdirSync(board.at('store')); }, () => { symlinkSync('/nowhere', board.at('store')); }]) {
      renameSync(board.at('store'), board.at('away'));
      spoil();
      const output = await board.countersign('sync', '--profile', 'ingrid');
      saysPlainly(output, board.at('store'));
      expect(output.exitCode).toBe(74);
      expect(await factsOf(board, 'ingrid')).toEqual(before);
      rmSync(board.at('store'), { recursive: true, force: true });
      renameSync(board.at('away'), board.at('store'));
    }
    await agree(board);
  });

  test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'ESTALE'])('a store that answers %s to every write, from any write on', async (errno) => {
    const { board } = fixture;
    await finding(board, 'ingrid', `Before ${errno}.`);
    for (const at of [1, 4, 9]) {
      const disk = faultyDisk({ at, errno, persistent: true }, { ...nodeDisk });
      const output = await commandLine(board.root, boardPorts({ files: openFiles(disk) }))('sync', '--profile', 'ingrid');
      saysPlainly(output);
      if (output.exitCode !== 0) expect([73, 74]).toContain(output.exitCode);
      if (output.exitCode !== 0) expect(output.stderr).toContain(board.root);
    }
    await agree(board);
  });

  test('a store of another board, of a newer format, or whose format is damaged, is left alone', async () => {
    const { board } = fixture;
    const format = board.at('store', 'fmt.json');
    const whole = readFileSync(format);
    const files = board.filesOf('store');
    await finding(board, 'ingrid', 'Before the fault.');
    for (const [content, words] of [
      [whole.toString().replace(/"board":"[0-9a-f]{64}"/, `"board":"${'0'.repeat(64)}"`), ['$.board']], ['{"format":2,"kind":"store"}', ['format 2', 'up to 1']], ['', ['line 1']], ['{"format":1,"format":1}', ['“format”']], ['null', ['expected']],
    ] as const) {
      writeFileSync(format, content);
      const output = await board.countersign('sync', '--profile', 'ingrid');
      saysPlainly(output, board.at('store'), 'fmt.json', ...words);
      expect(output.exitCode).toBe(65);
      expect(board.filesOf('store')).toEqual(files);
    }
    writeFileSync(format, whole);
    await agree(board);
  });

  test('conflict copies, temporary files, links, pipes and folders of other programs are passed over and told', async () => {
    const { board } = fixture;
    const head = board.filesOf('store/h')[0]!;
    const strange = ['h/file (1).pdf', `h/${basename(head)} (conflicted copy)`, 'm/0 (1).dsse', 'h/.tmp-1-1-x', 'h/.DS_Store', 'desktop.ini', 'h/\u202eevil'];
    for (const name of strange) writeFileSync(board.at('store', name), 'x');
    cpSync(board.at(head), board.at(`${head.replace(/[0-9a-f]{8}$/, '00000000')}`));
    execFileSync('mkfifo', [board.at('store', 'h', `${'a'.repeat(32)}.0.00000000`)]);
    symlinkSync('/etc/hostname', board.at('store', 'h', `${'b'.repeat(32)}.0.00000000`));
    mkdirSync(board.at('store', 'h', `${'c'.repeat(32)}.0.00000000`));
    await finding(board, 'ingrid', 'Among strangers.');
    for (const member of ['ingrid', 'helena', 'helena']) {
      const output = await board.countersign('sync', '--profile', member);
      saysPlainly(output);
      expect(output.stdout + output.stderr).not.toContain('\u202e');
      if (output.stdout.includes('Passed over')) expect(output.stdout).toContain('file (1).pdf');
    }
    expect(await factsOf(board, 'helena')).toEqual(await factsOf(board, 'ingrid'));
    expect(strange.every((name) => existsSync(board.at('store', name)))).toBe(true);
  });

  test('any file of the store that is gone, cut, empty, zeros, or a folder harms no profile', async () => {
    const { board } = fixture;
    await finding(board, 'ingrid', 'On its way.');
    await board.does('sync', '--profile', 'ingrid');
    const [mine, theirs] = [await factsOf(board, 'ingrid'), await factsOf(board, 'helena')];
    for (const file of board.filesOf('store').filter((name) => basename(name) !== 'fmt.json')) {
      const path = board.at(file);
      const bytes = readFileSync(path);
      for (const spoil of [() => { rmSync(path); }, () => { writeFileSync(path, bytes.subarray(0, bytes.length >> 1)); }, () => { writeFileSync(path, ''); }, () => { writeFileSync(path, Buffer.alloc(bytes.length)); }, () => { rmSync(path); mkdirSync(path); }]) {
        spoil();
        rmSync(board.at('meeting'), { recursive: true, force: true });
        cpSync(board.at('helena'), board.at('meeting'), { recursive: true });
        const output = await board.countersign('sync', '--profile', 'meeting');
        saysPlainly(output);
        const facts = await factsOf(board, 'meeting');
        expect([theirs.every((fact) => facts.includes(fact)), facts.every((fact) => mine.includes(fact))]).toEqual([true, true]);
        rmSync(path, { recursive: true, force: true });
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
      }
    }
    await agree(board);
  }, 60_000);
});

describe('a store that lies', () => {
  test('one rolled back whole is told by whoever knew more, and nothing is taken back', async () => {
    const { board } = fixture;
    cpSync(board.at('store'), board.at('old'), { recursive: true });
    await finding(board, 'ingrid', 'Later.');
    for (const member of ['ingrid', 'helena']) await board.does('sync', '--profile', member);
    const before = await factsOf(board, 'helena');
    const [running, memory] = [valueOf(await openProfile(board.at('helena'), board.ports)), newSyncMemory()];
    for (const idle of [false, true]) expect(valueOf(await meetStore(running, memory))).toMatchObject({ idle, troubles: [] });
    rmSync(board.at('store'), { recursive: true });
    renameSync(board.at('old'), board.at('store'));
    // Also while it runs, when no name in the store is new to it.
    expect(valueOf(await meetStore(running, memory))).toMatchObject({ idle: false, troubles: [{ code: 'feed/rollback' }] });
    const output = await board.countersign('sync', '--profile', 'helena');
    saysPlainly(output, 'older state');
    expect(output.exitCode).toBe(65);
    expect(await factsOf(board, 'helena')).toEqual(before);
    // Its owner publishes again what the store lost.
    await board.does('sync', '--profile', 'ingrid');
    await agree(board);
    expect(await factsOf(board, 'ingrid')).toEqual(before);
  });

  test('L-4: a restored backup that writes on is stopped where it can know, else a fork, told on every machine and after every start', async () => {
    const { board } = fixture;
    cpSync(board.at('ingrid'), board.at('restored'), { recursive: true });
    await finding(board, 'ingrid', 'First history.');
    await board.does('sync', '--profile', 'ingrid');
    // It meets the store before it writes: stopped, and says so without our codes.
    cpSync(board.at('restored'), board.at('careful'), { recursive: true });
    for (const command of ['sync', 'status']) {
      const output = await board.countersign(command, '--profile', 'careful');
      saysPlainly(output, 'new device');
      expect(output.stderr).not.toMatch(/device\/|\{"/);
    }
    // It writes offline first: two histories.
    await recuse(board, 'restored');
    const forked = await board.countersign('sync', '--profile', 'restored');
    saysPlainly(forked, 'two histories');
    expect(forked.exitCode).toBe(65);
    await board.does('sync', '--profile', 'helena');
    for (const member of ['restored', 'restored']) saysPlainly(await board.countersign('status', '--profile', member), 'two histories');
    // Its head reaches the store by another way: whoever meets both keeps both.
    const head = valueOf(await openProfile(board.at('restored'), board.ports));
    expect(head.vault.stopped()).toMatchObject({ code: 'feed/fork' });
    expect(codeOf(await meetStore(head))).toBe('ok');
    expect(await factsOf(board, 'helena')).toEqual(await factsOf(board, 'ingrid'));
  });

  test('an older or foreign invite can’t turn a profile to another board’s store', async () => {
    const { board } = fixture;
    mkdirSync(board.at('other'));
    const other = commandLine(board.at('other'), board.ports);
    mkdirSync(board.at('other', 'store'));
    expect((await other('board', 'init', '--profile', 'otto', '--name', 'Other Board', '--founder', 'Otto', '--discipline', 'legal', '--roles', 'secretary', '--store', 'store')).exitCode).toBe(0);
    expect((await other('sync', '--profile', 'otto')).exitCode).toBe(0);
    const before = await factsOf(board, 'helena');
    const files = board.filesOf('other/store');
    renameSync(board.at('store'), board.at('away'));
    cpSync(board.at('other', 'store'), board.at('store'), { recursive: true });
    saysPlainly(await board.countersign('sync', '--profile', 'helena'), board.at('store'), '$.board');
    // Even when the format says our board, its rosters, heads and segments are another's.
    cpSync(board.at('away', 'fmt.json'), board.at('store', 'fmt.json'));
    const output = await board.countersign('sync', '--profile', 'helena');
    saysPlainly(output);
    expect(await factsOf(board, 'helena')).toEqual(before);
    expect(files.every((name) => existsSync(join(board.root, name)))).toBe(true);
  });
});
