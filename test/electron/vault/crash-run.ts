import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { audit } from '../../../electron/vault/audit.ts';
import { canonicalBytes, canonicalText } from '../../../shared/bytes/canonical.ts';
import { sha256Text } from '../../../shared/bytes/digest.ts';
import { merkleRoot } from '../../../shared/bytes/merkle.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { actDraft, finding } from '../../builders/signed-board.ts';
import type { TestBoard, TestDevice } from '../../builders/signed-board.ts';
import { openTestVault, testPorts, valueOf } from '../../builders/test-vault.ts';
import type { CrashPlan } from './crash-child.ts';

const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

/** A small import: one raw file, one document, register and revision as object texts, and the act that publishes them. */
export function smallImport(board: TestBoard, by: TestDevice, label = '1'): CrashPlan['steps'][number] {
  const register = canonicalText({ format: 1, kind: 'hazard-register', hazards: [] });
  const [raw, evidence, document] = [`raw ${label}`, `{"evidence":"${label}"}`, `# Notes ${label}`];
  const file = { name: 'run.json', digest: sha256Text(raw), sizeBytes: raw.length };
  const revision = valueOf(decodeUtf8(canonicalBytes({
    format: 1, kind: 'revision', dossier: 'aurora-7b-2.3', product: { id: 'aurora-7b', name: 'Aurora', release: '2.3', vendor: 'Aurora Labs' }, intendedUse: 'Tests', notCovered: [], owners: [],
    artifacts: [{ name: 'model.bin', kind: 'file', digest: sha256Text('model'), sizeBytes: null }],
    hazards: { object: sha256Text(register), root: merkleRoot([]), count: 0 },
    evidence: [{ id: 'E-1', title: 'A run', kind: 'benchmark', object: sha256Text(evidence), files: [file] }],
    documents: [{ id: 'D-1', title: 'Notes', mediaType: 'text/markdown', name: 'notes.md', object: sha256Text(document), sizeBytes: document.length }], thresholds: [],
  }), 'revision'));
  return {
    objects: [raw, evidence, document, register, revision],
    drafts: [actDraft(board.board, by, 'revision.published/1', { dossier: 'aurora-7b-2.3', revision: sha256Text(revision), note: null } as never)],
  };
}

/** Runs the plan on a copy of `template` in a process that is killed before writing operation `at`; what it acknowledged, and how many operations a whole run has. */
export async function runUntilKilled(template: string, profile: string, planFile: string, at: number): Promise<{ readonly acknowledged: readonly string[]; readonly killed: boolean; readonly operations: number | null; readonly errors: string }> {
  rmSync(profile, { recursive: true, force: true });
  cpSync(template, profile, { recursive: true });
  // Node 22 needs the flag to run TypeScript; later ones accept it.
  const running = spawn(process.execPath, ['--experimental-strip-types', '--no-warnings', child, profile, planFile, String(at)], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } });
  let output = '';
  let errors = '';
  running.stdout.on('data', (part: Buffer) => { output += part.toString(); });
  running.stderr.on('data', (part: Buffer) => { errors += part.toString(); });
  const killed = await new Promise<boolean>((resolve) => { running.on('close', (_, signal) => resolve(signal === 'SIGKILL')); });
  const lines = output.split('\n').filter((line) => line !== '');
  const done = lines.find((line) => line.startsWith('done '));
  return { acknowledged: lines.filter((line) => line !== done), killed, operations: done ? Number(done.slice(5)) : null, errors };
}

/** What is wrong with a profile after a crash: acknowledged things that are gone, and everything that audit tells but leftovers. Empty when all is well. */
export async function lossesAfterCrash(profile: string, board: TestBoard, device: TestDevice, acknowledged: readonly string[]): Promise<readonly string[]> {
  const losses: string[] = [];
  const vault = await openTestVault(profile, board, device);
  const facts = new Set(vault.facts().map((fact) => fact.digest));
  for (const line of acknowledged) {
    const [kind, digest] = line.split(' ') as [string, Digest];
    if (kind === 'fact' ? !facts.has(digest) : !(await vault.objects.read(digest)).ok) losses.push(line);
  }
  const report = valueOf(await audit(vault, { readData: true }, testPorts()));
  if (!report.clean) losses.push(...report.troubles.map((trouble) => JSON.stringify(trouble)));
  losses.push(...report.leftovers.filter((path) => !path.includes('.tmp-')).map((path) => `stranger ${path}`));
  const next = await vault.appendOwn([finding('after the crash')]);
  if (!next.ok) losses.push(`append after the crash: ${next.trouble.code}`);
  const positions = vault.facts().map((fact) => fact.position);
  if (positions.some((position, i) => position !== i + 1)) losses.push('positions have gaps');
  return losses;
}
