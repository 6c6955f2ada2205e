/** Stages, data and parameters of a DVC project as a graph of entries, and the objects with hashes as lineage. */
import type { HeldObject, RunStage } from './dvc-lock.ts';
import type { Plan } from './dvc-plan.ts';
import { isList, isObject, type Json, type JsonObject } from './json-text.ts';
import { clip, entry, lineageItem } from './reader.ts';
import type { Entry, LineageItem } from '../dossier/evidence.ts';

const most = { entries: 20_000, lineage: 20_000, links: 1000, paramsOfStage: 500 } as const;

interface Sources {
  readonly plan: Plan | null;
  readonly runs: readonly RunStage[] | null;
  readonly pointed: readonly { readonly name: string; readonly deps: readonly HeldObject[]; readonly outs: readonly HeldObject[] }[];
  readonly neverRun: ReadonlySet<string>;
  readonly doubt: (code: string, place: string, text: string) => void;
}

export interface DvcGraph { readonly entries: readonly Entry[]; readonly lineage: readonly LineageItem[]; readonly produced: ReadonlyMap<string, HeldObject> }

interface Node { readonly id: string; readonly title: string; text: string | null; state: Entry['state']; stateRaw: string | null; readonly type: Entry['type']; readonly links: Set<string> }

export function dvcGraph({ plan, runs, pointed, neverRun, doubt }: Sources): DvcGraph {
  const nodes = new Map<string, Node>();
  const ids = new Map<string, number>();
  const node = (type: Entry['type'], title: string): Node => {
    const key = `${type}:${title}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const base = clip(title, 480) || '-';
    let count = ids.get(base) ?? 1;
    while (count > 1 && ids.has(`${base} (${count})`)) count++;
    const name = count === 1 ? base : `${base} (${count})`;
    ids.set(base, count + 1);
    if (count > 1) ids.set(name, 2);
    const made: Node = { id: name, title, type, text: null, state: null, stateRaw: null, links: new Set() };
    nodes.set(key, made);
    return made;
  };
  const lineage: LineageItem[] = [];
  let leftOut = 0;
  const produced = new Map<string, HeldObject>();
  for (const { outs } of [...pointed, ...(runs ?? [])]) for (const out of outs) produced.set(out.path, out);

  const add = (held: HeldObject, role: 'in' | 'out', step: string): void => {
    if (held.hash === null) { doubt('no-hash', `${step}, ${clip(held.path, 200)}`, 'The path has no hash, so nothing shows which content it had.'); return; }
    if (lineage.length >= most.lineage) { leftOut++; return; }
    lineage.push(lineageItem({ path: clip(held.path) || '-', hashAlgorithm: clip(held.algorithm), hash: clip(held.hash), sizeBytes: held.size, role, step: clip(step) || null }));
  };
  const describe = (data: Node, held: HeldObject): void => {
    data.text ??= [held.hash === null ? null : `${held.algorithm} ${held.hash}`, held.size === null ? null : `${held.size} bytes`, held.nfiles === null ? null : `${held.nfiles} files`].filter((part) => part !== null).join(', ') || null;
  };
  const join = (step: Node, deps: readonly HeldObject[], outs: readonly HeldObject[]): void => {
    for (const dep of deps) {
      const made = produced.get(dep.path);
      if (made?.hash != null && dep.hash !== null && made.algorithm === dep.algorithm && made.hash !== dep.hash) doubt('stale', `${step.title}, ${clip(dep.path, 200)}`, 'The stage read another content than the one that was made last.');
      const data = node('data', dep.path);
      describe(data, dep);
      step.links.add(data.id);
      add(dep, 'in', step.title);
    }
    for (const out of outs) {
      const data = node('data', out.path);
      describe(data, out);
      data.links.add(step.id);
      add(out, 'out', step.title);
    }
  };

  for (const run of runs ?? []) {
    const step = node('step', run.name);
    step.text = run.cmd;
    join(step, run.deps, run.outs);
    for (const [file, held] of run.params) {
      const flat: [string, string][] = [];
      flatten(held, '', flat);
      if (flat.length > most.paramsOfStage) leftOut += flat.length - most.paramsOfStage;
      for (const [name, value] of flat.slice(0, most.paramsOfStage)) step.links.add(node('hyperparameter', `${file}: ${name} = ${value}`).id);
    }
  }
  for (const stage of plan?.stages ?? []) {
    const isNew = !nodes.has(`step:${stage.name}`);
    const step = node('step', stage.name);
    step.text ??= stage.cmd;
    if (neverRun.has(stage.name)) Object.assign(step, { state: 'gap', stateRaw: 'not in dvc.lock' });
    if (!isNew) continue;
    for (const path of stage.deps) step.links.add(node('data', path).id);
    for (const path of stage.outs) node('data', path).links.add(step.id);
  }
  for (const { name, deps, outs } of pointed) {
    if (deps.length > 0) join(node('step', name), deps, outs);
    else for (const out of outs) { describe(node('data', out.path), out); add(out, 'out', name); }
  }

  if (nodes.size > most.entries) leftOut += nodes.size - most.entries;
  if (leftOut > 0) doubt('left-out', 'the graph', `${leftOut} more objects were left out.`);
  // Gaps first, then stages: what is left out is the least of it.
  const rank = ({ state, type }: Node): number => (state === 'gap' ? 0 : type === 'step' ? 1 : 2);
  const kept = [...nodes.values()].sort((a, b) => rank(a) - rank(b)).slice(0, most.entries);
  const entries = kept.map(({ id, type, title, text, state, stateRaw, links }) => entry({ id, type, title, text: text ?? '', state, stateRaw: stateRaw ?? null, links: [...links].slice(0, most.links).map((to) => ({ to, as: 'made-from' as const })) }));
  return { entries, lineage, produced };
}

function flatten(value: Json, name: string, into: [string, string][]): void {
  if (isObject(value) && Object.keys(value).length > 0) { for (const [key, child] of Object.entries(value)) flatten(child, name === '' ? key : `${name}.${key}`, into); return; }
  into.push([name, clip(typeof value === 'object' ? JSON.stringify(value) : String(value), 200)]);
}

/** A parameter by its name or dotted name. */
export function valueAt(value: Json, name: string): Json | undefined {
  if (isObject(value) && Object.hasOwn(value, name)) return value[name];
  return name.split('.').reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : isList(at) ? at[Number(key)] : undefined), value);
}

/** Whether two values say the same, whatever the order of their names. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((each, index) => sameValue(each, b[index]));
  if (isObject(a) && isObject(b)) { const names = Object.keys(a); return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name])); }
  return a === b;
}

const seedName = /(?:^|[_\-.])(?:seeds?|random_?state|rng)$/i;

/** Whole numbers of parameters whose name says seed: those that the stages ran with, or of the files where no lock is. */
export function dvcSeeds(runs: readonly RunStage[] | null, files: readonly Json[]): number[] {
  const seeds = new Set<number>();
  const walk = (value: Json, isSeed: boolean): void => {
    if (typeof value === 'number') { if (isSeed && Number.isSafeInteger(value)) seeds.add(value); return; }
    if (isList(value)) { for (const each of value.slice(0, 1000)) walk(each, isSeed); return; }
    if (isObject(value)) for (const [key, child] of Object.entries(value)) walk(child, isSeed && typeof child !== 'object' ? isSeed : seedName.test(key));
  };
  const held: JsonObject[] = (runs ?? []).flatMap((run) => [...run.params.values()]);
  for (const value of runs === null ? files : held) walk(value, false);
  return [...seeds].slice(0, 1000);
}
