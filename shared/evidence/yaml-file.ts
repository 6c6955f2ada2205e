/** YAML that tools write, as the same plain values that JSON gives: a few anchors are allowed, NaN and infinities are reported (rule E-3). */
import { readYaml } from '../dossier/yaml-text.ts';
import type { Json } from './json-text.ts';
import { beginning, clip, unreadable, warning, type EvidenceFile } from './reader.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Warning } from '../dossier/evidence.ts';

export interface YamlFile {
  readonly value: Json;
  readonly warnings: readonly Warning[];
  /** The line of the value at a path, or of the nearest part of the path that exists. */
  lineOf(path: readonly (string | number)[]): number;
}

const largestBytes = 8 * 1024 * 1024;
const depthLimit = 64;
const read = new WeakMap<EvidenceFile, Result<YamlFile> & { readonly ok: true }>();

/** Reads a whole file as YAML, at most 8 MB. */
export function readYamlFile(format: string, file: EvidenceFile): Result<YamlFile> {
  const known = read.get(file);
  if (known !== undefined) return known;
  const result = parseYaml(format, file);
  // A refusal names the format that asked, so it is made again for the next one.
  if (result.ok) read.set(file, result);
  return result;
}

function parseYaml(format: string, file: EvidenceFile): Result<YamlFile> {
  const hasMark = file.bytes[0] === 0xef && file.bytes[1] === 0xbb && file.bytes[2] === 0xbf;
  const yaml = readYaml(file.name, hasMark ? file.bytes.subarray(3) : file.bytes, largestBytes, { aliases: true });
  if (!yaml.ok) {
    const { trouble } = yaml;
    return trouble.code === 'input/not-yaml' ? unreadable(format, file.name, trouble.params.place, 'YAML', trouble.params.problem) : fail(trouble);
  }
  const warnings: Warning[] = [];
  const path: (string | number)[] = [];
  let wrong: string | null = null;
  const plain = (value: unknown): Json => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      if (warnings.length < 100) warnings.push(warning('not-finite', `${file.name}, line ${yaml.value.lineOf(path)}`, `${String(value)} is not a finite number and counts as missing.`));
      return null;
    }
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object') return typeof value === 'number' || typeof value === 'boolean' ? value : String(value as string);
    if (path.length > depthLimit) { wrong ??= `at most ${depthLimit} levels`; return null; }
    const inside = (key: string | number, child: unknown): Json => {
      path.push(key);
      const made = plain(child);
      path.pop();
      return made;
    };
    if (Array.isArray(value)) return value.map((child, index) => inside(index, child));
    const object = Object.create(null) as Record<string, Json>;
    for (const [key, child] of Object.entries(value)) {
      if (key === '__proto__') { wrong ??= 'no member named __proto__'; continue; }
      object[key] = inside(key, child);
    }
    return object;
  };
  const value = plain(yaml.value.value);
  return wrong === null ? ok({ value, warnings, lineOf: (at) => yaml.value.lineOf(at) }) : unreadable(format, file.name, 'line 1', wrong, 'more');
}

/** What a detector may look at: the value of a small file that begins like YAML with names and values; undefined otherwise. */
export function seeYaml(file: EvidenceFile): Json | undefined {
  if (file.bytes.length > 1024 * 1024) return undefined;
  const start = beginning(file, 16 * 1024).replace(/^\uFEFF/, '');
  if (start.includes('\0') || /^\s*[[{<]/.test(start) || !/^[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s#:'"{}[\],&*!|>%@`-][^:\n]{0,200}?):(?:[ \t]|\r?$)/m.test(start)) return undefined;
  const yaml = readYamlFile('yaml', file);
  return yaml.ok ? yaml.value.value : undefined;
}

/** The raw text of a scalar, as near as YAML keeps it. */
export const yamlText = (value: Json | undefined): string => (value === undefined || value === null ? '' : typeof value === 'object' ? clip(JSON.stringify(value)) : String(value));
