/** Entries as the rows of a table or of an indented tree, what is open first. Pure. */
import type { Entry, EntryState } from '../../../shared/dossier/evidence.ts';
import { byGravity, firstSettled, graveness } from '../../../shared/evidence/entries.ts';
import type { MarkState } from '../../components/state-mark.tsx';

/** `level` counts from 0. `again`: shown in full further up; what hangs below it is not repeated. */
export interface EntryRow { readonly entry: Entry; readonly level: number; readonly again: boolean }

/** The shape of each state; what is settled without being a pass has the quiet one. */
export const entryMarks = { passed: 'passed', failed: 'failed', error: 'indeterminate', gap: 'indeterminate', open: 'open', skipped: 'not-judged', closed: 'not-judged' } as const satisfies Record<EntryState, MarkState>;

/** What is below what: an argument's supports and contexts, and parts below their whole. */
const below: readonly Entry['links'][number]['as'][] = ['supported-by', 'in-context-of'];

/** Whether the entries hang together as a tree: then it is drawn as one. */
export function isTree(entries: readonly Entry[]): boolean {
  return entries.some(({ links }) => links.some(({ as }) => as === 'supported-by'));
}

/** A list: the gravest first, then what there is least of, so that the one model isn't lost among a hundred libraries. */
export function listRows(entries: readonly Entry[]): readonly EntryRow[] {
  const counts = new Map<Entry['type'], number>();
  for (const { type } of entries) counts.set(type, (counts.get(type) ?? 0) + 1);
  // Types of equal number stay apart: each in the order in which it first occurs.
  const order = new Map([...counts].sort(([, a], [, b]) => a - b).map(([type], index) => [type, index]));
  return [...byGravity(entries)].sort((a, b) => graveness(a) - graveness(b) || order.get(a.type)! - order.get(b.type)!).map((entry) => ({ entry, level: 0, again: false }));
}

/** A hostile file may hang everything below everything: beyond this, what is shown already isn't named again. */
const mostRows = 60_000;

/**
 * A tree from its roots down, branches with something open first. What hangs below several is shown in full once; circles are cut where
 * they close, and what only a circle reaches starts a tree of its own.
 */
export function treeRows(entries: readonly Entry[]): readonly EntryRow[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const children = new Map(entries.map(({ id, links }) => [id, links.filter(({ as }) => below.includes(as)).flatMap(({ to }) => byId.get(to) ?? [])]));
  const hanging = new Set([...children.values()].flat().map(({ id }) => id));
  const grave = gravestBelow(entries, children);
  const byBranch = (list: readonly Entry[]): readonly Entry[] => list.map((entry, index) => ({ entry, index })).sort((a, b) => grave(a.entry) - grave(b.entry) || a.index - b.index).map(({ entry }) => entry);

  const rows: EntryRow[] = [];
  const shown = new Set<string>();
  const show = (root: Entry): void => {
    // A stack of its own: an argument in a hostile file may be deeper than the machine's.
    const waiting: { readonly entry: Entry; readonly level: number }[] = [{ entry: root, level: 0 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { entry, level } = next;
      const again = shown.has(entry.id);
      if (again && rows.length >= mostRows) continue;
      rows.push({ entry, level, again });
      if (again) continue;
      shown.add(entry.id);
      for (const child of [...byBranch(children.get(entry.id) ?? [])].reverse()) waiting.push({ entry: child, level: level + 1 });
    }
  };
  for (const root of byBranch(entries.filter(({ id }) => !hanging.has(id)))) show(root);
  for (const entry of byBranch(entries)) if (!shown.has(entry.id)) show(entry);
  return rows;
}

/** The gravest state in each branch: that of the entry itself or of anything below it, spread upwards from the gravest. */
function gravestBelow(entries: readonly Entry[], children: ReadonlyMap<string, readonly Entry[]>): (entry: Entry) => number {
  const parents = new Map<string, string[]>();
  for (const [id, list] of children) for (const child of list) {
    const held = parents.get(child.id);
    if (held === undefined) parents.set(child.id, [id]);
    else held.push(id);
  }
  const gravest = new Map<string, number>();
  for (const entry of byGravity(entries)) {
    const waiting = [entry.id];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (gravest.has(id)) continue;
      gravest.set(id, graveness(entry));
      waiting.push(...(parents.get(id) ?? []));
    }
  }
  return ({ id }) => gravest.get(id) ?? firstSettled;
}
