/** The lineage of a dossier as a drawing from raw data to artifact. Pure: never more boxes than can be read. */
import { hashLabel, shortProofWords } from '../../../shared/copy/lineage.ts';
import { provenanceWords } from '../../../shared/copy/screens/provenance.ts';
import type { LineageBreak, LineageData, LineageGraph, LineageStep } from '../../../shared/evidence/lineage-graph.ts';
import type { GraphEdge, GraphNode } from '../../components/layered-graph.tsx';

/** How many objects and steps are drawn before the rest is only counted. */
export const mostBoxes = 60;

export interface ProvenanceDrawing { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[]; readonly undrawn: number }

/** What a break says of single objects: by data key. */
export interface BrokenData { readonly differs: ReadonlySet<string>; readonly origin: ReadonlySet<string>; readonly other: ReadonlyMap<string, string> }

/** Which objects the breaks are about; `other` leads from what was read to what was written under the same path. */
export function brokenData({ data, steps, breaks }: LineageGraph): BrokenData {
  const named = new Map<string, LineageData[]>();
  for (const one of data) for (const path of one.paths) named.set(path, [...(named.get(path) ?? []), one]);
  const stepOf = (evidence: string, name: string): LineageStep | undefined => steps.find((step) => step.evidence === evidence && step.name === name);
  const under = (path: string, keys: readonly string[] | undefined): readonly string[] => (named.get(path) ?? []).filter(({ key }) => keys?.includes(key) ?? false).map(({ key }) => key);
  const of = <K extends LineageBreak['kind']>(kind: K): Extract<LineageBreak, { readonly kind: K }>[] => breaks.filter((broken): broken is Extract<LineageBreak, { readonly kind: K }> => broken.kind === kind);
  const other = new Map<string, string>();
  for (const { evidence, path, writtenBy, readBy } of of('changed-between')) {
    const [read] = under(path, stepOf(evidence, readBy)?.reads);
    const written = under(path, stepOf(evidence, writtenBy)?.writes)[0] ?? (named.get(path) ?? []).find(({ key }) => key !== read)?.key;
    if (read !== undefined && written !== undefined && read !== written) other.set(read, written);
  }
  return {
    differs: new Set(of('file-differs').flatMap(({ path }) => (named.get(path) ?? []).map(({ key }) => key))),
    origin: new Set(of('origin-unknown').flatMap(({ evidence, step, paths }) => paths.flatMap((path) => under(path, stepOf(evidence, step)?.reads)))),
    other,
  };
}

/** What is drawn: everything where it fits, else what lies nearest to the artifacts and to the breaks. */
export function provenanceDrawing(graph: LineageGraph, artifacts: readonly string[]): ProvenanceDrawing {
  const broken = brokenData(graph);
  const kept = nearest(graph, broken);
  const reached = new Set(graph.data.flatMap(({ artifact }) => (artifact === null ? [] : [artifact])));
  const data = graph.data.filter(({ key }) => kept.has(key));
  const steps = graph.steps.filter(({ key }) => kept.has(stepBox(key)));
  // What is not reached stands where artifacts stand: behind the last step.
  const isRead = new Set(graph.steps.flatMap(({ reads }) => reads));
  const [last] = [({ artifact }: LineageData) => artifact !== null, ({ key }: LineageData) => !isRead.has(key)].flatMap((ends) => { const keys = new Set(data.filter(ends).map(({ key }) => key)); return steps.findLast(({ writes }) => writes.some((key) => keys.has(key))) ?? []; });
  const unreached = artifacts.filter((name) => !reached.has(name)).slice(0, 8);
  const nodes: GraphNode[] = [
    ...data.map((one) => dataBox(one, broken)),
    ...steps.map(({ key, evidence, name }): GraphNode => ({ key: stepBox(key), look: 'step', head: provenanceWords.drawing.step(evidence), title: name, marks: [], choose: null })),
    ...unreached.map((name): GraphNode => ({ key: `artifact ${name}`, look: 'strong', head: provenanceWords.drawing.artifact(null), title: name, marks: [{ state: 'untraced', words: provenanceWords.unreached }], choose: null })),
  ];
  const edges: GraphEdge[] = [
    ...steps.flatMap(({ key, reads, writes }): GraphEdge[] => [...reads.filter((one) => kept.has(one)).map((from): GraphEdge => ({ from, to: stepBox(key), look: 'plain' })), ...writes.filter((one) => kept.has(one)).map((to): GraphEdge => ({ from: stepBox(key), to, look: 'plain' }))]),
    ...[...broken.other].filter(([read, written]) => kept.has(read) && kept.has(written)).map(([to, from]): GraphEdge => ({ from, to, look: 'broken' })),
    ...(last === undefined ? [] : unreached.map((name): GraphEdge => ({ from: stepBox(last.key), to: `artifact ${name}`, look: 'hidden' }))),
  ];
  return { nodes, edges, undrawn: graph.data.length + graph.steps.length - data.length - steps.length };
}

const stepBox = (key: string): string => `step ${key}`;

function dataBox(one: LineageData, { differs, origin, other }: BrokenData): GraphNode {
  const [hash] = [...one.hashes].sort((a, b) => Number(isSound(b.algorithm)) - Number(isSound(a.algorithm)));
  return {
    key: one.key, look: one.artifact === null ? 'plain' : 'strong', head: provenanceWords.drawing[one.artifact === null ? 'data' : 'artifact'](hash === undefined ? null : hashLabel(hash)), title: one.artifact ?? one.paths[0] ?? '', choose: one.key,
    marks: [
      ...(differs.has(one.key) ? [{ state: 'failed' as const, words: provenanceWords.differs }] : []), ...(other.has(one.key) ? [{ state: 'failed' as const, words: provenanceWords.other }] : []),
      ...(origin.has(one.key) ? [{ state: 'untraced' as const, words: provenanceWords.origin }] : []),
      one.artifact !== null ? { state: 'passed' as const, words: provenanceWords.reached } : one.proof === 'strong' ? { state: 'passed' as const, words: shortProofWords.strong } : { state: 'not-judged' as const, words: shortProofWords[one.proof] },
    ],
  };
}

const isSound = (algorithm: string): boolean => /^(?:sha-?(?:256|384|512)|sha3|blake)/i.test(algorithm) && !/list/i.test(algorithm);

/** Keys of what is drawn, breadth first against the arrows from artifacts, then from breaks, then from what nothing reads. */
function nearest({ data, steps }: LineageGraph, broken: BrokenData): ReadonlySet<string> {
  const all = [...data.map(({ key }) => key), ...steps.map(({ key }) => stepBox(key))];
  if (all.length <= mostBoxes) return new Set(all);
  const writers = new Map<string, string[]>();
  for (const { key, writes } of steps) for (const one of writes) writers.set(one, [...(writers.get(one) ?? []), stepBox(key)]);
  const reads = new Map(steps.map((step) => [stepBox(step.key), step.reads]));
  const readByAny = new Set(steps.flatMap((step) => step.reads));
  const kept = new Set<string>();
  const queue = [...data.filter(({ artifact }) => artifact !== null).map(({ key }) => key), ...broken.differs, ...[...broken.other].flat(), ...data.filter(({ key }) => !readByAny.has(key)).map(({ key }) => key)];
  for (let at = 0; at < queue.length && kept.size < mostBoxes; at++) {
    const key = queue[at]!;
    if (kept.has(key)) continue;
    kept.add(key);
    queue.splice(at + 1, 0, ...(writers.get(key) ?? reads.get(key) ?? []).filter((one) => !kept.has(one)).slice(0, 12));
  }
  return kept;
}
