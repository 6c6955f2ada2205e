/** Traces as the rows of a tree: hazard, mitigation, evidence, run. Pure. */
import { traceWords } from '../../../shared/copy/screens/trace.ts';
import { runTitle } from '../../../shared/copy/trace.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { TraceLink } from '../../../shared/dossier/trace.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';

export type TraceKind = 'hazard' | 'mitigation' | 'evidence' | 'run';

export interface TraceRow {
  /** Its way from the hazard: an item may stand under several. */
  readonly key: string;
  readonly kind: TraceKind;
  readonly level: number;
  readonly parent: string | null;
  readonly hazard: ItemId;
  /** What the row is about; a run by its evidence. */
  readonly item: ItemId;
  readonly title: string;
  /** The link that leads here; null for a hazard and a run. */
  readonly link: TraceLink | null;
  /** How many rows hang under it. */
  readonly children: number;
  readonly open: boolean;
  /** Its place among its siblings, from 1. */
  readonly at: number;
  readonly of: number;
}

/** Whether there is a run to show: some kinds of evidence are texts and lists that nobody ran. */
export function hasRun({ kind, run }: Pick<Evidence, 'kind' | 'run'>): boolean {
  const isText = kind === 'design' || kind === 'argument' || kind === 'model-card' || kind === 'bom' || kind === 'incident';
  return !isText || run.startedAt !== null || run.endedAt !== null || run.gitCommit !== null;
}

/** The tree's rows as far as they are open. A hazard is closed unless `opened` has it; what hangs under it is open unless `closed` has it. */
export function traceRows(hazards: readonly Hazard[], links: ReadonlyMap<ItemId, readonly TraceLink[]>, evidence: ReadonlyMap<ItemId, { readonly entry: { readonly title: string }; readonly evidence: Evidence }>, opened: ReadonlySet<string>, closed: ReadonlySet<string>): readonly TraceRow[] {
  const rows: TraceRow[] = [];
  hazards.forEach((hazard, index) => {
    const own = links.get(hazard.id) ?? [];
    const first = own.filter(({ from }) => from === hazard.id);
    const open = opened.has(hazard.id);
    rows.push({ key: hazard.id, kind: 'hazard', level: 1, parent: null, hazard: hazard.id, item: hazard.id, title: hazard.title, link: null, children: first.length, open, at: index + 1, of: hazards.length });
    if (!open) return;
    const addEvidence = (link: TraceLink, parent: string, level: number, at: number, of: number): void => {
      const piece = evidence.get(link.to);
      const key = `${parent}/${link.to}`;
      const runs = piece !== undefined && hasRun(piece.evidence);
      rows.push({ key, kind: 'evidence', level, parent, hazard: hazard.id, item: link.to, title: piece?.entry.title ?? traceWords.notHere, link, children: Number(runs), open: !closed.has(key), at, of });
      if (runs && !closed.has(key)) rows.push({ key: `${key}/run`, kind: 'run', level: level + 1, parent: key, hazard: hazard.id, item: link.to, title: runTitle(piece.evidence), link: null, children: 0, open: false, at: 1, of: 1 });
    };
    first.forEach((link, place) => {
      if (link.kind === 'evidence') return addEvidence(link, hazard.id, 2, place + 1, first.length);
      const key = `${hazard.id}/${link.to}`;
      const below = own.filter(({ from }) => from === link.to);
      rows.push({ key, kind: 'mitigation', level: 2, parent: hazard.id, hazard: hazard.id, item: link.to, title: hazard.mitigations.find(({ id }) => id === link.to)?.title ?? '', link, children: below.length, open: !closed.has(key), at: place + 1, of: first.length });
      if (!closed.has(key)) below.forEach((support, at) => addEvidence(support, key, 3, at + 1, below.length));
    });
  });
  return rows;
}

/** Where an arrow key leads in a tree: to a row, or to opening or closing the row that it is on. */
export type TreeStep = { readonly kind: 'go'; readonly key: string } | { readonly kind: 'open' | 'close'; readonly row: TraceRow } | null;

/** The keys of a tree: up and down by row, right opens or enters, left closes or leaves, Home, End and Page keys jump. */
export function treeStep(rows: readonly TraceRow[], cursor: string | null, key: string, page: number): TreeStep {
  const at = rows.findIndex((row) => row.key === cursor);
  const row = rows[at];
  const goTo = (index: number): TreeStep => {
    const to = rows[Math.min(rows.length - 1, Math.max(0, index))];
    return to === undefined ? null : { kind: 'go', key: to.key };
  };
  switch (key) {
    case 'ArrowDown': return goTo(at + 1);
    case 'ArrowUp': return goTo(at - 1);
    case 'PageDown': return goTo(at + page);
    case 'PageUp': return goTo(at - page);
    case 'Home': return goTo(0);
    case 'End': return goTo(rows.length - 1);
    case 'ArrowRight': return row === undefined || row.children === 0 ? null : row.open ? goTo(at + 1) : { kind: 'open', row };
    case 'ArrowLeft': return row === undefined ? null : row.open && row.children > 0 ? { kind: 'close', row } : row.parent === null ? null : { kind: 'go', key: row.parent };
    default: return null;
  }
}
