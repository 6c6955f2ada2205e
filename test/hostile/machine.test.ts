import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openProfile } from '../../electron/board/profile.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { lockProfile } from '../../electron/vault/lock.ts';
import type { Digest, Instant, ItemId } from '../../shared/vocabulary.ts';
import { codeOf, valueOf } from '../builders/test-vault.ts';
import { passphrase } from '../builders/working-board.ts';
import { freshBoard, saysPlainly } from './decided-board.ts';

const fixture = freshBoard();
const entry = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'countersign.ts');
const isRoot = process.getuid?.() === 0;
/** Nobody's ids, under which file modes mean something. */
const nobody = 65534;

/** Runs the command line as its own process; as nobody where this one is root. It stretches passphrases in earnest, so it opens none of these keys but the device's. */
function countersign(from: string, ...words: string[]): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const running = spawn(process.execPath, ['--experimental-strip-types', '--no-warnings', entry, ...words], {
    cwd: from, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '', COUNTERSIGN_PASSPHRASE: passphrase }, ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  let [stdout, stderr] = ['', ''];
  running.stdout.on('data', (part: Buffer) => { stdout += part.toString(); });
  running.stderr.on('data', (part: Buffer) => { stderr += part.toString(); });
  return new Promise((resolve) => { running.on('close', (code) => resolve({ exitCode: code ?? -1, stdout, stderr })); });
}

/** Gives the board's folder, and the way to it, to whoever the command line runs as. */
function handOver(root: string): void {
  if (!isRoot) return;
  chmodSync(dirname(root), 0o755);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, root]);
}

/** Why the command line can't run as nobody here, or null. */
function unreadable(): string | null {
  if (!isRoot) return null;
  try {
    execFileSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(entry)})`], { uid: nobody, gid: nobody, stdio: 'ignore' });
    return null;
  } catch {
    return 'nobody may not read the checkout';
  }
}

/** A file system of so many bytes at `path`, or why there is none. */
function smallDisk(path: string, sizeBytes: number): string | null {
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes},mode=0777`, 'tmpfs', path], { stdio: 'ignore' });
    return null;
  } catch {
    return 'mounting a small disk is not allowed here';
  }
}

let mounted: string | null = null;
afterEach(() => {
  if (mounted !== null) execFileSync('umount', [mounted]);
  mounted = null;
  const root = fixture.board.root;
  if (existsSync(root)) execFileSync('chmod', ['-R', 'u+rwX', root]);
});

describe('the command line as a process', () => {
  test('a profile that may only be read is read, nothing is recorded, and the same command works once it may be written', async ({ skip }) => {
    const reason = unreadable();
    if (reason !== null) skip(reason);
    const { board } = fixture;
    writeFileSync(board.at('source', 'design.md'), '# Second\n');
    await board.does('pack', 'source/dossier.yaml', '-o', 'second.dossier');
    handOver(board.root);
    execFileSync('chmod', ['-R', 'a-w', board.at('helena')]);
    const read = await countersign(board.root, 'status', '--profile', 'helena');
    saysPlainly(read);
    expect([read.exitCode, read.stdout.includes('aurora-2.3')]).toEqual([0, true]);
    const refused = await countersign(board.root, 'board', 'invite', '--profile', 'helena', '--name', 'N', '--discipline', 'legal', '--roles', 'voter', '-o', 'n.json');
    saysPlainly(refused, board.at('helena'), 'can’t be written');
    expect([refused.exitCode, existsSync(board.at('n.json'))]).toEqual([73, false]);
    const published = await countersign(board.root, 'publish', 'second.dossier', '--profile', 'helena', '--no-sync');
    saysPlainly(published, board.at('helena'));
    expect(published.exitCode).toBe(73);
    execFileSync('chmod', ['-R', 'u+w', board.at('helena')]);
    const again = await countersign(board.root, 'board', 'invite', '--profile', 'helena', '--name', 'N', '--discipline', 'legal', '--roles', 'voter', '-o', 'n.json');
    expect([again.exitCode, again.stderr]).toEqual([0, '']);
  });

  test('a store that may only be read gives what it has, takes nothing, and catches up later', async ({ skip }) => {
    const reason = unreadable();
    if (reason !== null) skip(reason);
    const { board } = fixture;
    await board.acts('ingrid', { name: 'declare-recusal', dossier: 'aurora-2.3' as never, reason: 'I wrote part of it.' });
    handOver(board.root);
    execFileSync('chmod', ['-R', 'a-w', board.at('store')]);
    const refused = await countersign(board.root, 'sync', '--profile', 'ingrid');
    saysPlainly(refused, board.at('store'));
    expect([73, 74]).toContain(refused.exitCode);
    expect((await countersign(board.root, 'sync', '--profile', 'helena')).exitCode).toBe(0);
    execFileSync('chmod', ['-R', 'u+w', board.at('store')]);
    for (const member of ['ingrid', 'helena']) expect(await countersign(board.root, 'sync', '--profile', member)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(valueOf(await openProfile(board.at('helena'), board.ports)).vault.facts().some((fact) => fact.type === 'recusal.declared/1')).toBe(true);
  });

  test('a disk that is really full: archive and packet are whole or not there, and what was recorded stays', async ({ skip }) => {
    const { board } = fixture;
    const small = board.at('small');
    const reason = unreadable() ?? smallDisk(small, 64 * 1024);
    if (reason !== null) skip(reason);
    mounted = small;
    handOver(board.root);
    writeFileSync(join(small, 'ballast'), Buffer.alloc(64 * 1024));
    const packed = await countersign(board.root, 'pack', 'source/dossier.yaml', '-o', 'small/new.dossier');
    const issued = await board.countersign('packet', '--profile', 'helena', '--dossier', 'aurora-2.3', '-o', 'small/packet.pdf', '--no-sync');
    for (const output of [packed, issued]) {
      saysPlainly(output, small, 'full');
      expect(output.exitCode).toBe(73);
    }
    // The packet is issued all the same, and the message says where it lies.
    saysPlainly(issued, board.at('helena', 'packets'));
    expect(execFileSync('ls', ['-A', small]).toString().trim().split('\n')).toEqual(['ballast']);
    expect(JSON.parse(await board.does('audit', '--profile', 'helena', '--json'))).toMatchObject({ clean: true });
  });

  test('two processes on one profile: the second is told, and nothing is written twice', async ({ skip }) => {
    const reason = unreadable();
    if (reason !== null) skip(reason);
    const { board } = fixture;
    handOver(board.root);
    const invites = ['a', 'b', 'c'].map((name) => countersign(board.root, 'board', 'invite', '--profile', 'helena', '--name', name, '--discipline', 'legal', '--roles', 'voter', '-o', `${name}.json`));
    const outputs = await Promise.all(invites);
    for (const output of outputs) {
      saysPlainly(output, ...(output.exitCode === 0 ? [] : [board.at('helena'), 'open already']));
      expect([0, 2]).toContain(output.exitCode);
    }
    expect(outputs.some(({ exitCode }) => exitCode === 0)).toBe(true);
    // The app holds the lock all the while.
    const lock = valueOf(await lockProfile(board.at('ingrid'), { sha256: nodeSha256 }));
    const blocked = await board.countersign('sync', '--profile', 'ingrid');
    saysPlainly(blocked, board.at('ingrid'), 'open already');
    await lock.release();
    await board.does('sync', '--profile', 'ingrid');
  });
});

describe('a member’s own notes', () => {
  const damaged = ['', '{"format":1,', '{"format":1,"format":1}', '\ufeff{}', '\u0000', '[]', '{"format":1,"kind":"draft","savedAt":"yesterday","value":1}', '['.repeat(5000)];

  test('damaged drafts and read-marks are told by name, and the record opens all the same', async () => {
    const { board } = fixture;
    const revision = board.shown as Digest;
    for (const content of damaged) {
      const { vault } = valueOf(await openProfile(board.at('ingrid'), board.ports));
      mkdirSync(board.at('ingrid', 'drafts'), { recursive: true });
      writeFileSync(board.at('ingrid', 'drafts', 'vote.json'), content);
      writeFileSync(board.at('ingrid', 'read-marks.json'), content);
      const told = [await vault.notes.draft('vote'), await vault.notes.viewed()];
      for (const result of told) expect(codeOf(result)).toMatch(/^(?:input|json)\//);
      for (const [i, name] of ['vote', 'read-marks.json'].entries()) expect(JSON.stringify(told[i])).toContain(name);
      // The damaged read-marks stay for whoever wants to look; nothing is written over them.
      expect(codeOf(await vault.notes.markViewed(revision, ['H-001' as ItemId]))).not.toBe('ok');
      expect(readFileSync(board.at('ingrid', 'read-marks.json'), 'utf8')).toBe(content);
      valueOf(await vault.notes.saveDraft('vote', { reason: 'Again.' }, '2026-11-19T09:00:00.000Z' as Instant));
      expect(valueOf(await vault.notes.draft('vote'))).toMatchObject({ value: { reason: 'Again.' } });
      rmSync(board.at('ingrid', 'read-marks.json'));
      valueOf(await vault.notes.markViewed(revision, ['H-001' as ItemId]));
      await board.does('status', '--profile', 'ingrid');
    }
  });
});
