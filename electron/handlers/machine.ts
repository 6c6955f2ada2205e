/** Calls about the profile as a whole: what it is, the sample board, the store, the audit, settings and the log. */
import type { Broadcast } from '../ipc/broadcast.ts';
import type { Handlers } from '../ipc/router.ts';
import type { Log } from '../shell/log.ts';
import type { SettingsStore } from '../settings.ts';
import { audit } from '../vault/audit.ts';
import { makeSample, type SamplePorts } from '../sample/make.ts';
import { removeSample } from '../sample/remove.ts';
import { sampleStepWords } from '../../shared/copy/sample.ts';
import type { MachineRegion } from '../../shared/ipc/contract.ts';
import type { Settings } from '../../shared/ipc/settings.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { Turn } from './turn.ts';
import type { Workspace } from './workspace.ts';

export interface MachinePorts {
  readonly folder: string;
  readonly workspace: Workspace;
  readonly settings: SettingsStore;
  readonly region: MachineRegion;
  readonly log: Log;
  readonly broadcast: Broadcast;
  readonly turn: Turn;
  readonly sample: { readonly sources: string; readonly ports: SamplePorts };
  onSettings(settings: Settings): void;
}

type MachineChannel = 'profile.read' | 'sample.make' | 'sample.remove' | 'sync.read' | 'sync.run' | 'vault.audit' | 'region.read' | 'settings.read' | 'settings.write' | 'log.defect';

export function machineHandlers({ folder, workspace, settings, region, log, broadcast, turn, sample, onSettings }: MachinePorts): Pick<Handlers, MachineChannel> {
  return {
    'profile.read': () => workspace.state(),
    'sample.make': async () => {
      const end = turn.take();
      if (end === null) return refuse('board/exists', { path: folder });
      try {
        const made = await makeSample(folder, { ...sample, onProgress: ({ done, total, step }) => broadcast('progress', { done, total, step: sampleStepWords[step] }) });
        if (!made.ok) return made;
        const opened = await workspace.open();
        return opened.ok ? await workspace.state() : opened;
      } finally {
        end();
      }
    },
    'sample.remove': async () => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      if (!profile.value.trust.sample) return refuse('board/not-a-sample', { path: folder });
      const end = turn.take();
      if (end === null) return refuse('board/not-a-sample', { path: folder });
      try {
        // Whoever is writing into the profile writes to its end: nothing of it may come back afterwards.
        await workspace.settled();
        await workspace.close();
        const removed = await removeSample(folder, sample.ports);
        const opened = await workspace.open();
        broadcast('profile', null);
        if (!removed.ok) return removed;
        return opened.ok ? await workspace.state() : opened;
      } finally {
        end();
      }
    },
    'sync.read': async () => ok(workspace.syncState()),
    'sync.run': async () => ok(await workspace.sync()),
    'vault.audit': async () => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const report = await workspace.during(() => audit(profile.value.vault, { readData: true }, profile.value.ports));
      return report.ok ? ok({ checkedObjects: report.value.checked.objectsRehashed, checkedEvents: report.value.checked.events, damaged: report.value.troubles }) : report;
    },
    'region.read': async () => ok(region),
    'settings.read': async () => ok(settings.read()),
    'settings.write': async (wanted) => {
      const kept = settings.write(wanted);
      onSettings(kept);
      return ok(kept);
    },
    'log.defect': async ({ message, stack }) => {
      const error = new Error(message);
      error.stack = stack;
      return ok({ reference: log.defect(error) });
    },
  };
}
