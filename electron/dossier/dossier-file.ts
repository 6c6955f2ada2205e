/** `dossier.yaml`: how a release team describes a release. Documented in `docs/formats/dossier-file.md`. */
import { z } from 'zod';
import { schemaRefusal } from '../../shared/bytes/schema.ts';
import { checkFormatNumber } from '../../shared/bytes/format.ts';
import { Comparison, EvidenceKind, Unit } from '../../shared/dossier/evidence.ts';
import { HazardFileEntry } from '../../shared/dossier/hazard-table.ts';
import { readYaml } from '../../shared/dossier/yaml-text.ts';
import { Answers } from '../../shared/evidence/reader.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { Day, Digest, DossierId, ItemId, Line, ProductId, Prose } from '../../shared/vocabulary.ts';

/** A path inside the folder of `dossier.yaml`, with `/`; `*`, `**` and `?` where a pattern is meant. */
const Path = z.string().min(1).max(500);
const Paths = z.union([Path, z.array(Path).min(1).max(200)]).transform((files) => (typeof files === 'string' ? [files] : files));

const ArtifactEntry = z.union([
  z.strictObject({ name: Line, path: Path }),
  z.strictObject({ name: Line, kind: z.enum(['file', 'oci']).default('file'), digest: Digest, sizeBytes: z.int().min(0).nullable().default(null) }),
]);

/** What is said of evidence however its files are named. */
const aboutEvidence = {
  /** A format's id, or `unknown` to keep the files unread; detected where it is left out. */
  format: Line.nullable().default(null),
  kind: EvidenceKind.nullable().default(null),
  answers: Answers.default({}),
  /** The last day (UTC) on which it counts. */
  expires: Day.nullable().default(null),
  /** Incidents, claims of a safety case that it speaks about, by their own ids. Hazards and mitigations name their evidence themselves. */
  incidents: z.array(Line).max(1000).default([]),
  claims: z.array(Line).max(1000).default([]),
};

/** One piece of evidence. */
const EvidencePiece = z.strictObject({ id: ItemId, title: Line, files: Paths, ...aboutEvidence });

/** As many pieces as the files make: ids are the prefix and what the file's path adds to the others', so that they stay from revision to revision. */
const EvidencePieces = z.strictObject({ each: Paths, prefix: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,19}$/).default('E'), ...aboutEvidence });

/** A piece of evidence with a part of its own in the review: the design record, the safety case, an answered checklist. */
const PartFile = z.strictObject({ id: ItemId, title: Line, files: Paths, format: Line.nullable().default(null), expires: Day.nullable().default(null) });

export const DossierFile = z.strictObject({
  format: z.literal(1),
  dossier: DossierId,
  product: z.strictObject({ id: ProductId, name: Line, release: Line, vendor: Line }),
  owners: z.array(Line).max(50).default([]),
  intendedUse: Prose.min(1),
  notCovered: z.array(Line).max(100).default([]),
  artifacts: z.array(ArtifactEntry).min(1).max(200),
  /** A file in JSON or CSV, or the hazards themselves. */
  hazards: z.union([Path, z.array(HazardFileEntry).max(10_000)]),
  designRecord: PartFile.nullable().default(null),
  safetyCase: PartFile.nullable().default(null),
  checklists: z.array(PartFile).max(50).default([]),
  evidence: z.array(z.union([EvidencePiece, EvidencePieces])).max(20_000).default([]),
  documents: z.array(z.strictObject({ id: ItemId, title: Line, file: Path })).max(2000).default([]),
  thresholds: z.array(z.strictObject({ evidence: ItemId, metric: Line, variant: Line.nullable().default(null), op: Comparison, value: z.number(), unit: Unit, reason: Prose.min(1) })).max(2000).default([]),
});
export type DossierFile = z.infer<typeof DossierFile>;
export type EvidenceItem = DossierFile['evidence'][number];

/** A `dossier.yaml` with the lines of its parts. */
export interface DescribedDossier extends DossierFile { lineOf(path: readonly PropertyKey[]): number }

const largestBytes = 1024 * 1024;

/** Reads and checks the text of a `dossier.yaml`; each refusal names the line. */
export function readDossierFile(name: string, bytes: Uint8Array): Result<DescribedDossier> {
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
  for (const { id } of [...namedPieces(file.data), ...file.data.documents]) {
    if (ids.has(id)) return refuse('dossier/duplicate-id', { name, id });
    ids.add(id);
  }
  return ok({ ...file.data, lineOf: yaml.value.lineOf });
}

/** A piece of evidence that has an id of its own in the file, and where it stands there. */
export interface NamedPiece extends z.infer<typeof EvidencePiece> { readonly place: readonly (string | number)[] }

/** Everything in the file that becomes one piece of evidence: the design record, the safety case, checklists, then the evidence with an id. */
export function namedPieces({ designRecord, safetyCase, checklists, evidence }: DossierFile): NamedPiece[] {
  const part = (file: z.infer<typeof PartFile> | null, kind: EvidenceKind, place: readonly (string | number)[]): NamedPiece[] =>
    (file === null ? [] : [{ ...file, kind, answers: {}, incidents: [], claims: [], place }]);
  return [
    ...part(designRecord, 'design', ['designRecord']), ...part(safetyCase, 'argument', ['safetyCase']),
    ...checklists.flatMap((file, index) => part(file, 'argument', ['checklists', index])),
    ...evidence.flatMap((item, index) => ('each' in item ? [] : [{ ...item, place: ['evidence', index] }])),
  ];
}
