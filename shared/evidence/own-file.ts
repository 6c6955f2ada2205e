/** Countersign's own formats in YAML or JSON: told by their `kind`, and held to a strict schema whose refusals name the line. */
import { z } from 'zod';
import { readJson, seeJson, isObject, type Json } from './json-text.ts';
import { beginning, unreadable, type EvidenceFile } from './reader.ts';
import { readYamlFile, seeYaml } from './yaml-file.ts';
import { schemaRefusal } from '../bytes/schema.ts';
import { ok, type Result } from '../result.ts';
import type { Warning } from '../dossier/evidence.ts';

export interface OwnFile<T> {
  readonly value: T;
  readonly warnings: readonly Warning[];
  /** Where a path stands, for messages: `line 12`, or the path itself in a file whose lines aren't known. */
  placeOf(path: readonly (string | number)[]): string;
}

/** Whether the file says that it is of this kind. */
export function isOwnFile(file: EvidenceFile, kind: string): boolean {
  const start = beginning(file);
  if (!start.includes(kind)) return false;
  const seen = /^\uFEFF?\s*\{/.test(start) ? seeJson(file) : seeYaml(file);
  // Broken YAML shows nothing of itself; one line is enough to know whose it is.
  if (seen === undefined) return new RegExp(`^[ \\t]*"?kind"?[ \\t]*:[ \\t]*["']?${kind}\\b`, 'm').test(start);
  return isObject(seen) && seen['kind'] === kind;
}

export function readOwnFile<S extends z.ZodType>(format: string, file: EvidenceFile, schema: S): Result<OwnFile<z.infer<S>>> {
  const json = /^\uFEFF?\s*\{/.test(beginning(file, 4096)) ? readJson(format, file) : null;
  if (json?.ok === false) return json;
  // JSON is YAML too, and only the YAML reader knows lines.
  const yaml = readYamlFile(format, file);
  if (json === null && !yaml.ok) return yaml;
  const value: Json = json !== null ? json.value.value : yaml.ok ? yaml.value.value : null;
  const line = (path: readonly PropertyKey[]): string | null => (yaml.ok ? `line ${yaml.value.lineOf(path.map((part) => (typeof part === 'number' ? part : String(part))))}` : null);
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const { place, expected, found } = schemaRefusal(file.name, parsed.error, value).trouble.params as { place: string; expected: string; found: string };
    const [issue] = parsed.error.issues;
    const at = line(issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : (issue?.path ?? []));
    return unreadable(format, file.name, at === null ? place : `${at}, ${place}`, expected, found);
  }
  return ok({
    value: parsed.data, warnings: json !== null ? json.value.warnings : yaml.ok ? yaml.value.warnings : [],
    placeOf: (path) => line(path) ?? `$${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')}`,
  });
}
