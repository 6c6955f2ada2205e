/**
 * JSON for data that gets signed or judged: what two readers could understand differently is refused. That is duplicate
 * member names, whole numbers beyond 2^53 - 1, numbers that overflow, lone surrogates, names that JavaScript gives a meaning, a
 * byte order mark, anything after the value (I-JSON, RFC 7493, and a little more).
 */
import type { z } from 'zod';
import { fail, ok, refuse } from '../result.ts';
import type { Result } from '../result.ts';
import { canonicalText } from './canonical.ts';
import { checkFormatNumber } from './format.ts';
import { findTrouble, forbiddenKeys } from './json-scanner.ts';
import { checkSchema } from './schema.ts';
import { decodeUtf8 } from './utf8.ts';

export interface StrictJsonOptions {
  /** What a message calls the bytes: a file name or `signed head`. */
  readonly name: string;
  /** Refused unread above this; no default, since every place knows its own. */
  readonly maxBytes: number;
  /** Deepest nesting of lists and objects; 64 unless told. */
  readonly maxDepth?: number;
}

/** Any escape that could write a surrogate. */
const surrogateEscape = /\\u[dD]/;

/**
 * The value that the bytes hold. Refuses `input/too-large`, `input/not-utf8`, `input/not-json` and the `json/...` codes.
 *
 * `JSON.parse` builds the value and a quick walk looks at it; only where something may be wrong does the exact scanner
 * read the text again and decide. A duplicate name shows as fewer members in the value than in the text.
 */
export function readStrictJson(bytes: Uint8Array, { name, maxBytes, maxDepth = 64 }: StrictJsonOptions): Result<unknown> {
  const text = strictText(bytes, name, maxBytes);
  return text.ok ? parseStrict(text.value, name, maxDepth) : text;
}

/**
 * {@link readStrictJson}, then the schema. `format` is the newest format number understood; `canonical` refuses bytes that are not the
 * value's one canonical form, and answers the value with its members in that order, for schemas that only check.
 */
export function readStrict<S extends z.ZodType>(schema: S, bytes: Uint8Array, options: StrictJsonOptions & { readonly canonical?: boolean; readonly format?: number }): Result<z.infer<S>> {
  const { name, maxBytes, maxDepth = 64, canonical = false, format } = options;
  const text = strictText(bytes, name, maxBytes);
  if (!text.ok) return text;
  const value = parseStrict(text.value, name, maxDepth);
  if (!value.ok) return value;
  if (format !== undefined) {
    const supported = checkFormatNumber(value.value, format, name);
    if (!supported.ok) return supported;
  }
  if (canonical && canonicalText(value.value) !== text.value) return refuse('json/not-canonical', { name });
  const checked = checkSchema(schema, value.value, name);
  return checked.ok && canonical ? ok(value.value as z.infer<S>) : checked;
}

function strictText(bytes: Uint8Array, name: string, maxBytes: number): Result<string> {
  return bytes.length > maxBytes ? refuse('input/too-large', { name, sizeBytes: bytes.length, limitBytes: maxBytes }) : decodeUtf8(bytes, name);
}

function parseStrict(text: string, name: string, maxDepth: number): Result<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const trouble = findTrouble(text, name, maxDepth);
    return trouble ? fail(trouble) : refuse('input/not-json', { name, place: 'line 1', problem: error instanceof Error ? error.message : 'not JSON' });
  }
  const walk = { members: 0, limit: maxDepth };
  if (isPlain(value, 0, walk) && walk.members === countMembers(text) && !surrogateEscape.test(text)) return ok(value);
  const trouble = findTrouble(text, name, maxDepth);
  return trouble ? fail(trouble) : ok(value);
}

/** Whether nothing in the value needs a second look; counts its members on the way. */
function isPlain(value: unknown, depth: number, walk: { members: number; readonly limit: number }): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= walk.limit) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isPlain(item, depth + 1, walk)) return false;
    return true;
  }
  for (const key of Object.keys(value)) {
    walk.members++;
    if (forbiddenKeys.has(key) || !isPlain((value as Record<string, unknown>)[key], depth + 1, walk)) return false;
  }
  return true;
}

/** How many `"name":` the text of valid JSON has, hopping from string to string. */
function countMembers(text: string): number {
  let members = 0;
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open + 1)) {
    let close = text.indexOf('"', open + 1);
    while (text.charCodeAt(close - 1) === 0x5c && isEscaped(text, close)) close = text.indexOf('"', close + 1);
    let next = close + 1;
    let code = text.charCodeAt(next);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++next);
    if (code === 0x3a) members++;
    open = close;
  }
  return members;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}
