/** The hazard register as rows: what each hazard comes to, what it lacks, how rows are filtered and sorted. Pure. */
import type { HazardGap } from '../../../shared/copy/hazard.ts';
import type { Hazard, HazardRegister } from '../../../shared/dossier/hazard.ts';
import { worstOf, type EvidenceState } from '../../../shared/evidence/judge.ts';
import type { Priority } from '../../../shared/risk/matrix.ts';
import { bandOf, compareLevels, compareScores, hidesSeverity, levelOf, priorityOf, rpn } from '../../../shared/risk/score.ts';
import type { ItemId, RiskLevel } from '../../../shared/vocabulary.ts';

export interface RegisterRow {
  readonly hazard: Hazard;
  readonly inherentLevel: RiskLevel;
  readonly residualLevel: RiskLevel;
  readonly inherentRpn: number;
  readonly residualRpn: number;
  readonly priority: Priority;
  /** The residual RPN looks harmless in front of a severity of 9 or 10. */
  readonly hides: boolean;
  /** Evidence that the hazard or a mitigation names, once each, in their order. */
  readonly traced: readonly ItemId[];
  /** The worst of what is traced; `untraced` where nothing is. */
  readonly evidence: EvidenceState | 'untraced';
  readonly gaps: readonly HazardGap[];
  /** What the text filter looks in, lower case. */
  readonly text: string;
}

/** Rows of a register. `states`: the state of each piece of evidence of the revision. */
export function registerRows(register: HazardRegister, states: ReadonlyMap<ItemId, EvidenceState>): readonly RegisterRow[] {
  return register.hazards.map((hazard) => {
    const traced = [...new Set([...hazard.evidence, ...hazard.mitigations.flatMap((mitigation) => mitigation.evidence)])];
    const known = traced.filter((id) => states.has(id));
    return {
      hazard, traced, inherentLevel: levelOf(hazard.inherent), residualLevel: levelOf(hazard.residual), inherentRpn: rpn(hazard.inherent), residualRpn: rpn(hazard.residual),
      priority: priorityOf(hazard.residual), hides: hidesSeverity(hazard.residual),
      evidence: traced.length === 0 ? 'untraced' : known.length < traced.length ? worstOf([...known.map((id) => states.get(id)!), 'indeterminate']) : worstOf(known.map((id) => states.get(id)!)),
      gaps: [
        ...(hazard.mitigations.length === 0 ? (['no-mitigation'] as const) : []),
        ...(traced.length === 0 ? (['no-evidence'] as const) : []),
        ...(known.length < traced.length ? (['unknown-evidence'] as const) : []),
      ],
      text: [hazard.id, hazard.title, hazard.owner ?? '', ...hazard.effects, ...hazard.causes, ...hazard.mitigations.flatMap(({ id, title }) => [id, title])].join('\n').toLowerCase(),
    };
  });
}

export type Score = 'inherent' | 'residual';
export type Subset = 'all' | 'changed' | 'unviewed' | 'gaps';

export interface RegisterFilter {
  readonly text: string;
  readonly subset: Subset;
  /** A cell of the grid, by bands, and which score the grid shows. */
  readonly cell: { readonly severity: number; readonly likelihood: number; readonly of: Score } | null;
}

/** Whether a row belongs to a subset. */
export function inSubset(row: RegisterRow, subset: Subset, viewed: ReadonlySet<ItemId>, changed: ReadonlySet<ItemId>): boolean {
  switch (subset) {
    case 'all': return true;
    case 'changed': return changed.has(row.hazard.id);
    case 'unviewed': return !viewed.has(row.hazard.id);
    case 'gaps': return row.gaps.length > 0;
  }
}

/** The rows that pass; every word of the text must occur. */
export function filtered(rows: readonly RegisterRow[], filter: RegisterFilter, viewed: ReadonlySet<ItemId>, changed: ReadonlySet<ItemId>): readonly RegisterRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const { cell } = filter;
  return rows.filter((row) =>
    inSubset(row, filter.subset, viewed, changed) && words.every((word) => row.text.includes(word))
    && (cell === null || (bandOf(row.hazard[cell.of].severity) === cell.severity && bandOf(row.hazard[cell.of].likelihood) === cell.likelihood)));
}

export const sorts = ['id', 'title', 'severity', 'likelihood', 'detectability', 'rpn', 'priority', 'inherent', 'residual', 'mitigations', 'evidence'] as const;
export type Sort = (typeof sorts)[number];

const gravity: Record<EvidenceState | 'untraced', number> = { failed: 4, untraced: 3, indeterminate: 2, 'not-judged': 1, passed: 0 };
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ascending order of each column; `residual` is the register's own: level, then severity, likelihood, detectability. */
const orders: Record<Sort, (a: RegisterRow, b: RegisterRow) => number> = {
  id: (a, b) => byCode(a.hazard.id, b.hazard.id),
  title: (a, b) => byCode(a.hazard.title.toLowerCase(), b.hazard.title.toLowerCase()),
  severity: (a, b) => a.hazard.residual.severity - b.hazard.residual.severity,
  likelihood: (a, b) => a.hazard.residual.likelihood - b.hazard.residual.likelihood,
  detectability: (a, b) => a.hazard.residual.detectability - b.hazard.residual.detectability,
  rpn: (a, b) => a.residualRpn - b.residualRpn,
  priority: (a, b) => b.priority - a.priority,
  inherent: (a, b) => compareLevels(a.inherentLevel, b.inherentLevel) || compareScores(a.hazard.inherent, b.hazard.inherent),
  residual: (a, b) => compareScores(a.hazard.residual, b.hazard.residual),
  mitigations: (a, b) => a.hazard.mitigations.length - b.hazard.mitigations.length,
  evidence: (a, b) => gravity[a.evidence] - gravity[b.evidence],
};

/** The rows in a column's order; equal ones by residual risk, gravest first, then by id. */
export function sortedRows(rows: readonly RegisterRow[], by: Sort, down: boolean): readonly RegisterRow[] {
  const order = orders[by];
  return [...rows].sort((a, b) => (down ? order(b, a) : order(a, b)) || orders.residual(b, a) || orders.id(a, b));
}

/** The id `step` places further among those in `order`, from where `id` stands; wraps at neither end. */
export function stepFrom<T extends string>(order: readonly T[], id: string | null, step: 1 | -1): T | undefined {
  const at = id === null ? -1 : order.indexOf(id as T);
  return at < 0 ? (step === 1 ? order[0] : order.at(-1)) : order[at + step];
}
