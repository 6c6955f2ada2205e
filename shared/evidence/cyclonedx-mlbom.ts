/**
 * CycloneDX bills of material of versions 1.0 to 1.7, JSON and XML (github.com/CycloneDX/specification), above all those with a model card, which
 * came with 1.5. Components nest; each becomes an entry, and each of its hashes lineage.
 *
 * A model card's figures are strings: what is no number has no value and is told, `93 %` stays a percentage (rules E-2, E-3). How wide a confidence
 * interval is meant isn't said. A hash that only repeats the version is a revision's id, not a hash of the content (rule E-5). An official
 * example has a comma too many: it is known for what it is and refused with line and column (rule E-6).
 */
import { algorithmOf, fitsAlgorithm, licencesOf, listAt, statedNumber, textOfMember, valueOfXml } from './cyclonedx-bom.ts';
import { isList, isObject, readJson, seeJson, jsonAt, type Json, type JsonObject } from './json-text.ts';
import { beginning, clip, entry, evidenceOf, lineageItem, measurement, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { readXml, seeXmlRoot } from './xml-text.ts';
import { ok } from '../result.ts';
import type { Entry, Evidence, LineageItem, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'cyclonedx-mlbom';
const most = { entries: 20_000, lineage: 20_000, results: 5000, warnings: 1500 } as const;
const considered = [
  ['users', 'context', 'user'], ['useCases', 'context', 'use'], ['technicalLimitations', 'limit', 'limitation'], ['performanceTradeoffs', 'limit', 'trade-off'], ['ethicalConsiderations', 'finding', 'ethical risk'], ['fairnessAssessments', 'finding', 'fairness'],
] as const;

export const cyclonedxMlbom: Reader = {
  id, version: 1, title: 'CycloneDX ML-BOM', kind: 'bom', files: 'one JSON or XML file',
  measures: 'components with their hashes and licences; each performance metric of a model card under its own `type`, its slice as the variant',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    if (isObject(value)) return value['bomFormat'] === 'CycloneDX' || (/^https?:\/\/cyclonedx\.org\/schema\/bom/.test(textOfMember(value, '$schema') ?? '') && value['specVersion'] !== undefined) ? 'yes' : 'no';
    const root = seeXmlRoot(files[0]!);
    return root?.local === 'bom' && /["']https?:\/\/cyclonedx\.org\/schema\/bom\//.test(root.tag) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one JSON or XML file for each piece of evidence', `${files.length} files`);
    if (/^\uFEFF?\s*</.test(beginning(file, 4096))) {
      const root = readXml(id, file);
      if (!root.ok) return root;
      if (root.value.local !== 'bom') return unreadable(id, file.name, `line ${root.value.line}`, 'a bom element', root.value.name);
      const lines = new WeakMap<object, number>();
      const bom = valueOfXml(root.value, lines);
      if (!isObject(bom)) return unreadable(id, file.name, `line ${root.value.line}`, 'a bom with components', 'an empty element');
      const place = (_: string, object: object): string => `${file.name}, line ${lines.get(object) ?? root.value.line}`;
      return ok(new Collector(file, [], place).read(bom, /\/bom\/(\d+\.\d+)/.exec(root.value.uri)?.[1] ?? null, answers));
    }
    const json = readJson(id, file);
    if (!json.ok) return json;
    const bom = json.value.value;
    if (!isObject(bom)) return unreadable(id, file.name, '$', 'an object with bomFormat and specVersion', 'something else');
    for (const name of ['components', 'dependencies', 'compositions', 'vulnerabilities']) if (bom[name] !== undefined && !isList(bom[name])) return unreadable(id, file.name, `$.${name}`, 'a list', 'something else');
    return ok(new Collector(file, json.value.warnings, (path) => `${file.name}, ${path}`, json.value.numberTexts).read(bom, textOfMember(bom, 'specVersion'), answers));
  },
};

interface Model { readonly name: string; readonly ref: string; readonly version: string | null; readonly component: JsonObject }

class Collector {
  private readonly file: EvidenceFile;
  private readonly warnings: Warning[];
  private readonly place: (path: string, object: object) => string;
  private readonly numberTexts: ReadonlyMap<string, string>;
  private readonly entries: Entry[] = [];
  /** The number that the next entry of a name gets. */
  private readonly ids = new Map<string, number>();
  private readonly lineage: LineageItem[] = [];
  private readonly results: Measurement[] = [];
  private readonly measured = new Set<string>();
  private readonly repeats = new Map<string, number>();
  private readonly facts: { name: string; value: string }[] = [];
  private readonly models: Model[] = [];
  private readonly linked = new Map<string, Entry['links'][number][]>();
  private leftOut = 0;

  constructor(file: EvidenceFile, warnings: readonly Warning[], place: (path: string, object: object) => string, numberTexts: ReadonlyMap<string, string> = new Map()) {
    this.file = file;
    this.warnings = [...warnings];
    this.place = place;
    this.numberTexts = numberTexts;
  }

  read(bom: JsonObject, version: string | null, answers: Answers): Reading {
    this.checkVersion(bom, version);
    for (const dependency of listAt(bom, 'dependencies')) {
      const ref = textOfMember(dependency, 'ref');
      if (ref !== null) for (const on of listAt(dependency, 'dependsOn').slice(0, 500)) if (typeof on === 'string' && on !== '') this.link(clip(ref), on, 'made-from');
    }
    const main = jsonAt(bom, 'metadata', 'component');
    if (isObject(main)) this.component(main, '$.metadata.component', null);
    listAt(bom, 'components').forEach((component, index) => { if (isObject(component)) this.component(component, `$.components[${index}]`, null); });
    listAt(bom, 'vulnerabilities').forEach((each) => { if (isObject(each)) this.vulnerability(each); });

    const [model] = this.models;
    if (model === undefined) this.warn('no-model', '$', bom, 'The bill of material holds no machine-learning model.');
    for (const each of this.models.slice(0, 50)) this.describe(each);
    const tool = toolOf(jsonAt(bom, 'metadata', 'tools'));
    for (const [name, value] of [['serial number', textOfMember(bom, 'serialNumber')], ['version of the BOM', textOfMember(bom, 'version')], ['made at', textOfMember(bom['metadata'], 'timestamp')]] as const) if (value !== null) this.fact(name, value);
    if (this.leftOut > 0) this.warn('left-out', '$', bom, `${this.leftOut} more components, hashes or figures were left out.`);
    const completeness = this.completeness(bom);
    const rank = ({ state, type }: Entry): number => (state === 'open' ? 0 : type === 'model' ? 1 : 2);
    const evidence = evidenceOf(cyclonedxMlbom, [this.file], answers, {
      model: this.models.length === 1 ? model!.name : (textOfMember(main, 'name') ?? model?.name ?? null),
      source: { formatVersion: version === null ? null : clip(version), tool: answers.tool ?? tool.name, toolVersion: answers.toolVersion ?? tool.version },
      results: this.results, lineage: this.lineage, facts: this.facts.slice(0, 500), warnings: this.warnings.slice(0, most.warnings),
      entries: this.entries.map((each) => ({ ...each, links: [...each.links, ...(this.linked.get(each.id) ?? [])].slice(0, 1000) })).sort((a, b) => rank(a) - rank(b)),
      run: { completeness },
    });
    return { evidence, questions: [] };
  }

  private checkVersion(bom: JsonObject, version: string | null): void {
    const [, major, minor] = /^(\d+)\.(\d+)$/.exec(version ?? '') ?? [];
    if (major === '1' && Number(minor) <= 4) this.warn('old-version', '$.specVersion', bom, `CycloneDX ${version} has no model card: that came with 1.5.`);
    else if (major !== '1' || Number(minor) > 7) this.warn('unknown-version', '$.specVersion', bom, `${version === null ? 'No version is stated' : `CycloneDX ${clip(version, 40)} is not known`}. The file was read like 1.7.`);
  }

  /** A card states figures; it is no run that could be whole. */
  private completeness(bom: JsonObject): Evidence['run']['completeness'] {
    const words = listAt(bom, 'compositions').map((each) => textOfMember(each, 'aggregate') ?? 'not_specified');
    const open = words.find((word) => word.startsWith('incomplete'));
    if (open !== undefined) { this.warn('incomplete', '$.compositions', bom, `The bill of material calls a part of itself ${clip(open, 60)}.`); return 'partial'; }
    return this.results.some(({ value }) => value === null) || this.leftOut > 0 ? 'partial' : 'unknown';
  }

  private component(component: JsonObject, path: string, parent: string | null): void {
    const type = textOfMember(component, 'type') ?? 'component';
    const [group, name, version] = [textOfMember(component, 'group'), textOfMember(component, 'name') ?? '-', textOfMember(component, 'version')];
    const title = `${group === null ? '' : `${group}/`}${name}${version === null ? '' : `@${version}`}`;
    const kind = type === 'machine-learning-model' ? 'model' : type === 'data' ? 'data-set' : 'component';
    const hashes = this.listed(component, 'hashes', path).flatMap((hash) => this.hash(hash, component, path, kind === 'component' && type !== 'file' ? title : name));
    const text = [
      type, textOfMember(component, 'description'), ...licencesOf(component).map((licence) => `licence ${licence}`), textOfMember(component, 'purl'), ...hashes,
    ].filter((part) => part !== null).join('; ');
    const ref = this.add({ id: textOfMember(component, 'bom-ref') ?? title, type: kind, title, text, links: parent === null ? [] : [{ to: parent, as: 'part-of' }] });
    const model: Model = { name: `${group === null ? '' : `${group}/`}${name}`, ref, version, component };
    const card = component['modelCard'];
    if (kind === 'model' || isObject(card)) this.models.push(model);
    if (isObject(card)) this.card(card, `${path}.modelCard`, model);
    this.listed(component, 'components', path).forEach((child, index) => { if (isObject(child)) this.component(child, `${path}.components[${index}]`, ref); });
  }

  /** Answers the hash in words, for the entry. */
  private hash(hash: Json, component: JsonObject, path: string, name: string): readonly string[] {
    const [stated, content] = [textOfMember(hash, 'alg'), textOfMember(hash, 'content')?.trim() ?? ''];
    if (stated === null || content === '') { this.warn('no-hash', `${path}.hashes`, component, 'A hash without its algorithm or its content was left out.'); return []; }
    const plain = algorithmOf(stated);
    const isRevision = content === textOfMember(component, 'version');
    if (isRevision) this.warn('hash-is-revision', `${path}.hashes`, component, `The ${clip(stated, 40)} is the version again: the id of a revision, not a hash of the content.`);
    else if (!fitsAlgorithm(plain, content)) this.warn('hash-shape', `${path}.hashes`, component, `${clip(content, 80)} can't be a hash of ${clip(stated, 40)}.`);
    const algorithm = isRevision ? `revision id, stated as ${clip(plain, 40)}` : clip(plain, 100);
    if (this.lineage.length >= most.lineage) { this.leftOut++; return []; }
    this.lineage.push(lineageItem({ path: clip(name) || '-', hashAlgorithm: algorithm, hash: clip(content.toLowerCase()), role: 'out' }));
    return [`${algorithm} ${content}`];
  }

  private card(card: JsonObject, path: string, model: Model): void {
    this.listed(card['quantitativeAnalysis'], 'performanceMetrics', `${path}.quantitativeAnalysis`).forEach((metric, index) => { if (isObject(metric)) this.metric(metric, `${path}.quantitativeAnalysis.performanceMetrics[${index}]`, model); });
    listAt(card['modelParameters'], 'datasets').slice(0, 1000).forEach((data, index) => {
      const ref = textOfMember(data, 'ref');
      if (ref !== null) { this.link(model.ref, ref, 'made-from'); return; }
      const title = textOfMember(data, 'name') ?? `data set ${index + 1}`;
      const contents = isObject(data) ? data['contents'] : undefined;
      const text = [textOfMember(data, 'type'), textOfMember(data, 'description'), textOfMember(data, 'classification'), textOfMember(contents, 'url')].filter((part) => part !== null).join('; ');
      this.link(model.ref, this.add({ id: textOfMember(data, 'bom-ref') ?? title, type: 'data-set', title, text }), 'made-from');
    });
    for (const [name, type, word] of considered) {
      listAt(card['considerations'], name).slice(0, 1000).forEach((item, index) => {
        const parts = isObject(item) ? ['name', 'groupAtRisk', 'benefits', 'harms', 'mitigationStrategy'].flatMap((key) => { const text = textOfMember(item, key); return text === null ? [] : [key === 'name' ? text : `${spoken[key]}: ${text}`]; }) : [typeof item === 'string' ? item : ''];
        const [title = '', ...rest] = parts;
        if (title !== '') this.add({ id: `${model.ref}, ${word} ${index + 1}`, type, title, text: rest.join('\n'), links: [{ to: model.ref, as: 'about' }] });
      });
    }
  }

  private metric(metric: JsonObject, path: string, model: Model): void {
    if (this.results.length >= most.results) { this.leftOut++; return; }
    const name = clip((textOfMember(metric, 'type') ?? '').trim()) || 'metric';
    const raw = (from: JsonObject, key: string, at: string): string => this.numberTexts.get(`${at}.${key}`) ?? textOfMember(from, key) ?? '';
    const rawText = raw(metric, 'value', path);
    const stated = statedNumber(rawText);
    if (stated.value === null) this.warn(stated.isNotFinite ? 'not-finite' : 'not-a-number', `${path}.value`, metric, `${rawText === '' ? 'The figure is missing' : `${JSON.stringify(clip(rawText, 80))} is no ${stated.isNotFinite ? 'finite ' : ''}number`} and counts as no value.`);

    const interval = isObject(metric['confidenceInterval']) ? metric['confidenceInterval'] : null;
    const bounds = interval === null ? null : ['lowerBound', 'upperBound'].map((key) => statedNumber(raw(interval, key, `${path}.confidenceInterval`)));
    const [low, high] = bounds ?? [];
    const isSound = low !== undefined && high !== undefined && low.value !== null && high.value !== null && low.value <= high.value && low.isPercent === stated.isPercent && high.isPercent === stated.isPercent && (stated.value === null || (low.value <= stated.value && stated.value <= high.value));
    if (interval !== null && !isSound) this.warn('interval-unclear', `${path}.confidenceInterval`, metric, 'The confidence interval is no pair of numbers around the figure, in its unit, and was left out.');

    const slice = textOfMember(metric, 'slice');
    const variants = [slice, `${slice === null ? '' : `${slice}, `}${model.name}`];
    const isFree = (variant: string | null): boolean => !this.measured.has(JSON.stringify([name, variant]));
    let variant = variants.map((each) => (each === null ? null : clip(each))).find(isFree);
    for (let count = this.repeats.get(name) ?? 2; variant === undefined; count++) {
      const next = `${clip(variants[1]!, 480)} (${count})`;
      if (isFree(next)) variant = next;
      this.repeats.set(name, count + 1);
    }
    if (variant !== (slice === null ? null : clip(slice)) && this.models.length < 2) this.warn('repeated', path, metric, `${clip(name, 80)} stands there more than once for the same slice.`);
    this.measured.add(JSON.stringify([name, variant]));
    this.results.push(measurement({
      metric: name, variant, value: stated.value, rawText, unit: stated.isPercent ? 'percent' : 'none', direction: directionOf(name),
      ...(isSound ? { ciLow: low.value, ciHigh: high.value, ciOf: 'as the model card states it, level not said' } : {}),
    }));
  }

  private vulnerability(each: JsonObject): void {
    const name = textOfMember(each, 'id') ?? 'vulnerability';
    const word = textOfMember(each['analysis'], 'state');
    const severities = listAt(each, 'ratings').flatMap((rating) => textOfMember(rating, 'severity') ?? []);
    const isClosed = word !== null && ['resolved', 'resolved_with_pedigree', 'false_positive', 'not_affected'].includes(word);
    this.add({ id: name, type: 'finding', title: name, text: [textOfMember(each, 'description'), ...severities].filter((part) => part !== null).join('; '), state: isClosed ? 'closed' : 'open', stateRaw: word });
  }

  /** Facts of a model; with its name where there are several. */
  private describe({ name, version, component }: Model): void {
    const add = (what: string, value: string | null | undefined): void => { if (value !== null && value !== undefined && value !== '') this.fact(this.models.length === 1 ? what : `${what} of ${name}`, value); };
    const parameters = jsonAt(component, 'modelCard', 'modelParameters');
    add('version', version);
    add('publisher', textOfMember(component, 'publisher') ?? textOfMember(component['supplier'], 'name'));
    add('licence', licencesOf(component).join(', '));
    add('approach', textOfMember(jsonAt(parameters, 'approach'), 'type'));
    for (const [key, what] of [['task', 'task'], ['architectureFamily', 'architecture family'], ['modelArchitecture', 'architecture']] as const) add(what, textOfMember(parameters, key));
    for (const hash of listAt(component, 'hashes')) {
      const [algorithm, content] = [textOfMember(hash, 'alg'), textOfMember(hash, 'content')];
      if (algorithm !== null && content !== null && content !== version) add('model digest', `${algorithmOf(algorithm)} ${content}`);
    }
    for (const used of listAt(jsonAt(component, 'modelCard', 'considerations', 'environmentalConsiderations'), 'energyConsumptions').slice(0, 20)) {
      const amounts = [['activityEnergyCost', 'energy'], ['co2CostEquivalent', 'CO2 equivalent'], ['co2CostOffset', 'CO2 offset']] as const;
      add(`energy for ${textOfMember(used, 'activity') ?? 'an activity'}`, amounts.flatMap(([key, what]) => { const amount = isObject(used) ? used[key] : undefined; const value = textOfMember(amount, 'value'); return value === null ? [] : [`${what} ${value} ${textOfMember(amount, 'unit') ?? ''}`.trim()]; }).join('; '));
    }
  }

  private add(parts: Pick<Entry, 'type' | 'title'> & { id: string; text?: string; state?: Entry['state']; stateRaw?: string | null; links?: Entry['links'] }): string {
    const base = clip(parts.id, 480) || '-';
    let count = this.ids.get(base) ?? 1;
    while (count > 1 && this.ids.has(`${base} (${count})`)) count++;
    const ref = count === 1 ? base : `${base} (${count})`;
    this.ids.set(base, count + 1);
    if (count > 1) this.ids.set(ref, 2);
    if (this.entries.length >= most.entries) this.leftOut++;
    else this.entries.push(entry({ ...parts, id: ref, text: parts.text ?? '' }));
    return ref;
  }
  private link(from: string, to: string, as: Entry['links'][number]['as']): void {
    const links = this.linked.get(from) ?? [];
    if (links.length < 1000) links.push({ to: clip(to), as });
    this.linked.set(from, links);
  }
  private listed(value: Json | undefined, name: string, path: string): readonly Json[] {
    if (isObject(value) && value[name] !== undefined && !isList(value[name])) this.warn('no-list', `${path}.${name}`, value, `${name} is no list, and nothing of it was read.`);
    return listAt(value, name);
  }
  private fact(name: string, value: string): void { this.facts.push({ name: clip(name), value: clip(value, 2000) }); }
  private warn(code: string, path: string, object: object, text: string): void { this.warnings.push(warning(code, this.place(path, object), text)); }
}

const spoken: Readonly<Record<string, string>> = { groupAtRisk: 'group at risk', benefits: 'benefits', harms: 'harms', mitigationStrategy: 'mitigation' };

/** Tools are a list up to 1.4, and components from 1.5 on. */
function toolOf(tools: Json | undefined): { readonly name: string | null; readonly version: string | null } {
  const listed = isList(tools) ? tools : listAt(tools, 'components');
  const one = isObject(tools) ? tools['tool'] : undefined;
  const tool = listed.find(isObject) ?? (isList(one) ? one[0] : one);
  const [name, version] = [textOfMember(tool, 'name'), textOfMember(tool, 'version')];
  return { name: name === null ? null : clip(name), version: version === null ? null : clip(version) };
}

function directionOf(metric: string): Measurement['direction'] {
  const name = metric.toLowerCase().replace(/[\s_-]+/g, ' ');
  if (/(?:^| )(?:accuracy|acc|f1|f1 score|precision|recall|auc|roc auc|auroc|map|bleu|r2|iou)$/.test(name)) return 'higher';
  return /(?:^| )(?:loss|error|error rate|mse|rmse|mae|mape|perplexity|wer|cer|toxicity|fid)$/.test(name) ? 'lower' : 'unknown';
}
