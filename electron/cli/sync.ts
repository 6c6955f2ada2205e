/** `countersign sync`, and the sync that follows what other commands recorded. */
import { meetStore } from '../board/meet.ts';
import type { Profile } from '../board/profile.ts';
import type { SyncReport } from '../sync/report.ts';
import { nextWords } from '../../shared/copy/command-line.ts';
import { count, list } from '../../shared/copy/number.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import { exitCodes } from '../../shared/packet/verdict.ts';
import { ok } from '../../shared/result.ts';
import type { Command } from './command.ts';
import type { Given } from './options.ts';
import { exitOf, rows, type CommandOutput } from './output.ts';
import { withProfile } from './profile.ts';

/** Alarms go to standard error, and the exit code tells a script of them. */
function reportOf({ pushed, pulled, troubles, missing, waiting, unknownNames }: SyncReport): CommandOutput {
  const counted = (parts: { readonly rosters: number; readonly events: number; readonly objects: number }): string =>
    list([...(parts.rosters > 0 ? [count(parts.rosters, 'roster')] : []), count(parts.events, 'event'), count(parts.objects, 'object')]);
  const late = missing.length + waiting.length;
  return {
    exitCode: troubles.length > 0 ? exitCodes.unreadable : 0,
    stdout: rows([
      ['Sent', counted(pushed)], ['Received', counted(pulled)],
      ...(late > 0 ? [['On the way', count(late, 'part')] as const] : []), ...(unknownNames.length > 0 ? [['Passed over', unknownNames.join(', ')] as const] : []),
    ]),
    stderr: troubles.map((trouble) => `${troubleLine(trouble)}\n`).join(''),
  };
}

export const sync: Command = {
  takes: { texts: ['profile'], needed: ['profile'] },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const report = await meetStore(profile);
    if (!report.ok) return report;
    return ok(report.value.idle ? { ...reportOf(report.value), stdout: `${nextWords.nothingNew}\n` } : reportOf(report.value));
  }),
};

/** Syncs what a command has just recorded, unless told not to or the board has no store. What was recorded stays, whatever becomes of the sync. */
export async function syncAfter(profile: Profile, given: Given, done: string): Promise<CommandOutput> {
  if (given.flag('no-sync') || profile.file.store === null) return { exitCode: 0, stdout: done, stderr: '' };
  const report = await meetStore(profile);
  if (!report.ok) return { exitCode: exitOf(report.trouble), stdout: done, stderr: `${troubleLine(report.trouble)} ${nextWords.notSynced}\n` };
  const { exitCode, stdout, stderr } = reportOf(report.value);
  return { exitCode, stdout: done + stdout, stderr };
}
