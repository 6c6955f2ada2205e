/**
 * What Pachyderm's `pachctl inspect` and `list --raw` print (github.com/pachyderm/pachyderm), and its pipeline specifications: JSON of 1.x and 2.x.
 *
 * A list is objects one after the other, not an array. Whole numbers of 64 bits are strings, and members that are zero are left out. Up to
 * 2.5 a commit's provenance names branches, not commits: which commit it was isn't known then. A commit's id is no hash of its content, and
 * from 2.0 on several repos share it, so it is written with its repo (rule E-5). A commit without `finished`, one with an error, and a job
 * that failed, was killed, is still running or is in a state that nobody knows are never complete (rule E-1).
 */
import { durationOf, inputsOf, int64, kindOf, member, objectsIn, refOf, shapeOf, splitValues, textAt, type Ref, type Shape } from './pachyderm-objects.ts';
import { isList, isObject, readJsonLine, seeJson, type Json, type JsonObject } from './json-text.ts';
import { clip, entry, evidenceOf, instantOf, lineageItem, measurement, textOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok } from '../result.ts';
import type { Entry, Evidence, LineageItem, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'pachyderm';
const mostObjects = 5000;
const counts = [['data_total', 'unknown'], ['data_processed', 'unknown'], ['data_skipped', 'unknown'], ['data_failed', 'lower'], ['data_recovered', 'lower']] as const;

export const pachyderm: Reader = {
  id, version: 1, title: 'Pachyderm commits, jobs and pipelines', kind: 'provenance',
  files: 'one JSON file: what `pachctl inspect` or `pachctl list --raw` printed, or a pipeline specification',
  measures: 'commits, jobs and what they were made from; of jobs `data_total`, `data_processed`, `data_skipped`, `data_failed`, `data_recovered` (counts of datums) and `process_time` (seconds)',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    return kindOf(isList(value) ? value[0] : value) === null ? 'no' : 'yes';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one JSON file for each piece of evidence', `${files.length} files`);
    const text = textOf(id, file);
    if (!text.ok) return text;
    const warnings: Warning[] = [];
    const objects: { readonly value: JsonObject; readonly line: number }[] = [];
    const pieces = splitValues(text.value, mostObjects);
    if (pieces.length === 0) return unreadable(id, file.name, 'line 1', 'a commit, a job or a pipeline', 'an empty file');
    if (pieces.length > mostObjects) return unreadable(id, file.name, `line ${pieces[mostObjects]!.line}`, `at most ${mostObjects} objects`, 'more');
    for (const { start, end, line } of pieces) {
      const json = readJsonLine(id, file.name, text.value.slice(start, end), line);
      if (!json.ok) return json;
      warnings.push(...json.value.warnings);
      const found = objectsIn(json.value.value).flatMap((value) => (kindOf(value) === 'jobs' ? objectsIn(value['jobs']!) : [value]));
      if (found.length === 0 && pieces.length === 1 && !isList(json.value.value)) return unreadable(id, file.name, `line ${line}`, 'a commit, a job or a pipeline', 'no object');
      for (const value of found) objects.push({ value, line });
    }
    if (objects.every(({ value }) => kindOf(value) === null)) return unreadable(id, file.name, `line ${objects[0]?.line ?? 1}`, 'a commit, a job or a pipeline', objects[0] === undefined ? 'an empty list' : Object.keys(objects[0].value).join(', '));
    if (objects.length > mostObjects) return unreadable(id, file.name, 'the list', `at most ${mostObjects} objects`, `${objects.length}`);
    return ok(new Collector(file, warnings).read(objects, answers));
  },
};

type Completeness = Evidence['run']['completeness'];
const worst: readonly Completeness[] = ['crashed', 'partial', 'unknown', 'complete'];

/** Builds one graph from all objects of a file. */
class Collector {
  private readonly file: EvidenceFile;
  private readonly warnings: Warning[];
  private readonly entries = new Map<string, Entry>();
  private readonly lineage = new Map<string, LineageItem>();
  private readonly facts: { name: string; value: string }[] = [];
  private readonly results: Measurement[] = [];
  private readonly states: Completeness[] = [];
  private readonly times: { readonly started: string | null; readonly finished: string | null }[] = [];
  /** How many jobs each pipeline has. */
  private readonly jobs = new Map<string | null, number>();
  private readonly counted = new Set<string | null>();
  private shape: Shape | null = null;
  private failure: string | null = null;

  constructor(file: EvidenceFile, warnings: Warning[]) {
    this.file = file;
    this.warnings = warnings;
  }

  read(objects: readonly { readonly value: JsonObject; readonly line: number }[], answers: Answers): Reading {
    for (const { value } of objects) if (kindOf(value) === 'job') { const name = pipelineOf(value); this.jobs.set(name, (this.jobs.get(name) ?? 0) + 1); }
    for (const { value, line } of objects) {
      const place = `${this.file.name}, line ${line}`;
      const kind = kindOf(value);
      if (kind === 'commit') this.commit(value, place);
      else if (kind === 'job') this.job(value, place);
      else if (kind === 'pipeline') this.pipeline(value);
      else this.doubt('unknown-object', place, 'The object is no commit, job or pipeline, and was left out.');
    }
    const started = this.times.flatMap(({ started: at }) => (at === null ? [] : [instantOf(at)])).filter((at) => at !== null).sort()[0] ?? null;
    const ended = this.times.every(({ finished }) => finished !== null) ? (this.times.flatMap(({ finished }) => [instantOf(finished!)]).filter((at) => at !== null).sort().at(-1) ?? null) : null;
    return {
      evidence: evidenceOf(pachyderm, [this.file], answers, {
        source: { tool: answers.tool ?? 'Pachyderm', formatVersion: this.shape },
        entries: [...this.entries.values()], lineage: [...this.lineage.values()].slice(0, 20_000), results: this.results, facts: this.facts.slice(0, 300), warnings: this.warnings.slice(0, 1500),
        run: { startedAt: started, endedAt: ended, timezone: started === null && ended === null ? 'unknown' : 'known', completeness: worst.find((state) => this.states.includes(state)) ?? 'unknown' },
        verdict: this.failure === null ? 'none' : 'error', verdictRaw: this.failure === null ? null : clip(this.failure), verdictBasis: this.failure === null ? 'computed' : 'stated',
      }),
      questions: [],
    };
  }

  private commit(info: JsonObject, place: string): void {
    const ref = refOf(info['commit'], info['branch']);
    if (ref === null) { this.doubt('unknown-object', place, 'The commit names no repo, and was left out.'); return; }
    this.shape ??= shapeOf(info['commit']);
    const [started, finished, error] = [textAt(info, 'started'), textAt(info, 'finished'), textAt(info, 'error')];
    this.times.push({ started, finished });
    if (error !== null) this.fail(place, `The commit ended in an error: ${clip(error, 300)}`, error);
    else if (finished === null) this.doubt('not-finished', place, `The commit ${clip(ref.path, 200)} is not finished: its content may still change.`);
    else this.states.push('complete');

    const exact = member(member(info, 'details'), 'size_bytes') ?? member(info, 'size_bytes');
    const size = int64(exact);
    if (size.text !== null && size.value === null) this.warn('size-unclear', place, `The size ${clip(size.text, 40)} is no whole number that can be kept.`);
    const bound = int64(member(info, 'size_bytes_upper_bound'));
    const made = this.provenance(info, ref, place);
    const parent = refOf(member(info, 'parent_commit'), info['branch']);
    const origin = textAt(member(info, 'origin'), 'kind');
    this.item(ref, 'out', made.length > 0 || origin === 'AUTO' ? this.stepOf(ref) : null, size.value);
    this.put(entry({
      id: ref.path, type: 'data', title: ref.path, state: error !== null ? 'error' : finished === null ? 'open' : 'closed', stateRaw: error ?? (finished === null ? 'not finished' : 'finished'), at: finished === null ? null : instantOf(finished),
      text: [textAt(info, 'description'), origin === null ? null : `origin ${origin}`, parent === null ? null : `parent ${parent.path}`, size.text === null ? (bound.text === null ? null : `at most ${bound.text} bytes`) : `${size.text} bytes`].filter((part) => part !== null).join('; '),
      links: made.map((from) => ({ to: clip(from.path), as: 'made-from' as const })),
    }));
  }

  /** What a commit was made from, in any shape. */
  private provenance(info: JsonObject, ref: Ref, place: string): readonly Ref[] {
    const listed = member(info, 'direct_provenance') ?? member(info, 'provenance');
    const refs = (isList(listed) ? listed.slice(0, 1000) : []).flatMap((each) => refOf(each) ?? []);
    if (refs.some(({ isBranch }) => isBranch)) this.warn('provenance-branches', place, 'Pachyderm up to 2.5 names the branches that a commit was made from, not their commits.');
    for (const from of refs) {
      this.item(from, from.isSpec ? 'param' : 'in', this.stepOf(ref), null);
      if (!this.entries.has(from.path)) this.put(entry({ id: from.path, type: 'data', title: from.path }));
    }
    return refs;
  }

  private job(info: JsonObject, place: string): void {
    const output = refOf(member(info, 'output_commit'), member(info, 'output_branch'));
    const shape = shapeOf(member(info, 'output_commit'));
    this.shape ??= shape;
    const pipeline = pipelineOf(info);
    const name = `job ${pipeline === null ? '' : `${pipeline}@`}${textAt(info['job'], 'id') ?? ''}`;
    const [started, finished, reason] = [textAt(info, 'started') ?? textAt(info, 'created'), textAt(info, 'finished'), textAt(info, 'reason')];
    this.times.push({ started, finished });
    const word = textAt(info, 'state');
    const state = this.jobState(word, finished, reason, name, place);

    const details = isObject(info['details']) ? info['details'] : info;
    const inputs = inputsOf(member(details, 'input'), shape);
    for (const { ref } of inputs) {
      this.item(ref, 'in', name, null);
      if (!this.entries.has(ref.path)) this.put(entry({ id: ref.path, type: 'data', title: ref.path }));
    }
    if (output !== null) {
      this.item(output, 'out', name, null);
      const known = this.entries.get(output.path);
      this.put({ ...(known ?? entry({ id: output.path, type: 'data', title: output.path })), links: [...(known?.links ?? []), { to: clip(name), as: 'made-from' }].slice(0, 1000) as Entry['links'] });
    }
    const transform = member(details, 'transform');
    const command = describeTransform(transform);
    this.put(entry({
      id: name, type: 'step', title: name, text: [command, reason].filter((part) => part !== null).join('\n'), state, stateRaw: word ?? 'no state', at: finished === null ? null : instantOf(finished),
      links: inputs.map(({ ref }) => ({ to: clip(ref.path), as: 'made-from' as const })),
    }));
    this.describe(name, transform, textAt(info, 'pipeline_version'));
    this.count(info, pipeline, name, place);
  }

  private jobState(word: string | null, finished: string | null, reason: string | null, name: string, place: string): Entry['state'] {
    switch (word) {
      case 'JOB_SUCCESS':
        if (finished === null) this.doubt('not-finished', place, `The ${name} has no time at which it finished.`);
        else this.states.push('complete');
        return 'passed';
      case 'JOB_FAILURE': case 'JOB_KILLED': case 'JOB_UNRUNNABLE':
        this.fail(place, `The ${name} ended as ${word}${reason === null ? '.' : `: ${clip(reason, 300)}`}`, word);
        return word === 'JOB_FAILURE' ? 'failed' : 'error';
      // A state of zero is left out: in 1.x a job that is starting.
      case null: case 'JOB_CREATED': case 'JOB_STARTING': case 'JOB_RUNNING': case 'JOB_MERGING': case 'JOB_EGRESSING': case 'JOB_FINISHING':
        this.doubt('not-finished', place, `The ${name} is not finished${word === null ? '' : `: ${word}`}.`);
        return 'open';
      default:
        this.warn('unknown-verdict', place, `The state ${clip(word, 60)} of the ${name} is not known and counts as no result.`);
        this.states.push('unknown');
        return null;
    }
  }

  private count(info: JsonObject, pipeline: string | null, name: string, place: string): void {
    const same = this.jobs.get(pipeline) ?? 1;
    // A pipeline's name stays the same in the next release; a job's id doesn't.
    const variant = this.jobs.size === 1 && same === 1 ? null : clip(same === 1 && pipeline !== null ? pipeline : name);
    if (this.counted.has(variant)) return;
    this.counted.add(variant);
    const values = new Map<string, number | null>();
    const hasTotal = member(info, 'data_total') !== undefined;
    for (const [metric, direction] of counts) {
      const stated = member(info, metric);
      if (stated === undefined && !hasTotal) continue;
      const { text, value } = stated === undefined ? { text: 'left out, which means 0', value: 0 } : int64(stated);
      values.set(metric, value);
      if (value === null) this.warn('not-a-count', place, `${metric} is no whole number.`);
      this.results.push(measurement({ metric, variant, value, rawText: text ?? '', unit: 'count', direction }));
    }
    const time = textAt(member(info, 'stats'), 'process_time');
    if (time !== null) this.results.push(measurement({ metric: 'process_time', variant, value: durationOf(time), rawText: time, unit: 'seconds', direction: 'unknown' }));
    const [total, processed, skipped, recovered] = ['data_total', 'data_processed', 'data_skipped', 'data_recovered'].map((metric) => values.get(metric) ?? 0) as [number, number, number, number];
    if (hasTotal && processed + skipped + recovered < total) this.doubt('partial', place, `The ${name} processed, skipped or recovered ${processed + skipped + recovered} of ${total} datums.`);
    if (recovered > 0) this.warn('recovered', place, `The ${name} left ${recovered} datums to its error handler: their results are not those of its command.`);
  }

  private pipeline(spec: JsonObject): void {
    const name = clip(pipelineOf(spec) ?? '-');
    const details = isObject(spec['details']) ? spec['details'] : spec;
    const inputs = inputsOf(member(details, 'input'), null);
    const transform = member(details, 'transform');
    for (const { ref } of inputs) if (!this.entries.has(ref.path)) this.put(entry({ id: ref.path, type: 'data', title: ref.path }));
    this.put(entry({
      id: name, type: 'step', title: name, text: [textAt(details, 'description'), describeTransform(transform), ...inputs.map(({ ref, glob }) => (glob === null ? null : `glob ${glob} of ${ref.path}`))].filter((part) => part !== null).join('\n'),
      stateRaw: textAt(spec, 'state'), links: inputs.map(({ ref }) => ({ to: clip(ref.path), as: 'made-from' as const })),
    }));
    this.describe(name, transform, textAt(spec, 'version'));
    this.states.push('unknown');
  }

  private describe(name: string, transform: Json | undefined, version: string | null): void {
    const image = textAt(transform, 'image');
    if (image !== null) this.facts.push({ name: clip(`image of ${name}`, 200), value: clip(image, 2000) });
    if (version !== null) this.facts.push({ name: clip(`version of ${name}`, 200), value: clip(version, 200) });
  }

  private put(made: Entry): void { if (this.entries.size < 20_000 || this.entries.has(made.id)) this.entries.set(made.id, made); }
  private item(ref: Ref, role: LineageItem['role'], step: string | null, sizeBytes: number | null): void {
    const key = JSON.stringify([ref.path, role, step]);
    const sized = sizeBytes ?? this.lineage.get(key)?.sizeBytes ?? null;
    this.lineage.set(key, lineageItem({ path: clip(ref.path), hashAlgorithm: ref.isBranch ? 'branch, no commit' : 'commit id, no hash of the content', hash: clip(ref.identity), role, step: step === null ? null : clip(step), sizeBytes: sized }));
  }
  /** From 2.0 on the job that made a commit has the commit's id, and its pipeline the repo's name. */
  private stepOf(ref: Ref): string { return `job ${ref.path.replace(/@.*=/, '@')}`; }
  private warn(code: string, place: string, text: string): void { this.warnings.push(warning(code, place, text)); }
  private doubt(code: string, place: string, text: string): void { this.states.push('partial'); this.warn(code, place, text); }
  private fail(place: string, text: string, word: string): void { this.states.push('crashed'); this.failure ??= word; this.warn('failed', place, text); }
}

/** A pipeline's name, with its project where that isn't the usual one. */
function pipelineOf(info: JsonObject): string | null {
  const pipeline = member(info['job'], 'pipeline') ?? info['pipeline'];
  const name = textAt(pipeline, 'name');
  const project = textAt(member(pipeline, 'project'), 'name');
  return name === null ? null : `${project === null || project === 'default' ? '' : `${project}/`}${name}`;
}

function describeTransform(transform: Json | undefined): string | null {
  const words = [member(transform, 'cmd'), member(transform, 'stdin')].flatMap((list) => (isList(list) ? list.filter((word) => typeof word === 'string') : []));
  return words.length === 0 ? null : words.join(' ');
}
