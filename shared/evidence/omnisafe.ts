/**
 * A training run of OmniSafe (github.com/PKU-Alignment/omnisafe) or of Safety-Gymnasium's own algorithms, which log alike: `progress.csv`, one row
 * an epoch, with `/` in its column names, and `config.json`, read as one piece of evidence.
 *
 * Cost is a sum over an episode, averaged over the last episodes (`window_lens`). A cost limit stands in `lagrange_cfgs`, in `algo_cfgs` or in
 * the config itself; it is a limit only where the algorithm is held to it, never for PPO, TRPO, NaturalPG, SAC and their like. A progress file of
 * 0 bytes is a run that crashed, fewer steps than the config asks for are a partial run; neither can pass (rule E-1). A last row without its
 * line end was cut off and isn't read: a number in it may have lost its digits.
 */
import { z } from 'zod';
import { isObject, readJson, seeJson } from './json-text.ts';
import { beginning, clip, evidenceOf, fitted, measurement, numberOf, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { readTable, seeColumns, type Table } from './table-text.ts';
import { ok, type Result } from '../result.ts';
import type { Evidence, Measurement, Series, Warning } from '../dossier/evidence.ts';

const id = 'omnisafe';
const needed = ['Metrics/EpRet', 'Metrics/EpCost'] as const;
/** How the steps so far are called: by OmniSafe, and by Safety-Gymnasium's algorithms. */
const stepColumns = ['TotalEnvSteps', 'Train/TotalSteps'] as const;
const measured = [
  { column: 'Metrics/EpCost', direction: 'lower' }, { column: 'Metrics/EpRet', direction: 'higher' },
  { column: 'Metrics/TestEpCost', direction: 'lower' }, { column: 'Metrics/TestEpRet', direction: 'higher' },
] as const;
/** How many last epochs the mean is taken over. */
const lastEpochs = 10;
const mostPoints = 20_000;
/** Algorithms that are held to the `cost_limit` of their config, in small letters; those with `lag` or `pid` in their name are, too. */
const constrained = new Set(['cpo', 'pcpo', 'cup', 'focops', 'ipo', 'p3o', 'oncrpo', 'offcrpo', 'crpo', 'rcpo', 'pdo', 'cvpo', 'cap', 'ccepets', 'rcepets', 'safeloop', 'coptidice', 'ccrr', 'macpo', 'ppoearlyterminated', 'trpoearlyterminated']);
const unconstrained = new Set(['policygradient', 'naturalpg', 'trpo', 'ppo', 'ddpg', 'td3', 'sac', 'pets', 'loop', 'mbppo', 'bcq', 'crr', 'vaebc', 'decisiondiffuser', 'pg', 'mappo', 'happo']);

const number = z.number().nullable().optional();
const Part = z.object({ total_steps: number, steps_per_epoch: number, epochs: number, cost_limit: number, safety_budget: number, use_cost: z.boolean().nullable().optional(), window_lens: number });
/** The members of `config.json` that are read; everything else stays in the raw file. */
const Config = z.object({
  seed: z.int().nullable().optional(),
  algo: z.string().nullable().optional(), algo_name: z.string().nullable().optional(), exp_name: z.string().nullable().optional(),
  env_id: z.string().nullable().optional(), task: z.string().nullable().optional(),
  total_steps: number, steps_per_epoch: number, cost_limit: number,
  train_cfgs: Part.optional(), algo_cfgs: Part.optional(), lagrange_cfgs: Part.optional(), logger_cfgs: Part.optional(),
});
type Config = z.infer<typeof Config>;

const isProgress = (file: EvidenceFile): boolean => { const columns = seeColumns(file); return needed.every((column) => columns.includes(column)); };
const isConfigText = (text: string): boolean => /^\uFEFF?\s*\{/.test(text) && ((/"algo_cfgs"\s*:/.test(text) && /"(?:train_cfgs|logger_cfgs)"\s*:/.test(text)) || (/"cost_limit"\s*:/.test(text) && /"total_steps"\s*:/.test(text) && /"steps_per_epoch"\s*:/.test(text)));
const isConfig = (file: EvidenceFile): boolean => {
  const seen = isConfigText(beginning(file)) ? seeJson(file) : undefined;
  return isObject(seen) && (seen['algo_cfgs'] !== undefined || seen['train_cfgs'] !== undefined || seen['total_steps'] !== undefined || seen['cost_limit'] !== undefined);
};
/** A byte order mark alone is no content either. */
const isEmpty = (file: EvidenceFile): boolean => file.bytes.length === 0 || (file.bytes.length === 3 && beginning(file) === '');

export const omnisafe: Reader = {
  id, version: 1, title: 'OmniSafe or Safety-Gymnasium run', kind: 'evaluation', files: 'progress.csv and config.json of one run',
  measures: '`Metrics/EpCost`, `Metrics/EpRet`, and for some algorithms `Metrics/TestEpCost`, `Metrics/TestEpRet`, each as `mean of last 10 epochs` and `last epoch`',
  gather(files) {
    return files.flatMap((progress: FileHead) => {
      if (!/(?:^|\/)progress\.csv$/.test(progress.name)) return [];
      const config = files.find(({ name }) => name === progress.name.replace(/progress\.csv$/, 'config.json'));
      if (config === undefined) return [];
      const isOurs = progress.sizeBytes === 0 ? isConfigText(config.head) : needed.every((column) => progress.head.slice(0, 16_384).split('\n', 1)[0]!.includes(column));
      return isOurs ? [[progress.name, config.name]] : [];
    });
  },
  detect(files) {
    const hasConfig = files.some(isConfig);
    const hasProgress = files.some(isProgress);
    if (files.length === 2 && hasConfig && (hasProgress || files.some(isEmpty))) return 'yes';
    return files.length === 1 && (hasProgress || hasConfig) ? 'maybe' : 'no';
  },
  read(files, answers) {
    const first = files[0]!;
    const progress = files.find(isProgress) ?? files.find((file) => /(?:^|\/)progress\.csv$/.test(file.name)) ?? files.find((file) => isEmpty(file));
    if (files.length > 2 || progress === undefined) return unreadable(id, first.name, 'the files', 'progress.csv and config.json of one run', files.map((file) => file.name).join(', '));
    const config = files.find((file) => file !== progress);
    if (config === undefined) return readRun(files, progress, null, [], answers);
    const json = readJson(id, config);
    if (!json.ok) return json;
    const parsed = fitted(id, config.name, Config, json.value.value);
    return parsed.ok ? readRun(files, progress, { name: config.name, config: parsed.value }, json.value.warnings, answers) : parsed;
  },
};

interface Configured { readonly name: string; readonly config: Config }

function readRun(files: readonly EvidenceFile[], progress: EvidenceFile, configured: Configured | null, configWarnings: readonly Warning[], answers: Answers): Result<Reading> {
  const config = configured?.config ?? null;
  const warnings: Warning[] = [...configWarnings];
  const read = readRows(progress, warnings);
  if (!read.ok) return read;
  const { columns, rows } = read.value.table;
  const steps = stepColumns.find((column) => columns.includes(column)) ?? null;
  const used = [...(steps === null ? [] : [steps]), ...measured.map(({ column }) => column).filter((column) => columns.includes(column))];
  let notFinite = 0;
  for (const [index, row] of rows.entries()) {
    for (const column of used) {
      const text = row.cell(column).trim();
      if (numberOf(text) !== null) continue;
      if (text !== '' && !/^[+-]?(?:nan|inf(?:inity)?|\d+(?:\.\d+)?e[+-]?\d+)$/i.test(text)) return unreadable(id, progress.name, `line ${row.line}, column ${column}`, 'a number', JSON.stringify(text));
      if (++notFinite <= 20) warnings.push(warning('not-finite', `${progress.name}, epoch ${index + 1}, ${column}: ${text}`, 'The value is not a finite number and counts as missing.'));
    }
  }
  if (notFinite > 20) warnings.push(warning('not-finite', progress.name, `${notFinite - 20} more values are not finite numbers.`));

  const limit = costLimitOf(configured, warnings);
  const results = measured.filter(({ column }) => rows.length > 0 && columns.includes(column)).flatMap(({ column, direction }): Measurement[] => {
    const texts = rows.slice(-lastEpochs).map((row) => row.cell(column).trim());
    const values = texts.map(numberOf);
    const mean = values.length === lastEpochs && values.every((value) => value !== null) ? meanOf(values) : null;
    const threshold = limit !== null && column.endsWith('EpCost') ? { value: limit, op: '<=' as const } : null;
    return [
      measurement({ metric: column, variant: `mean of last ${lastEpochs} epochs`, unit: 'per-episode', direction, threshold, n: values.length, value: mean?.value ?? null, rawText: `epochs: ${texts.join(' ')}`, stderr: mean?.stderr ?? null }),
      measurement({ metric: column, variant: 'last epoch', unit: 'per-episode', direction, value: values.at(-1) ?? null, rawText: texts.at(-1) ?? '' }),
    ];
  });
  const lastStep = steps === null ? null : numberOf(rows.at(-1)?.cell(steps).trim() ?? '');
  const completeness = rows.length === 0 ? 'crashed' : read.value.isCutOff ? 'partial' : completenessOf(config, rows.length, lastStep);
  if (completeness === 'crashed') warnings.push(warning('crashed', progress.name, 'The file holds no epoch: the run ended before its first one.'));
  if (completeness === 'partial') warnings.push(warning('partial', progress.name, `The run has ${rows.length} epochs${lastStep === null ? '' : ` and ${lastStep} steps`}. Its config asks for ${totalSteps(config) ?? 'an unknown number of'} steps.`));
  if (config === null) warnings.push(warning('config-missing', progress.name, 'Without config.json the length of the run, its seed and its cost limit are unknown.'));
  if (rows.length > 0 && rows.length < lastEpochs) warnings.push(warning('few-epochs', progress.name, `There are ${rows.length} epochs. The mean of the last ${lastEpochs} has no value.`));

  const env = config?.env_id ?? config?.task ?? null;
  const evidence = evidenceOf(omnisafe, files, answers, {
    model: config?.exp_name ?? algorithmOf(config), source: { tool: answers.tool ?? (config?.algo_cfgs === undefined ? null : 'OmniSafe') },
    results, warnings, series: seriesOf(read.value.table, steps, warnings, progress.name), facts: factsOf(config, limit),
    ...(answers.dataset === undefined && env !== null && env !== '' ? { dataset: { name: clip(env), split: null, versionOrDigest: null, n: null } } : {}),
    run: { seeds: typeof config?.seed === 'number' ? [config.seed] : [], completeness }, verdict: completeness === 'crashed' ? 'error' : 'none',
  });
  return ok({ evidence, questions: [] });
}

/** The rows that were written to their end; without any, an empty table. */
function readRows(progress: EvidenceFile, warnings: Warning[]): Result<{ readonly table: Table; readonly isCutOff: boolean }> {
  const whole = progress.bytes.subarray(0, progress.bytes.lastIndexOf(0x0a) + 1);
  const isCutOff = whole.length < progress.bytes.length && !isEmpty(progress);
  if (isCutOff) warnings.push(warning('cut-off', progress.name, 'The last line has no line end: it was cut off, and is not read.'));
  if (whole.length === 0 && isProgress(progress)) return ok({ table: { columns: [], rows: [] }, isCutOff });
  if (isEmpty(progress)) return ok({ table: { columns: [], rows: [] }, isCutOff: false });
  // Seen before the whole is parsed: one endless line would take its time.
  if (!isProgress(progress)) return unreadable(id, progress.name, 'line 1', `a comma-separated header with ${needed.join(', ')}`, JSON.stringify(clip(beginning(progress, 200).split('\n', 1)[0]!, 60)));
  const table = readTable(id, isCutOff && whole.length > 0 ? { ...progress, bytes: whole } : progress, { needed });
  return table.ok ? ok({ table: table.value, isCutOff }) : table;
}

const algorithmOf = (config: Config | null): string | null => config?.algo ?? config?.algo_name ?? null;
const totalSteps = (config: Config | null): number | null => config?.train_cfgs?.total_steps ?? config?.total_steps ?? null;

/** The limit that the algorithm is held to; null, with a warning, for one that stands in the config unused. */
function costLimitOf(configured: Configured | null, warnings: Warning[]): number | null {
  if (configured === null) return null;
  const { config, name } = configured;
  const found = [['$.lagrange_cfgs', config.lagrange_cfgs?.cost_limit], ['$.algo_cfgs', config.algo_cfgs?.cost_limit], ['$', config.cost_limit]] as const;
  const [path, limit] = found.find(([, value]) => typeof value === 'number') ?? [null, null];
  if (path === null || typeof limit !== 'number') return null;
  const algorithm = algorithmOf(config) ?? '';
  if (path === '$.lagrange_cfgs' || constrained.has(algorithm.toLowerCase()) || /lag|pid/i.test(algorithm)) return limit;
  const why = unconstrained.has(algorithm.toLowerCase()) ? `${algorithm} is not constrained by it` : `it is not known whether ${algorithm === '' ? 'the algorithm' : clip(algorithm, 60)} is constrained by it`;
  warnings.push(warning('cost-limit-unused', `${name}, ${path}.cost_limit`, `The config holds a cost limit of ${limit}, but ${why}.`));
  return null;
}

/** An epoch is only logged whole, so steps that don't fill one are never run. */
function completenessOf(config: Config | null, epochs: number, lastStep: number | null): Evidence['run']['completeness'] {
  const total = totalSteps(config);
  if (total === null || total <= 0) return 'unknown';
  const perEpoch = config?.algo_cfgs?.steps_per_epoch ?? config?.steps_per_epoch ?? null;
  const planned = perEpoch === null || perEpoch <= 0 ? total : Math.floor(total / perEpoch) * perEpoch;
  if (lastStep !== null) return lastStep >= planned && planned > 0 ? 'complete' : 'partial';
  return perEpoch === null || perEpoch <= 0 ? 'unknown' : epochs >= Math.floor(total / perEpoch) ? 'complete' : 'partial';
}

/** Mean, and its standard error as if the epochs were independent, which consecutive ones aren't quite. */
function meanOf(values: readonly number[]): { value: number; stderr: number } {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (values.length - 1);
  return { value, stderr: Math.sqrt(variance / values.length) };
}

/** Cost and return over steps; of a longer run every so many epochs, and always the last. */
function seriesOf({ columns, rows }: Table, steps: string | null, warnings: Warning[], name: string): Series | null {
  if (rows.length === 0) return null;
  const every = Math.ceil(rows.length / mostPoints);
  if (every > 1) warnings.push(warning('left-out', name, `The curve shows every ${every}th of ${rows.length} epochs.`));
  const present = ['Metrics/EpCost', 'Metrics/EpRet'].filter((column) => columns.includes(column));
  const kept = rows.map((row, index) => ({ row, index })).filter(({ index }) => index % every === (rows.length - 1) % every);
  const x = steps ?? 'epoch';
  return { x, columns: [x, ...present], rows: kept.map(({ row, index }) => [steps === null ? index + 1 : numberOf(row.cell(steps).trim()), ...present.map((column) => numberOf(row.cell(column).trim()))]) };
}

function factsOf(config: Config | null, limit: number | null): Evidence['facts'] {
  if (config === null) return [];
  const facts: [string, unknown][] = [
    ['algorithm', algorithmOf(config)], ['environment', config.env_id ?? config.task], ['experiment', config.exp_name], ['steps planned', totalSteps(config)],
    ['steps per epoch', config.algo_cfgs?.steps_per_epoch ?? config.steps_per_epoch], ['cost limit in force', limit ?? 'none'], ['safety budget', config.algo_cfgs?.safety_budget],
    ['uses cost', config.algo_cfgs?.use_cost], ['episodes that a metric is averaged over', config.logger_cfgs?.window_lens],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === null || value === '' ? [] : [{ name, value: clip(String(value), 2000) }]));
}
