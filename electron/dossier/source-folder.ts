/** The folder that a `dossier.yaml` stands in: the only files that a dossier may name. Symbolic links are refused, never followed. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RawFile } from '../../shared/dossier/revision-tree.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';

export interface FileHash { readonly digest: Digest; readonly md5: string | null; readonly sizeBytes: number }

export interface SourceFolder {
  /** Names of the files that a path or a pattern (`*`, `**`, `?`) stands for, sorted. Refuses `dossier/no-match`. */
  match(pattern: string): Promise<Result<readonly string[]>>;
  /** Where a file of the folder lies; refuses what leads out of it. */
  locate(name: string): Promise<Result<string>>;
  read(name: string, limitBytes: number): Promise<Result<RawFile>>;
  /** Hashes a file of any size piece by piece, by SHA-256 and, where it is asked for, by MD5 too: what DVC wrote down can only be compared with that. */
  hash(name: string, also?: 'md5'): Promise<Result<FileHash>>;
}

const pieceBytes = 8 * 1024 * 1024;
const mostFiles = 20_000;
const deepest = 16;
/** Segments that mean something to a file system: parents, drives, streams, separators, control characters. */
const unsafeSegment = /^\.{1,2}$|^$|[\\:\u0000-\u001f\u007f]/;
const wildcard = /[*?]/;

/** `name` is what messages call the file that names these paths. */
export function openSourceFolder(files: Files, sha256: Sha256, root: string, name: string): SourceFolder {
  const outside = (path: string) => refuse('input/path-outside', { name, path });

  /** Folders that were seen to be folders all the way: a thousand files of one folder don't walk it a thousand times. */
  const folders = new Set<string>();

  /** Walks down from the root, so that no part of the way is a link. */
  async function locate(path: string): Promise<Result<string>> {
    const segments = path.split('/');
    if (segments.some((segment) => unsafeSegment.test(segment))) return outside(path);
    let at = root;
    for (const [index, segment] of segments.entries()) {
      at = join(at, segment);
      if (index < segments.length - 1 && folders.has(at)) continue;
      const kind = await files.kind(at);
      if (!kind.ok) return kind;
      if (kind.value === null) return refuse('input/not-found', { path: at });
      if (kind.value === 'other') return outside(path);
      if (kind.value !== (index === segments.length - 1 ? 'file' : 'folder')) return refuse('input/not-a-file', { path: at });
      if (kind.value === 'folder') folders.add(at);
    }
    return ok(at);
  }

  async function walk(folder: string, depth: number, found: string[], pattern: RegExp): Promise<Result<void>> {
    const names = await files.list(join(root, folder));
    if (!names.ok) return names;
    for (const child of names.value ?? []) {
      const path = folder === '' ? child : `${folder}/${child}`;
      const kind = await files.kind(join(root, path));
      if (!kind.ok) return kind;
      if (kind.value === 'folder' && depth < deepest) {
        const below = await walk(path, depth + 1, found, pattern);
        if (!below.ok) return below;
      } else if (pattern.test(path)) {
        if (kind.value !== 'file') return outside(path);
        found.push(path);
        if (found.length > mostFiles) return refuse('input/schema', { name, place: path, expected: `at most ${mostFiles} files`, found: 'more' });
      }
    }
    return ok(undefined);
  }

  return {
    match: async (pattern) => {
      const segments = pattern.split('/');
      if (segments.some((segment) => unsafeSegment.test(segment)) || (pattern.match(/\*/g)?.length ?? 0) > 8) return outside(pattern);
      if (!wildcard.test(pattern)) {
        const located = await locate(pattern);
        return located.ok ? ok([pattern]) : located;
      }
      const fixed = segments.slice(0, segments.findIndex((segment) => wildcard.test(segment)));
      for (let length = 1; length <= fixed.length; length++) {
        const kind = await files.kind(join(root, ...fixed.slice(0, length)));
        if (!kind.ok) return kind;
        if (kind.value === 'other') return outside(pattern);
      }
      const found: string[] = [];
      const walked = await walk(fixed.join('/'), fixed.length, found, patternOf(segments));
      if (!walked.ok) return walked;
      return found.length === 0 ? refuse('dossier/no-match', { name, pattern }) : ok(found.sort((a, b) => (a < b ? -1 : 1)));
    },
    locate,
    read: async (path, limitBytes) => {
      const located = await locate(path);
      if (!located.ok) return located;
      const bytes = await files.read(located.value, limitBytes);
      if (!bytes.ok) return bytes;
      if (bytes.value === null) return refuse('input/not-found', { path: located.value });
      return ok({ name: path, bytes: bytes.value, digest: sha256(bytes.value) });
    },
    hash: async (path, also) => {
      const located = await locate(path);
      if (!located.ok) return located;
      const hash = createHash('sha256');
      const md5 = also === 'md5' ? createHash('md5') : null;
      let sizeBytes = 0;
      for (;;) {
        const piece = await files.readPart(located.value, sizeBytes, pieceBytes);
        if (!piece.ok) return piece;
        hash.update(piece.value);
        md5?.update(piece.value);
        sizeBytes += piece.value.length;
        if (piece.value.length < pieceBytes) return ok({ digest: hash.digest('hex') as Digest, md5: md5?.digest('hex') ?? null, sizeBytes });
      }
    },
  };
}

/** `*` and `?` stay within a segment, `**` spans any number of them; names that begin with a dot are only matched by name. */
function patternOf(segments: readonly string[]): RegExp {
  const part = (segment: string): string =>
    `${/^[*?]/.test(segment) ? '(?!\\.)' : ''}${segment.replace(/[.+^${}()|[\]]/g, '\\$&').replace(/\*+/g, '[^/]*').replace(/\?/g, '[^/]')}`;
  const text = segments.map((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '**') return isLast ? '(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+' : '(?:(?!\\.)[^/]+/)*';
    return isLast ? part(segment) : `${part(segment)}/`;
  });
  return new RegExp(`^${text.join('')}$`);
}
