/** One hazard and what lies around it, as a graph. Pure: never more boxes than can be read. */
import { evidenceStateText } from '../../../shared/copy/evidence.ts';
import { mitigationWords } from '../../../shared/copy/hazard.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import { traceWords } from '../../../shared/copy/screens/trace.ts';
import { linkStateWords, runTitle } from '../../../shared/copy/trace.ts';
import { completenessWords } from '../../../shared/copy/evidence.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { LinkState, TraceLink } from '../../../shared/dossier/trace.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import type { GraphEdge, GraphNode } from '../../components/layered-graph.tsx';
import type { MarkState } from '../../components/state-mark.tsx';
import type { JudgedEvidence } from '../../queries/content.ts';
import { hasRun } from './trace-rows.ts';
import type { Trace } from './use-trace.ts';

/** How many of a kind are drawn before the rest is only counted. */
export const mostDrawn = { mitigations: 10, evidence: 12, neighbours: 3 } as const;

/** The key of a box: a row's kind and item. */
export const boxKey = (kind: string, item: string): string => `${kind} ${item}`;

/** The shape of how a link stands; null where there is nothing to say. */
export function linkMark(state: LinkState): MarkState | null {
  switch (state.kind) {
    case 'steady': return null;
    case 'missing': return 'indeterminate';
    case 'suspect': return 'suspect';
    case 'seen': return 'passed';
    case 'new': return 'open';
  }
}

/** How a run came out, as a mark. */
export const runMark = (completeness: keyof typeof completenessWords): MarkState => (completeness === 'complete' ? 'passed' : completeness === 'unknown' ? 'indeterminate' : 'failed');

const edgeLook = (state: LinkState): GraphEdge['look'] => (state.kind === 'suspect' ? 'suspect' : 'plain');

export interface TraceGraph { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] }

/** `level`: the hazard's residual level, in words. */
export function traceGraph(hazard: Hazard, level: string, hazards: readonly Hazard[], evidence: ReadonlyMap<ItemId, JudgedEvidence>, trace: Pick<Trace, 'links' | 'stateOf' | 'causes' | 'names'>): TraceGraph {
  const links = trace.links.get(hazard.id) ?? [];
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const root = boxKey('hazard', hazard.id);
  const noteOf = (link: TraceLink): GraphNode['marks'] => {
    const state = trace.stateOf(link);
    const mark = linkMark(state);
    // The box itself says its id: "Suspect: changed since 5.0".
    return mark === null || state.kind === 'missing' ? [] : [{ state: mark, words: linkStateWords(state, link, trace.names).replace(`${link.to} `, '') }];
  };
  const untraced = links.every(({ kind }) => kind === 'mitigation');
  nodes.push({
    key: root, look: 'strong', head: traceWords.drawing.hazard(hazard.id, level), title: hazard.title, choose: root,
    marks: [...(trace.causes.has(hazard.id) ? [{ state: 'stale' as const, words: traceWords.drawing.stale }] : []), ...(hazard.mitigations.length === 0 ? [{ state: 'untraced' as const, words: traceWords.unmitigated }] : []), ...(untraced ? [{ state: 'untraced' as const, words: traceWords.untraced }] : [])],
  });
  const mitigations = links.filter(({ kind }) => kind === 'mitigation');
  const drawn = mitigations.slice(0, mostDrawn.mitigations);
  const supporting = links.filter((link) => link.kind === 'evidence' && (link.from === hazard.id || drawn.some(({ to }) => to === link.from)));
  const ids = [...new Set(supporting.map(({ to }) => to))];
  const drawnEvidence = new Set(ids.slice(0, mostDrawn.evidence));
  const isHidden = (link: TraceLink): boolean => link.kind === 'evidence' && !drawnEvidence.has(link.to);
  for (const link of drawn) {
    const { id, title, kind, evidence: own } = hazard.mitigations.find((one) => one.id === link.to)!;
    nodes.push({ key: boxKey('mitigation', id), look: 'plain', head: traceWords.drawing.item(id, mitigationWords[kind]), title, choose: boxKey('mitigation', id), marks: [...noteOf(link), ...(own.length === 0 ? [{ state: 'untraced' as const, words: traceWords.unsupported }] : [])] });
    edges.push({ from: root, to: boxKey('mitigation', id), look: edgeLook(trace.stateOf(link)) });
  }
  for (const id of drawnEvidence) {
    const key = boxKey('evidence', id);
    const to = supporting.filter((link) => link.to === id);
    for (const link of to) edges.push(link.from === hazard.id ? { from: root, to: key, look: edgeLook(trace.stateOf(link)), ranks: 2 } : { from: boxKey('mitigation', link.from), to: key, look: edgeLook(trace.stateOf(link)) });
    const piece = evidence.get(id);
    if (piece === undefined) {
      nodes.push({ key, look: 'plain', head: id, title: traceWords.notHere, choose: key, marks: [{ state: 'indeterminate', words: traceWords.missing }] });
      continue;
    }
    const grave = to.find((link) => trace.stateOf(link).kind === 'suspect') ?? to[0]!;
    nodes.push({ key, look: 'plain', head: traceWords.drawing.item(id, evidenceKindWords[piece.entry.kind]), title: piece.entry.title, choose: key, marks: [{ state: piece.judgement.state, words: evidenceStateText(piece.judgement) }, ...noteOf(grave)] });
    if (!hasRun(piece.evidence)) continue;
    const { completeness } = piece.evidence.run;
    nodes.push({ key: boxKey('run', id), look: 'step', head: traceWords.drawing.run(id), title: runTitle(piece.evidence), choose: boxKey('run', id), marks: [{ state: runMark(completeness), words: completenessWords[completeness] }] });
    edges.push({ from: key, to: boxKey('run', id), look: 'plain' });
  }
  const more = (key: string, title: string, from: string, ranks: number): void => {
    nodes.push({ key, look: 'quiet', head: '', title, choose: null, marks: [] });
    edges.push({ from, to: key, look: 'quiet', ranks });
  };
  if (mitigations.length > drawn.length) more('more mitigations', traceWords.drawing.more.mitigations(mitigations.length - drawn.length), root, 1);
  const hidden = supporting.filter(isHidden);
  if (hidden.length > 0) more('more evidence', traceWords.drawing.more.evidence(ids.length - drawnEvidence.size), root, 2);
  addNeighbours(hazard, hazards, trace.links, new Set(drawn.map(({ to }) => to)), drawnEvidence, nodes, edges);
  return { nodes, edges };
}

/** Other hazards that rest on the same: a few by name, the rest counted, each drawn at one thing that it shares. Mitigations come first: their evidence is shared with them. */
function addNeighbours(hazard: Hazard, hazards: readonly Hazard[], links: Trace['links'], mitigations: ReadonlySet<ItemId>, evidence: ReadonlySet<ItemId>, nodes: GraphNode[], edges: GraphEdge[]): void {
  const around = hazards.flatMap((other) => {
    if (other.id === hazard.id) return [];
    const own = links.get(other.id) ?? [];
    const shared = own.find(({ kind, to }) => kind === 'mitigation' && mitigations.has(to)) ?? own.find(({ kind, to }) => kind === 'evidence' && evidence.has(to));
    return shared === undefined ? [] : [{ other, shared }];
  });
  const join = (from: string, { kind, to }: TraceLink): void => { edges.push({ from, to: boxKey(kind, to), look: 'quiet', ranks: kind === 'evidence' ? 2 : 1 }); };
  for (const { other, shared } of around.slice(0, mostDrawn.neighbours)) {
    const key = boxKey('hazard', other.id);
    nodes.push({ key, look: 'quiet', head: '', title: `${other.id} ${other.title}`, choose: key, marks: [] });
    join(key, shared);
  }
  const rest = around.slice(mostDrawn.neighbours);
  if (rest.length === 0) return;
  nodes.push({ key: 'more hazards', look: 'quiet', head: '', title: traceWords.drawing.more.hazards(rest.length), choose: null, marks: [] });
  join('more hazards', rest[0]!.shared);
}
