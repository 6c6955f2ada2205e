/** From the files of a release team to one revision: `dossier.yaml`, hazards, evidence in the tools' own formats, documents, artifacts. */
import type { Warning } from '../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import { assembleRevision, type MadeRevision } from '../../shared/dossier/revision-tree.ts';
import { warning } from '../../shared/evidence/reader.ts';
import { fail, ok, type Result, type Trouble } from '../../shared/result.ts';
import type { ItemId } from '../../shared/vocabulary.ts';
import type { ItemProblem } from './pieces.ts';
import { readDossier, type PackPorts, type ReadOptions } from './read-dossier.ts';

/** What a reader noticed about one piece of evidence. An answer that nobody gave has a code such as `unanswered-polarity`. */
export interface PackWarning { readonly item: ItemId; readonly warning: Warning }

/** One revision, whose objects, the revision's own bytes last, have gone into the sink. */
export interface PackedDossier extends Omit<MadeRevision, 'objects'> {
  readonly register: HazardRegister;
  readonly warnings: readonly PackWarning[];
}

/** A dossier that can't be packed: the first trouble, and every problem with its line in `dossier.yaml`. */
export interface NotPacked { readonly ok: false; readonly trouble: Trouble; readonly problems: readonly ItemProblem[] }

/**
 * Packs the dossier that a `dossier.yaml` describes. The same files give the same objects in the same order on every machine: nothing of the
 * path, the clock or the machine goes in. Refuses what the schemas, the readers and the caps refuse, all of it at once.
 */
export async function packDossier(dossierFile: string, ports: PackPorts, options: ReadOptions): Promise<{ readonly ok: true; readonly value: PackedDossier } | NotPacked> {
  const read = await readDossier(dossierFile, ports, options);
  if (!read.ok) return { ...read, problems: [] };
  const { described, artifacts, register, pieces, documents, problems } = read.value;
  const first = problems[0];
  if (first !== undefined) return { ok: false, trouble: first.trouble, problems };
  // Hazards that can't be read are a problem, and there is none.
  const { dossier, product, intendedUse, notCovered, owners, thresholds } = described;
  const made = assembleRevision({ dossier, product, intendedUse, notCovered, owners, thresholds, artifacts: [...artifacts], register: register!, evidence: pieces.map(({ entry }) => entry), documents }, ports.sha256);
  if (!made.ok) return { ...made, problems: [] };
  const put = await putAll(made.value, options);
  if (!put.ok) return { ...fail(put.trouble), problems: [] };
  const warnings = pieces.flatMap(({ id, warnings: noticedBy, questions }): PackWarning[] => [
    ...noticedBy.map((noticed) => ({ item: id, warning: noticed })),
    ...questions.map(({ answer, place, text }) => ({ item: id, warning: warning(`unanswered-${answer}`, place, text) })),
  ]);
  return ok({ revision: made.value.revision, bytes: made.value.bytes, digest: made.value.digest, register: register!, warnings });
}

/** The register, then the revision's own bytes: where those can be read, everything below them is there. */
async function putAll({ digest, bytes, objects }: MadeRevision, { sink }: ReadOptions): Promise<Result<void>> {
  for (const [object, content] of objects) {
    if (object === digest) continue;
    const put = await sink.put(object, content);
    if (!put.ok) return put;
  }
  return sink.put(digest, bytes);
}
