/** Which pieces of evidence a `dossier.yaml` describes: those with an id of their own, and those that a pattern makes. */
import type { EvidenceKind } from '../../shared/dossier/evidence.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Answers } from '../../shared/evidence/reader.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { fail, ok, type Result, type Trouble } from '../../shared/result.ts';
import type { Day, ItemId } from '../../shared/vocabulary.ts';
import type { EvidenceParser, SourceFile } from '../parser/parser.ts';
import { namedPieces, type DescribedDossier } from './dossier-file.ts';
import type { SourceFolder } from './source-folder.ts';

/** Something that can't be read, and the line of `dossier.yaml` that names it. */
export interface ItemProblem { readonly item: ItemId | null; readonly line: number; readonly trouble: Trouble }

/** One piece to be read. `line` is where `dossier.yaml` says so. */
export interface DescribedPiece {
  readonly id: ItemId;
  readonly title: string;
  readonly line: number;
  readonly files: readonly SourceFile[];
  readonly format: string | null;
  readonly kind: EvidenceKind | null;
  readonly answers: Answers;
  readonly expires: Day | null;
  readonly incidents: readonly string[];
  readonly claims: readonly string[];
}

export interface PiecePorts { readonly folder: SourceFolder; readonly parser: Pick<EvidenceParser, 'gather'>; readonly sha256: Sha256 }

/** Longest part of an id after its prefix. */
const idLength = 40;

/**
 * All pieces in the order of the file. Files that an entry with an id names, and `taken` ones, are left out of patterns. What can't be found
 * goes to `problem`, and the rest is still described.
 */
export async function describePieces(described: DescribedDossier, taken: readonly string[], { folder, parser, sha256 }: PiecePorts, problem: (one: ItemProblem) => void): Promise<DescribedPiece[]> {
  const pieces: DescribedPiece[] = [];
  const used = new Set(taken);
  for (const { place, files: patterns, ...about } of namedPieces(described)) {
    const line = described.lineOf(place);
    const files = await matched(patterns, folder);
    if (!files.ok) {
      problem({ item: about.id, line, trouble: files.trouble });
      continue;
    }
    for (const { name } of files.value) used.add(name);
    pieces.push({ ...about, line, files: files.value });
  }
  const ids = new Set<string>([...pieces.map(({ id }) => id), ...described.documents.map(({ id }) => id)]);
  for (const [index, item] of described.evidence.entries()) {
    if (!('each' in item)) continue;
    const { each, prefix, ...about } = item;
    const line = described.lineOf(['evidence', index]);
    const files = await matched(each, folder);
    const groups = files.ok ? await parser.gather(files.value.filter(({ name }) => !used.has(name))) : files;
    if (!groups.ok) {
      problem({ item: null, line, trouble: groups.trouble });
      continue;
    }
    const names = groups.value.map((group) => stemOf(group.map(({ name }) => name)));
    const common = commonFolder(names);
    for (const [at, group] of groups.value.entries()) {
      for (const { name } of group) used.add(name);
      const stem = names[at]!.slice(common.length);
      const id = freeId(prefix, stem, ids, sha256);
      ids.add(id);
      pieces.push({ ...about, id, title: stem, line, files: group });
    }
  }
  return pieces;
}

/** Each file once, in the order of the patterns and sorted within each. */
async function matched(patterns: readonly string[], folder: SourceFolder): Promise<Result<SourceFile[]>> {
  const found = new Map<string, SourceFile>();
  for (const pattern of patterns) {
    const names = await folder.match(pattern);
    if (!names.ok) return fail(names.trouble);
    for (const name of names.value) {
      if (found.has(name)) continue;
      const path = await folder.locate(name);
      if (!path.ok) return path;
      found.set(name, { name, path: path.value });
    }
  }
  return ok([...found.values()]);
}

/** What a piece is called after its files: a file without its ending, several by the folder they share. */
function stemOf(names: readonly string[]): string {
  if (names.length > 1) {
    const folder = commonFolder(names.map((name) => name)).replace(/\/$/, '');
    if (folder !== '') return folder;
  }
  return names[0]!.replace(/\.[^./]+$/, '');
}

/** The folders that all names begin with, with their `/`. */
function commonFolder(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let folder = first.replace(/[^/]*$/, '');
  while (folder !== '' && !rest.every((name) => name.startsWith(folder))) folder = folder.replace(/[^/]*\/$/, '');
  return folder;
}

/** An id from the prefix and the path; where that is too long or was given before, some digits of the path's hash tell it apart. */
function freeId(prefix: string, stem: string, ids: ReadonlySet<string>, sha256: Sha256): ItemId {
  const plain = stem.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'x';
  const whole = `${prefix}-${plain}`;
  if (plain.length <= idLength && !ids.has(whole)) return whole as ItemId;
  return `${prefix}-${plain.slice(0, idLength - 9)}-${sha256(encodeUtf8(stem)).slice(0, 8)}` as ItemId;
}
