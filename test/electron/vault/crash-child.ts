/*
 * A real process that writes to a vault and ends itself with SIGKILL before its Nth writing operation. What it was told is
 * stored it prints at once, a line each. Arguments: profile, file with the plan, N (0: never).
 */
import { readFileSync, writeSync } from 'node:fs';
import { nodeSha256, nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import type { EventDraft } from '../../../electron/vault/vault.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { BoardId, DeviceId, Instant } from '../../../shared/vocabulary.ts';
import { watchedDisk } from '../../fakes/faulty-disk.ts';

export interface CrashPlan {
  readonly board: BoardId;
  readonly device: DeviceId;
  readonly now: Instant;
  /** One after another: a group of events, then objects with the event that names them. */
  readonly steps: readonly { readonly objects: readonly string[]; readonly drafts: readonly EventDraft[] }[];
}

const [profile, planFile, at] = process.argv.slice(2) as [string, string, string];
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as CrashPlan;
const say = (text: string): void => { writeSync(1, `${text}\n`); };

const disk = watchedDisk(async (_, number, tear) => {
  if (number !== Number(at)) return;
  await tear?.();
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process before anything else is written.
  await new Promise(() => undefined);
});
const opened = await openVault(profile, { files: openFiles(disk), clock: { now: () => plan.now }, sha256: nodeSha256, verify: nodeVerifySignature, board: plan.board, device: plan.device });
if (!opened.ok) throw new Error(JSON.stringify(opened.trouble));
const vault = opened.value;
for (const step of plan.steps) {
  const stored = await vault.objects.putAll(step.objects.map(encodeUtf8));
  if (!stored.ok) throw new Error(JSON.stringify(stored.trouble));
  for (const digest of stored.value) say(`object ${digest}`);
  const facts = await vault.appendOwn(step.drafts);
  if (!facts.ok) throw new Error(JSON.stringify(facts.trouble));
  for (const fact of facts.value) say(`fact ${fact.digest}`);
}
say(`done ${disk.count()}`);
