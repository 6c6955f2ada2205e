/** What DVC recorded: the objects of `dvc.lock` and `.dvc` files with their hashes, each labelled as what it is (rule E-5). */
import { isList, isObject, type Json, type JsonObject } from './json-text.ts';
import { inFolder } from './dvc-plan.ts';

/** One path with its hash; `hash` null where the file has none. */
export interface HeldObject {
  readonly path: string;
  readonly algorithm: string;
  readonly hash: string | null;
  readonly size: number | null;
  readonly nfiles: number | null;
}

/** One stage as it ran last. */
export interface RunStage {
  readonly name: string;
  readonly cmd: string | null;
  readonly deps: readonly HeldObject[];
  readonly outs: readonly HeldObject[];
  /** By file, then by name or dotted name. */
  readonly params: ReadonlyMap<string, JsonObject>;
}

const hashNames = ['md5', 'etag', 'checksum', 'sha256', 'version_id'] as const;

/** Stages of a lock of schema 2.0, or of 1.0, which has them at its top. Null for what is no lock. */
export function lockStages(lock: Json | undefined): { readonly schema: string; readonly stages: JsonObject } | null {
  if (!isObject(lock)) return null;
  const { schema, stages } = lock;
  if (schema !== undefined) return isObject(stages) || stages === undefined || stages === null ? { schema: typeof schema === 'object' ? '?' : String(schema), stages: isObject(stages) ? stages : {} } : null;
  return Object.keys(lock).length > 0 && Object.values(lock).every(isRunStage) ? { schema: '1.0', stages: lock } : null;
}

/** A stage of a lock says what it ran, and hashes of what it read or wrote. */
const isRunStage = (value: Json): boolean => isObject(value) && value['cmd'] !== undefined && [...listOf(value['deps']), ...listOf(value['outs'])].some((item) => isObject(item) && item['path'] !== undefined && hashNames.some((name) => item[name] !== undefined));

/** Whether a value is what a `.dvc` file holds: outputs with a path and a hash, or a size. */
export function isPointer(value: Json | undefined): value is JsonObject {
  if (!isObject(value) || !isList(value['outs']) || value['outs'].length === 0) return false;
  return value['outs'].every((item) => isObject(item) && typeof item['path'] === 'string' && [...hashNames, 'hash', 'size', 'nfiles', 'files', 'cache', 'push'].some((name) => item[name] !== undefined));
}

/** Whether a value is what a `dvc.yaml` holds: stages by name, each with a command or a template of them. */
export function isPipeline(value: Json | undefined): value is JsonObject {
  if (!isObject(value) || value['schema'] !== undefined) return false;
  const { stages } = value;
  if (isObject(stages)) return Object.values(stages).every((stage) => isObject(stage) && (stage['cmd'] !== undefined || stage['foreach'] !== undefined || stage['matrix'] !== undefined));
  return false;
}

/** A `dvc.yaml` that DVCLive writes: metrics, plots and artifacts without stages. Others' YAML may look like it. */
export function isStagelessPipeline(value: Json | undefined): boolean {
  return isObject(value) && ['metrics', 'plots'].some((name) => isList(value[name])) && Object.keys(value).every((name) => ['metrics', 'plots', 'params', 'artifacts', 'vars', 'datasets'].includes(name));
}

export const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);

export function runStageOf(name: string, stage: JsonObject, wdir: string | null): RunStage {
  const { cmd } = stage;
  const commands = isList(cmd) ? cmd : cmd === undefined || cmd === null ? [] : [cmd];
  const params = isObject(stage['params']) ? Object.entries(stage['params']).filter((pair): pair is [string, JsonObject] => isObject(pair[1])) : [];
  return {
    name, cmd: commands.length === 0 ? null : commands.map((command) => (typeof command === 'object' ? '' : String(command))).join('\n'),
    deps: listOf(stage['deps']).flatMap((item) => heldObjects(item, wdir)), outs: listOf(stage['outs']).flatMap((item) => heldObjects(item, wdir)), params: new Map(params),
  };
}

/** An item of `deps` or `outs`; a directory whose files a cloud versions is listed file by file. */
export function heldObjects(item: Json, folder: string | null): readonly HeldObject[] {
  if (!isObject(item)) return [];
  const { repo, files } = item;
  const named = typeof item['path'] === 'string' ? item['path'] : typeof item['relpath'] === 'string' ? item['relpath'] : null;
  if (named === null || named === '') return [];
  const count = (name: string): number | null => { const value = item[name]; return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null; };
  const sizes = { size: count('size'), nfiles: count('nfiles') };
  if (isObject(repo)) {
    const commit = repo['rev_lock'] ?? repo['rev'];
    return [{ path: `${typeof repo['url'] === 'string' ? repo['url'] : ''}#${named}`, algorithm: 'git commit of the repository', hash: typeof commit === 'string' && commit !== '' ? commit : null, ...sizes }];
  }
  const path = inFolder(folder, named);
  if (isList(files) && item['md5'] === undefined) return files.flatMap((file) => heldObjects(file, path));
  const cloud = isObject(item['cloud']) ? Object.values(item['cloud']).find(isObject) : undefined;
  const stated = typeof item['hash'] === 'string' && !(hashNames as readonly string[]).includes(item['hash']) ? [item['hash']] : [];
  for (const holder of [item, ...(cloud === undefined ? [] : [cloud])]) {
    for (const name of [...stated, ...hashNames]) {
      const hash = holder[name];
      if (typeof hash !== 'string' || hash === '') continue;
      return [{ path, algorithm: hash.endsWith('.dir') ? `${name} of a directory list` : name === 'version_id' ? 'version id of the cloud' : name, hash, ...sizes }];
    }
  }
  return [{ path, algorithm: 'none', hash: null, ...sizes }];
}
