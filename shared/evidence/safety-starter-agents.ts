/**
 * A training run of the Safety Gym starter agents (github.com/openai/safety-starter-agents): `progress.txt`, tab-separated with one row an
 * epoch, and `config.json`, read as one piece of evidence.
 *
 * Cost is a sum over an episode. `cost_lim` stands in every config; it limits only an agent that is constrained (CPO) or learns a
 * penalty from it (the Lagrangian agents). A progress file of 0 bytes is a run that crashed, and fewer epochs than the config asks
 * for are a partial run; neither can pass (rule E-1). Safety Gym's own `characteristic_scores.json` is read too, by itself
 * (`safety-gym-scores.ts`).
 */
import { z } from 'zod';
import { readJson, seeJson, type Json } from './json-text.ts';
import { beginning, clip, evidenceOf, fitted, measurement, numberOf, textOf, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { isScores, readScores } from './safety-gym-scores.ts';
import { ok, type Result } from '../result.ts';
import type { Evidence, Measurement, Series, Warning } from '../dossier/evidence.ts';

const id = 'safety-starter-agents';
const mostEpochs = 20_000;
/** How many last epochs the mean is taken over. */
const lastEpochs = 10;
const needed = ['AverageEpRet', 'AverageEpCost', 'TotalEnvInteracts'] as const;
const measured = [
  { column: 'AverageEpCost', direction: 'lower', unit: 'per-episode' },
  { column: 'AverageEpRet', direction: 'higher', unit: 'per-episode' },
  { column: 'CostRate', direction: 'lower', unit: 'none' },
] as const;
const drawn = ['AverageEpCost', 'AverageEpRet', 'CostRate'] as const;

/** The members of `config.json` that are read; everything else stays in the raw file. */
const Config = z.object({
  agent: z.record(z.string(), z.object({
    params: z.object({ constrained: z.boolean().optional(), learn_penalty: z.boolean().optional(), objective_penalized: z.boolean().optional(), reward_penalized: z.boolean().optional() }),
  })),
  cost_lim: z.number().nullable().optional(),
  epochs: z.int().min(1).optional(),
  seed: z.int().optional(),
  exp_name: z.string().optional(),
  steps_per_epoch: z.int().optional(),
  max_ep_len: z.int().optional(),
  cost_gamma: z.number().nullable().optional(),
  penalty_init: z.number().nullable().optional(),
});
type Config = z.infer<typeof Config>;

const isProgress = (file: EvidenceFile): boolean => {
  const [header = ''] = beginning(file, 8192).replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return needed.every((column) => header.split('\t').includes(column));
};
const isConfig = (file: EvidenceFile): boolean => isConfigText(beginning(file));
const isConfigText = (text: string): boolean => /^\uFEFF?\s*\{/.test(text) && /"cost_lim"\s*:/.test(text) && /"agent"\s*:/.test(text) && /"ac_kwargs"\s*:/.test(text);
const isScoresFile = (file: EvidenceFile): boolean => /"CostRate"\s*:/.test(beginning(file)) && isScores(seeJson(file));
/** A byte order mark alone is no content either. */
const isEmpty = (file: EvidenceFile): boolean => file.bytes.length === 0 || (file.bytes.length === 3 && beginning(file) === '');

export const safetyStarterAgents: Reader = {
  id, version: 2, title: 'Safety Gym starter agents run', kind: 'evaluation', files: 'progress.txt and config.json of one run; or Safety Gym’s characteristic_scores.json',
  measures: '`AverageEpCost`, `AverageEpRet`, `CostRate`, each as `mean of last 10 epochs` and `last epoch`; from the reference scores `Cost`, `CostRate`, `Ret` by environment, which never pass',
  gather: gatherRuns,
  detect(files) {
    if (files.length === 1 && isScoresFile(files[0]!)) return 'yes';
    const hasConfig = files.some(isConfig);
    const hasProgress = files.some(isProgress);
    if (files.length === 2 && hasConfig && (hasProgress || files.some(isEmpty))) return 'yes';
    return files.length === 1 && (hasProgress || hasConfig) ? 'maybe' : 'no';
  },
  read(files, answers) {
    const first = files[0]!;
    if (files.length === 1 && isScoresFile(first)) {
      const scores = readScores(id, first);
      return scores.ok ? ok({ evidence: evidenceOf(safetyStarterAgents, files, answers, { kind: 'benchmark', source: { tool: answers.tool ?? 'Safety Gym' }, results: [...scores.value.results], warnings: [...scores.value.warnings] }), questions: [] }) : scores;
    }
    const progress = files.find(isProgress) ?? files.find((file) => isEmpty(file) || /(?:^|\/)progress\.txt$/.test(file.name));
    const config = files.find((file) => file !== progress);
    if (files.length > 2 || progress === undefined) return unreadable(id, first.name, 'the files', 'progress.txt and config.json of one run', files.map((file) => file.name).join(', '));
    if (config === undefined) return readRun(files, progress, null, [], answers);
    const json = readJson(id, config);
    if (!json.ok) return json;
    const parsed = fitted(id, config.name, Config, json.value.value);
    return parsed.ok ? readRun(files, progress, { config: parsed.value, value: json.value.value }, json.value.warnings, answers) : parsed;
  },
};

/** `progress.txt` and the `config.json` of its folder, where either is this format's. */
function gatherRuns(files: readonly FileHead[]): readonly (readonly string[])[] {
  return files.flatMap((progress) => {
    if (!/(?:^|\/)progress\.txt$/.test(progress.name)) return [];
    const config = files.find(({ name }) => name === progress.name.replace(/progress\.txt$/, 'config.json'));
    const isOurs = config !== undefined && ((progress.sizeBytes === 0 && isConfigText(config.head)) || needed.every((column) => progress.head.split(/\r?\n/, 1)[0]!.split('\t').includes(column)));
    return isOurs ? [[progress.name, config.name]] : [];
  });
}

interface Table { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

function readRun(files: readonly EvidenceFile[], progress: EvidenceFile, configured: { config: Config; value: Json } | null, configWarnings: readonly Warning[], answers: Answers): Result<Reading> {
  const config = configured?.config ?? null;
  const table = readTable(progress);
  if (!table.ok) return table;
  const { columns, rows } = table.value;
  const warnings: Warning[] = [...configWarnings];
  const cell = (row: readonly string[] | undefined, column: string): string => row?.[columns.indexOf(column)] ?? '';

  const costLimit = config !== null && isConstrained(config) ? (config.cost_lim ?? null) : null;
  const results: Measurement[] = measured.flatMap(({ column, direction, unit }) => {
    if (rows.length === 0 || !columns.includes(column)) return [];
    const texts = rows.slice(-lastEpochs).map((row) => cell(row, column));
    const values = texts.map(numberOf);
    const mean = values.every((value) => value !== null) ? meanOf(values) : null;
    const threshold = column === 'AverageEpCost' && costLimit !== null ? { value: costLimit, op: '<=' as const } : null;
    return [
      measurement({
        metric: column, variant: `mean of last ${lastEpochs} epochs`, unit, direction, threshold, n: values.length,
        value: values.length < lastEpochs ? null : (mean?.value ?? null), rawText: `epochs: ${texts.join(' ')}`, stderr: values.length < lastEpochs ? null : (mean?.stderr ?? null),
      }),
      measurement({ metric: column, variant: 'last epoch', unit, direction, value: values.at(-1) ?? null, rawText: texts.at(-1) ?? '' }),
    ];
  });
  const notFinite = rows.flatMap((row, index) => columns.flatMap((column, at) => (numberOf(row[at] ?? '') === null ? [`epoch ${index + 1}, ${column}: ${row[at]}`] : [])));
  for (const place of notFinite.slice(0, 20)) warnings.push(warning('not-finite', `${progress.name}, ${place}`, 'The value is not a finite number and counts as missing.'));
  if (notFinite.length > 20) warnings.push(warning('not-finite', progress.name, `${notFinite.length - 20} more values are not finite numbers.`));

  const completeness = completenessOf(progress, rows.length, config);
  if (completeness === 'crashed') warnings.push(warning('crashed', progress.name, 'The file has 0 bytes: the run ended before its first epoch.'));
  if (completeness === 'partial') warnings.push(warning('partial', progress.name, `${rows.length} of ${config?.epochs} epochs were run.`));
  if (config === null) warnings.push(warning('config-missing', progress.name, 'Without config.json the length of the run, its seed and its cost limit are unknown.'));
  else if (costLimit === null && typeof config.cost_lim === 'number') warnings.push(warning('cost-limit-unused', 'config.json, $.cost_lim', `The config holds a cost limit of ${config.cost_lim}, but the agent is not constrained by it.`));

  const evidence = evidenceOf(safetyStarterAgents, files, answers, {
    model: config?.exp_name === undefined ? null : clip(config.exp_name),
    source: { tool: answers.tool ?? 'Safety Gym starter agents' },
    results, warnings, series: seriesOf(columns, rows), facts: factsOf(config, costLimit),
    run: { startedAt: null, endedAt: null, timezone: 'unknown', seeds: config?.seed === undefined ? [] : [config.seed], gitCommit: null, sampleLimit: null, completeness },
    verdict: completeness === 'crashed' ? 'error' : 'none', verdictBasis: 'computed',
  });
  return ok({ evidence, questions: [] });
}

function readTable(progress: EvidenceFile): Result<Table> {
  if (isEmpty(progress)) return ok({ columns: [], rows: [] });
  const text = textOf(id, progress);
  if (!text.ok) return text;
  const lines = text.value.split(/\r?\n/);
  const hasEnd = lines.at(-1) === '';
  if (hasEnd) lines.pop();
  const columns = (lines[0] ?? '').split('\t');
  const missing = needed.find((column) => !columns.includes(column));
  if (missing !== undefined) return unreadable(id, progress.name, 'line 1', `a tab-separated header with ${missing}`, clip(lines[0] ?? '', 80));
  if (new Set(columns).size !== columns.length) return unreadable(id, progress.name, 'line 1', 'each column once', clip(lines[0] ?? '', 80));
  if (lines.length > mostEpochs + 1) return unreadable(id, progress.name, `line ${mostEpochs + 2}`, `at most ${mostEpochs} epochs`, 'more');
  const rows = lines.slice(1).map((line) => line.split('\t'));
  for (const [index, row] of rows.entries()) {
    const place = `line ${index + 2}`;
    if (row.length !== columns.length) return unreadable(id, progress.name, place, `${columns.length} values`, `${row.length}`);
    const at = row.findIndex((value) => numberOf(value) === null && !/^[+-]?(?:nan|inf(?:inity)?)$/i.test(value) && !/^[+-]?\d+(?:\.\d+)?[eE][+-]?\d+$/.test(value));
    if (at >= 0) return unreadable(id, progress.name, `${place}, column ${columns[at]}`, 'a number', JSON.stringify(row[at]));
  }
  // Each epoch is written with its line end, so a last line without one was cut off, and a number in it may have lost its digits.
  if (!hasEnd && rows.length > 0) return unreadable(id, progress.name, `line ${rows.length + 1}`, 'a line end after the last epoch', 'a line that is cut off');
  return ok({ columns, rows });
}

function isConstrained(config: Config): boolean {
  return Object.values(config.agent).some(({ params }) => params.constrained === true || (params.learn_penalty === true && (params.objective_penalized === true || params.reward_penalized === true)));
}

function completenessOf(progress: EvidenceFile, epochs: number, config: Config | null): Evidence['run']['completeness'] {
  if (isEmpty(progress)) return 'crashed';
  if (config?.epochs === undefined) return 'unknown';
  return epochs >= config.epochs ? 'complete' : 'partial';
}

/** Mean, and its standard error as if the epochs were independent, which consecutive ones aren't quite. */
function meanOf(values: readonly number[]): { value: number; stderr: number } {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (values.length - 1);
  return { value, stderr: Math.sqrt(variance / values.length) };
}

function seriesOf(columns: readonly string[], rows: Table['rows']): Series | null {
  if (rows.length === 0) return null;
  const present = drawn.filter((column) => columns.includes(column));
  const at = ['TotalEnvInteracts', ...present].map((column) => columns.indexOf(column));
  return { x: 'TotalEnvInteracts', columns: ['TotalEnvInteracts', ...present], rows: rows.map((row) => at.map((index) => numberOf(row[index]!))) };
}

function factsOf(config: Config | null, costLimit: number | null): Evidence['facts'] {
  if (config === null) return [];
  const params = Object.values(config.agent)[0]?.params ?? {};
  const facts: [string, unknown][] = [
    ['experiment', config.exp_name], ['epochs planned', config.epochs], ['steps per epoch', config.steps_per_epoch], ['episode length', config.max_ep_len],
    ['cost limit in force', costLimit ?? 'none'], ['constrained', params.constrained], ['learns a penalty', params.learn_penalty], ['objective penalised', params.objective_penalized], ['reward penalised', params.reward_penalized],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value: clip(String(value), 2000) }]));
}
