/** A whole board in one folder, with everything on disk that a fault can hit: made once, put back before each test. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { defaultCharter } from '../../electron/board/charter-file.ts';
import { perform } from '../../electron/board/perform.ts';
import { openProfile } from '../../electron/board/profile.ts';
import type { CommandOutput } from '../../electron/cli/output.ts';
import type { Condition } from '../../shared/board/condition.ts';
import type { Command } from '../../shared/commands/catalogue.ts';
import { ok } from '../../shared/result.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import { dossierYaml, hazardsJson } from '../builders/dossier-folder.ts';
import { modelInfo } from '../builders/evidence-text.ts';
import { valueOf } from '../builders/test-vault.ts';
import { passphrase } from '../builders/working-board.ts';
import { boardPorts, type TestBoardPorts } from '../fakes/board-ports.ts';
import { commandLine } from '../fakes/command-line.ts';

export const dossier = 'aurora-2.3' as DossierId;

export interface DecidedBoard {
  /** Holds `helena` (secretary, submitter), `ingrid` (voter), `store`, `source`, `aurora.dossier`, `board-root.pem` and `charter.json`. */
  readonly root: string;
  readonly ports: TestBoardPorts;
  /** The revision that was published. */
  readonly shown: Digest;
  at(...names: string[]): string;
  countersign(...words: string[]): Promise<CommandOutput>;
  /** Runs a command that is expected to work, and answers what it printed. */
  does(...words: string[]): Promise<string>;
  /** What a member does in the app. */
  acts(folder: string, command: Command): Promise<void>;
  /** The paths of all files in a folder of the board, sorted. */
  filesOf(folder: string): readonly string[];
}

/** The release team's folder. */
export function writeSource(folder: string): void {
  mkdirSync(join(folder, 'evidence'), { recursive: true });
  const files = { 'dossier.yaml': dossierYaml, 'hazards.json': hazardsJson(), 'evidence/Model2026.json': modelInfo(), 'design.md': '# Design record\n', 'model.bin': 'weights' };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

function boardAt(root: string, ports: TestBoardPorts, shown: Digest): DecidedBoard {
  const countersign = commandLine(root, ports);
  const at = (...names: string[]): string => join(root, ...names);
  return {
    root, ports, shown, at, countersign,
    does: async (...words) => {
      const output = await countersign(...words);
      if (output.exitCode !== 0) throw new Error(`${words.join(' ')}: ${output.exitCode} ${output.stderr}`);
      return output.stdout;
    },
    acts: async (folder, command) => { valueOf(await perform(valueOf(await openProfile(at(folder), ports)), command, () => Promise.resolve(ok(passphrase)))); },
    filesOf: (folder) => readdirSync(at(folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name))).sort(),
  };
}

/** Founds the board, admits a voter, publishes, votes and decides, all over the store; with `conditions` the approval carries them. */
export async function makeDecidedBoard(root: string, conditions: readonly Condition[] = []): Promise<DecidedBoard> {
  const ports = boardPorts();
  const { at, does } = boardAt(root, ports, '' as Digest);
  writeFileSync(at('charter.json'), JSON.stringify({ ...defaultCharter, name: 'Nordlys Board', minimumVotes: 1, requiredDisciplines: [], residualBar: null, thresholds: [] }));
  writeSource(at('source'));
  await does('pack', 'source/dossier.yaml', '-o', 'aurora.dossier');
  mkdirSync(at('store'));
  await does('board', 'init', '--profile', 'helena', '--name', 'Nordlys Board', '--founder', 'Helena Brandt', '--discipline', 'secretariat', '--roles', 'secretary,submitter', '--charter', 'charter.json', '--store', 'store', '--trust-out', 'board-root.pem');
  await does('board', 'invite', '--profile', 'helena', '--name', 'Ingrid Solberg', '--discipline', 'safety', '--roles', 'voter', '-o', 'ingrid.json');
  await does('board', 'join', 'ingrid.json', '--profile', 'ingrid', '-o', 'request.json');
  await does('board', 'admit', 'request.json', '--profile', 'helena');
  for (const member of ['helena', 'ingrid']) await does('sync', '--profile', member);
  await does('board', 'enter', '--profile', 'ingrid');
  await does('publish', 'aurora.dossier', '--profile', 'helena');
  await does('sync', '--profile', 'ingrid');
  const [published] = (JSON.parse(await does('status', '--profile', 'ingrid', '--json')) as { dossiers: { revision: Digest }[] }).dossiers;
  const shown = published!.revision;
  const board = boardAt(root, ports, shown);
  await board.acts('ingrid', { name: 'give-vote', dossier, shown, choice: conditions.length === 0 ? 'approve' : 'approve-with-conditions', reason: 'Seen.', conditions: [...conditions], dissent: null, unread: [] });
  for (const member of ['ingrid', 'helena']) await does('sync', '--profile', member);
  await board.acts('helena', { name: 'record-decision', dossier, shown, outcome: conditions.length === 0 ? 'approved' : 'approved-with-conditions', reason: 'The evidence carries it.' });
  for (const member of ['helena', 'ingrid']) await does('sync', '--profile', member);
  return board;
}

/** The board of a test file, as it was made before each of its tests. `more`: what is done to it once, before all of them. */
export function freshBoard(more: (board: DecidedBoard) => Promise<void> = () => Promise.resolve(), conditions: readonly Condition[] = []): { readonly board: DecidedBoard } {
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-hostile-'));
  const [root, kept] = [join(scratch, 'board'), join(scratch, 'kept')];
  let made: DecidedBoard;
  beforeAll(async () => {
    mkdirSync(root);
    made = await makeDecidedBoard(root, conditions);
    await more(made);
    cpSync(root, kept, { recursive: true });
  }, 60_000);
  beforeEach(() => { putBack(root, kept); });
  afterAll(() => { rmSync(scratch, { recursive: true, force: true }); });
  return { get board() { return boardAt(root, boardPorts(), made.shown); } };
}

function putBack(root: string, kept: string): void {
  rmSync(root, { recursive: true, force: true });
  cpSync(kept, root, { recursive: true });
}

/** Fails unless the output is one calm line on standard error: no trace, no program's own fault, with each of `words` in it. */
export function saysPlainly({ exitCode, stderr }: CommandOutput, ...words: readonly string[]): void {
  if (exitCode === 70 || /\n\s+at |Error:|undefined|\[object/.test(stderr)) throw new Error(`exit code ${exitCode}: ${stderr}`);
  const lacking = words.filter((word) => !stderr.includes(word));
  if (lacking.length > 0) throw new Error(`no ${lacking.join(', ')} in: ${stderr}`);
}
