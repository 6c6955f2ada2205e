/**
 * What the readers of arguments (GSN, TEA, SACM) share: from nodes and their links to entries, counts and a verdict. A gap is something that the
 * argument itself leaves open; with one the argument is inconclusive. One without gaps is whole, which is no pass: whether it convinces is
 * for the board (rule E-1).
 */
import { clip, entry, measurement, warning } from './reader.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

export interface ArgumentNode {
  readonly id: string;
  readonly type: Entry['type'];
  readonly title: string;
  readonly text?: string | null;
  /** A draft is listed and counted apart; it neither supports nor leaves a gap. */
  readonly isDraft?: boolean;
  /** Whether the node argues against others: it is listed, but supports nothing and is no claim of the argument. */
  readonly isCounter?: boolean;
  /** Whether the node says that it needs no support: an axiom, an assumption. */
  readonly needsNoSupport?: boolean;
  readonly links: readonly { readonly to: string; readonly as: Entry['links'][number]['as'] }[];
  /** What the file leaves open here, in its own words. */
  readonly gaps: readonly string[];
}

export interface Argument {
  readonly results: Measurement[];
  readonly entries: Entry[];
  readonly warnings: readonly Warning[];
  readonly verdict: Evidence['verdict'];
  readonly verdictRaw: string | null;
  readonly completeness: Evidence['run']['completeness'];
  /** Claims that support nothing else. */
  readonly tops: readonly string[];
}

/** What the counts are called, for the table of formats. */
export const argumentMeasures = '`gaps`, `claims`, `evidence`, `drafts`, `cycles`, all counts';

const mostEntries = 20_000;
const mostLinks = 1000;
const claims: readonly Entry['type'][] = ['goal', 'claim'];
const supported: readonly Entry['type'][] = ['goal', 'claim', 'strategy'];
const proofs: readonly Entry['type'][] = ['solution', 'evidence'];

/** Ids are unique among the nodes. `unresolved` are links whose target is nowhere in the files. */
export function argumentOf(place: string, nodes: readonly ArgumentNode[], isWhole = true): Argument {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const warnings: Warning[] = [];
  const dangling = nodes.flatMap((node) => node.links.filter(({ to }) => !known.has(to)).map(({ to }) => ({ from: node.id, to })));
  const danglingFrom = new Map<string, string[]>();
  for (const { from, to } of dangling) danglingFrom.set(from, [...(danglingFrom.get(from) ?? []).slice(0, 20), to]);
  warnings.push(...capped(dangling.map(({ from, to }) => warning('dangling-reference', `${place}, ${clip(from, 200)}`, `${clip(from, 200)} refers to ${clip(to, 200)}, which is not there.`)), place, 'dangling-reference'));

  const cycles = cyclesOf(nodes);
  const inCycle = new Set(cycles.flat());
  warnings.push(...capped(cycles.map((cycle) => warning('cycle', `${place}, ${clip(cycle[0]!, 200)}`, `${cycle.length === 1 ? 'The node supports itself' : 'These nodes support each other in a circle'}: ${clip(cycle.join(', '), 1500)}.`)), place, 'cycle'));

  const gapsOf = (node: ArgumentNode): string[] => {
    if (node.isDraft === true) return [];
    const gaps = [...node.gaps, ...(danglingFrom.get(node.id) ?? []).map((to) => `refers to ${to}, which is not there`)];
    if (inCycle.has(node.id)) gaps.push('supports itself in a circle');
    const isSupported = node.links.some(({ to, as }) => as === 'supported-by' && known.has(to) && known.get(to)!.isDraft !== true);
    if (gaps.length === 0 && supported.includes(node.type) && node.needsNoSupport !== true && node.isCounter !== true && !isSupported) gaps.push('no support');
    return gaps;
  };
  const judged = nodes.map((node) => ({ node, gaps: gapsOf(node) }));
  const open = judged.filter(({ gaps }) => gaps.length > 0);
  const drafts = nodes.filter((node) => node.isDraft === true);
  const live = nodes.filter((node) => node.isDraft !== true && node.isCounter !== true);
  const count = (metric: string, value: number, direction: 'higher' | 'lower' | 'unknown', of: string): Measurement => measurement({ metric, value, rawText: `${value} of ${nodes.length} ${of}`, unit: 'count', direction, n: nodes.length });

  const supporting = new Set(live.flatMap((node) => node.links.filter(({ as }) => as === 'supported-by').map(({ to }) => to)));
  const tops = live.filter((node) => claims.includes(node.type) && !supporting.has(node.id)).map(({ id }) => id);
  if (live.length > 0 && tops.length === 0) warnings.push(warning('no-top-claim', place, 'No claim stands at the top of the argument.'));
  if (tops.length > 1) warnings.push(warning('several-top-claims', place, `${tops.length} claims support nothing else: ${clip(tops.slice(0, 10).join(', '), 500)}.`));
  const used = new Set(nodes.flatMap((node) => node.links.filter(({ as }) => as !== 'part-of').map(({ to }) => to)));
  const loose = live.filter((node) => !claims.includes(node.type) && node.type !== 'module' && !used.has(node.id));
  if (loose.length > 0) warnings.push(warning('not-referenced', place, `${loose.length} ${loose.length === 1 ? 'node is' : 'nodes are'} referred to by no other: ${clip(loose.slice(0, 10).map(({ id }) => id).join(', '), 500)}.`));

  const shown = nodes.length <= mostEntries ? judged : [...open, ...judged.filter(({ gaps }) => gaps.length === 0)].slice(0, mostEntries);
  if (shown.length < nodes.length) warnings.push(warning('left-out', place, `${nodes.length - shown.length} of ${nodes.length} nodes are not listed.`));
  return {
    results: [
      count('gaps', open.length, 'lower', 'nodes'), count('claims', live.filter(({ type }) => claims.includes(type)).length, 'unknown', 'nodes'),
      count('evidence', live.filter(({ type }) => proofs.includes(type)).length, 'unknown', 'nodes'), count('drafts', drafts.length, 'lower', 'nodes'), count('cycles', cycles.length, 'lower', 'nodes'),
    ],
    entries: shown.map(({ node, gaps }) => entry({
      id: node.id, type: node.type, title: node.title, text: node.text ?? null, links: node.links.filter(({ to }) => to !== '').slice(0, mostLinks).map(({ to, as }) => ({ to: clip(to), as })),
      state: gaps.length > 0 ? 'gap' : node.isDraft === true ? 'open' : null, stateRaw: gaps.length > 0 ? gaps.slice(0, 20).join('; ') : node.isDraft === true ? 'draft' : null,
    })),
    warnings, tops,
    verdict: live.length === 0 || open.length > 0 || tops.length === 0 ? 'inconclusive' : 'none',
    verdictRaw: open.length > 0 ? `${open.length} ${open.length === 1 ? 'gap' : 'gaps'}` : live.length === 0 ? 'no argument' : null,
    completeness: isWhole && dangling.length === 0 && live.length > 0 ? 'complete' : 'partial',
  };
}

function capped(warnings: readonly Warning[], place: string, code: string, most = 50): Warning[] {
  return warnings.length <= most ? [...warnings] : [...warnings.slice(0, most), warning(code, place, `${warnings.length - most} more of the same.`)];
}

/** Every group of nodes that support each other in a circle (Tarjan's components, without recursion). */
function cyclesOf(nodes: readonly ArgumentNode[]): string[][] {
  const edges = new Map(nodes.map((node) => [node.id, node.links.filter(({ as }) => as === 'supported-by' || as === 'in-context-of').map(({ to }) => to)]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  const enter = (id: string): { id: string; next: number } => {
    index.set(id, index.size);
    low.set(id, index.size - 1);
    stack.push(id);
    onStack.add(id);
    return { id, next: 0 };
  };
  for (const { id: start } of nodes) {
    if (index.has(start)) continue;
    const way = [enter(start)];
    while (way.length > 0) {
      const at = way.at(-1)!;
      const to = edges.get(at.id)![at.next++];
      if (to !== undefined) {
        if (!edges.has(to)) continue;
        if (!index.has(to)) way.push(enter(to));
        else if (onStack.has(to)) low.set(at.id, Math.min(low.get(at.id)!, index.get(to)!));
        continue;
      }
      way.pop();
      const above = way.at(-1);
      if (above !== undefined) low.set(above.id, Math.min(low.get(above.id)!, low.get(at.id)!));
      if (low.get(at.id) !== index.get(at.id)) continue;
      const group = stack.splice(stack.lastIndexOf(at.id));
      for (const id of group) onStack.delete(id);
      if (group.length > 1 || edges.get(at.id)!.includes(at.id)) found.push(group);
    }
  }
  return found;
}
