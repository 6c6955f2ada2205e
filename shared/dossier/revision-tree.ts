/**
 * Builds a revision from its parts and opens one from its objects. Building sorts everything that has no order of its own, so the same
 * parts give the same digest on every machine; opening trusts nothing and hashes every object again.
 */
import { z } from 'zod';
import { Evidence, evidenceFormat, upcastEvidence, type EvidenceEntry } from './evidence.ts';
import { HazardRegister, type Hazard } from './hazard.ts';
import { Revision, type Artifact, type DocumentEntry } from './revision.ts';
import type { Threshold } from './threshold.ts';
import { canonicalBytes, canonicalText, toCanonical } from '../bytes/canonical.ts';
import { merkleRoot } from '../bytes/merkle.ts';
import { checkSchema, schemaRefusal } from '../bytes/schema.ts';
import { readStrict } from '../bytes/strict-json.ts';
import type { ObjectSource, Sha256 } from '../ports.ts';
import { integrity, ok, refuse, type Result } from '../result.ts';
import type { Digest, ItemId } from '../vocabulary.ts';

/** One raw file: its name inside the dossier folder (`/`-separated), its bytes and their SHA-256. */
export interface RawFile { readonly name: string; readonly bytes: Uint8Array; readonly digest: Digest }

/** What a release team submits, before it has a digest. */
export interface RevisionParts extends Pick<Revision, 'dossier' | 'product' | 'intendedUse' | 'notCovered' | 'owners' | 'artifacts' | 'thresholds'> {
  readonly register: HazardRegister;
  readonly evidence: readonly { readonly id: ItemId; readonly title: string; readonly neutral: Evidence; readonly files: readonly RawFile[] }[];
  readonly documents: readonly { readonly id: ItemId; readonly title: string; readonly mediaType: DocumentEntry['mediaType']; readonly file: RawFile }[];
}

export interface MadeRevision {
  readonly revision: Revision;
  /** Canonical bytes; `digest` is their SHA-256, and `objects` holds them too. */
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly objects: ReadonlyMap<Digest, Uint8Array>;
}

/** A revision with its register and its evidence in neutral form: what screens, judgements and comparisons read. */
export interface OpenRevision {
  readonly digest: Digest;
  readonly revision: Revision;
  readonly register: HazardRegister;
  readonly evidence: ReadonlyMap<ItemId, Evidence>;
}

/** Largest canonical revision, register and neutral evidence that is read. */
const largestBytes = 64 * 1024 * 1024;

/** Digest of one hazard, evidence entry, document entry, threshold or artifact as it stands in a revision: what findings and read-marks name. */
export function itemDigest(item: Hazard | EvidenceEntry | DocumentEntry | Threshold | Artifact, sha256: Sha256): Digest {
  return sha256(canonicalBytes(item));
}

/** By code unit, not by locale: the order must not depend on the machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sortedBy = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  items.map((item) => ({ item, key: key(item) })).sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);

/** A revision from parts that are in memory, raw files included. */
export function makeRevision(parts: RevisionParts, sha256: Sha256): Result<MadeRevision> {
  const objects = new Map<Digest, Uint8Array>();
  const evidence: EvidenceEntry[] = [];
  for (const { id, title, neutral, files } of parts.evidence) {
    const made = makeEvidence(parts.dossier, { id, title, neutral }, sha256);
    if (!made.ok) return made;
    objects.set(made.value.entry.object, made.value.bytes);
    for (const file of files) objects.set(file.digest, file.bytes);
    evidence.push(made.value.entry);
  }
  const documents = parts.documents.map(({ id, title, mediaType, file }): DocumentEntry => {
    objects.set(file.digest, file.bytes);
    return { id, title, mediaType, name: file.name, object: file.digest, sizeBytes: file.bytes.length };
  });
  const made = assembleRevision({ ...parts, evidence, documents }, sha256);
  return made.ok ? ok({ ...made.value, objects: new Map([...objects, ...made.value.objects]) }) : made;
}

/** One piece of evidence as its entry and the canonical bytes of its neutral form, which names its raw files. Refuses text that JSON can't hold. */
export function makeEvidence(dossier: string, { id, title, neutral }: { readonly id: ItemId; readonly title: string; readonly neutral: Evidence }, sha256: Sha256): Result<{ readonly entry: EvidenceEntry; readonly bytes: Uint8Array }> {
  const bytes = toCanonical(neutral, `${dossier}, ${id}`);
  if (!bytes.ok) return bytes;
  return ok({ entry: { id, title, kind: neutral.kind, object: sha256(bytes.value), files: sortedBy(neutral.source.files, (file) => file.name) }, bytes: bytes.value });
}

/** The parts of a revision whose evidence and documents are digested already: their bytes may lie anywhere. */
export interface DigestedParts extends Omit<RevisionParts, 'evidence' | 'documents'> {
  readonly evidence: readonly EvidenceEntry[];
  readonly documents: readonly DocumentEntry[];
}

/**
 * The revision over digested parts; `objects` holds its register and its own bytes. Refuses ids that two hazards, pieces of evidence or
 * documents share, text that JSON can't hold, and what the schemas don't allow.
 */
export function assembleRevision(parts: DigestedParts, sha256: Sha256): Result<MadeRevision> {
  const name = parts.dossier;
  const objects = new Map<Digest, Uint8Array>();
  const put = (bytes: Uint8Array): Digest => {
    const digest = sha256(bytes);
    objects.set(digest, bytes);
    return digest;
  };
  const registerBytes = toCanonical(parts.register, `${name}, hazards`);
  if (!registerBytes.ok) return registerBytes;
  const candidate: z.input<typeof Revision> = {
    format: 1, kind: 'revision', dossier: parts.dossier, product: parts.product, intendedUse: parts.intendedUse, notCovered: parts.notCovered,
    owners: [...new Set(parts.owners)].sort(compare), artifacts: sortedBy(parts.artifacts, (artifact) => artifact.name),
    hazards: { object: put(registerBytes.value), root: hazardRoot(parts.register, sha256), count: parts.register.hazards.length },
    evidence: sortedBy(parts.evidence, (entry) => entry.id), documents: sortedBy(parts.documents, (entry) => entry.id), thresholds: sortedBy(parts.thresholds, canonicalText),
  };
  const revision = Revision.safeParse(candidate);
  if (!revision.success) return schemaRefusal(name, revision.error, candidate);
  const twice = repeatedId(revision.data, parts.register);
  if (twice !== null) return refuse('dossier/duplicate-id', { name, id: twice });
  const bytes = toCanonical(revision.data, name);
  if (!bytes.ok) return bytes;
  return ok({ revision: revision.data, bytes: bytes.value, digest: put(bytes.value), objects });
}

function hazardRoot(register: HazardRegister, sha256: Sha256): Digest {
  return merkleRoot(register.hazards.map((hazard) => itemDigest(hazard, sha256)));
}

/** The first id that stands for two things. A mitigation may serve several hazards, so its id repeats only against other kinds. */
function repeatedId(revision: Revision, register: HazardRegister): string | null {
  const mitigations = new Set(register.hazards.flatMap((hazard) => hazard.mitigations.map((mitigation) => mitigation.id)));
  const ids: string[] = [...register.hazards.map((hazard) => hazard.id), ...mitigations, ...revision.evidence.map((entry) => entry.id), ...revision.documents.map((entry) => entry.id)];
  const seen = new Set<string>();
  for (const id of [...ids, ...revision.artifacts.map((artifact) => `artifact ${artifact.name}`)]) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

/** Every object that a revision needs, its own bytes apart: register, evidence in neutral form, raw files, documents. No repeats. */
export function objectsOf(revision: Revision): Digest[] {
  return [...new Set([
    revision.hazards.object,
    ...revision.evidence.flatMap((entry) => [entry.object, ...entry.files.map((file) => file.digest)]),
    ...revision.documents.map((entry) => entry.object),
  ])];
}

/** Reads an object and hashes it again. */
async function readWhole(object: Digest, source: ObjectSource, sha256: Sha256, sizeBytes?: number): Promise<Result<Uint8Array>> {
  const bytes = await source.read(object);
  if (!bytes.ok) return bytes;
  const isWhole = sha256(bytes.value) === object && (sizeBytes === undefined || bytes.value.length === sizeBytes);
  return isWhole ? bytes : integrity('object/damaged', { digest: object, path: '' });
}

async function load<S extends z.ZodType>(object: Digest, schema: S, name: string, source: ObjectSource, sha256: Sha256): Promise<Result<z.infer<S>>> {
  const bytes = await readWhole(object, source, sha256);
  return bytes.ok ? readStrict(schema, bytes.value, { name, maxBytes: largestBytes, canonical: true, format: 1 }) : bytes;
}

/**
 * Opens what the rules look at: the revision and its register, which must fit the Merkle root; null while the register's
 * object is missing. Each object read is hashed again (`object/damaged`).
 */
export async function openRegister(digest: Digest, source: ObjectSource, sha256: Sha256): Promise<Result<{ readonly revision: Revision; readonly register: HazardRegister | null }>> {
  const revision = await load(digest, Revision, `revision ${digest.slice(0, 8)}`, source, sha256);
  if (!revision.ok) return revision;
  const name = `revision ${digest.slice(0, 8)} of ${revision.value.dossier}`;
  const { root, count, object } = revision.value.hazards;
  const register = await load(object, HazardRegister, `${name}, hazards`, source, sha256);
  if (!register.ok) return register.trouble.code === 'object/missing' ? ok({ revision: revision.value, register: null }) : register;
  if (count !== register.value.hazards.length || root !== hazardRoot(register.value, sha256)) return integrity('object/damaged', { digest: object, path: '' });
  const twice = repeatedId(revision.value, register.value);
  return twice === null ? ok({ revision: revision.value, register: register.value }) : refuse('dossier/duplicate-id', { name, id: twice });
}

/**
 * Opens a revision by its digest. Each object read is hashed again (`object/damaged`), the register must fit its Merkle root and each
 * piece of evidence the files that its entry lists. With `raw`, raw files and documents are read and hashed as well.
 */
export async function openRevision(digest: Digest, source: ObjectSource, sha256: Sha256, { raw = false } = {}): Promise<Result<OpenRevision>> {
  const opened = await openRegister(digest, source, sha256);
  if (!opened.ok) return opened;
  const { revision, register } = opened.value;
  if (register === null) return integrity('object/missing', { digest: revision.hazards.object });
  const evidence = await openEvidence(revision, source, sha256);
  if (!evidence.ok) return evidence;
  const rest = raw ? [...revision.evidence.flatMap(({ files }) => files), ...revision.documents.map(({ object, sizeBytes }) => ({ digest: object, sizeBytes }))] : [];
  for (const file of rest) {
    const bytes = await readWhole(file.digest, source, sha256, file.sizeBytes);
    if (!bytes.ok) return bytes;
  }
  return ok({ digest, revision, register, evidence: evidence.value });
}

/** The bytes of a document, hashed again and of the size that its entry says (`object/damaged`). */
export function openDocument({ object, sizeBytes }: DocumentEntry, source: ObjectSource, sha256: Sha256): Promise<Result<Uint8Array>> {
  return readWhole(object, source, sha256, sizeBytes);
}

/** The bytes of a raw file of evidence, hashed again and of the size that its entry lists (`object/damaged`). */
export function openRawFile({ digest, sizeBytes }: EvidenceEntry['files'][number], source: ObjectSource, sha256: Sha256): Promise<Result<Uint8Array>> {
  return readWhole(digest, source, sha256, sizeBytes);
}

/** A piece of evidence from its object's canonical bytes; one of an older format in today's shape. */
function parseEvidence(name: string, bytes: Uint8Array): Result<Evidence> {
  const value = readStrict(z.unknown(), bytes, { name, maxBytes: largestBytes, canonical: true, format: evidenceFormat });
  return value.ok ? checkSchema(Evidence, upcastEvidence(value.value), name) : value;
}

/** Opens the evidence of a revision in neutral form: each piece must fit the kind and the files that its entry lists (`object/damaged`). */
export async function openEvidence(revision: Revision, source: ObjectSource, sha256: Sha256): Promise<Result<ReadonlyMap<ItemId, Evidence>>> {
  const evidence = new Map<ItemId, Evidence>();
  for (const entry of revision.evidence) {
    const bytes = await readWhole(entry.object, source, sha256);
    if (!bytes.ok) return bytes;
    const neutral = checkEvidence(revision.dossier, entry, bytes.value);
    if (!neutral.ok) return neutral;
    evidence.set(entry.id, neutral.value);
  }
  return ok(evidence);
}

/** One piece of evidence from bytes that were hashed already: its shape, and that it fits the kind and the files that its entry lists (`object/damaged`). */
export function checkEvidence(dossier: string, entry: EvidenceEntry, bytes: Uint8Array): Result<Evidence> {
  const neutral = parseEvidence(`${entry.id} of ${dossier}`, bytes);
  if (!neutral.ok) return neutral;
  const files = sortedBy(neutral.value.source.files, (file) => file.name);
  return neutral.value.kind === entry.kind && canonicalText(files) === canonicalText(entry.files) ? neutral : integrity('object/damaged', { digest: entry.object, path: '' });
}
