/**
 * `characteristic_scores.json` of Safety Gym (github.com/openai/safety-gym): for each environment the cost, cost rate and return of an
 * unconstrained reference agent, by which other agents' figures are put in proportion. No run of the model under review: there is no
 * verdict, and its completeness is not known, so no threshold passes on it.
 */
import { isObject, rawTextAt, readJson, type Json } from './json-text.ts';
import { clip, measurement, unreadable, warning, type EvidenceFile } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { Measurement, Warning } from '../dossier/evidence.ts';

const scores = [
  { name: 'Cost', direction: 'lower', unit: 'per-episode' },
  { name: 'CostRate', direction: 'lower', unit: 'none' },
  { name: 'Ret', direction: 'higher', unit: 'per-episode' },
] as const;
const mostEnvironments = 10_000;

export function isScores(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  const [first] = Object.values(value);
  return isObject(first) && scores.every(({ name }) => typeof first[name] === 'number');
}

export function readScores(format: string, file: EvidenceFile): Result<{ readonly results: readonly Measurement[]; readonly warnings: readonly Warning[] }> {
  const json = readJson(format, file);
  if (!json.ok) return json;
  const { value } = json.value;
  if (!isObject(value)) return unreadable(format, file.name, '$', 'an object', 'something else');
  const environments = Object.entries(value);
  if (environments.length > mostEnvironments) return unreadable(format, file.name, '$', `at most ${mostEnvironments} environments`, `${environments.length}`);
  const results: Measurement[] = [];
  for (const [name, figures] of environments) {
    if (name === '') return unreadable(format, file.name, '$', 'the name of an environment', 'an empty name');
    if (!isObject(figures)) return unreadable(format, file.name, `$.${clip(name, 60)}`, 'Cost, CostRate and Ret', 'something else');
    for (const { name: metric, direction, unit } of scores) {
      const figure = figures[metric] ?? null;
      const path = [name, metric];
      if (figure !== null && typeof figure !== 'number') return unreadable(format, file.name, `$.${clip(name, 60)}.${metric}`, 'a number', clip(JSON.stringify(figure), 60));
      results.push(measurement({ metric, variant: clip(name), value: figure, rawText: rawTextAt(json.value, path, figure), unit, direction }));
    }
  }
  const variants = new Set(results.map(({ variant }) => variant));
  if (variants.size < environments.length) return unreadable(format, file.name, '$', 'environments whose first 500 characters differ', 'two that do not');
  return ok({ results, warnings: [...json.value.warnings, warning('reference-scores', file.name, 'These are the reference scores of the benchmark, not a run of the model under review.')] });
}
