/** The files inside a PDF: the `/EmbeddedFiles` name tree and the catalog's associated files (ISO 32000-1, 7.11.4; ISO 32000-2, 14.13). */
import { decode, decodedLimitBytes } from './pdf-filter.ts';
import { entry, isName, textOf, type PdfDict, type PdfObject } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';

export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Object number of the file specification, null when it is direct. */
  readonly num: number | null;
  readonly relationship: string | null;
}

type FilesAnswer = { readonly ok: true; readonly files: readonly EmbeddedFile[] } | { readonly ok: false; readonly problem: string };

const limit = { files: 200, nodes: 2000, totalBytes: 256 * 1024 * 1024 } as const;

/** Every embedded file in the name tree's order. Refuses two of one name, other encodings than Flate, and more than the limits. */
export function embeddedFiles(file: PdfFile, revision: Revision): FilesAnswer {
  const specifications: { name: string; object: PdfObject }[] = [];
  const seen = new Set<number>();
  let problem: string | null = null;
  let nodes = 0;
  const walk = (object: PdfObject, depth: number): void => {
    if (object.kind === 'ref') {
      if (seen.has(object.num)) { problem = 'the tree of embedded files has a loop'; return; }
      seen.add(object.num);
    }
    if (++nodes > limit.nodes || depth > 16) { problem = 'the tree of embedded files is too large'; return; }
    const node = file.resolve(revision, object);
    if (node.kind !== 'dict') return;
    const names = file.get(revision, node, 'Names'), kids = file.get(revision, node, 'Kids');
    if (names.kind === 'array') {
      for (let at = 0; at + 1 < names.items.length; at += 2) {
        const name = textOf(file.resolve(revision, names.items[at]!));
        if (name === null) problem = 'an embedded file has no name';
        else specifications.push({ name, object: names.items[at + 1]! });
      }
    }
    if (kids.kind === 'array') for (const kid of kids.items) walk(kid, depth + 1);
  };
  const tree = file.get(revision, file.catalog(revision), 'Names');
  if (tree.kind === 'dict') walk(entry(tree, 'EmbeddedFiles'), 0);
  if (specifications.length > limit.files) problem = `more than ${limit.files} embedded files`;
  if (problem !== null) return { ok: false, problem };
  const files: EmbeddedFile[] = [];
  let left: number = limit.totalBytes;
  for (const { name, object } of specifications) {
    const specification = file.resolve(revision, object);
    if (specification.kind !== 'dict') return { ok: false, problem: `"${name}" has no file specification` };
    if (files.some((one) => one.name === name)) return { ok: false, problem: `two embedded files are called "${name}"` };
    const bytes = contentOf(file, revision, specification, Math.min(left, decodedLimitBytes));
    if (bytes === null) return { ok: false, problem: `the embedded file "${name}" cannot be read` };
    left -= bytes.length;
    const relationship = entry(specification, 'AFRelationship');
    files.push({ name, bytes, num: object.kind === 'ref' ? object.num : null, relationship: relationship.kind === 'name' ? relationship.value : null });
  }
  return { ok: true, files };
}

/** The stream behind `/EF`: `/F`, and `/UF` only when it is the same one, since two contents for one name are two faces. */
function contentOf(file: PdfFile, revision: Revision, specification: PdfDict, limitBytes: number): Uint8Array | null {
  const streams = file.get(revision, specification, 'EF');
  if (streams.kind !== 'dict') return null;
  const all = [...streams.entries.values()].map((one) => file.resolve(revision, one));
  const stream = all[0];
  if (stream?.kind !== 'stream' || all.some((one) => one !== stream) || !isName(entry(specification, 'Type'), 'Filespec')) return null;
  return decode(stream, limitBytes);
}

/** Object numbers that the catalog names as associated files, in order; null when it is not a list of references. */
export function associatedFiles(file: PdfFile, revision: Revision): readonly number[] | null {
  const list = file.get(revision, file.catalog(revision), 'AF');
  if (list.kind !== 'array') return null;
  const nums = list.items.flatMap((item) => (item.kind === 'ref' ? [item.num] : []));
  return nums.length === list.items.length ? nums : null;
}
