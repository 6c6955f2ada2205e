/** `countersign init`: a `dossier.yaml` and a design record to begin with, commented line by line. */
import { basename, join } from 'node:path';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { initWords, starterDesignRecord, starterDossier } from '../../shared/copy/starter.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { done } from './output.ts';

const file = { dossier: 'dossier.yaml', record: 'design-record.yaml' } as const;

export const init: Command = {
  takes: { files: [], optional: 'DIR' },
  async run(given, { board: { files, clock }, from }) {
    const folder = given.files[0] ?? from;
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
