/** A board of a secretary and two voters whose charter asks for countersignatures: decided, and its packet issued; everything went over the store. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCharter } from '../../electron/board/charter-file.ts';
import { perform } from '../../electron/board/perform.ts';
import { openProfile, type Profile } from '../../electron/board/profile.ts';
import type { CommandOutput } from '../../electron/cli/output.ts';
import type { Command } from '../../shared/commands/catalogue.ts';
import type { PacketSummary } from '../../shared/events/summary.ts';
import { dossierSummary } from '../../shared/events/summary.ts';
import { ok } from '../../shared/result.ts';
import type { Digest, MemberId } from '../../shared/vocabulary.ts';
import { boardPorts, type TestBoardPorts } from '../fakes/board-ports.ts';
import { commandLine } from '../fakes/command-line.ts';
import { dossier, writeSource } from '../hostile/decided-board.ts';
import { valueOf } from './test-vault.ts';
import { passphrase } from './working-board.ts';

export interface CountersigningBoard {
  readonly ports: TestBoardPorts;
  at(...names: string[]): string;
  countersign(...words: string[]): Promise<CommandOutput>;
  does(...words: string[]): Promise<string>;
  open(folder: string): Promise<Profile>;
  /** The dossier's packets as a member's profile has them. */
  packets(folder: string): Promise<readonly PacketSummary[]>;
}

export const voters = ['ingrid', 'amara'] as const;

export async function countersigningBoard(root: string, ports: TestBoardPorts = boardPorts()): Promise<CountersigningBoard> {
  const countersign = commandLine(root, ports);
  const at = (...names: string[]): string => join(root, ...names);
  const does = async (...words: string[]): Promise<string> => {
    const output = await countersign(...words);
    if (output.exitCode !== 0) throw new Error(`${words.join(' ')}: ${output.exitCode} ${output.stderr}`);
    return output.stdout;
  };
  const open = async (folder: string): Promise<Profile> => valueOf(await openProfile(at(folder), ports));
  const acts = async (folder: string, command: Command): Promise<void> => { valueOf(await perform(await open(folder), command, () => Promise.resolve(ok(passphrase)))); };
  const sync = async (...folders: string[]): Promise<void> => { for (const folder of folders) await does('sync', '--profile', folder); };
  writeFileSync(at('charter.json'), JSON.stringify({ ...defaultCharter, name: 'Nordlys Board', minimumVotes: 2, requiredDisciplines: [], residualBar: null, thresholds: [], packets: 'countersigned' }));
  writeSource(at('source'));
  mkdirSync(at('store'));
  await does('pack', 'source/dossier.yaml', '-o', 'aurora.dossier');
  await does('board', 'init', '--profile', 'helena', '--name', 'Nordlys Board', '--founder', 'Helena Brandt', '--discipline', 'secretariat', '--roles', 'secretary,submitter', '--charter', 'charter.json', '--store', 'store', '--trust-out', 'board-root.pem');
  for (const [folder, name] of [['ingrid', 'Ingrid Solberg'], ['amara', 'Amara Okafor']] as const) {
    await does('board', 'invite', '--profile', 'helena', '--name', name, '--discipline', 'safety', '--roles', 'voter', '-o', `${folder}.json`);
    await does('board', 'join', `${folder}.json`, '--profile', folder, '-o', `${folder}-request.json`);
    await does('board', 'admit', `${folder}-request.json`, '--profile', 'helena');
    await sync('helena', folder);
    await does('board', 'enter', '--profile', folder);
  }
  await does('publish', 'aurora.dossier', '--profile', 'helena');
  await sync(...voters);
  const [published] = (JSON.parse(await does('status', '--profile', 'ingrid', '--json')) as { dossiers: { revision: Digest }[] }).dossiers;
  const shown = published!.revision;
  for (const folder of voters) {
    await acts(folder, { name: 'give-vote', dossier, shown, choice: 'approve', reason: 'Seen.', conditions: [], dissent: null, unread: [] });
    await sync(folder);
  }
  await sync('helena');
  await acts('helena', { name: 'record-decision', dossier, shown, outcome: 'approved', reason: 'The evidence carries it.' });
  const issued = await does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'issued.pdf');
  if (!issued.includes('Waits for')) throw new Error(issued);
  await sync(...voters);
  return {
    ports, at, countersign, does, open,
    packets: async (folder) => {
      const profile = await open(folder);
      return dossierSummary(profile.record.view(), dossier, profile.file.member as MemberId, ports.clock.now(), await profile.record.contents(dossier))!.packets;
    },
  };
}
