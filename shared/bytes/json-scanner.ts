/**
 * The slow, exact reader behind `strict-json.ts`: walks JSON text (RFC 8259) once and tells the first thing that signed data
 * may not contain, with its place. It builds no value.
 */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { clip, placeOf } from './place.ts';

/** Member names that mean something to JavaScript itself. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const numberText = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const stringText = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const loneSurrogate = /\p{Surrogate}/u;
const blank = /[ \t\n\r]*/y;

class Found extends Error {
  readonly trouble: Refusal;
  constructor(trouble: Refusal) {
    super(trouble.code);
    this.trouble = trouble;
  }
}

/** The first thing wrong with `text` as strict JSON, or null. `limit` is the deepest nesting of lists and objects. */
export function findTrouble(text: string, name: string, limit: number): Refusal | null {
  const path: PropertyKey[] = [];
  let at = 0;

  const stop = (made: { trouble: Refusal }): never => { throw new Found(made.trouble); };
  const malformed = (problem: string): never => stop(refuse('input/not-json', { name, place: lineAndColumn(text, at), problem }));
  const skip = (): void => { blank.lastIndex = at; blank.exec(text); at = blank.lastIndex; };
  const token = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };

  const string = (): string => {
    const match = longString(text, at) ?? malformed('a string that does not end or has a forbidden character');
    at += match.length;
    return JSON.parse(match) as string;
  };

  const value = (depth: number): void => {
    skip();
    const code = text[at];
    if (code === '{' || code === '[') {
      if (depth >= limit) stop(refuse('json/too-deep', { name, place: placeOf(path.slice(0, 8)), limit }));
      at++;
      if (code === '{') members(depth + 1); else items(depth + 1);
    } else if (code === '"') {
      if (loneSurrogate.test(string())) stop(refuse('json/lone-surrogate', { name, place: placeOf(path) }));
    } else if (code === '-' || (code !== undefined && code >= '0' && code <= '9')) {
      const match = token(numberText) ?? malformed('a number that is not one');
      const whole = match[1] === undefined && match[2] === undefined;
      const number = Number(match[0]);
      if (!Number.isFinite(number) || (whole && !Number.isSafeInteger(number))) stop(refuse('json/unsafe-number', { name, place: placeOf(path), text: clip(match[0]) }));
    } else {
      const word = ['true', 'false', 'null'].find((one) => text.startsWith(one, at)) ?? malformed(code === undefined ? 'the text ends too early' : `unexpected ${JSON.stringify(code)}`);
      at += word.length;
    }
  };

  const items = (depth: number): void => {
    skip();
    if (text[at] === ']') { at++; return; }
    for (let index = 0; ; index++) {
      path.push(index);
      value(depth);
      path.pop();
      skip();
      if (text[at] === ']') { at++; return; }
      if (text[at] !== ',') malformed('expected , or ]');
      at++;
    }
  };

  const members = (depth: number): void => {
    const seen = new Set<string>();
    skip();
    if (text[at] === '}') { at++; return; }
    for (;;) {
      skip();
      if (text[at] !== '"') malformed('expected a name in quotes');
      const key = string();
      if (loneSurrogate.test(key)) stop(refuse('json/lone-surrogate', { name, place: placeOf(path) }));
      if (forbiddenKeys.has(key)) stop(refuse('json/forbidden-key', { name, place: placeOf(path), key }));
      if (seen.has(key)) stop(refuse('json/duplicate-key', { name, place: placeOf(path), key: clip(key) }));
      seen.add(key);
      skip();
      if (text[at] !== ':') malformed('expected :');
      at++;
      path.push(key);
      value(depth);
      path.pop();
      skip();
      if (text[at] === '}') { at++; return; }
      if (text[at] !== ',') malformed('expected , or }');
      at++;
    }
  };

  try {
    if (text.startsWith('\ufeff')) malformed('a byte order mark');
    value(0);
    skip();
    if (at < text.length) malformed('more text after the end');
    return null;
  } catch (error) {
    if (error instanceof Found) return error.trouble;
    throw error;
  }
}

/** The string token at `at` with its quotes. Found by hopping, since one pattern over megabytes would exhaust the matcher's stack. */
function longString(text: string, at: number): string | null {
  let end = at + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) return null;
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) break;
    end++;
  }
  const match = text.slice(at, end + 1);
  if (match.length <= 4096) {
    stringText.lastIndex = 0;
    return stringText.exec(match)?.[0] === match ? match : null;
  }
  try {
    JSON.parse(match);
    return match;
  } catch {
    return null;
  }
}

function lineAndColumn(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) { line++; start = next + 1; }
  return `line ${line}, column ${at - start + 1}`;
}
