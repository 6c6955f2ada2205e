/** The hazard register as rows: what each hazard comes to, what it lacks, how rows are filtered and sorted. Pure. */
import type { HazardGap } from '../../../shared/copy/hazard.ts';
import type { Hazard, HazardRegister, Score as Ratings } from '../../../shared/dossier/hazard.ts';
import { worstOf, type EvidenceState } from '../../../shared/evidence/judge.ts';
import type { Priority } from '../../../shared/risk/matrix.ts';
import { fmeaScheme, type RiskScheme } from '../../../shared/risk/scheme.ts';
import { cellOf, compareLevels, hidesSeverity, levelOf, priorityOf, rpn } from '../../../shared/risk/score.ts';
import type { ItemId, RiskLevel } from '../../../shared/vocabulary.ts';
import { scoringOrder, type ScoringView } from './scoring-rows.ts';

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
  /** What the members scored; null where nobody has. */
  readonly scoring: ScoringView | null;
  /** What the text filter looks in, lower case. */
  readonly text: string;
}

export interface RegisterParts {
  readonly scheme?: RiskScheme;
  /** Evidence whose last day is over. */
  readonly expired?: ReadonlySet<ItemId>;
  readonly scorings?: ReadonlyMap<ItemId, ScoringView>;
}

/** Rows of a register. `states`: the state of each piece of evidence of the revision. */
export function registerRows(register: HazardRegister, states: ReadonlyMap<ItemId, EvidenceState>, { scheme = fmeaScheme, expired = new Set(), scorings = new Map() }: RegisterParts = {}): readonly RegisterRow[] {
  return register.hazards.map((hazard) => {
    const traced = [...new Set([...hazard.evidence, ...hazard.mitigations.flatMap((mitigation) => mitigation.evidence)])];
    const known = traced.filter((id) => states.has(id));
    return {
      hazard, traced, inherentLevel: levelOf(hazard.inherent, scheme), residualLevel: levelOf(hazard.residual, scheme), inherentRpn: rpn(hazard.inherent), residualRpn: rpn(hazard.residual),
      priority: priorityOf(hazard.residual), hides: hidesSeverity(hazard.residual),
      evidence: traced.length === 0 ? 'untraced' : known.length < traced.length ? worstOf([...known.map((id) => states.get(id)!), 'indeterminate']) : worstOf(known.map((id) => states.get(id)!)),
      gaps: [
        ...(hazard.mitigations.length === 0 ? (['no-mitigation'] as const) : []),
        ...(traced.length === 0 ? (['no-evidence'] as const) : []),
        ...(traced.some((id) => expired.has(id)) ? (['stale-evidence'] as const) : []),
        ...(known.length < traced.length ? (['unknown-evidence'] as const) : []),
      ],
      scoring: scorings.get(hazard.id) ?? null,
      text: [hazard.id, hazard.title, hazard.owner ?? '', ...hazard.effects, ...hazard.causes, ...hazard.mitigations.flatMap(({ id, title }) => [id, title])].join('\n').toLowerCase(),
    };
  });
}

export type Score = 'inherent' | 'residual';
export const subsets = ['all', 'changed', 'unviewed', 'gaps', 'differ'] as const;
export type Subset = (typeof subsets)[number];

export interface RegisterFilter {
  readonly text: string;
  readonly subset: Subset;
  /** One kind of gap among all; null: any. */
  readonly gap?: HazardGap | null;
  /** A cell of the grid, by bands, and which score the grid shows. */
  readonly cell: { readonly severity: number; readonly likelihood: number; readonly of: Score } | null;
}

/** Where members and the register, or the members among themselves, are a level apart. */
const differing: readonly string[] = ['apart', 'higher', 'lower'];

/** Whether a row belongs to a subset. */
export function inSubset(row: RegisterRow, subset: Subset, viewed: ReadonlySet<ItemId>, changed: ReadonlySet<ItemId>): boolean {
  switch (subset) {
    case 'all': return true;
    case 'changed': return changed.has(row.hazard.id);
    case 'unviewed': return !viewed.has(row.hazard.id);
    case 'gaps': return row.gaps.length > 0;
    case 'differ': return row.scoring !== null && differing.includes(row.scoring.state);
  }
}

/** What the register comes to as a whole: worked out once, since nothing may walk ten thousand rows on a key press. */
export interface RegisterCounts {
  readonly subsets: Readonly<Record<Subset, number>>;
  /** The hazards with each gap. */
  readonly gaps: Readonly<Record<HazardGap, readonly ItemId[]>>;
  /** Rows whose RPN hides a grave severity. */
  readonly hiding: readonly RegisterRow[];
}

export function registerCounts(rows: readonly RegisterRow[], viewed: ReadonlySet<ItemId>, changed: ReadonlySet<ItemId>): RegisterCounts {
  const inside = (subset: Subset): number => rows.filter((row) => inSubset(row, subset, viewed, changed)).length;
  const lacking = (gap: HazardGap): readonly ItemId[] => rows.filter((row) => row.gaps.includes(gap)).map((row) => row.hazard.id);
  return {
    subsets: { all: rows.length, changed: inside('changed'), unviewed: inside('unviewed'), gaps: inside('gaps'), differ: inside('differ') },
    gaps: { 'no-mitigation': lacking('no-mitigation'), 'no-evidence': lacking('no-evidence'), 'stale-evidence': lacking('stale-evidence'), 'unknown-evidence': lacking('unknown-evidence') },
    hiding: rows.filter((row) => row.hides),
  };
}

/** The rows that pass; every word of the text must occur. */
export function filtered(rows: readonly RegisterRow[], filter: RegisterFilter, viewed: ReadonlySet<ItemId>, changed: ReadonlySet<ItemId>, scheme: RiskScheme = fmeaScheme): readonly RegisterRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const { cell, gap = null } = filter;
  return rows.filter((row) =>
    inSubset(row, filter.subset, viewed, changed) && words.every((word) => row.text.includes(word))
    && (filter.subset !== 'gaps' || gap === null || row.gaps.includes(gap)) && (cell === null || isIn(row.hazard[cell.of], cell, scheme)));
}

function isIn(score: Ratings, { severity, likelihood }: NonNullable<RegisterFilter['cell']>, scheme: RiskScheme): boolean {
  const place = cellOf(score, scheme);
  return place.severity === severity && place.likelihood === likelihood;
}

export const sorts = ['id', 'title', 'severity', 'likelihood', 'detectability', 'rpn', 'priority', 'inherent', 'residual', 'mitigations', 'evidence', 'owner', 'scores'] as const;
export type Sort = (typeof sorts)[number];

/** How much a state of the evidence asks for a look. */
export const evidenceGravity: Record<EvidenceState | 'untraced', number> = { failed: 4, untraced: 3, indeterminate: 2, 'not-judged': 1, passed: 0 };
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byRatings = (a: Ratings, b: Ratings): number => a.severity - b.severity || a.likelihood - b.likelihood || a.detectability - b.detectability;

/** Ascending order of each column; `residual` is the register's own: level, then severity, likelihood, detectability. */
const orders: Record<Sort, (a: RegisterRow, b: RegisterRow) => number> = {
  id: (a, b) => byCode(a.hazard.id, b.hazard.id),
  title: (a, b) => byCode(a.hazard.title.toLowerCase(), b.hazard.title.toLowerCase()),
  severity: (a, b) => a.hazard.residual.severity - b.hazard.residual.severity,
  likelihood: (a, b) => a.hazard.residual.likelihood - b.hazard.residual.likelihood,
  detectability: (a, b) => a.hazard.residual.detectability - b.hazard.residual.detectability,
  rpn: (a, b) => a.residualRpn - b.residualRpn,
  priority: (a, b) => b.priority - a.priority,
  inherent: (a, b) => compareLevels(a.inherentLevel, b.inherentLevel) || byRatings(a.hazard.inherent, b.hazard.inherent),
  residual: (a, b) => compareLevels(a.residualLevel, b.residualLevel) || byRatings(a.hazard.residual, b.hazard.residual),
  mitigations: (a, b) => a.hazard.mitigations.length - b.hazard.mitigations.length,
  evidence: (a, b) => evidenceGravity[a.evidence] - evidenceGravity[b.evidence],
  owner: (a, b) => byCode((a.hazard.owner ?? '\uffff').toLowerCase(), (b.hazard.owner ?? '\uffff').toLowerCase()),
  scores: (a, b) => scoringOrder[b.scoring?.state ?? 'none'] - scoringOrder[a.scoring?.state ?? 'none'],
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
