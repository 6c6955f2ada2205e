/** Canonical JSON (RFC 8785): the one text of a value, so that its digest can name it. */
import { Defect, ok, refuse } from '../result.ts';
import type { Refusal, Result } from '../result.ts';
import { placeOf } from './place.ts';
import { encodeUtf8 } from './utf8.ts';

const maxDepth = 256;
// With the `u` flag this matches surrogates that are not part of a pair, and only those.
const loneSurrogate = /\p{Surrogate}/u;

class NotCanonicalisable extends Error {
  readonly refusal: { readonly ok: false; readonly trouble: Refusal };
  constructor(refusal: { readonly ok: false; readonly trouble: Refusal }) {
    super(JSON.stringify(refusal.trouble.params));
    this.refusal = refusal;
  }
}

/** RFC 8785, 3.2.2: ECMAScript's own serialisation of literals, strings and numbers is the canonical one; 3.2.3: members sort by UTF-16 units. */
function write(value: unknown, name: string, path: PropertyKey[]): string {
  switch (typeof value) {
    case 'boolean': return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonicalisable(refuse('json/unsafe-number', { name, place: placeOf(path), text: String(value) }));
      return JSON.stringify(value);
    case 'string':
      if (loneSurrogate.test(value)) throw new NotCanonicalisable(refuse('json/lone-surrogate', { name, place: placeOf(path) }));
      return JSON.stringify(value);
    case 'object': {
      if (value === null) return 'null';
      if (path.length >= maxDepth) throw new NotCanonicalisable(refuse('json/too-deep', { name, place: placeOf(path.slice(0, 8)), limit: maxDepth }));
      if (Array.isArray(value)) {
        const items: string[] = [];
        for (let i = 0; i < value.length; i++) {
          path.push(i);
          items.push(write(value[i], name, path));
          path.pop();
        }
        return `[${items.join(',')}]`;
      }
      const prototype: unknown = Object.getPrototypeOf(value);
      // A value of another realm (a test runner's, a window's) has that realm's Object.prototype, whose own prototype is null.
      if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return notJson(value, name, path);
      if (Object.getOwnPropertySymbols(value).length > 0) return notJson(value, name, path);
      const members: string[] = [];
      for (const key of Object.keys(value).sort()) {
        path.push(key);
        if (loneSurrogate.test(key)) throw new NotCanonicalisable(refuse('json/lone-surrogate', { name, place: placeOf(path) }));
        members.push(`${JSON.stringify(key)}:${write((value as Record<string, unknown>)[key], name, path)}`);
        path.pop();
      }
      return `{${members.join(',')}}`;
    }
    default: return notJson(value, name, path);
  }
}

function notJson(value: unknown, name: string, path: PropertyKey[]): never {
  const found = typeof value === 'object' ? 'an object that is not plain' : typeof value;
  throw new NotCanonicalisable(refuse('input/schema', { name, place: placeOf(path), expected: 'a value that JSON can hold', found }));
}

/** How JSON.stringify writes a surrogate that stands alone; in a canonical text nothing else looks like it. */
const surrogateEscape = /\\ud[89a-f]/;

/**
 * Whether the engine's own serialisation is the canonical one already: plain values with their members in order. What was read
 * from canonical text is; it saves building the text piece by piece.
 */
function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth >= maxDepth) return false;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isInOrder(value[i], depth + 1)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let last: string | null = null;
  for (const key of Object.keys(value)) {
    if ((last !== null && key <= last) || !isInOrder((value as Record<string, unknown>)[key], depth + 1)) return false;
    last = key;
  }
  return Object.getOwnPropertySymbols(value).length === 0;
}

function quickText(value: unknown): string | null {
  if (!isInOrder(value, 0)) return null;
  const text = JSON.stringify(value);
  return surrogateEscape.test(text) ? null : text;
}

/**
 * The canonical text of a value that the program made itself. Throws a Defect for what JSON can't say exactly: NaN,
 * infinities, undefined, lone surrogates, anything but plain objects and arrays.
 */
export function canonicalText(value: unknown): string {
  try {
    return quickText(value) ?? write(value, 'value', []);
  } catch (error) {
    if (error instanceof NotCanonicalisable) throw new Defect(`not canonical JSON: ${error.refusal.trouble.code} ${error.message}`);
    throw error;
  }
}

/** The UTF-8 bytes of {@link canonicalText}: what digests and signatures are taken over. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return encodeUtf8(canonicalText(value));
}

/** The canonical bytes of a foreign value; refuses, with the place, what {@link canonicalText} throws for. */
export function toCanonical(value: unknown, name: string): Result<Uint8Array<ArrayBuffer>> {
  try {
    return ok(encodeUtf8(quickText(value) ?? write(value, name, [])));
  } catch (error) {
    if (error instanceof NotCanonicalisable) return error.refusal;
    throw error;
  }
}
