/**
 * One graph from raw data to artifact, joined from the lineage of all evidence of a dossier: steps that read and wrote data. Two mentions are
 * the same data where their hashes are equal; a path alone joins nothing, but shows where what was written is not what was read (rule E-5).
 */
import type { Evidence, LineageItem } from '../dossier/evidence.ts';
import type { Artifact } from '../dossier/revision.ts';
import type { ItemId } from '../vocabulary.ts';

/** Data of one content: everything that the dossier calls by the same hash. */
export interface LineageData {
  readonly key: string;
  readonly paths: readonly string[];
  readonly hashes: readonly { readonly algorithm: string; readonly hash: string }[];
  readonly sizeBytes: number | null;
  /** The artifact that it is, by its digest; null for other data. */
  readonly artifact: string | null;
  /** The weakest that may be said of its identity: `weak` where no hash but MD5 or SHA-1 names it, `indirect` where a hash is of a listing. */
  readonly proof: 'strong' | 'weak' | 'indirect';
}

export interface LineageStep { readonly key: string; readonly evidence: ItemId; readonly name: string; readonly reads: readonly string[]; readonly writes: readonly string[] }

export type LineageBreak =
  /** A step read other content under a path than the step that wrote it left there. */
  | { readonly kind: 'changed-between'; readonly evidence: ItemId; readonly path: string; readonly writtenBy: string; readonly readBy: string }
  /** The file at hand is not the one that was recorded. */
  | { readonly kind: 'file-differs'; readonly evidence: ItemId; readonly path: string; readonly algorithm: string }
  /** No lineage leads to the artifact by its digest. */
  | { readonly kind: 'artifact-not-reached'; readonly artifact: string }
  /** What a step read comes from nowhere in the dossier. */
  | { readonly kind: 'origin-unknown'; readonly evidence: ItemId; readonly step: string; readonly paths: readonly string[] }
  | { readonly kind: 'cycle'; readonly evidence: ItemId; readonly steps: readonly string[] };

export interface LineageGraph { readonly data: readonly LineageData[]; readonly steps: readonly LineageStep[]; readonly breaks: readonly LineageBreak[] }

interface Mention { readonly evidence: ItemId; readonly item: LineageItem; readonly key: string }

function groupedBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Joins the lineage of all evidence. Empty where no evidence has any; then an artifact that is not reached is no break but silence. */
export function lineageGraph(evidence: ReadonlyMap<ItemId, Evidence>, artifacts: readonly Artifact[]): LineageGraph {
  const mentions = [...evidence].flatMap(([id, { lineage }]) => lineage.filter(({ role }) => role !== 'param').map((item): Mention => ({ evidence: id, item, key: `${item.hashAlgorithm} ${item.hash.toLowerCase()}` })));
  if (mentions.length === 0) return { data: [], steps: [], breaks: [] };
  const roots = joined(mentions);
  const rootOf = (mention: Mention): string => roots.get(mention.key)!;
  const data = dataOf(mentions, rootOf, artifacts);
  const steps = stepsOf(mentions, rootOf);
  return { data, steps, breaks: [...changes(mentions), ...differing(mentions), ...unreached(data, artifacts), ...origins(mentions, steps, rootOf), ...cycles(steps)] };
}

/** Union of hashes that one place names together: the same path and step of one piece of evidence, in two algorithms, is one content. */
function joined(mentions: readonly Mention[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const find = (key: string): string => {
    let at = key;
    while (parents.get(at) !== at) at = parents.get(at)!;
    return at;
  };
  for (const { key } of mentions) parents.set(key, key);
  const places = new Map<string, Mention>();
  for (const mention of mentions) {
    const { item: { path, role, step, check, hashAlgorithm } } = mention;
    const place = JSON.stringify([mention.evidence, path, role, step]);
    const first = places.get(place);
    if (first === undefined) places.set(place, mention);
    else if (first.item.hashAlgorithm !== hashAlgorithm && first.item.check === check) parents.set(find(mention.key), find(first.key));
  }
  return new Map([...parents.keys()].map((key) => [key, find(key)]));
}

function dataOf(mentions: readonly Mention[], rootOf: (mention: Mention) => string, artifacts: readonly Artifact[]): LineageData[] {
  const groups = groupedBy(mentions, rootOf);
  return [...groups].map(([key, group]) => {
    const hashes = [...new Map(group.map(({ key: hash, item }) => [hash, { algorithm: item.hashAlgorithm, hash: item.hash.toLowerCase() }])).values()];
    const artifact = artifacts.find(({ digest }) => hashes.some(({ algorithm, hash }) => algorithm === 'sha256' && hash === digest));
    const isStrong = hashes.some(({ algorithm }) => /^(?:sha-?(?:256|384|512)|sha3|blake)/i.test(algorithm) && !/list/i.test(algorithm));
    const isDirect = hashes.some(({ algorithm }) => !/list/i.test(algorithm));
    return {
      key, paths: [...new Set(group.map(({ item }) => item.path))], hashes, sizeBytes: group.find(({ item }) => item.sizeBytes !== null)?.item.sizeBytes ?? null,
      artifact: artifact?.name ?? null, proof: isStrong ? 'strong' : isDirect ? 'weak' : 'indirect',
    };
  });
}

const stepKey = (evidence: ItemId, step: string): string => `${evidence}: ${step}`;

function stepsOf(mentions: readonly Mention[], rootOf: (mention: Mention) => string): LineageStep[] {
  const groups = groupedBy(mentions.filter(({ item }) => item.step !== null), ({ evidence, item }) => stepKey(evidence, item.step!));
  return [...groups].map(([key, group]) => {
    const of = (role: LineageItem['role']): string[] => [...new Set(group.filter(({ item }) => item.role === role).map(rootOf))];
    return { key, evidence: group[0]!.evidence, name: group[0]!.item.step!, reads: of('in'), writes: of('out') };
  });
}

/** Within one piece of evidence a path is one place: who reads there reads what was written last, or the pipeline was not run whole. */
function changes(mentions: readonly Mention[]): LineageBreak[] {
  const breaks: LineageBreak[] = [];
  for (const [, group] of groupedBy(mentions, ({ evidence, item }) => JSON.stringify([evidence, item.path, item.hashAlgorithm]))) {
    const written = group.filter(({ item }) => item.role === 'out');
    if (written.length === 0) continue;
    for (const read of group) {
      if (read.item.role !== 'in' || read.item.step === null || written.some(({ key }) => key === read.key)) continue;
      breaks.push({ kind: 'changed-between', evidence: read.evidence, path: read.item.path, writtenBy: written[0]!.item.step ?? 'the tracked file', readBy: read.item.step });
    }
  }
  return breaks;
}

const differing = (mentions: readonly Mention[]): LineageBreak[] =>
  [...new Map(mentions.filter(({ item }) => item.check === 'differs').map(({ evidence, item }) => [JSON.stringify([evidence, item.path]), { kind: 'file-differs', evidence, path: item.path, algorithm: item.hashAlgorithm } as const])).values()];

const unreached = (data: readonly LineageData[], artifacts: readonly Artifact[]): LineageBreak[] =>
  artifacts.filter(({ name }) => !data.some(({ artifact }) => artifact === name)).map(({ name }) => ({ kind: 'artifact-not-reached', artifact: name }));

/** What steps read and nothing wrote, tracked or not; one break a step. */
function origins(mentions: readonly Mention[], steps: readonly LineageStep[], rootOf: (mention: Mention) => string): LineageBreak[] {
  const written = new Set(mentions.filter(({ item }) => item.role === 'out').map(rootOf));
  const writtenPaths = new Set(mentions.filter(({ item }) => item.role === 'out').map(({ evidence, item }) => JSON.stringify([evidence, item.path])));
  return steps.flatMap((step): LineageBreak[] => {
    const open = mentions.filter((mention) => mention.item.role === 'in' && mention.item.step !== null && stepKey(mention.evidence, mention.item.step) === step.key && !written.has(rootOf(mention)) && !writtenPaths.has(JSON.stringify([mention.evidence, mention.item.path])));
    const paths = [...new Set(open.map(({ item }) => item.path))];
    return paths.length === 0 ? [] : [{ kind: 'origin-unknown', evidence: step.evidence, step: step.name, paths }];
  });
}

/** Steps that feed on their own output. */
function cycles(steps: readonly LineageStep[]): LineageBreak[] {
  const readers = new Map<string, LineageStep[]>();
  for (const step of steps) for (const key of step.reads) readers.set(key, [...(readers.get(key) ?? []), step]);
  const done = new Set<string>();
  const breaks: LineageBreak[] = [];
  for (const start of steps) {
    if (done.has(start.key)) continue;
    // Depth first with the way kept, without recursion: a pipeline may be long.
    const way: { readonly step: LineageStep; readonly next: LineageStep[] }[] = [{ step: start, next: start.writes.flatMap((key) => readers.get(key) ?? []) }];
    const onWay = new Set([start.key]);
    while (way.length > 0) {
      const step = way.at(-1)!.next.pop();
      if (step === undefined) {
        const left = way.pop()!.step;
        onWay.delete(left.key);
        done.add(left.key);
      } else if (onWay.has(step.key)) {
        breaks.push({ kind: 'cycle', evidence: step.evidence, steps: way.slice(way.findIndex((one) => one.step.key === step.key)).map((one) => one.step.name) });
      } else if (!done.has(step.key)) {
        onWay.add(step.key);
        way.push({ step, next: step.writes.flatMap((key) => readers.get(key) ?? []) });
      }
    }
  }
  return breaks;
}
