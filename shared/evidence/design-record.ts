/**
 * Countersign's own record of what was decided before training: loss function, hyperparameters, seeds, limits and what may fail. There is no public
 * format for it. YAML or JSON, described in `docs/formats/design-record.md`. Unknown names are refused with their line.
 *
 * The record speaks of intentions, so nothing in it is a pass. One that was made after the first training run justifies what was already there:
 * `late-record`, inconclusive. With the training configurations beside it (OmniSafe, Safety Gym, `params.yaml` of DVC, lm-eval results), what
 * was recorded is held against what was run. TensorBoard's event files are binary and are not read.
 */
import { z } from 'zod';
import { configurationOf, isEventFile, sameValue, seedsOf, valuesAt, type Configuration } from './training-configuration.ts';
import { isOwnFile, readOwnFile } from './own-file.ts';
import { clip, entry, evidenceOf, measurement, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { yamlText } from './yaml-file.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { readYaml } from '../dossier/yaml-text.ts';
import { ok, type Result } from '../result.ts';
import { Day, Line, Prose } from '../vocabulary.ts';
import type { Entry, Evidence, Warning } from '../dossier/evidence.ts';

const id = 'design-record';
const Why = Prose.min(1);
const Scalar = z.union([z.number(), z.boolean(), z.string().max(500), z.null()]);
/** An id, or a dotted name as a configuration has it. */
const Name = Line;

export const DesignRecordFile = z.strictObject({
  format: z.literal(1),
  kind: z.literal('design-record'),
  product: Line,
  release: Line,
  madeOn: Day,
  /** Null while no training has run. */
  firstTrainingRunOn: Day.nullable().default(null),
  lossFunction: z.strictObject({
    name: Line, why: Why,
    terms: z.array(z.strictObject({ name: Line, weight: z.union([z.number(), Line]).nullable().default(null), why: Why })).max(200).default([]),
  }),
  hyperparameters: z.array(z.strictObject({ name: Name, value: z.union([Scalar, z.array(Scalar).max(1000)]), why: Why, safetyCritical: z.boolean().default(false) })).max(2000).default([]),
  seeds: z.array(z.int()).max(1000).default([]),
  limits: z.array(z.strictObject({ name: Name, value: z.union([z.number(), Line]), unit: Line.nullable().default(null), why: Why })).max(2000).default([]),
  failureModes: z.array(z.strictObject({ id: Line, mode: Why, effect: Why, cause: Why, mitigation: Prose.nullable().default(null), hazards: z.array(Line).max(100).default([]) })).max(5000).default([]),
  trainingConfigurations: z.array(Line).max(100).default([]),
});
export type DesignRecordFile = z.infer<typeof DesignRecordFile>;

const baseName = (name: string): string => name.replace(/^.*\//, '');
const folderOf = (name: string): string => name.replace(/[^/]*$/, '');
const kindLine = /^[ \t]*"?kind"?[ \t]*:[ \t]*["']?design-record\b/m;
const isRecord = (file: EvidenceFile): boolean => isOwnFile(file, id);

export const designRecord: Reader = {
  id, version: 1, title: 'Countersign design record', kind: 'design', files: 'one YAML or JSON file, and the training configurations that it names',
  measures: '`differences` (recorded values that the configurations contradict), `not_in_configuration`, `failure_modes`, `failure_modes_without_mitigation`',
  gather: gatherConfigurations,
  detect: (files) => (files.filter(isRecord).length === 1 ? 'yes' : 'no'),
  read(files, answers) {
    const records = files.filter(isRecord);
    const record = records[0] ?? files[0]!;
    if (records.length > 1 || (records.length === 0 && files.length > 1)) return unreadable(id, record.name, 'the files', 'one file with kind: design-record', `${records.length} of ${files.map(({ name }) => name).join(', ')}`);
    const read = readRecord(record);
    return read.ok ? ok(readingOf(record, read.value.record, read.value.warnings, files, answers)) : read;
  },
};

/**
 * A record and the configurations that it names, where they are at hand. One that is part of other evidence (a progress file or a pipeline
 * beside it, results inside it) stays with that; a dossier may list it under both.
 */
function gatherConfigurations(files: readonly FileHead[]): readonly (readonly string[])[] {
  const heads = new Map(files.map(({ name, head }) => [name, head]));
  const isOfARun = (name: string): boolean => ['progress.csv', 'progress.txt', 'dvc.yaml', 'dvc.lock'].some((other) => heads.has(folderOf(name) + other)) || /^\s*\{\s*"results"\s*:/.test(heads.get(name)!);
  return files.flatMap((record) => {
    if (!kindLine.test(record.head) && !/"kind"\s*:\s*"design-record"/.test(record.head)) return [];
    const yaml = readYaml(record.name, encodeUtf8(record.head.replace(/^\uFEFF/, '')), 1024 * 1024);
    const value = yaml.ok ? (yaml.value.value as { readonly trainingConfigurations?: unknown } | null) : null;
    const listed: readonly unknown[] = Array.isArray(value?.trainingConfigurations) ? value.trainingConfigurations : [];
    const beside = listed.slice(0, 100).flatMap((name) => (typeof name === 'string' ? [folderOf(record.name) + name.replace(/^\.\//, '')] : []));
    const group = [...new Set(beside)].filter((name) => name !== record.name && heads.has(name) && !isOfARun(name));
    return group.length === 0 ? [] : [[record.name, ...group]];
  });
}

function readRecord(file: EvidenceFile): Result<{ readonly record: DesignRecordFile; readonly warnings: readonly Warning[] }> {
  const read = readOwnFile(id, file, DesignRecordFile);
  if (!read.ok) return read;
  const { value: record, warnings } = read.value;
  const twice = repeated(record.hyperparameters.map(({ name }) => name)) ?? repeated(record.limits.map(({ name }) => name)) ?? repeated(record.failureModes.map((mode) => mode.id));
  return twice === null ? ok({ record, warnings }) : unreadable(id, file.name, '$', `${clip(JSON.stringify(twice), 80)} once`, 'it twice');
}

function repeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

interface Compared { readonly states: ReadonlyMap<string, 'passed' | 'failed'>; readonly differences: number; readonly missing: number; readonly isWhole: boolean; readonly read: number }

function readingOf(file: EvidenceFile, record: DesignRecordFile, fileWarnings: readonly Warning[], files: readonly EvidenceFile[], answers: Answers): Reading {
  const warnings: Warning[] = [...fileWarnings];
  const { madeOn, firstTrainingRunOn, failureModes } = record;
  const isLate = firstTrainingRunOn !== null && madeOn > firstTrainingRunOn;
  if (isLate) warnings.push(warning('late-record', `${file.name}, $.madeOn`, `The record was made on ${madeOn}, after the first training run on ${firstTrainingRunOn}. It describes what was there instead of deciding it.`));
  const compared = compare(file, record, files, warnings);
  const open = failureModes.filter(({ mitigation }) => mitigation === null || mitigation.trim() === '');
  if (open.length > 0) warnings.push(warning('without-mitigation', file.name, `Failure modes without a mitigation: ${open.slice(0, 20).map((mode) => mode.id).join(', ')}${open.length > 20 ? ` and ${open.length - 20} more` : ''}.`));
  const count = (metric: string, value: number | null, rawText: string, direction: 'lower' | 'unknown') => measurement({ metric, value, rawText, unit: 'count', direction });
  const hazards = [...new Set(failureModes.flatMap((mode) => mode.hazards))];
  if (hazards.length > 1000) warnings.push(warning('left-out', file.name, `${hazards.length - 1000} hazards are not linked.`));
  const isUnsettled = isLate || compared.differences > 0;
  return {
    evidence: evidenceOf(designRecord, files, answers, {
      model: `${record.product} ${record.release}`, source: { formatVersion: '1', tool: answers.tool ?? null }, warnings, entries: entriesOf(record, compared),
      results: [
        // With nothing to hold it against there is no number: 0 would read as agreement.
        count('differences', compared.read === 0 ? null : compared.differences, compared.read === 0 ? 'not compared' : `${compared.differences} in ${compared.read} configurations`, 'lower'),
        count('not_in_configuration', compared.read === 0 ? null : compared.missing, compared.read === 0 ? 'not compared' : `${compared.missing}`, 'lower'),
        count('failure_modes', failureModes.length, `${failureModes.length}`, 'unknown'),
        count('failure_modes_without_mitigation', open.length, `${open.length} of ${failureModes.length}`, 'lower'),
      ],
      run: { seeds: record.seeds, completeness: compared.isWhole ? 'complete' : 'partial' },
      links: { hazardIds: hazards.slice(0, 1000), mitigationIds: [], claimIds: [], incidentIds: [] },
      facts: factsOf(record), verdict: isUnsettled ? 'inconclusive' : 'none', verdictBasis: 'computed',
    }),
    questions: [],
  };
}

/** What was recorded against what was run: each configuration that has a name must have its value. */
function compare(file: EvidenceFile, record: DesignRecordFile, files: readonly EvidenceFile[], warnings: Warning[]): Compared {
  const others = files.filter((other) => other !== file);
  const isNamed = (other: EvidenceFile, name: string): boolean => other.name === folderOf(file.name) + name.replace(/^\.\//, '') || other.name === name || baseName(other.name) === baseName(name);
  const absent = record.trainingConfigurations.filter((name) => !others.some((other) => isNamed(other, name)));
  for (const name of absent) warnings.push(warning('configuration-missing', `${file.name}, $.trainingConfigurations`, `${clip(name, 200)} is not at hand, so the record was not held against it.`));
  const configurations: Configuration[] = [];
  for (const other of others) {
    const read = isEventFile(other) ? 'TensorBoard event files are binary and are not read.' : configurationOf(id, other);
    if (typeof read === 'string') warnings.push(warning('configuration-unreadable', other.name, `The record was not held against this file. ${read}`));
    else configurations.push(read);
  }
  const states = new Map<string, 'passed' | 'failed'>();
  let differences = 0;
  let missing = 0;
  for (const { name, value } of record.hyperparameters) {
    let found = 0;
    for (const configuration of configurations) {
      const values = valuesAt(configuration, name);
      found += values.length;
      const other = values.find((one) => !sameValue(one.value, value));
      if (values.length === 0) continue;
      // Several places of one name that disagree with each other: the one that the record gives must be named in full.
      if (other !== undefined && values.some((one) => sameValue(one.value, value))) {
        warnings.push(warning('ambiguous-name', configuration.name, `${clip(name, 200)} stands at ${values.slice(0, 5).map(({ path }) => clip(path, 80)).join(', ')} with different values. Record the whole dotted name.`));
        states.set(name, 'failed');
        differences++;
      } else if (other !== undefined) {
        warnings.push(warning('differs-from-configuration', `${configuration.name}, ${clip(other.path, 300)}`, `${clip(name, 200)} is recorded as ${clip(yamlText(value), 200)}; the configuration has ${clip(yamlText(other.value), 200)}.`));
        states.set(name, 'failed');
        differences++;
      } else if (!states.has(name)) states.set(name, 'passed');
    }
    if (configurations.length > 0 && found === 0) {
      missing++;
      warnings.push(warning('not-in-configuration', `${file.name}, $.hyperparameters`, `${clip(name, 200)} is in none of the configurations.`));
    }
  }
  differences += compareSeeds(record, configurations, warnings);
  return { states, differences, missing, isWhole: absent.length === 0 && configurations.length === others.length, read: configurations.length };
}

/** A seed that was run must be recorded, and one that is recorded must have been run. */
function compareSeeds(record: DesignRecordFile, configurations: readonly Configuration[], warnings: Warning[]): number {
  let differences = 0;
  const run = new Set<number>();
  for (const configuration of configurations) {
    for (const { path, seed } of seedsOf(configuration)) {
      run.add(seed);
      if (record.seeds.includes(seed)) continue;
      differences++;
      warnings.push(warning('differs-from-configuration', `${configuration.name}, ${clip(path, 300)}`, `Seeds are recorded as ${clip(record.seeds.join(', '), 200) || 'none'}; the configuration has ${seed}.`));
    }
  }
  const unused = run.size === 0 ? [] : record.seeds.filter((seed) => !run.has(seed));
  if (unused.length > 0) warnings.push(warning('seed-not-run', configurations[0]!.name, `Seeds that are recorded and in no configuration: ${clip(unused.join(', '), 300)}.`));
  return differences;
}

/** Failure modes first, those without a mitigation before the others. */
function entriesOf(record: DesignRecordFile, { states }: Compared): Entry[] {
  const { lossFunction, failureModes, hyperparameters, limits } = record;
  const isOpen = (mitigation: string | null): boolean => mitigation === null || mitigation.trim() === '';
  const used = new Set<string>();
  const unique = (name: string): string => {
    let free = clip(name, 480);
    for (let times = 2; used.has(free); times++) free = `${clip(name, 480)} (${times})`;
    used.add(free);
    return free;
  };
  const modes = [...failureModes].sort((a, b) => Number(isOpen(b.mitigation)) - Number(isOpen(a.mitigation))).map(({ id: name, mode, effect, cause, mitigation, hazards }) => entry({
    id: unique(name), type: 'failure-mode', title: mode, state: isOpen(mitigation) ? 'gap' : null, stateRaw: isOpen(mitigation) ? 'no mitigation' : null,
    text: `Effect: ${effect}\n\nCause: ${cause}\n\nMitigation: ${isOpen(mitigation) ? 'none' : mitigation}`, links: hazards.map((to) => ({ to, as: 'about' as const })),
  }));
  const loss = entry({ id: unique('loss function'), type: 'choice', title: `Loss function: ${lossFunction.name}`, text: lossFunction.why });
  const terms = lossFunction.terms.map(({ name, weight, why }) => entry({ id: unique(`loss term ${name}`), type: 'choice', title: `${name}${weight === null ? '' : `, weight ${weight}`}`, text: why, links: [{ to: loss.id, as: 'part-of' }] }));
  const chosen = hyperparameters.map(({ name, value, why, safetyCritical }) => {
    const state = states.get(name) ?? null;
    return entry({ id: unique(`hyperparameter ${name}`), type: 'hyperparameter', title: `${name} = ${yamlText(value) || 'null'}${safetyCritical ? ' (safety-critical)' : ''}`, text: why, state, stateRaw: state === null ? null : state === 'passed' ? 'as in the configurations' : 'differs from a configuration' });
  });
  const bounds = limits.map(({ name, value, unit, why }) => entry({ id: unique(`limit ${name}`), type: 'limit', title: `${name}: ${value}${unit === null ? '' : ` ${unit}`}`, text: why }));
  return [...modes, loss, ...terms, ...chosen, ...bounds];
}

const factsOf = (record: DesignRecordFile): Evidence['facts'] => [
  { name: 'product', value: record.product }, { name: 'release', value: record.release }, { name: 'made on', value: record.madeOn }, { name: 'first training run on', value: record.firstTrainingRunOn ?? 'not yet' },
  { name: 'loss function', value: record.lossFunction.name }, { name: 'seeds', value: clip(record.seeds.join(', '), 2000) || 'none' },
  { name: 'safety-critical hyperparameters', value: clip(record.hyperparameters.filter(({ safetyCritical }) => safetyCritical).map(({ name }) => name).join(', '), 2000) || 'none' },
  { name: 'training configurations', value: clip(record.trainingConfigurations.join(', '), 2000) || 'none' },
];
