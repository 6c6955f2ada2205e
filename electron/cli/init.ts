/** `countersign init`: a `dossier.yaml` and a design record to begin with, commented line by line; or a checklist to be answered. */
import { basename, join } from 'node:path';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { initWords, starterChecklist, starterDesignRecord, starterDossier } from '../../shared/copy/starter.ts';
import { usageWords } from '../../shared/copy/command-line.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { readChecklist } from './checklists.ts';
import type { Command } from './command.ts';
import { usage } from './options.ts';
import { done, type CommandOutput } from './output.ts';
import type { CommandLinePorts } from './ports.ts';

const file = { dossier: 'dossier.yaml', record: 'design-record.yaml' } as const;

export const init: Command = {
  takes: { files: [], optional: 'DIR', texts: ['checklist'] },
  async run(given, ports) {
    const folder = given.files[0] ?? ports.from;
    const checklist = given.text('checklist');
    if (checklist !== null) return writeChecklist(checklist, folder, ports);
    const { files, clock } = ports.board;
    const written: string[] = [];
    for (const name of [file.dossier, file.record]) {
      const path = join(folder, name);
      const kind = await files.kind(path);
      if (!kind.ok) return kind;
      // What a person wrote is never replaced.
      if (kind.value !== null) {
        if (name === file.dossier) return refuse('input/exists', { path });
        continue;
      }
      const text = name === file.dossier ? starterDossier(basename(folder)) : starterDesignRecord(clock.now().slice(0, 10));
      const made = await files.write(path, encodeUtf8(text));
      if (!made.ok) return made;
      written.push(path);
    }
    return ok(done(`${initWords.written(written)}\n`));
  },
};

/** Only the checklist: it may come at any time, beside a dossier that has long been written. */
async function writeChecklist(id: string, folder: string, { board: { files }, checklists }: CommandLinePorts): Promise<Result<CommandOutput>> {
  const found = await readChecklist(checklists, id, files);
  if (!found.ok) return found;
  if ('known' in found.value) return usage(usageWords.value('checklist', `one of ${found.value.known.join(', ')}`));
  const { template } = found.value;
  const inFolder = join('checklists', `${template.id}.yaml`);
  const path = join(folder, inFolder);
  for (const [at, isWanted] of [[folder, true], [path, false]] as const) {
    const kind = await files.kind(at);
    if (!kind.ok) return kind;
    if ((kind.value !== null) !== isWanted) return isWanted ? refuse('input/not-found', { path: at }) : refuse('input/exists', { path: at });
  }
  const made = await files.makeFolder(join(folder, 'checklists'));
  if (!made.ok) return made;
  const wrote = await files.write(path, encodeUtf8(starterChecklist(template)));
  return wrote.ok ? ok(done(`${initWords.checklist(path, template)}\n`)) : wrote;
}
