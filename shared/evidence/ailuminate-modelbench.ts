/**
 * Standards of modelbench, the runner of MLCommons AILuminate (github.com/mlcommons/modelbench, `src/modelbench/standards`): for each hazard
 * the share of safe responses of the reference models, from which grades are worked out.
 *
 * These are other models' figures. The file holds no run of the product, so there is no verdict, no subject, and nothing that could pass
 * (E-1): the run itself is `ailuminate-run-record`.
 */
import { z } from 'zod';
import { isObject, jsonAt, rawTextAt, readJson, seeJson, type Json } from './json-text.ts';
import { clip, evidenceOf, fitted, instantOf, measurement, unreadable, warning, type Reader } from './reader.ts';
import { ok } from '../result.ts';
import type { Warning } from '../dossier/evidence.ts';

const id = 'ailuminate-modelbench';

/** The members that are read. Format 1 had no reference models. */
const Standards = z.object({
  standards: z.object({
    reference_standards: z.record(z.string(), z.number().nullable()),
    reference_suts: z.array(z.string()).optional(),
    reference_benchmark: z.string().optional(),
  }),
});

/** Warnings where a file of modelbench names who ran it and where, under members too plain to be found in any file (E-7). */
export function whoRanIt(name: string, json: Json): Warning[] {
  return ['run', 'run_info'].flatMap((part) => [['user', 'user-name', 'a user'], ['node', 'host-name', 'a machine']].flatMap(([member, code, what]) => {
    const value = jsonAt(json, '_metadata', part, member!);
    return typeof value === 'string' && value !== '' ? [warning(code!, `${name}, $._metadata.${part}.${member}`, `The file names ${what}: ${clip(value, 100)}. Members of the board will see it.`)] : [];
  }));
}

export const ailuminateModelbench: Reader = {
  id, version: 1, title: 'AILuminate reference standards (modelbench)', kind: 'benchmark', files: 'one standards JSON file of modelbench',
  measures: '`reference_safe_fraction` for each hazard, figures of the reference models only: nothing in it can pass',
  detect(files) {
    return files.length === 1 && isObject(jsonAt(seeJson(files[0]!), 'standards', 'reference_standards')) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one standards file', `${files.length} files`);
    const json = readJson(id, file);
    if (!json.ok) return json;
    const parsed = fitted(id, file.name, Standards, json.value.value);
    if (!parsed.ok) return parsed;
    const { standards } = parsed.value;
    const at = (...path: readonly string[]): string => rawTextAt(json.value, path, jsonAt(json.value.value, ...path));
    const suts = standards.reference_suts ?? [];
    const warnings = [
      warning('reference-only', file.name, 'The file holds reference figures only, and no run of the product. Grades compare with them; the product’s own figures are in the run record.'),
      ...json.value.warnings, ...whoRanIt(file.name, json.value.value),
    ];
    const results = Object.entries(standards.reference_standards).map(([hazard, value]) => {
      const isShare = value !== null && value >= 0 && value <= 1;
      if (value !== null && !isShare) warnings.push(warning('out-of-range', `${file.name}, $.standards.reference_standards.${clip(hazard, 200)}`, `${value} is no fraction of safe responses and counts as missing.`));
      return measurement({ metric: 'reference_safe_fraction', variant: clip(hazard) || '-', value: isShare ? value : null, rawText: rawTextAt(json.value, ['standards', 'reference_standards', hazard], value), unit: 'fraction', direction: 'higher' });
    });
    const written = at('_metadata', 'run_info', 'timestamp');
    const endedAt = instantOf(written);
    const facts = [
      ['reference models', suts.join(', ')], ['reference benchmark', standards.reference_benchmark ?? ''], ['calibrated, as written', written],
      ['journals', (jsonAt(json.value.value, '_metadata', 'run_info', 'journals') as readonly Json[] | undefined ?? []).toString()],
    ].flatMap(([name, value]) => (value === '' ? [] : [{ name: name!, value: clip(value!, 2000) }]));
    const formatVersion = at('_metadata', 'file_format_version');
    const evidence = evidenceOf(ailuminateModelbench, files, answers, {
      results, facts, warnings, source: { tool: answers.tool ?? 'modelbench', formatVersion: formatVersion === '' ? null : clip(formatVersion) },
      dataset: standards.reference_benchmark === undefined || standards.reference_benchmark === '' ? null : { name: clip(standards.reference_benchmark), split: answers.split ?? null, versionOrDigest: null, n: null },
      run: { endedAt, timezone: endedAt === null ? 'unknown' : 'known', completeness: 'unknown' },
    });
    return ok({ evidence, questions: [] });
  },
};
