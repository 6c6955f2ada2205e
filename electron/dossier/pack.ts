/** From the files of a release team to one revision: `dossier.yaml`, hazards, evidence in the tools' own formats, documents, artifacts. */
import { basename, dirname } from 'node:path';
import type { Warning } from '../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import { checkLinks, readHazards } from '../../shared/dossier/hazard-table.ts';
import { makeRevision, type MadeRevision, type RawFile, type RevisionParts } from '../../shared/dossier/revision-tree.ts';
import type { Artifact } from '../../shared/dossier/revision.ts';
import { warning } from '../../shared/evidence/reader.ts';
import { readEvidence } from '../../shared/evidence/registry.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { ItemId } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import { archiveLimits, writeArchive } from './archive.ts';
import { readDossierFile, type DossierFile } from './dossier-file.ts';
import { openSourceFolder, type SourceFolder } from './source-folder.ts';

export interface PackPorts { readonly files: Files; readonly sha256: Sha256 }

/** What a reader noticed about one piece of evidence. An answer that nobody gave has a code such as `unanswered-polarity`. */
export interface PackWarning { readonly item: ItemId; readonly warning: Warning }

/** One revision, packed: `archiveBytes` is its `.dossier` file, `objects` what is inside, the revision's own bytes included. */
export interface PackedDossier extends MadeRevision {
  readonly register: HazardRegister;
  readonly archiveBytes: Uint8Array;
  readonly warnings: readonly PackWarning[];
}

const largestDossierFileBytes = 1024 * 1024;
const mediaTypes = { md: 'text/markdown', txt: 'text/plain', pdf: 'application/pdf' } as const;

/**
 * Packs the dossier that a `dossier.yaml` describes. The same files give the same bytes on every machine: nothing of the path, the
 * clock or the machine goes in. Refuses what the schemas, the readers and the caps refuse, with the file's name inside the folder.
 */
export async function packDossier(dossierFile: string, { files, sha256 }: PackPorts): Promise<Result<PackedDossier>> {
  const name = basename(dossierFile);
  const bytes = await files.read(dossierFile, largestDossierFileBytes);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return refuse('input/not-found', { path: dossierFile });
  const described = readDossierFile(name, bytes.value);
  if (!described.ok) return described;
  const folder = withinTotal(openSourceFolder(files, sha256, dirname(dossierFile), name), name);

  const artifacts = await readArtifacts(described.value, folder);
  if (!artifacts.ok) return artifacts;
  const register = await readRegister(described.value, folder);
  if (!register.ok) return register;
  const evidence = await readPieces(described.value, folder);
  if (!evidence.ok) return evidence;
  const documents = await readDocuments(described.value, folder, name);
  if (!documents.ok) return documents;

  const { dossier, product, intendedUse, notCovered, owners, thresholds } = described.value;
  const made = makeRevision({
    dossier, product, intendedUse, notCovered, owners, thresholds,
    artifacts: artifacts.value, register: register.value, evidence: evidence.value.pieces, documents: documents.value,
  }, sha256);
  if (!made.ok) return made;
  const archive = writeArchive(name, made.value.digest, made.value.objects);
  return archive.ok ? ok({ ...made.value, register: register.value, archiveBytes: archive.value, warnings: evidence.value.warnings }) : archive;
}

/** The folder, refusing as soon as more was read than an archive may hold, so that memory has a bound. */
function withinTotal(folder: SourceFolder, name: string): SourceFolder {
  let totalBytes = 0;
  return {
    ...folder,
    read: async (path, limitBytes) => {
      const file = await folder.read(path, limitBytes);
      if (!file.ok) return file;
      totalBytes += file.value.bytes.length;
      return totalBytes <= archiveLimits.totalBytes ? file : refuse('archive/too-much', { name, what: 'total-bytes', limit: archiveLimits.totalBytes });
    },
  };
}

async function readArtifacts({ artifacts }: DossierFile, folder: SourceFolder): Promise<Result<Artifact[]>> {
  const read: Artifact[] = [];
  for (const artifact of artifacts) {
    if (!('path' in artifact)) {
      read.push(artifact);
      continue;
    }
    const hashed = await folder.hash(artifact.path);
    if (!hashed.ok) return hashed;
    read.push({ name: artifact.name, kind: 'file', ...hashed.value });
  }
  return ok(read);
}

async function readRegister({ hazards, evidence }: DossierFile, folder: SourceFolder): Promise<Result<HazardRegister>> {
  const file = await folder.read(hazards, archiveLimits.entryBytes);
  if (!file.ok) return file;
  const register = readHazards(hazards, file.value.bytes);
  if (!register.ok) return register;
  const linked = checkLinks(hazards, register.value, new Set(evidence.map(({ id }) => id)));
  return linked.ok ? register : linked;
}

async function readPieces(described: DossierFile, folder: SourceFolder): Promise<Result<{ readonly pieces: RevisionParts['evidence']; readonly warnings: readonly PackWarning[] }>> {
  const pieces: RevisionParts['evidence'][number][] = [];
  const warnings: PackWarning[] = [];
  for (const { id, title, files: patterns, format, kind, answers } of described.evidence) {
    const raw = await readFiles(patterns, folder);
    if (!raw.ok) return raw;
    const reading = readEvidence({ files: raw.value, format, kind, answers });
    if (!reading.ok) return reading;
    const { evidence, questions } = reading.value;
    for (const noticed of evidence.warnings) warnings.push({ item: id, warning: noticed });
    for (const { answer, place, text } of questions) warnings.push({ item: id, warning: warning(`unanswered-${answer}`, place, text) });
    pieces.push({ id, title, neutral: evidence, files: raw.value });
  }
  return ok({ pieces, warnings });
}

/** Each file once, in the order of the patterns and sorted within each. */
async function readFiles(patterns: readonly string[], folder: SourceFolder): Promise<Result<RawFile[]>> {
  const read = new Map<string, RawFile>();
  for (const pattern of patterns) {
    const names = await folder.match(pattern);
    if (!names.ok) return names;
    for (const name of names.value) {
      if (read.has(name)) continue;
      const file = await folder.read(name, archiveLimits.entryBytes);
      if (!file.ok) return file;
      read.set(name, file.value);
    }
  }
  return ok([...read.values()]);
}

async function readDocuments({ documents }: DossierFile, folder: SourceFolder, name: string): Promise<Result<RevisionParts['documents']>> {
  const read: RevisionParts['documents'][number][] = [];
  for (const { id, title, file: path } of documents) {
    const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    if (!Object.hasOwn(mediaTypes, ending)) return refuse('input/schema', { name, place: `document ${id}`, expected: 'a file that ends in .md, .txt or .pdf', found: path });
    const file = await folder.read(path, archiveLimits.entryBytes);
    if (!file.ok) return file;
    read.push({ id, title, mediaType: mediaTypes[ending as keyof typeof mediaTypes], file: file.value });
  }
  return ok(read);
}
