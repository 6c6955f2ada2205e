/** Pachyderm's objects in the shapes of 1.x, of 2.0 to 2.5 and of later versions, read into one. */
import { isList, isObject, jsonAt, type Json, type JsonObject } from './json-text.ts';
import { numberOf } from './reader.ts';

/** A commit, or a branch where no commit is named. */
export interface Ref {
  /** As Pachyderm writes it: `repo@branch=commit`, `repo@commit` or `repo@branch`; other projects and types than the usual are in the repo's name. */
  readonly path: string;
  readonly isBranch: boolean;
  readonly isSpec: boolean;
  /** What tells it from all others: from 2.6 on, and in 1.x, a commit's id is unique in its repo; from 2.0 to 2.5 on its branch. */
  readonly identity: string;
}

export type Shape = '1.x' | '2.0 to 2.5' | '2.6 or later';

/** What an object is; null for what is none of these. */
export function kindOf(value: Json | undefined): 'commit' | 'job' | 'pipeline' | 'jobs' | null {
  if (!isObject(value) || value['$schema'] !== undefined) return null;
  const { commit, job, pipeline } = value;
  if (isObject(job) && typeof job['id'] === 'string' && ['state', 'output_commit', 'outputCommit', 'transform', 'created', 'started', 'details'].some((name) => value[name] !== undefined)) return 'job';
  if (isObject(commit) && typeof commit['id'] === 'string' && (isObject(commit['repo']) || isObject(jsonAt(commit, 'branch', 'repo'))) && job === undefined) return 'commit';
  const transform = value['transform'] ?? jsonAt(value, 'details', 'transform');
  if (isObject(pipeline) && typeof pipeline['name'] === 'string' && isObject(transform) && (isObject(value['input'] ?? jsonAt(value, 'details', 'input')) || isObject(value['spout'] ?? jsonAt(value, 'details', 'spout')))) return 'pipeline';
  return (isObject(value['job_set']) || isObject(value['jobSet'])) && isList(value['jobs']) ? 'jobs' : null;
}

/** A member by its name in `--raw` answers, or in the camel case of the newer ones. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? (value[name] ?? value[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]) : undefined;
}

export const textAt = (value: Json | undefined, name: string): string | null => { const text = member(value, name); return typeof text === 'string' && text !== '' ? text : null; };

/** A 64-bit whole number, which the JSON of protocol buffers writes as a string. `text` is null where there is none. */
export function int64(value: Json | undefined): { readonly text: string | null; readonly value: number | null } {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
  const number = text === null || !/^\d{1,20}$/.test(text) ? null : numberOf(text);
  return { text, value: number !== null && Number.isSafeInteger(number) ? number : null };
}

function repoName(repo: Json | undefined): string | null {
  const name = typeof repo === 'string' ? repo : textAt(repo, 'name');
  if (name === null) return null;
  const type = textAt(repo, 'type');
  const project = textAt(member(repo, 'project'), 'name');
  return `${project === null || project === 'default' ? '' : `${project}/`}${name}${type === null || type === 'user' ? '' : `.${type}`}`;
}

/** Which shape a commit has. */
export function shapeOf(commit: Json | undefined): Shape | null {
  if (!isObject(commit)) return null;
  if (commit['repo'] === undefined) return isObject(jsonAt(commit, 'branch', 'repo')) ? '2.0 to 2.5' : null;
  return textAt(commit['repo'], 'type') !== null || commit['branch'] !== undefined || isObject(jsonAt(commit, 'repo', 'project')) ? '2.6 or later' : '1.x';
}

/** A commit or a branch, in any shape; `beside` is the branch that 1.x writes next to the commit. */
export function refOf(value: Json | undefined, beside?: Json): Ref | null {
  const inner = member(value, 'commit');
  // 1.x: provenance lists a commit and its branch.
  if (isObject(inner)) return refOf(inner, member(value, 'branch'));
  const branch = member(value, 'branch') ?? beside;
  const repo = repoName(member(value, 'repo') ?? member(branch, 'repo'));
  if (repo === null) return null;
  const id = textAt(value, 'id');
  if (id === null) {
    const name = textAt(value, 'name');
    return name === null ? null : makeRef(repo, name, null, true);
  }
  return makeRef(repo, typeof branch === 'string' ? branch : textAt(branch, 'name'), id, shapeOf(value) === '2.0 to 2.5');
}

function makeRef(repo: string, branch: string | null, commit: string | null, byBranch: boolean): Ref {
  const path = commit === null ? `${repo}@${branch ?? 'master'}` : `${repo}@${branch === null ? '' : `${branch}=`}${commit}`;
  return { path, isBranch: commit === null, isSpec: repo.endsWith('.spec'), identity: commit === null || byBranch ? path : `${repo}@${commit}` };
}

/** All repos that an input names, through `cross`, `union`, `join` and `group`; with the glob. */
export function inputsOf(input: Json | undefined, shape: Shape | null): readonly { readonly ref: Ref; readonly glob: string | null }[] {
  const found: { ref: Ref; glob: string | null }[] = [];
  const walk = (at: Json | undefined): void => {
    if (!isObject(at) || found.length >= 1000) return;
    for (const name of ['pfs', 'atom', 'cron', 'git']) {
      const leaf = at[name];
      const repo = textAt(leaf, 'repo');
      if (!isObject(leaf) || repo === null) continue;
      const type = textAt(leaf, 'repo_type');
      const project = textAt(leaf, 'project');
      const whole = repoName({ name: repo, ...(type === null ? {} : { type }), ...(project === null ? {} : { project: { name: project } }) })!;
      found.push({ ref: makeRef(whole, textAt(leaf, 'branch'), textAt(leaf, 'commit'), shape === '2.0 to 2.5'), glob: textAt(leaf, 'glob') });
    }
    for (const name of ['cross', 'union', 'join', 'group']) { const list = at[name]; if (isList(list)) for (const each of list) walk(each); }
  };
  walk(input);
  return found;
}

/** `1.5s`, as protocol buffers write durations. */
export const durationOf = (text: string | null): number | null => (text !== null && text.length < 60 && text.endsWith('s') ? numberOf(text.slice(0, -1)) : null);

/** Whole JSON values that follow each other, as `--raw` lists print them: where each begins and ends, by brackets outside of strings. */
export function splitValues(text: string, most: number): readonly { readonly start: number; readonly end: number; readonly line: number }[] {
  const pieces: { start: number; end: number; line: number }[] = [];
  let [depth, line, start, startLine, isString] = [0, 1, -1, 1, false];
  for (let at = 0; at < text.length && pieces.length <= most; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) line++;
    if (isString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) isString = false;
      continue;
    }
    if (start < 0 && code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) [start, startLine] = [at, line];
    if (code === 0x22) isString = true;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth <= 0) {
      pieces.push({ start, end: at + 1, line: startLine });
      [depth, start] = [0, -1];
    }
  }
  if (start >= 0) pieces.push({ start, end: text.length, line: startLine });
  return pieces;
}

export const objectsIn = (value: Json): readonly JsonObject[] => (isList(value) ? value.flatMap((each) => objectsIn(each)) : isObject(value) ? [value] : []);
