/**
 * Whether two revisions show the same thing: a walk through everything that can be reached from one object, in both
 * revisions at once. What is compared is what a viewer would follow, not which objects an update happens to list, so an
 * object that is swapped behind an unchanged reference is found (shadow attacks).
 */
import { entry, type PdfDict, type PdfObject } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { sameBytes } from './der.ts';

export interface RevisionPair { readonly file: PdfFile; readonly before: Revision; readonly after: Revision }

interface Step { readonly before: PdfObject; readonly after: PdfObject; readonly path: string }

/**
 * The path of the first difference below `path`, or null when all is the same. `apart` names the objects that are
 * judged by themselves elsewhere (pages, fields, the catalog): a reference to one of them must stay the same reference.
 * `seen` may be shared by walks that all must find nothing: what pages have in common is then compared once.
 */
export function firstDifference({ file, before, after }: RevisionPair, apart: ReadonlySet<number>, start: Step, seen = new Set<string>()): string | null {
  const steps: Step[] = [start];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    let { before: old, after: now } = step;
    if (old.kind === 'ref' || now.kind === 'ref') {
      const isApart = [old, now].some((one) => one.kind === 'ref' && apart.has(one.num));
      if (isApart) {
        if (old.kind !== 'ref' || now.kind !== 'ref' || old.num !== now.num || old.gen !== now.gen) return step.path;
        continue;
      }
      const pair = [old, now].map((one) => (one.kind === 'ref' ? `${one.num} ${one.gen}` : 'here')).join(' > ');
      if (old.kind === 'ref' && now.kind === 'ref') {
        if (seen.has(pair)) continue;
        seen.add(pair);
      }
      old = file.resolve(before, old);
      now = file.resolve(after, now);
    }
    if (!compare(old, now, step.path, steps)) return step.path;
  }
  return null;
}

/** Compares two objects that are no references and leaves their parts to be compared. */
function compare(old: PdfObject, now: PdfObject, path: string, steps: Step[]): boolean {
  if (old === now && old.kind !== 'array' && old.kind !== 'dict' && old.kind !== 'stream') return true;
  switch (old.kind) {
    case 'null': return now.kind === 'null';
    case 'boolean': case 'name': case 'integer': case 'real': return now.kind === old.kind && now.value === old.value;
    case 'string': return now.kind === 'string' && sameBytes(old.bytes, now.bytes);
    case 'ref': return false;
    case 'array':
      if (now.kind !== 'array' || now.items.length !== old.items.length) return false;
      old.items.forEach((item, index) => steps.push({ before: item, after: now.items[index]!, path: `${path}[${index}]` }));
      return true;
    case 'dict': return now.kind === 'dict' && compareDicts(old, now, path, steps);
    case 'stream': return now.kind === 'stream' && (old.raw === now.raw || sameBytes(old.raw, now.raw)) && compareDicts(old.dict, now.dict, path, steps);
  }
}

function compareDicts(old: PdfDict, now: PdfDict, path: string, steps: Step[]): boolean {
  for (const key of new Set([...old.entries.keys(), ...now.entries.keys()])) steps.push({ before: entry(old, key), after: entry(now, key), path: `${path}/${key}` });
  return true;
}

/** How a path reads in a message: keys that are not plain text are not repeated to a terminal. */
export function plainPath(path: string): string {
  return path.length > 120 ? `${path.slice(0, 120)}...` : path.replace(/[^\x20-\x7e]/g, '?');
}

/** A stream or dictionary's `/Type`, for messages and rules. */
export function typeOf(object: PdfObject): string | null {
  const dict = object.kind === 'stream' ? object.dict : object;
  const type = dict.kind === 'dict' ? entry(dict, 'Type') : null;
  return type?.kind === 'name' ? type.value : null;
}
