/**
 * A Hugging Face model card: Markdown, usually with YAML front matter between two `---` lines, in it `model-index` with results
 * (github.com/huggingface/huggingface_hub, `ModelCard`).
 *
 * Line ends may be CRLF. Front matter may be absent or invalid: the card still reads, with a warning and without figures. YAML has no tags and
 * no merge bombs here (E-6). Values are numbers, text, with or without a percent sign, or lists that are no figure. Results are
 * self-reported unless `verified`, and of runs that the card does not hold, so none can pass by itself (E-1).
 */
import { isList, isObject, jsonAt, type Json } from './json-text.ts';
import { cardNumber, metricFacts } from './metric-facts.ts';
import { beginning, clip, entry, evidenceOf, measurement, textOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { uniqueNames } from './unique-name.ts';
import { readYamlFile, yamlText, type YamlFile } from './yaml-file.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'hf-model-card';
const mostEntries = 2000;
const lookedAt = 64 * 1024;
/** Members that only a model card has, and those that other front matter may have too. */
const own = ['model-index', 'library_name', 'pipeline_tag', 'base_model', 'base_model_relation', 'widget', 'co2_eq_emissions', 'model_name', 'license_name'];
const shared = ['license', 'language', 'tags', 'datasets', 'metrics', 'thumbnail', 'inference'];
const factNames = ['license', 'license_name', 'license_link', 'language', 'library_name', 'pipeline_tag', 'tags', 'metrics', 'base_model_relation', 'inference'] as const;
/** Members of the cards of data sets and of apps. */
const others = ['task_categories', 'size_categories', 'dataset_info', 'pretty_name', 'sdk', 'app_file', 'layout', 'permalink'];
/** Headings under which a card says what it is for and where it fails. */
const telling: readonly (readonly [RegExp, Entry['type']])[] = [[/\b(?:bias|risks?|limitations?|out-of-scope|misuse)\b/i, 'limit'], [/\b(?:intended|direct|downstream) uses?\b|^uses$/i, 'context'], [/\b(?:training|evaluation|testing) data\b/i, 'data-set']];
const cardHeading = /^#{1,3}\s+(?:model card\b|model details\b|model description\b|intended uses?\b|direct use\b|out-of-scope use\b|bias, risks,? and limitations\b|training (?:data|procedure|details|hyperparameters)\b|how to (?:use|get started)\b)/gim;

interface Parts { readonly front: string | null; readonly body: string; readonly isOpen: boolean }

/** Splits a card; `front` keeps the file's line numbers, its fence line empty. Null where there is none. */
function split(text: string): Parts {
  const opening = /^\s*---[ \t]*\r?\n/.exec(text);
  if (opening === null) return { front: null, body: text, isOpen: false };
  const rest = text.slice(opening[0].length);
  const closing = /(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/.exec(rest);
  if (closing === null) return { front: null, body: text, isOpen: true };
  return { front: opening[0].replace(/[^\n]/g, '') + rest.slice(0, closing.index), body: rest.slice(closing.index + closing[0].length), isOpen: false };
}

const membersOf = (front: string, names: readonly string[]): number => names.filter((name) => new RegExp(`^["']?${name}["']?[ \\t]*:`, 'm').test(front)).length;

export const hfModelCard: Reader = {
  id, version: 1, title: 'Hugging Face model card', kind: 'model-card', files: 'one Markdown file, with or without YAML front matter',
  measures: 'each metric of `model-index` under its type (`accuracy`), with data set, configuration and split as variant; a card is no run, so thresholds on it stay undecided',
  detect(files) {
    if (files.length !== 1) return 'no';
    const text = beginning(files[0]!, lookedAt).replace(/^\uFEFF/, '');
    const { front, body, isOpen } = split(text);
    if (text.includes('\0')) return 'no';
    if (front !== null || isOpen) {
      const looked = front ?? text;
      const [owned, common, foreign] = [own, shared, others].map((names) => membersOf(looked, names)) as [number, number, number];
      if (foreign > 0 && membersOf(looked, ['model-index']) === 0) return 'no';
      // Front matter with many results is longer than what is looked at; any other that isn't closed may be anything.
      if (isOpen && files[0]!.bytes.length <= lookedAt) return owned > 0 && owned + common >= 2 ? 'maybe' : 'no';
      return owned > 0 ? 'yes' : common >= 2 ? 'maybe' : 'no';
    }
    // Without front matter only the words tell: the headings of the usual card, or a title that names a model and a text that speaks of it.
    if (!/^\s*#/.test(body)) return 'no';
    if (/^\s*#\s+model card\b/i.test(body) || (body.match(cardHeading)?.length ?? 0) >= 2) return 'maybe';
    // A comment of YAML has names with values below it, a heading has an empty line and words.
    const [, heading = '', words = ''] = /^\s*(#[ \t][^\n]*)\r?\n[ \t]*\r?\n\s*([^\n]*)/.exec(body) ?? [];
    const isModel = words !== '' && !/^[\w$-]+:(?:\s|$)/.test(words) && heading.split(/\s+/).length <= 7 && /^#\s.*(?:\b[Mm]odel\b|[a-z0-9]Model\b|\bModel[A-Z0-9])/.test(heading) && !/\b(?:threat|data|domain|business|object|cost|pricing|security|programming|memory|permission|monitoring)\s+model\b|\bmodel\s+(?:monitoring|registry|server|zoo)\b/i.test(heading);
    return isModel && /\bmetadata\b|\bCardData\b|\bmodel card\b|\bfine-?tuned?\b|\bpre-?trained\b|\bcheckpoint\b|\btransformers\b|\btraining data\b/i.test(body) ? 'maybe' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one card for each piece of evidence', `${files.length} files`);
    const text = textOf(id, file);
    if (!text.ok) return text;
    return text.value.trim() === '' ? unreadable(id, file.name, 'line 1', 'the text of a model card', 'an empty file') : readCard(file, text.value, answers);
  },
};

function readCard(file: EvidenceFile, text: string, answers: Answers): Result<Reading> {
  const { front, body, isOpen } = split(text);
  const warnings: Warning[] = [];
  const yaml = front === null ? null : readYamlFile(id, { name: file.name, digest: file.digest, bytes: new TextEncoder().encode(front) });
  const meta = yaml?.ok === true ? yaml.value : null;
  if (isOpen) warnings.push(warning('front-matter-invalid', `${file.name}, line 1`, 'The front matter is not closed by a line ---. The card was read without it.'));
  else if (front === null) warnings.push(warning('no-front-matter', file.name, 'The card has no front matter: licence, data and figures are not stated in a form that can be read.'));
  else if (yaml !== null && !yaml.ok) {
    const { place, found, problem } = yaml.trouble.params as { place?: string; found?: string; problem?: string };
    warnings.push(warning('front-matter-invalid', `${file.name}, ${place ?? 'line 1'}`, `The front matter is no valid YAML, and the card was read without it: ${clip(found ?? problem ?? yaml.trouble.code, 300)}`));
  } else if (meta !== null && !isObject(meta.value) && meta.value !== null) warnings.push(warning('front-matter-invalid', `${file.name}, line 2`, 'The front matter holds no names with values. The card was read without it.'));
  warnings.push(...(meta?.warnings ?? []));

  const index = jsonAt(meta?.value, 'model-index');
  const models = isList(index) ? index : [];
  if (index !== undefined && index !== null && !isList(index)) warnings.push(warning('model-index-unread', file.name, 'model-index is no list and was not read.'));
  const found = meta === null ? { results: [], sets: [] } : readIndex(file, meta, (front ?? '').split('\n'), models, warnings);
  if (found.results.length > 0) warnings.push(warning('card-figures', file.name, 'A card repeats figures of runs that it does not hold, so they are never judged as passed. Add the file of the run itself.'));
  if (models.length > 1) warnings.push(warning('several-models', file.name, `model-index names ${models.length} models. Each variant names its model.`));

  const heading = /^#[ \t]+(.+)$/m.exec(body)?.[1]?.trim() ?? '';
  const listed = (value: Json | undefined): readonly string[] => (isList(value) ? value : [value]).map((one) => yamlText(one)).filter((one) => one !== '');
  const datasets = listed(jsonAt(meta?.value, 'datasets'));
  const bases = listed(jsonAt(meta?.value, 'base_model'));
  const unique = uniqueNames();
  const entries = [
    ...bases.map((name) => entry({ id: unique(name), type: 'model', title: `Made from ${name}` })), ...datasets.map((name) => entry({ id: unique(name), type: 'data-set', title: name })),
    ...sectionsOf(body).flatMap(({ title, text: words }) => {
      const type = telling.find(([pattern]) => pattern.test(title))?.[1];
      return type === undefined || words === '' ? [] : [entry({ id: unique(title), type, title, text: words })];
    }),
  ];
  if (entries.length > mostEntries) warnings.push(warning('left-out', file.name, `${entries.length - mostEntries} of ${entries.length} items of the card are not listed.`));
  const facts: [string, string][] = [['title', heading], ...factNames.map((name): [string, string] => [name, listed(jsonAt(meta?.value, name)).join(', ')]), ['datasets', datasets.join(', ')], ['base model', bases.join(', ')]];
  const [set] = found.sets;
  const evidence = evidenceOf(hfModelCard, [file], answers, {
    model: yamlText(jsonAt(models[0], 'name')) || yamlText(jsonAt(meta?.value, 'model_name')) || heading.replace(/^model card (?:for|of)\s+/i, ''),
    results: found.results, entries: entries.slice(0, mostEntries), warnings: warnings.slice(0, 1900), source: { tool: answers.tool ?? null }, run: { completeness: 'unknown' },
    ...(found.sets.length === 1 && set !== undefined && answers.dataset === undefined ? { dataset: set } : {}),
    facts: facts.filter(([, value]) => value !== '').map(([name, value]): Evidence['facts'][number] => ({ name, value: clip(value, 20_000) })),
  });
  return ok({ evidence, questions: [] });
}

function readIndex(file: EvidenceFile, yaml: YamlFile, lines: readonly string[], models: readonly Json[], warnings: Warning[]): { readonly results: Measurement[]; readonly sets: readonly NonNullable<Evidence['dataset']>[] } {
  const sets = new Map<string, NonNullable<Evidence['dataset']>>();
  const rows = models.flatMap((model, modelIndex) => {
    const all = jsonAt(model, 'results');
    return (isList(all) ? all : []).flatMap((result, resultIndex) => {
      const text = (...path: readonly string[]): string => yamlText(jsonAt(result, ...path));
      const data = text('dataset', 'type') || text('dataset', 'name');
      const split = text('dataset', 'split');
      if (data !== '') {
        const revision = text('dataset', 'revision');
        sets.set(JSON.stringify([data, split, revision]), { name: clip(text('dataset', 'name') || data), split: split === '' ? null : clip(split), versionOrDigest: revision === '' ? null : clip(revision), n: null });
      }
      const metrics = jsonAt(result, 'metrics');
      return (isList(metrics) ? metrics : []).map((metric, metricIndex) => ({
        metric: clip(yamlText(jsonAt(metric, 'type')) || yamlText(jsonAt(metric, 'name'))) || 'unnamed', value: jsonAt(metric, 'value'), isVerified: jsonAt(metric, 'verified') === true,
        path: ['model-index', modelIndex, 'results', resultIndex, 'metrics', metricIndex] as const,
        base: [models.length > 1 ? yamlText(jsonAt(model, 'name')) : '', data, text('dataset', 'config'), split].filter((part) => part !== '').join(', '),
        more: [yamlText(jsonAt(metric, 'name')), yamlText(jsonAt(metric, 'config')), text('task', 'type')].filter((part) => part !== '').join(', '),
      }));
    });
  });
  const seen = new Map<string, number>();
  for (const { metric, base } of rows) { const key = JSON.stringify([metric, base]); seen.set(key, (seen.get(key) ?? 0) + 1); }
  const uniques = new Map<string, (name: string) => string>();
  const results = rows.slice(0, 20_000).flatMap(({ metric, value, path, base, more, isVerified }) => {
    const line = yaml.lineOf([...path, 'value']);
    const place = `${file.name}, line ${line}`;
    if (typeof value === 'object' && value !== null) {
      warnings.push(warning('not-a-number', place, `The value of ${metric} is no single number and was not read.`));
      return [];
    }
    const unique = uniques.get(metric) ?? uniqueNames();
    uniques.set(metric, unique);
    const wanted = [base, seen.get(JSON.stringify([metric, base]))! > 1 ? more : ''].filter((part) => part !== '').join(', ');
    // The first figure without a name keeps none; `-` only counts it.
    const name = unique(wanted);
    const variant = name === '-' ? null : name;
    const asRead = yamlText(value).trim();
    const number = cardNumber(asRead);
    const asWritten = /\bvalue["']?[ \t]*:[ \t]*["']?([^\s"'#,}]+)/.exec((lines[line - 1] ?? '').slice(0, 2000))?.[1];
    const rawText = asWritten !== undefined && typeof value === 'number' && Number(asWritten) === value ? asWritten : asRead;
    const { isDoubtful, ...known } = metricFacts(metric, number);
    const label = `${metric}${variant === null ? '' : `, ${variant}`}`;
    // NaN and infinities were reported where the YAML was read.
    if (number.value === null && !yaml.warnings.some((one) => one.place === place)) warnings.push(warning('not-a-number', place, `The value of ${label} is ${asRead === '' ? 'missing' : JSON.stringify(clip(asRead, 60))} and counts as missing.`));
    if (isDoubtful) warnings.push(warning('unit-doubt', place, `${label} is ${rawText}. Whether that is a percentage is not stated, so it is taken as a score.`));
    if (isVerified) warnings.push(warning('verified', place, `The card says that ${label} was verified by Hugging Face. The proof is not checked here.`));
    return [measurement({ metric, variant, value: number.value, rawText, ...known })];
  });
  return { results, sets: [...sets.values()] };
}

/** Headings outside code fences with the text below them, up to the next heading. */
function sectionsOf(body: string): readonly { readonly title: string; readonly text: string }[] {
  const sections: { title: string; lines: string[] }[] = [];
  let fence: string | null = null;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^\s{0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === null ? mark : fence === mark ? null : fence;
    const title = fence === null ? /^#{1,6}[ \t]+(.+)$/.exec(line.slice(0, 500))?.[1]?.replace(/[ \t]+#+[ \t]*$/, '').trim() : undefined;
    if (title !== undefined) sections.push({ title, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ title, lines }) => ({ title, text: clip(lines.join('\n'), 20_000).replace(/<!--.*?-->/gs, '').trim() }));
}
