/** `dossier.yaml`: how a release team describes a release. Documented in `docs/formats/dossier-file.md`. */
import { z } from 'zod';
import { schemaRefusal } from '../../shared/bytes/schema.ts';
import { checkFormatNumber } from '../../shared/bytes/format.ts';
import { Comparison, EvidenceKind, Unit } from '../../shared/dossier/evidence.ts';
import { readYaml } from '../../shared/dossier/yaml-text.ts';
import { Answers } from '../../shared/evidence/reader.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { Digest, DossierId, ItemId, Line, ProductId, Prose } from '../../shared/vocabulary.ts';

/** A path inside the folder of `dossier.yaml`, with `/`; `*`, `**` and `?` where a pattern is meant. */
const Path = z.string().min(1).max(500);

const ArtifactEntry = z.union([
  z.strictObject({ name: Line, path: Path }),
  z.strictObject({ name: Line, kind: z.enum(['file', 'oci']).default('file'), digest: Digest, sizeBytes: z.int().min(0).nullable().default(null) }),
]);

const EvidenceItem = z.strictObject({
  id: ItemId,
  title: Line,
  files: z.union([Path, z.array(Path).min(1).max(200)]).transform((files) => (typeof files === 'string' ? [files] : files)),
  /** A format's id, or `unknown` to keep the files unread; detected where it is left out. */
  format: Line.nullable().default(null),
  kind: EvidenceKind.nullable().default(null),
  answers: Answers.default({}),
});

export const DossierFile = z.strictObject({
  format: z.literal(1),
  dossier: DossierId,
  product: z.strictObject({ id: ProductId, name: Line, release: Line, vendor: Line }),
  owners: z.array(Line).max(50).default([]),
  intendedUse: Prose.min(1),
  notCovered: z.array(Line).max(100).default([]),
  artifacts: z.array(ArtifactEntry).min(1).max(200),
  hazards: Path,
  evidence: z.array(EvidenceItem).max(20_000).default([]),
  documents: z.array(z.strictObject({ id: ItemId, title: Line, file: Path })).max(2000).default([]),
  thresholds: z.array(z.strictObject({ evidence: ItemId, metric: Line, variant: Line.nullable().default(null), op: Comparison, value: z.number(), unit: Unit, reason: Prose.min(1) })).max(2000).default([]),
});
export type DossierFile = z.infer<typeof DossierFile>;

const largestBytes = 1024 * 1024;

/** Reads and checks the text of a `dossier.yaml`; each refusal names the line. */
export function readDossierFile(name: string, bytes: Uint8Array): Result<DossierFile> {
  const yaml = readYaml(name, bytes, largestBytes);
  if (!yaml.ok) return yaml;
  const supported = checkFormatNumber(yaml.value.value, 1, name);
  if (!supported.ok) return supported;
  const file = DossierFile.safeParse(yaml.value.value);
  if (!file.success) {
    const params = schemaRefusal(name, file.error, yaml.value.value).trouble.params as { place: string; expected: string; found: string };
    return refuse('input/schema', { name, place: `line ${yaml.value.lineOf(file.error.issues[0]!.path)}, ${params.place}`, expected: params.expected, found: params.found });
  }
  const ids = new Set<string>();
  for (const { id } of [...file.data.evidence, ...file.data.documents]) {
    if (ids.has(id)) return refuse('dossier/duplicate-id', { name, id });
    ids.add(id);
  }
  const stray = file.data.thresholds.find((threshold) => !file.data.evidence.some((item) => item.id === threshold.evidence));
  if (stray !== undefined) return refuse('dossier/unknown-link', { name, from: `threshold on ${stray.metric}`, to: stray.evidence });
  return ok(file.data);
}
