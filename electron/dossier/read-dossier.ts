/** Everything that a `dossier.yaml` names, read: artifacts, hazards, evidence, documents. One bad file never loses the others. */
import { basename, dirname } from 'node:path';
import type { Evidence, EvidenceEntry, Warning } from '../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import { findBrokenLink, makeRegister, readHazards } from '../../shared/dossier/hazard-table.ts';
import { makeEvidence } from '../../shared/dossier/revision-tree.ts';
import type { Artifact, DocumentEntry } from '../../shared/dossier/revision.ts';
import type { Question } from '../../shared/evidence/reader.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { ItemId } from '../../shared/vocabulary.ts';
import type { EvidenceParser, PieceAnswer } from '../parser/parser.ts';
import type { Files } from '../platform/files.ts';
import { archiveLimits, type ObjectSink } from './archive.ts';
import { readDossierFile, type DescribedDossier } from './dossier-file.ts';
import { holdAgainstFiles } from './lineage.ts';
import { describePieces, type DescribedPiece, type ItemProblem } from './pieces.ts';
import { openSourceFolder, type SourceFolder } from './source-folder.ts';

export interface PackPorts { readonly files: Files; readonly sha256: Sha256; readonly parser: EvidenceParser }

/** One piece as it was read. What it measured may be large, so nothing keeps it beyond `ReadOptions.look`. */
export interface ReadPiece {
  readonly id: ItemId;
  readonly line: number;
  readonly entry: EvidenceEntry;
  readonly warnings: readonly Warning[];
  readonly questions: readonly Question[];
}

export interface ReadDossier {
  /** What messages call the `dossier.yaml`. */
  readonly name: string;
  readonly described: DescribedDossier;
  readonly artifacts: readonly Artifact[];
  /** Null where the hazards can't be read. */
  readonly register: HazardRegister | null;
  readonly pieces: readonly ReadPiece[];
  readonly documents: readonly DocumentEntry[];
  readonly problems: readonly ItemProblem[];
}

export interface ReadOptions {
  /** Takes every object as soon as it is read; the same objects in the same order for the same files. */
  readonly sink: ObjectSink;
  /** Keeps evidence that can't be read as raw files with the verdict `error`, rather than as a problem. */
  readonly keepUnreadable?: boolean;
  /** Sees each piece of evidence once, whole. */
  readonly look?: (piece: ReadPiece, evidence: Evidence, described: DescribedDossier) => void;
  /** Called before each piece of evidence. */
  readonly progress?: (done: number, total: number, name: string) => void;
}

const largestDossierFileBytes = 1024 * 1024;
const mediaTypes = { md: 'text/markdown', txt: 'text/plain', pdf: 'application/pdf' } as const;

/** Reads the dossier that a `dossier.yaml` describes. Refuses only what makes the rest meaningless: the file itself, and a sink that takes no more. */
export async function readDossier(dossierFile: string, { files, sha256, parser }: PackPorts, options: ReadOptions): Promise<Result<ReadDossier>> {
  const name = basename(dossierFile);
  const bytes = await files.read(dossierFile, largestDossierFileBytes);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return refuse('input/not-found', { path: dossierFile });
  const described = readDossierFile(name, bytes.value);
  if (!described.ok) return described;

  const problems: ItemProblem[] = [];
  const problem = (one: ItemProblem): void => { problems.push(one); };
  const folder = openSourceFolder(files, sha256, dirname(dossierFile), name);
  const source: Source = { described: described.value, name, folder, problem, options };
  const artifacts = await readArtifacts(source);
  const register = await readRegister(source);
  const taken = [name, ...described.value.documents.map(({ file }) => file), ...(typeof described.value.hazards === 'string' ? [described.value.hazards] : [])];
  const wanted = await describePieces(described.value, taken, { folder, parser, sha256 }, problem);
  const pieces = await readPieces(wanted, artifacts, source, parser, sha256);
  if (!pieces.ok) return pieces;
  const documents = await readDocuments(source);
  if (!documents.ok) return documents;
  checkLinks(source, register, new Set(wanted.map(({ id }) => id)));
  return ok({ name, described: described.value, artifacts, register, pieces: pieces.value, documents: documents.value, problems });
}

interface Source {
  readonly described: DescribedDossier;
  readonly name: string;
  readonly folder: SourceFolder;
  readonly problem: (one: ItemProblem) => void;
  readonly options: ReadOptions;
}

async function readArtifacts({ described, folder, problem }: Source): Promise<Artifact[]> {
  const read: Artifact[] = [];
  for (const [index, artifact] of described.artifacts.entries()) {
    if (!('path' in artifact)) {
      read.push(artifact);
      continue;
    }
    const hashed = await folder.hash(artifact.path);
    if (hashed.ok) read.push({ name: artifact.name, kind: 'file', digest: hashed.value.digest, sizeBytes: hashed.value.sizeBytes });
    else problem({ item: null, line: described.lineOf(['artifacts', index]), trouble: hashed.trouble });
  }
  return read;
}

async function readRegister({ described, name, folder, problem }: Source): Promise<HazardRegister | null> {
  const { hazards } = described;
  let register: Result<HazardRegister>;
  if (typeof hazards === 'string') {
    const file = await folder.read(hazards, archiveLimits.entryBytes);
    register = file.ok ? readHazards(hazards, file.value.bytes) : file;
  } else register = makeRegister(name, hazards.map((hazard) => ({ ...hazard, residual: hazard.residual ?? hazard.inherent })));
  if (register.ok) return register.value;
  problem({ item: null, line: described.lineOf(['hazards']), trouble: register.trouble });
  return null;
}

/** How many pieces are being read while one is packed. */
const piecesAhead = 3;

/** While one piece is packed, the next ones are read already. */
async function readPieces(wanted: readonly DescribedPiece[], artifacts: readonly Artifact[], source: Source, parser: EvidenceParser, sha256: Sha256): Promise<Result<ReadPiece[]>> {
  const { folder, problem, options: { sink, keepUnreadable = false, progress, look }, described } = source;
  const read: ReadPiece[] = [];
  const ask = (piece: DescribedPiece | undefined): Promise<Result<PieceAnswer>> | null => {
    if (piece === undefined) return null;
    const { files, format, kind, answers } = piece;
    const answer = parser.read({ files, format, kind, answers, keepUnreadable });
    // Nobody may be left to hear of it once an earlier piece has ended the run.
    answer.catch(() => undefined);
    return answer;
  };
  const asked = wanted.slice(0, piecesAhead).map(ask);
  for (const [index, piece] of wanted.entries()) {
    progress?.(index, wanted.length, piece.files[0]?.name ?? piece.id);
    const answer = await asked[index]!;
    asked[index] = null;
    asked.push(ask(wanted[index + piecesAhead]));
    const reading = answer.ok ? answer.value.reading : answer;
    if (!answer.ok || !reading.ok) {
      if (!reading.ok) problem({ item: piece.id, line: piece.line, trouble: reading.trouble });
      continue;
    }
    const held = await holdAgainstFiles(reading.value.evidence, artifacts, folder);
    const evidence: Evidence = { ...held, expiresOn: piece.expires, links: { ...held.links, incidentIds: [...new Set([...held.links.incidentIds, ...piece.incidents])], claimIds: [...new Set([...held.links.claimIds, ...piece.claims])] } };
    const made = makeEvidence(described.dossier, { id: piece.id, title: piece.title, neutral: evidence }, sha256);
    if (!made.ok) {
      problem({ item: piece.id, line: piece.line, trouble: made.trouble });
      continue;
    }
    for (const { name: fileName, digest } of answer.value.files) {
      const raw = await folder.read(fileName, archiveLimits.entryBytes);
      if (!raw.ok) return raw;
      if (raw.value.digest !== digest) return refuse('input/changed', { name: fileName });
      const put = await sink.put(digest, raw.value.bytes);
      if (!put.ok) return put;
    }
    const put = await sink.put(made.value.entry.object, made.value.bytes);
    if (!put.ok) return put;
    const one: ReadPiece = { id: piece.id, line: piece.line, entry: made.value.entry, warnings: evidence.warnings, questions: reading.value.questions };
    look?.(one, evidence, described);
    read.push(one);
  }
  progress?.(wanted.length, wanted.length, '');
  return ok(read);
}

async function readDocuments({ described, name, folder, problem, options: { sink } }: Source): Promise<Result<DocumentEntry[]>> {
  const read: DocumentEntry[] = [];
  for (const [index, { id, title, file: path }] of described.documents.entries()) {
    const line = described.lineOf(['documents', index]);
    const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    if (!Object.hasOwn(mediaTypes, ending)) {
      problem({ item: id, line, ...refuse('input/schema', { name, place: `document ${id}`, expected: 'a file that ends in .md, .txt or .pdf', found: path }) });
      continue;
    }
    const file = await folder.read(path, archiveLimits.entryBytes);
    if (!file.ok) {
      problem({ item: id, line, trouble: file.trouble });
      continue;
    }
    const { bytes, digest } = file.value;
    const put = await sink.put(digest, bytes);
    if (!put.ok) return put;
    read.push({ id, title, mediaType: mediaTypes[ending as keyof typeof mediaTypes], name: path, object: digest, sizeBytes: bytes.length });
  }
  return ok(read);
}

/** Thresholds, hazards and mitigations may only name evidence that the dossier describes. */
function checkLinks({ described, name, problem }: Source, register: HazardRegister | null, evidence: ReadonlySet<string>): void {
  for (const [index, { evidence: to, metric }] of described.thresholds.entries()) {
    if (!evidence.has(to)) problem({ item: null, line: described.lineOf(['thresholds', index]), ...refuse('dossier/unknown-link', { name, from: `threshold on ${metric}`, to }) });
  }
  const broken = register === null ? null : findBrokenLink(register, evidence);
  if (broken !== null) problem({ item: null, line: described.lineOf(['hazards']), ...refuse('dossier/unknown-link', { name: typeof described.hazards === 'string' ? described.hazards : name, ...broken }) });
}
