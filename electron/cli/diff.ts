/** `countersign diff`: what changed from one revision to another, by meaning. */
import { diffLines } from '../../shared/copy/diff.ts';
import { speaksAgainst } from '../../shared/dossier/change.ts';
import { diffRevisions } from '../../shared/dossier/diff.ts';
import { openRevision, type OpenRevision } from '../../shared/dossier/revision-tree.ts';
import { basisChange } from '../../shared/packet/baseline.ts';
import type { ObjectSource } from '../../shared/ports.ts';
import { fail, integrity, ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { memorySink } from '../dossier/archive.ts';
import { readArchiveFile } from '../dossier/import.ts';
import { packDossier } from '../dossier/pack.ts';
import type { Command } from './command.ts';
import { json } from './output.ts';
import type { CommandLinePorts } from './ports.ts';

/** Exit code where something speaks against the later revision. */
const worseExitCode = 1;

export const diff: Command = {
  takes: { files: ['A', 'B'], flags: ['json'] },
  async run(given, ports) {
    const opened: OpenRevision[] = [];
    for (const path of given.files) {
      const one = await openOne(path, ports);
      if (!one.ok) return one;
      opened.push(one.value);
    }
    const [before, after] = opened as [OpenRevision, OpenRevision];
    const changes = diffRevisions(before, after);
    const named = ({ digest, revision: { dossier, product } }: OpenRevision) => ({ dossier, product: product.name, release: product.release, revision: digest });
    const exitCode = changes.some(speaksAgainst) ? worseExitCode : 0;
    if (given.flag('json')) return ok({ exitCode, stderr: '', stdout: json({ before: named(before), after: named(after), changes: changes.map((change) => ({ ...change, words: basisChange(change) })) }) });
    return ok({ exitCode, stderr: '', stdout: `${diffLines(named(before), named(after), changes.map((change) => ({ ...basisChange(change), said: basisChange(change).reading, reading: change.reading }))).join('\n')}\n` });
  },
};

/** A revision from a `.dossier` file, or from the files that a `dossier.yaml` describes. */
async function openOne(path: string, { board, openParser }: CommandLinePorts): Promise<Result<OpenRevision>> {
  if (!/\.ya?ml$/i.test(path)) {
    const archive = await readArchiveFile(path, board);
    return archive.ok ? ok(archive.value.revision) : archive;
  }
  const parser = openParser();
  try {
    const sink = memorySink();
    const packed = await packDossier(path, { ...board, parser }, { sink });
    if (!packed.ok) return fail(packed.trouble);
    const source: ObjectSource = { read: (digest: Digest) => { const bytes = sink.objects.get(digest); return Promise.resolve(bytes === undefined ? integrity('object/missing', { digest }) : ok(bytes)); } };
    return await openRevision(packed.value.digest, source, board.sha256);
  } finally {
    await parser.close();
  }
}
