/** Checks foreign values against a schema and says in plain data what did not fit, and where. */
import type { z } from 'zod';
import { ok, refuse } from '../result.ts';
import type { Refusal, Result } from '../result.ts';
import { clip, placeOf } from './place.ts';

type Issue = z.core.$ZodIssue;

/** What a schema issue asked for, in a few words. */
function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return String(issue.expected);
    case 'invalid_value': return issue.values.length === 1 ? JSON.stringify(issue.values[0]) : `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_big': return `${issue.inclusive === false ? 'less than' : 'at most'} ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'too_small': return `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'invalid_format': return 'pattern' in issue && issue.pattern ? `text that matches ${clip(issue.pattern, 120)}` : `text in the form ${issue.format}`;
    case 'unrecognized_keys': return 'only known names';
    case 'not_multiple_of': return `a multiple of ${issue.divisor}`;
    default: return issue.message;
  }
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' items' : '';
}

/** A foreign value in a few words, short enough for a message. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? clip(JSON.stringify(value)) : clip(String(value));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<PropertyKey, unknown>)[key] : undefined), value);
}

/** The issue to tell: inside a union the alternative that got furthest, since that is the one that was meant. */
function deepest(issue: Issue, path: readonly PropertyKey[]): { issue: Issue; path: readonly PropertyKey[] } {
  const here = [...path, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, path: here };
  const inner = issue.errors.flatMap((alternative) => alternative.slice(0, 1)).map((one) => deepest(one, here));
  return inner.reduce<{ issue: Issue; path: readonly PropertyKey[] }>((best, one) => (one.path.length > best.path.length ? one : best), { issue, path: here });
}

/** Says a schema's first complaint about `value` as a refusal `input/schema` that names the path. */
export function schemaRefusal(name: string, error: z.ZodError, value: unknown): { readonly ok: false; readonly trouble: Refusal } {
  const first = error.issues[0];
  if (!first) return refuse('input/schema', { name, place: '$', expected: 'a value that fits', found: describe(value) });
  const { issue, path } = deepest(first, []);
  const found = issue.code === 'unrecognized_keys' ? clip(issue.keys.map((key) => JSON.stringify(clip(key))).join(', '), 200) : describe(valueAt(value, path));
  return refuse('input/schema', { name, place: placeOf(path), expected: expectedOf(issue), found });
}

/** `value` as the schema's type; refuses `input/schema` naming the path. */
export function checkSchema<S extends z.ZodType>(schema: S, value: unknown, name: string): Result<z.infer<S>> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : schemaRefusal(name, parsed.error, value);
}
