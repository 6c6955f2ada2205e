/**
 * Arguments in Goal Structuring Notation as gsn2x (github.com/jonasthewolf/gsn2x) takes them: YAML whose members are the nodes. What a node is
 * comes from the prefix of its id (`Sn` before `S`, `CG` and `CSn` before `C`) or from `nodeType`; `supportedBy` and `inContextOf` hold one id
 * or a list.
 *
 * Several files with `module` make one argument, gathered by folder and by `uses` (rule E-8). An id that two modules have is written
 * `Module/id`; a reference means the own module first, then the modules that are used together. Undeveloped and unsupported nodes, references
 * to nothing, circles, defeated and challenged nodes are gaps (rule E-1).
 */
import { argumentMeasures, argumentOf, type ArgumentNode } from './argument-graph.ts';
import { uniqueNames } from './unique-name.ts';
import { isList, isObject, type Json, type JsonObject } from './json-text.ts';
import { beginning, clip, evidenceOf, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { readYamlFile, seeYaml, yamlText, type YamlFile } from './yaml-file.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { readYaml } from '../dossier/yaml-text.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Warning } from '../dossier/evidence.ts';

const id = 'gsn2x';
/** Detection is stricter than gsn2x, for which any name that begins with a G is a goal. */
const strictPrefix = /^(?:CSn|CG|Sn|[GSCAJ])(?![a-z])/;
const prefix = /^(?:CSn|CG|Sn|[GSCAJ])/;
const beginsLikeNode = /^(?:CSn|CG|Sn|[GSCAJ])[\w.-]*[ \t]*:[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]+[A-Za-z]+[ \t]*:/m;
const beginsLikeModule = /^module[ \t]*:/m;
const types: Readonly<Record<string, Entry['type']>> = {
  G: 'goal', S: 'strategy', Sn: 'solution', C: 'context', A: 'assumption', J: 'justification', CG: 'goal', CSn: 'solution',
  goal: 'goal', strategy: 'strategy', solution: 'solution', context: 'context', assumption: 'assumption', justification: 'justification', countergoal: 'goal', countersolution: 'solution',
};

export const gsn2x: Reader = {
  id, version: 1, title: 'GSN argument (gsn2x)', kind: 'argument', files: 'one YAML file, or all files with `module:` of a folder and those that they use',
  measures: argumentMeasures,
  gather,
  detect(files) {
    const seen = files.map(likeness);
    if (seen.length === 0 || seen.includes('no')) return 'no';
    return seen.includes('yes') ? 'yes' : 'maybe';
  },
  read(files, answers) {
    const modules: Module[] = [];
    for (const file of files) {
      const made = readModule(file);
      if (!made.ok) return made;
      modules.push(made.value);
    }
    return ok({ evidence: evidenceFrom(files, modules, answers), questions: [] });
  },
};

function likeness(file: EvidenceFile): 'yes' | 'maybe' | 'no' {
  const value = seeYaml(file);
  if (value === undefined) return beginsLikeNode.test(beginning(file, 4096)) && /^[ \t]+text[ \t]*:/m.test(beginning(file, 4096)) ? 'maybe' : 'no';
  if (!isObject(value)) return 'no';
  const nodes = Object.entries(value).filter(([name]) => name !== 'module');
  const fits = nodes.filter(([name, node]) => isObject(node) && node['text'] !== undefined && (strictPrefix.test(name) || node['nodeType'] !== undefined));
  if (nodes.length === 0) return isObject(value['module']) && value['module']['name'] !== undefined ? 'maybe' : 'no';
  return fits.length === nodes.length ? 'yes' : fits.length * 2 > nodes.length ? 'maybe' : 'no';
}

interface Module { readonly file: EvidenceFile; readonly yaml: YamlFile; readonly name: string; readonly nodes: readonly (readonly [string, JsonObject])[]; readonly head: JsonObject | null; readonly odd: readonly string[] }

function readModule(file: EvidenceFile): Result<Module> {
  const yaml = readYamlFile(id, file);
  if (!yaml.ok) return yaml;
  const { value } = yaml.value;
  if (!isObject(value)) return unreadable(id, file.name, 'line 1', 'nodes by their ids, such as G1', isList(value) ? 'a list' : yamlText(value));
  const head = isObject(value['module']) ? value['module'] : null;
  const members = Object.entries(value).filter(([name]) => name !== 'module');
  const isNode = ([name, node]: readonly [string, Json]): boolean => isObject(node) && typeOf(name, node) !== null;
  const nodes = members.filter(isNode) as (readonly [string, JsonObject])[];
  if (nodes.length === 0 && head === null) return unreadable(id, file.name, 'line 1', 'nodes by their ids, such as G1', clip(Object.keys(value).join(', '), 80));
  return ok({ file, yaml: yaml.value, head, nodes, name: clip(yamlText(head?.['name']), 100) || file.name.replace(/^.*\//, '').replace(/(?:\.gsn)?\.ya?ml$/i, ''), odd: members.filter((member) => !isNode(member)).map(([name]) => name) });
}

/** The type of a node, from its own word for it or the prefix of its id; null for neither. */
function typeOf(name: string, node: JsonObject): { readonly type: Entry['type']; readonly isCounter: boolean } | null {
  const word = typeof node['nodeType'] === 'string' ? node['nodeType'].replace(/[\s_-]/g, '').toLowerCase() : (prefix.exec(name)?.[0] ?? '');
  return Object.hasOwn(types, word) ? { type: types[word]!, isCounter: /^(?:C(?:G|Sn)|counter.*)$/.test(word) } : null;
}

const listOf = (value: Json | undefined): readonly string[] => (isList(value) ? value.map(yamlText) : [yamlText(value)]).filter((text) => text !== '');

function evidenceFrom(files: readonly EvidenceFile[], modules: readonly Module[], answers: Answers): Reading['evidence'] {
  const warnings: Warning[] = modules.flatMap(({ yaml }) => yaml.warnings);
  const place = modules.length === 1 ? files[0]!.name : `${files[0]!.name} and ${modules.length - 1} more`;
  const at = (module: Module, ...path: readonly string[]): string => `${module.file.name}, line ${module.yaml.lineOf(path)}`;
  const names = uniqueNames();
  const labels = modules.map(({ name }) => names(name));
  const holders = new Map<string, number[]>();
  for (const [index, { nodes }] of modules.entries()) for (const [name] of nodes) (holders.get(name) ?? holders.set(name, []).get(name)!).push(index);
  const idOf = (name: string, index: number): string => clip(holders.get(name)!.length > 1 ? `${labels[index]}/${name}` : name);
  for (const [name, where] of holders) if (where.length > 1 && warnings.length < 500) warnings.push(warning('duplicate-id', at(modules[where[1]!]!, name), `${clip(name, 100)} is in ${where.length} modules (${clip(where.map((index) => labels[index]).join(', '), 500)}); each is named with its module.`));

  const group = usedTogether(modules);
  const resolve = (name: string, from: number, key: string): string => {
    const where = holders.get(name) ?? [];
    if (where.length === 0) return clip(name);
    if (where.includes(from)) return idOf(name, from);
    const near = where.filter((index) => group[index] === group[from]);
    const best = near.length > 0 ? near : where;
    if (best.length > 1 && warnings.length < 500) warnings.push(warning('ambiguous-reference', at(modules[from]!, key), `${clip(name, 100)} is in several modules. The one of ${labels[best[0]!]} is taken.`));
    return idOf(name, best[0]!);
  };
  const { developed, challenged } = fromElsewhere(modules, labels, idOf, resolve, warnings, at);

  const nodes = modules.flatMap((module, index): ArgumentNode[] => {
    for (const name of module.odd.slice(0, 50)) warnings.push(warning('unknown-node', at(module, name), `${clip(name, 100)} is no node of GSN and is left out.`));
    const own = module.nodes.map(([name, node]): ArgumentNode => {
      const { type, isCounter } = typeOf(name, node)!;
      const nodeId = idOf(name, index);
      const text = yamlText(node['text']).trim();
      const links = [
        ...listOf(node['supportedBy']).map((to) => ({ to: resolve(to, index, name), as: 'supported-by' as const })), ...(developed.get(nodeId) ?? []).map((to) => ({ to, as: 'supported-by' as const })),
        ...listOf(node['inContextOf']).map((to) => ({ to: resolve(to, index, name), as: 'in-context-of' as const })), ...listOf(node['challenges']).map((to) => ({ to: resolve(to, index, name), as: 'about' as const })),
        ...(modules.length > 1 ? [{ to: `module ${labels[index]}`, as: 'part-of' as const }] : []),
      ];
      const gaps = [
        ...(isTrue(node['undeveloped']) && !developed.has(nodeId) ? ['undeveloped'] : []), ...(isTrue(node['defeated']) && !isCounter ? ['defeated'] : []), ...(node['defeatedRelation'] === undefined ? [] : [`relation defeated: ${clip(yamlText(node['defeatedRelation']), 100)}`]),
        ...(challenged.get(nodeId) ?? []).map((by) => `challenged by ${by}`), ...(text === '' ? ['no text'] : []),
      ];
      return { id: nodeId, type, isCounter, title: text.split('\n', 1)[0]!, text: text.includes('\n') ? text : null, links, gaps };
    });
    return modules.length === 1 ? own : [...own, { id: `module ${labels[index]}`, type: 'module', title: labels[index]!, links: [], gaps: [] }];
  });
  if (modules.length > 1) for (const [index, module] of modules.entries()) if (group.filter((other) => other === group[index]).length === 1) warnings.push(warning('module-apart', module.file.name, `No other module uses ${labels[index]}, and it uses none.`));

  const argument = argumentOf(place, nodes, modules.every(({ odd }) => odd.length === 0));
  return evidenceOf(gsn2x, files, answers, {
    source: { tool: answers.tool ?? 'gsn2x' }, results: argument.results, entries: argument.entries, warnings: [...warnings, ...argument.warnings].slice(0, 1900),
    run: { completeness: argument.completeness }, verdict: argument.verdict, verdictRaw: argument.verdictRaw, verdictBasis: 'computed',
    facts: [...(argument.tops.length === 0 ? [] : [{ name: 'top claims', value: clip(argument.tops.slice(0, 50).join(', '), 5000) }]), ...(modules.length > 1 ? [{ name: 'modules', value: clip(labels.join(', '), 5000) }] : [])],
  });
}

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true' || value === 'yes';

/** What a node gets from others: support by `extends` of another module, challenges by counter goals that are not defeated themselves. */
function fromElsewhere(modules: readonly Module[], labels: readonly string[], idOf: (name: string, index: number) => string, resolve: (name: string, from: number, key: string) => string, warnings: Warning[], at: (module: Module, ...path: readonly string[]) => string) {
  const developed = new Map<string, string[]>();
  const challenged = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, value: string): void => { map.set(key, [...(map.get(key) ?? []).slice(0, 100), value]); };
  for (const [index, module] of modules.entries()) {
    for (const [name, node] of module.nodes) if (!isTrue(node['defeated'])) for (const target of listOf(node['challenges'])) add(challenged, resolve(target, index, name), idOf(name, index));
    const extended = module.head?.['extends'];
    for (const part of isList(extended) ? extended : [extended]) {
      if (!isObject(part) || !isObject(part['develops'])) continue;
      const target = labels.indexOf(yamlText(part['module']));
      for (const [name, by] of Object.entries(part['develops'])) {
        if (target < 0 || !modules[target]!.nodes.some(([node]) => node === name)) warnings.push(warning('dangling-reference', at(module, 'module', 'extends'), `${clip(yamlText(part['module']), 100)} with ${clip(name, 100)}, which this module develops, is not there.`));
        else for (const support of listOf(by)) add(developed, idOf(name, target), resolve(support, index, 'module'));
      }
    }
  }
  return { developed, challenged };
}

/** Which modules are used together, as the number of the first of each group. */
function usedTogether(modules: readonly Module[]): readonly number[] {
  const group = modules.map((_, index) => index);
  const join = (a: number, b: number): void => { const [low, high] = [Math.min(group[a]!, group[b]!), Math.max(group[a]!, group[b]!)]; for (const index of group.keys()) if (group[index] === high) group[index] = low; };
  for (const [index, { head, file }] of modules.entries()) {
    for (const path of listOf(head?.['uses'])) { const used = modules.findIndex((other) => other.file.name === besides(file.name, path)); if (used >= 0) join(index, used); }
    const extended = head?.['extends'];
    for (const part of isList(extended) ? extended : [extended]) { const used = isObject(part) ? modules.findIndex(({ name }) => name === yamlText(part['module'])) : -1; if (used >= 0) join(index, used); }
  }
  return group;
}

/** A path that a file names, from where that file is. */
function besides(name: string, path: string): string {
  const parts = name.split('/').slice(0, -1);
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The files with `module` of one folder, with the files that they use. */
function gather(files: readonly FileHead[]): readonly (readonly string[])[] {
  const candidates = files.filter(({ head }) => !head.startsWith('{') && (beginsLikeNode.test(head) || beginsLikeModule.test(head)));
  const groups = new Map<string, string>();
  const folders = new Map<string, string[]>();
  const merge = (a: string, b: string): void => { const [from, to] = [groups.get(a) ?? a, groups.get(b) ?? b]; for (const [name, root] of groups) if (root === from) groups.set(name, to); groups.set(a, to); groups.set(b, to); };
  for (const file of candidates) {
    if (!beginsLikeModule.test(file.head)) continue;
    const yaml = readYaml(file.name, encodeUtf8(file.head.replace(/^\uFEFF/, '')), 128 * 1024, { aliases: true });
    const value = yaml.ok && typeof yaml.value.value === 'object' && yaml.value.value !== null ? (yaml.value.value as { module?: { name?: unknown; uses?: unknown } | null }).module : null;
    // A file that breaks off is still known by how its module begins.
    if (yaml.ok ? typeof value !== 'object' || value === null : !/^module[ \t]*:[ \t]*\r?\n[ \t]+(?:name|brief|uses|extends)[ \t]*:/m.test(file.head)) continue;
    groups.set(file.name, groups.get(file.name) ?? file.name);
    const folder = file.name.replace(/[^/]*$/, '');
    folders.set(folder, [...(folders.get(folder) ?? []), file.name]);
    for (const path of [value?.uses].flat()) {
      const used = typeof path === 'string' ? besides(file.name, path) : null;
      if (used !== null && used !== file.name && candidates.some(({ name }) => name === used)) merge(used, file.name);
    }
  }
  for (const [first, ...others] of folders.values()) for (const other of others) merge(other, first!);
  const roots = new Map<string, string[]>();
  for (const [name, root] of groups) roots.set(root, [...(roots.get(root) ?? []), name]);
  return [...roots.values()].filter((group) => group.length > 1);
}
