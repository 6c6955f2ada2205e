/** The source files of the checkout, by their names relative to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Folders of source, with the names that no file of ours has in them. */
const rooms = ['shared', 'electron', 'renderer', 'test'] as const;

/** Every TypeScript, script and style file below the source folders, declarations of other people's packages apart. */
export function sourceFiles(folders: readonly string[] = rooms): readonly string[] {
  return folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs|css)$/.test(entry.name) && !/\.d\.m?ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/')))
    .sort();
}

/** Folders that are rooms: those of two levels that have a source file somewhere below. */
export function sourceRooms(): readonly string[] {
  const files = sourceFiles(['shared', 'electron', 'renderer']);
  return [...new Set(files.flatMap((file) => {
    const [top, second, third] = file.split('/');
    return third === undefined ? [top ?? ''] : [top ?? '', `${top}/${second}`];
  }))].sort();
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
