/** `countersign inspect`: what files and folders are as evidence, before anything is packed. */
import { dirname, join, relative, sep } from 'node:path';
import { inspectLines } from '../../shared/copy/inspect.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { Evidence, Warning } from '../../shared/dossier/evidence.ts';
import { unknownFormat, warning, type Question } from '../../shared/evidence/reader.ts';
import { ok, refuse, type Result, type Trouble } from '../../shared/result.ts';
import type { EvidenceParser, SourceFile } from '../parser/parser.ts';
import type { Files } from '../platform/files.ts';
import type { Command } from './command.ts';
import { printableText } from './output.ts';

/** One piece of evidence, as `--json` prints it on a line of its own. */
export interface Inspected {
  /** Paths as the user would write them. */
  readonly files: readonly string[];
  /** A format's id; `unknown` for what would be kept as raw files. */
  readonly format: string;
  readonly evidence: Evidence | null;
  readonly warnings: readonly Warning[];
  readonly questions: readonly Question[];
  readonly error: { readonly code: string; readonly file: string; readonly place: string | null; readonly expected: string | null; readonly found: string | null; readonly message: string } | null;
}

const most = { files: 20_000, depth: 16 } as const;

export const inspect: Command = {
  takes: { many: 'PATH', flags: ['json'] },
  async run(given, { board: { files }, openParser, print, progress }) {
    const found = await filesOf(given.files, given.typed, files);
    if (!found.ok) return found;
    const parser = openParser();
    try {
      const pieces = await parser.gather(found.value.files);
      if (!pieces.ok) return pieces;
      let exitCode = 0;
      // Each piece is told as soon as it is read: all of them together may be more than memory has room for.
      const tell = (one: Inspected, isFirst: boolean): void => {
        if (one.error !== null && exitCode === 0) exitCode = one.error.code === 'input/not-found' ? 66 : 65;
        print(printableText(given.flag('json') ? `${JSON.stringify(one)}\n` : `${isFirst ? '' : '\n'}${inspectLines(one).join('\n')}\n`, given.flag('json')));
      };
      const { refused } = found.value;
      for (const [index, one] of refused.entries()) tell(one, index === 0);
      for (const [index, piece] of pieces.value.entries()) {
        progress?.(`${index + 1} of ${pieces.value.length}: ${piece[0]!.name}`);
        const one = await inspectPiece(piece, parser);
        progress?.('');
        tell(one, refused.length + index === 0);
      }
      return ok({ exitCode, stdout: '', stderr: '' });
    } finally {
      await parser.close();
    }
  },
};

async function inspectPiece(files: readonly SourceFile[], parser: EvidenceParser): Promise<Inspected> {
  const names = files.map(({ name }) => name);
  const answer = await parser.read({ files, format: null, kind: null, answers: {} });
  if (!answer.ok) return { files: names, format: unknownFormat, evidence: null, warnings: [], questions: [], error: errorOf(answer.trouble, names[0]!) };
  const { format, reading } = answer.value;
  if (reading.ok) return { files: names, format: format ?? unknownFormat, evidence: reading.value.evidence, warnings: reading.value.evidence.warnings, questions: reading.value.questions, error: null };
  if (format === null && reading.trouble.code === 'evidence/unknown-format') {
    return { files: names, format: unknownFormat, evidence: null, warnings: [warning('unknown-format', names[0]!, 'No reader knows this format. With a kind in dossier.yaml the files are kept as they are; nothing in them is read or judged.')], questions: [], error: null };
  }
  return { files: names, format: format ?? unknownFormat, evidence: null, warnings: [], questions: [], error: errorOf(reading.trouble, names[0]!) };
}

function errorOf(trouble: Trouble, file: string): NonNullable<Inspected['error']> {
  const { name, place = null, expected = null, found = null } = trouble.params as { readonly name?: string; readonly place?: string; readonly expected?: string; readonly found?: string };
  return { code: trouble.code, file: name ?? file, place, expected, found, message: troubleLine(trouble) };
}

/** All files that the paths stand for; a folder stands for every file in it and below. Links below a folder are named and not followed. */
async function filesOf(paths: readonly string[], typed: readonly string[], files: Files): Promise<Result<{ readonly files: readonly SourceFile[]; readonly refused: readonly Inspected[] }>> {
  const found = new Map<string, SourceFile>();
  const refused: Inspected[] = [];
  let [root, rootName] = ['', ''];
  // As the user wrote it, and from there down.
  const nameOf = (path: string): string => (path === root ? rootName : `${rootName === '.' ? '' : `${rootName}/`}${relative(root, path).split(sep).join('/')}`);
  const refuseFile = (path: string, trouble: Trouble): void => { refused.push({ files: [nameOf(path)], format: unknownFormat, evidence: null, warnings: [], questions: [], error: errorOf(trouble, nameOf(path)) }); };
  const walk = async (path: string, depth: number): Promise<Result<void>> => {
    const kind = await files.kind(path);
    if (!kind.ok) return kind;
    if (kind.value === null) refuseFile(path, refuse('input/not-found', { path }).trouble);
    else if (kind.value === 'other') refuseFile(path, refuse('input/not-a-file', { path }).trouble);
    else if (kind.value === 'file') found.set(path, { name: nameOf(path), path });
    else if (depth < most.depth) {
      const names = await files.list(path);
      if (!names.ok) return names;
      for (const name of names.value ?? []) {
        if (name.startsWith('.')) continue;
        const walked = await walk(join(path, name), depth + 1);
        if (!walked.ok) return walked;
      }
    }
    return found.size <= most.files ? ok(undefined) : refuse('input/schema', { name: dirname(path), place: path, expected: `at most ${most.files} files`, found: 'more' });
  };
  for (const [index, path] of paths.entries()) {
    [root, rootName] = [path, (typed[index] ?? path).split(sep).join('/').replace(/(?<=.)\/+$/, '').replace(/^\.\/(?=.)/, '')];
    const walked = await walk(path, 0);
    if (!walked.ok) return walked;
  }
  return ok({ files: [...found.values()], refused });
}

