/** S-expressions, as VNN-LIB and the counterexamples of VNN-COMP are written: atoms and lists that know their line. Read without recursion, under caps (rule E-6). */
import { unreadable } from './reader.ts';
import { ok, type Result } from '../result.ts';

export type SExpression = SAtom | SList;
export interface SAtom { readonly line: number; readonly atom: string }
export interface SList { readonly line: number; readonly list: readonly SExpression[] }

const most = { depth: 64, parts: 2_000_000, atom: 1000 } as const;
const token = /[\s]+|;[^\n]*|[()]|\|[^|]*\||"[^"]*"|[^\s()|";]+|[^]/y;

/** All expressions of a text. Refuses, with the line, brackets that aren't closed, more than 64 levels and more than two million parts. */
export function readSExpressions(format: string, name: string, text: string): Result<readonly SExpression[]> {
  const top: SExpression[] = [];
  const open: { line: number; list: SExpression[] }[] = [];
  let line = 1;
  let parts = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [piece] = match;
    const here = line;
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) line++;
    if (/^[\s;]/.test(piece)) continue;
    const place = `line ${here}`;
    if (++parts > most.parts) return unreadable(format, name, place, `at most ${most.parts} parts`, 'more');
    if (piece === '(') {
      if (open.length >= most.depth) return unreadable(format, name, place, `at most ${most.depth} levels`, 'more');
      const list: SExpression[] = [];
      (open.at(-1)?.list ?? top).push({ line: here, list });
      open.push({ line: here, list });
    } else if (piece === ')') {
      if (open.pop() === undefined) return unreadable(format, name, place, 'an opening bracket before each closing one', ')');
    } else {
      if (piece === '|' || piece === '"') return unreadable(format, name, place, `the other ${piece}`, 'the end of the file');
      if (piece.length > most.atom) return unreadable(format, name, place, `words of at most ${most.atom} characters`, `${piece.length}`);
      (open.at(-1)?.list ?? top).push({ line: here, atom: piece });
    }
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? ok(top) : unreadable(format, name, `line ${unclosed.line}`, 'a closing bracket for this one', 'the end of the file');
}
