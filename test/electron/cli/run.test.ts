import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultCharter } from '../../../electron/board/charter-file.ts';
import { perform } from '../../../electron/board/perform.ts';
import { openProfile } from '../../../electron/board/profile.ts';
import type { CommandOutput } from '../../../electron/cli/output.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { lockProfile } from '../../../electron/vault/lock.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { commandWords } from '../../../shared/copy/command-line.ts';
import type { Command } from '../../../shared/commands/catalogue.ts';
import { VerifyReport } from '../../../shared/packet/verdict.ts';
import { ok } from '../../../shared/result.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { dossierFolder, dossierYaml } from '../../builders/dossier-folder.ts';
import { dayAfter, plainApproval, sealedPacket } from '../../builders/sealed-packet.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { passphrase } from '../../builders/working-board.ts';
import { boardPorts, type TestBoardPorts } from '../../fakes/board-ports.ts';
import { commandLine } from '../../fakes/command-line.ts';
import { faultyDisk } from '../../fakes/faulty-disk.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

let root: string;
let ports: TestBoardPorts;
let countersign: (...words: string[]) => Promise<CommandOutput>;
const at = (...names: string[]): string => join(root, ...names);

/** Runs a command that is expected to work. */
async function does(...words: string[]): Promise<string> {
  const output = await countersign(...words);
  if (output.exitCode !== 0) throw new Error(`${words.join(' ')}: ${output.exitCode} ${output.stderr}`);
  return output.stdout;
}
const founding = ['board', 'init', '--profile', 'helena', '--name', 'Nordlys Board', '--founder', 'Helena Brandt', '--discipline', 'secretariat', '--roles', 'secretary,submitter', '--charter', 'charter.json', '--store', 'store', '--trust-out', 'board-root.pem'];

async function found(): Promise<void> {
  writeFileSync(at('charter.json'), JSON.stringify({ ...defaultCharter, name: 'Nordlys Board', minimumVotes: 1, requiredDisciplines: [], residualBar: null, thresholds: [] }));
  mkdirSync(at('store'));
  await does(...founding);
}

async function join_(): Promise<void> {
  await does('board', 'invite', '--profile', 'helena', '--name', 'Ingrid Solberg', '--discipline', 'safety', '--roles', 'voter', '-o', 'ingrid.json');
  await does('board', 'join', 'ingrid.json', '--profile', 'ingrid', '-o', 'request.json');
  await does('board', 'admit', 'request.json', '--profile', 'helena');
  await does('sync', '--profile', 'helena');
  await does('sync', '--profile', 'ingrid');
  await does('board', 'enter', '--profile', 'ingrid');
}

/** What a member does in the app. */
async function acts(folder: string, command: Command): Promise<void> {
  valueOf(await perform(valueOf(await openProfile(at(folder), ports)), command, () => Promise.resolve(ok(passphrase))));
}
const dossier = 'aurora-2.3' as DossierId;

beforeEach(async () => {
  root = await temporaryFolder();
  ports = boardPorts();
  countersign = commandLine(root, ports);
});

test('the main job: a board, a dossier, a vote, a decision, a packet that a stranger verifies', async () => {
  await found();
  expect(await does('status', '--profile', 'helena')).toContain('helena-brandt');
  await join_();
  expect(await does('pack', dossierFolder(), '-o', 'aurora.dossier')).toContain('aurora-2.3');
  await does('publish', 'aurora.dossier', '--profile', 'helena', '--note', 'First submission');
  await does('sync', '--profile', 'ingrid');
  const before = JSON.parse(await does('status', '--profile', 'ingrid', '--json')) as { dossiers: { revision: string; quorum: string; mine: string }[] };
  expect(before.dossiers).toMatchObject([{ dossier, ordinal: 1, counted: 0, quorum: 'not-met', mine: 'not-cast', decision: null }]);
  const shown = before.dossiers[0]!.revision as never;
  await acts('ingrid', { name: 'give-vote', dossier, shown, choice: 'approve', reason: 'Seen.', conditions: [], dissent: null, unread: [] });
  await does('sync', '--profile', 'ingrid');
  await does('sync', '--profile', 'helena');
  expect(await countersign('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf')).toMatchObject({ exitCode: 2, stdout: '' });
  await acts('helena', { name: 'record-decision', dossier, shown, outcome: 'approved', reason: 'The evidence carries it.' });
  await does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf', '--trust-out', 'root-again.pem');
  mkdirSync(at('taken.pdf'));
  const unwritten = await countersign('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'taken.pdf', '--no-sync');
  expect(unwritten).toMatchObject({ exitCode: 73, stdout: '', stderr: expect.stringContaining(join('helena', 'packets')) as string });
  expect(readFileSync(at('packet.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(readFileSync(at('root-again.pem'))).toEqual(readFileSync(at('board-root.pem')));
  const verified = await countersign('verify', 'packet.pdf', '--trust', 'board-root.pem', '--json');
  expect([verified.exitCode, VerifyReport.parse(JSON.parse(verified.stdout)).verdict]).toEqual([0, 'approved']);
  expect((await countersign('verify', 'packet.pdf', '--trust', 'board-root.pem', '--at', '2028-01-01T00:00:00.000Z')).exitCode).toBe(2);
  await does('sync', '--profile', 'ingrid');
  const after = JSON.parse(await does('status', '--profile', 'ingrid', '--json')) as { dossiers: unknown[] };
  expect(after.dossiers).toMatchObject([{ counted: 1, quorum: 'met', mine: 'cast', decision: { outcome: 'approved', status: 'standing' }, packets: [{ number: expect.any(String) as string }] }]);
  for (const member of ['helena', 'ingrid']) expect(JSON.parse(await does('audit', '--profile', member, '--json'))).toMatchObject({ clean: true, troubles: [] });
}, 60_000);

describe('exit codes and messages', () => {
  test.each<[string, string[], number]>([
    ['no such command', ['decide'], 64],
    ['no such board command', ['board', 'dissolve'], 64],
    ['an unknown option', ['sync', '--profile', 'x', '--fast'], 64],
    ['an option without its value', ['sync', '--profile'], 64],
    ['a needed option left out', ['sync'], 64],
    ['a needed file left out', ['pack', '-o', 'x.dossier'], 64],
    ['a word too many', ['verify', 'a.pdf', 'b.pdf'], 64],
    ['a role that there isn’t', ['board', 'invite', '--profile', 'x', '--name', 'N', '--discipline', 'legal', '--roles', 'king', '-o', 'x'], 64],
    ['a number that is none', ['board', 'invite', '--profile', 'x', '--name', 'N', '--discipline', 'legal', '--roles', 'voter', '--days', 'ten', '-o', 'x'], 64],
    ['an instant that is none', ['verify', 'a.pdf', '--at', 'tomorrow'], 64],
    ['a missing dossier', ['pack', 'nowhere.yaml', '-o', 'x.dossier'], 66],
    ['a missing packet', ['verify', 'nowhere.pdf'], 66],
    ['a profile that is not there', ['status', '--profile', 'nowhere'], 66],
    ['a folder that holds no board', ['status', '--profile', '.'], 66],
  ])('%s', async (_, words, exitCode) => {
    const output = await countersign(...words);
    expect(output).toMatchObject({ exitCode, stdout: '' });
    expect(output.stderr).toMatch(/^countersign.*: .+\n$/);
    // Whole sentences, the usage error too; an option may begin one.
    if (exitCode === 64) expect(output.stderr).not.toMatch(/\. [a-z]/);
    expect(output.stderr).not.toMatch(/\n\s+at /);
  });

  test('data that is not what it should be', async () => {
    await found();
    writeFileSync(at('broken.dossier'), 'not an archive');
    writeFileSync(at('bad.yaml'), 'format: 1\nhazards: [');
    for (const words of [['publish', 'broken.dossier', '--profile', 'helena'], ['pack', 'bad.yaml', '-o', 'x.dossier'], ['board', 'admit', 'broken.dossier', '--profile', 'helena']]) {
      expect(await countersign(...words)).toMatchObject({ exitCode: 65, stdout: '', stderr: expect.stringContaining(words.at(words[0] === 'board' ? 2 : 1)!) as string });
    }
    expect(existsSync(at('x.dossier'))).toBe(false);
  });

  test('what the rules and keys refuse', async () => {
    await found();
    await does('pack', dossierFolder(), '-o', 'aurora.dossier');
    expect((await commandLine(root, ports, { env: { COUNTERSIGN_PASSPHRASE: 'wrong' } })('publish', 'aurora.dossier', '--profile', 'helena')).exitCode).toBe(2);
    await does('publish', 'aurora.dossier', '--profile', 'helena');
    expect((await countersign('publish', 'aurora.dossier', '--profile', 'helena')).exitCode).toBe(2);
    expect((await countersign(...founding)).exitCode).toBe(2);
  });

  test('a disk that is full or broken', async () => {
    await found();
    const yaml = dossierFolder();
    for (const [errno, exitCode] of [['ENOSPC', 73], ['EROFS', 73], ['EIO', 74]] as const) {
      const full = commandLine(root, boardPorts({ files: openFiles(faultyDisk({ at: 1, errno, persistent: true })) }));
      expect((await full('pack', yaml, '-o', 'x.dossier')).exitCode).toBe(exitCode);
    }
    expect(existsSync(at('x.dossier'))).toBe(false);
  });

  test('a store that is gone: what was published stays, and the code tells of it', async () => {
    await found();
    await does('pack', dossierFolder(), '-o', 'aurora.dossier');
    rmSync(at('store'), { recursive: true });
    const output = await countersign('publish', 'aurora.dossier', '--profile', 'helena');
    expect(output).toMatchObject({ exitCode: 74, stdout: expect.stringContaining('aurora-2.3') as string });
    expect((await countersign('sync', '--profile', 'helena')).exitCode).toBe(74);
    mkdirSync(at('store'));
    await does('sync', '--profile', 'helena');
    expect(JSON.parse(await does('status', '--profile', 'helena', '--json'))).toMatchObject({ dossiers: [{ dossier }] });
  });

  test('a profile that another program has open', async () => {
    await found();
    const lock = valueOf(await lockProfile(at('helena'), { sha256: nodeSha256 }));
    for (const words of [['status', '--profile', 'helena'], ['board', 'invite', '--profile', 'helena', '--name', 'N', '--discipline', 'legal', '--roles', 'voter', '-o', 'n.json']]) expect((await countersign(...words)).exitCode).toBe(2);
    await lock.release();
    await does('status', '--profile', 'helena');
  });

  test('a fault of the program becomes one line', async () => {
    const output = await commandLine(root, { ...ports, files: null as never })('status', '--profile', 'x');
    expect(output).toMatchObject({ exitCode: 70, stdout: '' });
    expect(output.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('a file that is named may be a link', () => {
  /** Moves the file away and leaves a link to it. */
  const linked = (name: string): string => {
    renameSync(at(name), at(`real-${name}`));
    symlinkSync(`real-${name}`, at(name));
    return name;
  };

  test('charter, invitation, request, dossier and passphrase', async () => {
    writeFileSync(at('charter.json'), JSON.stringify({ ...defaultCharter, name: 'Nordlys Board' }));
    writeFileSync(at('secret'), `${passphrase}\n`);
    mkdirSync(at('store'));
    await does(...founding.map((word) => (word === 'charter.json' ? linked(word) : word)), '--passphrase-file', linked('secret'));
    await does('board', 'invite', '--profile', 'helena', '--name', 'Ingrid Solberg', '--discipline', 'safety', '--roles', 'voter', '-o', 'ingrid.json');
    await does('board', 'join', linked('ingrid.json'), '--profile', 'ingrid', '-o', 'request.json');
    await does('board', 'admit', linked('request.json'), '--profile', 'helena');
    symlinkSync(dossierFolder(), at('dossier.yaml'));
    await does('pack', 'dossier.yaml', '-o', 'aurora.dossier');
    await does('publish', linked('aurora.dossier'), '--profile', 'helena');
  });

  test('packet and trust file', async () => {
    const packet = await sealedPacket(plainApproval);
    writeFileSync(at('packet.pdf'), packet.bytes);
    writeFileSync(at('root.pem'), packet.trustPem);
    expect((await countersign('verify', linked('packet.pdf'), '--trust', linked('root.pem'), '--at', dayAfter)).exitCode).toBe(0);
    symlinkSync('nowhere', at('dangling.pdf'));
    expect(await countersign('verify', 'dangling.pdf')).toMatchObject({ exitCode: 66, stderr: expect.stringContaining(at('dangling.pdf')) as string });
  });

  test('what the dossier itself names may not', async () => {
    const yaml = dossierFolder();
    const document = join(dirname(yaml), 'design.md');
    renameSync(document, `${document}.real`);
    symlinkSync('design.md.real', document);
    symlinkSync(yaml, at('dossier.yaml'));
    expect((await countersign('pack', 'dossier.yaml', '-o', 'x.dossier')).exitCode).toBe(65);
  });
});

test('audit names a damaged object and a lost one', async () => {
  await found();
  await does('pack', dossierFolder(), '-o', 'aurora.dossier');
  await does('publish', 'aurora.dossier', '--profile', 'helena', '--no-sync');
  const objects = readdirSync(at('helena', 'vault', 'objects'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const [damaged, lost] = objects as [(typeof objects)[0], (typeof objects)[0]];
  truncateSync(join(damaged.parentPath, damaged.name), 1);
  rmSync(join(lost.parentPath, lost.name));
  const output = await countersign('audit', '--profile', 'helena');
  expect(output.exitCode).toBe(65);
  for (const { name } of [damaged, lost]) expect(output.stderr).toContain(name.slice(0, 8));
  expect((JSON.parse((await countersign('audit', '--profile', 'helena', '--json')).stdout) as { clean: boolean }).clean).toBe(false);
});

test('what a dossier says can’t steer the terminal', async () => {
  await found();
  const folder = dossierFolder({ 'dossier.yaml': dossierYaml.replace('name: Aurora,', 'name: "Aur\\u001b[31mora\\u202e",') });
  const output = await countersign('pack', folder, '-o', 'aurora.dossier');
  expect(output.exitCode).toBe(0);
  expect(output.stdout).toContain('Aur\\u001b[31mora\\u202e');
  expect(output.stdout).not.toContain('\u001b');
});

describe('help', () => {
  test('lists every command, and shows how each is called', async () => {
    const page = await does('help');
    for (const name of Object.keys(commandWords)) {
      expect(page).toContain(`  ${name} `);
      expect(await does('help', ...name.split(' '))).toContain(`countersign ${name} `);
    }
    expect(await does()).toBe(page);
    expect(await does('sync', '--help')).toBe(await does('help', 'sync'));
    expect((await countersign('help', 'nothing')).exitCode).toBe(64);
  });

  test('speaks of the passphrase only where one is taken', async () => {
    const speaking = [];
    for (const name of Object.keys(commandWords)) if ((await does('help', ...name.split(' '))).includes('--passphrase-file')) speaking.push(name);
    expect(speaking).toEqual(['board init', 'board join', 'board admit', 'board enter', 'board crl', 'board status-list', 'publish', 'packet', 'packet countersign', 'packet addendum', 'packet supersede', 'packet revoke']);
  });
});
