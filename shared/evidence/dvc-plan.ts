/**
 * What a `dvc.yaml` plans: its stages with templates filled in and `foreach` and `matrix` written out, as far as the values are at hand.
 * What can't be filled in stays as it is written and is told.
 */
import { isList, isObject, jsonAt, type Json, type JsonObject } from './json-text.ts';
import { yamlText } from './yaml-file.ts';
import { clip } from './reader.ts';

export interface PlannedStage {
  readonly name: string;
  /** Commands joined by line ends; null where there is none. */
  readonly cmd: string | null;
  readonly deps: readonly string[];
  /** Outputs, metrics and plots, relative to the project. */
  readonly outs: readonly string[];
  readonly metrics: readonly string[];
  readonly wdir: string | null;
  /** Whether something of it couldn't be filled in, so that it isn't known as it runs. */
  readonly isOpen: boolean;
}

export interface Plan {
  readonly stages: readonly PlannedStage[];
  /** Files with metrics that are named outside of stages, and in them. */
  readonly metrics: readonly string[];
  /** Templates that couldn't be filled in, with the path where they stand. */
  readonly open: readonly { readonly at: readonly string[]; readonly text: string }[];
  /** How many stages of `foreach` and `matrix` were too many to write out. */
  readonly leftOut: number;
}

const mostStages = 5000;

/** A path inside a folder, both relative; `..` goes up as far as the project's own folder. */
export function inFolder(folder: string | null, path: string): string {
  if (folder === null || folder === '' || folder === '.' || /^(?:\/|[a-z][\w+.-]*:)/i.test(path)) return path;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') || path;
}

/** Paths of a list such as `outs`: each item is a path, or a path with settings. */
export function pathsOf(value: Json | undefined): readonly string[] {
  return isList(value) ? value.flatMap((item) => (typeof item === 'string' ? [item] : isObject(item) ? Object.keys(item) : [])) : typeof value === 'string' ? [value] : isObject(value) ? Object.keys(value) : [];
}

/** Files that a `dvc.yaml` and a `dvc.lock` name as parameters, variables and metrics, relative to the project; templates left out. */
export function namedFiles(pipeline: Json | undefined, lock: Json | undefined): { readonly params: ReadonlySet<string>; readonly metrics: ReadonlySet<string> } {
  const params = new Set(['params.yaml']);
  const metrics = new Set(['dvclive.json', 'dvclive/metrics.json']);
  const plain = (text: string): boolean => !text.includes('${');
  const addVars = (vars: Json | undefined): void => { if (isList(vars)) for (const item of vars) if (typeof item === 'string' && plain(item)) params.add(item.replace(/:.*$/, '')); };
  addVars(jsonAt(pipeline, 'vars'));
  for (const path of pathsOf(jsonAt(pipeline, 'metrics')).filter(plain)) metrics.add(path);
  for (const path of pathsOf(jsonAt(pipeline, 'params')).filter(plain)) params.add(path);
  const stages = jsonAt(pipeline, 'stages');
  for (const stage of isObject(stages) ? Object.values(stages) : []) {
    const body = jsonAt(stage, 'do') ?? stage;
    addVars(jsonAt(body, 'vars'));
    const wdir = jsonAt(body, 'wdir');
    const folder = typeof wdir === 'string' && plain(wdir) ? wdir : null;
    for (const path of pathsOf(jsonAt(body, 'metrics')).filter(plain)) metrics.add(inFolder(folder, path));
    const listed = jsonAt(body, 'params');
    for (const item of isList(listed) ? listed : []) if (isObject(item)) for (const file of Object.keys(item).filter(plain)) params.add(inFolder(folder, file));
  }
  const run = jsonAt(lock, 'stages') ?? lock;
  for (const stage of isObject(run) ? Object.values(run) : []) {
    const held = jsonAt(stage, 'params');
    if (isObject(held)) for (const file of Object.keys(held)) params.add(file);
  }
  return { params, metrics };
}

/** The stages of a `dvc.yaml`; `files` answers the content of a file of parameters or variables, if it is at hand. */
export function planOf(pipeline: JsonObject, files: (path: string) => Json | undefined): Plan {
  const stages: PlannedStage[] = [];
  const open: { at: string[]; text: string }[] = [];
  const metrics: string[] = [...pathsOf(pipeline['metrics'])];
  let leftOut = 0;
  const tell = (at: string[], text: string): void => { if (open.length < 200) open.push({ at, text: clip(text, 200) }); };
  const varsOf = (vars: Json | undefined): Json[] => (isList(vars) ? vars.flatMap((item) => (typeof item === 'string' ? [files(item.replace(/:.*$/, '')) ?? null] : [item])) : []);
  const global: Json[] = [files('params.yaml') ?? null, ...varsOf(pipeline['vars'])];

  const add = (at: string[], name: string, body: JsonObject, scopes: readonly Json[]): void => {
    if (stages.length >= mostStages) { leftOut++; return; }
    const inside = [...scopes, ...varsOf(body['vars'])];
    let isOpen = false;
    const fill = (text: string, part: string): string => {
      const filled = fillIn(text, inside);
      if (filled !== null) return filled;
      isOpen = true;
      tell([...at, part], text);
      return text;
    };
    const wdir = typeof body['wdir'] === 'string' ? fill(body['wdir'], 'wdir') : null;
    const paths = (part: string): string[] => pathsOf(body[part]).map((path) => inFolder(wdir, fill(path, part)));
    const commands = isList(body['cmd']) ? body['cmd'] : body['cmd'] === undefined || body['cmd'] === null ? [] : [body['cmd']];
    const measured = paths('metrics');
    metrics.push(...measured.filter((path) => !path.includes('${')));
    stages.push({
      // `isOpen` last: filling in the others sets it.
      name: clip(name), wdir, cmd: commands.length === 0 ? null : commands.map((command) => fill(yamlText(command), 'cmd')).join('\n'),
      deps: paths('deps'), metrics: measured, outs: [...paths('outs'), ...measured, ...paths('plots')], isOpen,
    });
  };

  const listed = pipeline['stages'];
  for (const [name, stage] of isObject(listed) ? Object.entries(listed) : []) {
    if (!isObject(stage)) continue;
    const at = ['stages', name];
    const each = stage['foreach'];
    const matrix = stage['matrix'];
    if (each !== undefined) {
      const body = isObject(stage['do']) ? stage['do'] : stage;
      const items = typeof each === 'string' ? valueOf(each, global) : each;
      if (isList(items)) items.forEach((item, index) => { add(at, `${name}@${isObject(item) || isList(item) ? index : yamlText(item)}`, body, [...global, { item }]); });
      else if (isObject(items)) for (const [key, item] of Object.entries(items)) add(at, `${name}@${key}`, body, [...global, { item, key }]);
      else { tell([...at, 'foreach'], yamlText(each)); stages.push(asWritten(name, body)); }
    } else if (isObject(matrix)) {
      const combined = combinations(matrix, global);
      if (combined === null) { tell([...at, 'matrix'], yamlText(matrix)); stages.push(asWritten(name, stage)); }
      else for (const { label, item } of combined) add(at, `${name}@${label}`, stage, [...global, { item, key: label }]);
    } else add(at, name, stage, global);
  }
  return { stages, metrics: [...new Set(metrics)], open, leftOut };
}

const asWritten = (name: string, body: JsonObject): PlannedStage => ({
  name: clip(name), cmd: body['cmd'] === undefined ? null : yamlText(body['cmd']), wdir: null, deps: pathsOf(body['deps']), metrics: pathsOf(body['metrics']),
  outs: ['outs', 'metrics', 'plots'].flatMap((part) => pathsOf(body[part])), isOpen: true,
});

/** All combinations of a matrix, named as DVC names them: `value-value`, or `axis0` for a value that is no word. Null where a list isn't at hand, or there are too many. */
function combinations(matrix: JsonObject, scopes: readonly Json[]): readonly { readonly label: string; readonly item: JsonObject }[] | null {
  let made: { label: string; item: Record<string, Json> }[] = [{ label: '', item: {} }];
  for (const [axis, values] of Object.entries(matrix)) {
    const list = typeof values === 'string' ? valueOf(values, scopes) : values;
    if (!isList(list) || list.length * made.length > mostStages) return null;
    made = made.flatMap(({ label, item }) => list.map((value, index) => {
      const word = isObject(value) || isList(value) ? `${axis}${index}` : yamlText(value);
      return { label: label === '' ? word : `${label}-${word}`, item: { ...item, [axis]: value } };
    }));
  }
  return made;
}

const template = /\$\{([^{}]{1,300})\}/g;

/** A text with every template replaced; null where one has no value at hand. */
function fillIn(text: string, scopes: readonly Json[]): string | null {
  if (!text.includes('${')) return text;
  let isWhole = true;
  const filled = text.replace(template, (whole, name: string) => {
    const value = lookUp(name, scopes);
    if (value !== undefined && value !== null && typeof value !== 'object') return String(value);
    isWhole = false;
    return whole;
  });
  return isWhole && !filled.includes('${') ? clip(filled, 20_000) : null;
}

/** The value that a text names as a whole, such as `${models}`. */
function valueOf(text: string, scopes: readonly Json[]): Json | undefined {
  const name = /^\$\{([^{}]{1,300})\}$/.exec(text.trim())?.[1];
  return name === undefined ? undefined : lookUp(name, scopes);
}

/** `a.b[0]` in the innermost scope that has it. */
function lookUp(name: string, scopes: readonly Json[]): Json | undefined {
  const path = name.trim().split(/[.[\]]+/).filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (let index = scopes.length - 1; index >= 0; index--) {
    const value = path.reduce<Json | undefined>((at, key) => (isList(at) ? at[Number(key)] : isObject(at) && Object.hasOwn(at, String(key)) ? at[String(key)] : undefined), scopes[index]);
    if (value !== undefined) return value;
  }
  return undefined;
}
