/** The hazard register as rows: what each hazard comes to, what it lacks, how rows are filtered and sorted. Pure. */
import type { HazardGap } from '../../../shared/copy/hazard.ts';
import type { Hazard, HazardRegister, Score as Ratings } from '../../../shared/dossier/hazard.ts';
import { worstOf, type EvidenceState } from '../../../shared/evidence/judge.ts';
import { staleReasons, staleUnder, type StaleEvidence, type StaleReason } from '../../../shared/evidence/stale.ts';
import type { Priority } from '../../../shared/risk/matrix.ts';
import { fmeaScheme, type RiskScheme } from '../../../shared/risk/scheme.ts';
import { cellOf, compareLevels, hidesSeverity, levelOf, priorityOf, rpn } from '../../../shared/risk/score.ts';
import { riskLevels, type ItemId, type RiskLevel } from '../../../shared/vocabulary.ts';
import { scoringOrder, type ScoringView } from './scoring-rows.ts';

/** How what a hazard is traced to stands. */
export type TracedState = EvidenceState | 'untraced' | 'reading';

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
  /** The worst of what is traced; `untraced` where nothing is, `reading` while a piece that is listed hasn't been read. */
  readonly evidence: TracedState;
  /** Evidence that no longer speaks of what is reviewed, with why. */
  readonly stale: readonly StaleEvidence[];
  readonly gaps: readonly HazardGap[];
  /** What the members scored; null where nobody has. */
  readonly scoring: ScoringView | null;
  /** Grows with the residual risk: level, then severity, likelihood, detectability. */
  readonly residualRank: number;
}

export interface RegisterParts {
  readonly scheme?: RiskScheme;
  /** Evidence that is stale by itself, with why. */
  readonly stale?: ReadonlyMap<ItemId, readonly StaleReason[]>;
  /** By hazard, the evidence to which a suspect link leads. */
  readonly suspects?: ReadonlyMap<ItemId, readonly ItemId[]>;
  readonly scorings?: ReadonlyMap<ItemId, ScoringView>;
  /** Evidence of the revision that is still being read: neither known nor unknown. */
  readonly reading?: { has(id: ItemId): boolean };
}

const noItems: ReadonlySet<ItemId> = new Set();
const noReasons: ReadonlyMap<ItemId, readonly StaleReason[]> = new Map();
const noSuspects: ReadonlyMap<ItemId, readonly ItemId[]> = new Map();
const noScorings: ReadonlyMap<ItemId, ScoringView> = new Map();

/** Rows of a register. `states`: the state of each piece of evidence of the revision. */
export function registerRows(register: HazardRegister, states: ReadonlyMap<ItemId, EvidenceState>, { scheme = fmeaScheme, stale = noReasons, suspects = noSuspects, scorings = noScorings, reading = noItems }: RegisterParts = {}): readonly RegisterRow[] {
  return register.hazards.map((hazard) => {
    const traced = tracedOf(hazard);
    let [known, awaited] = [0, 0];
    for (const id of traced) {
      if (states.has(id)) known++;
      else if (reading.has(id)) awaited++;
    }
    const unknown = known + awaited < traced.length;
    const { residual } = hazard;
    const stalePieces = staleUnder(traced, stale, suspects.get(hazard.id) ?? noItemList);
    const residualLevel = levelOf(residual, scheme);
    return {
      hazard, traced, stale: stalePieces, inherentLevel: levelOf(hazard.inherent, scheme), residualLevel, inherentRpn: rpn(hazard.inherent), residualRpn: rpn(residual),
      priority: priorityOf(residual), hides: hidesSeverity(residual),
      residualRank: riskLevels.indexOf(residualLevel) * 1_000_000 + residual.severity * 10_000 + residual.likelihood * 100 + residual.detectability,
      evidence: traced.length === 0 ? 'untraced' : awaited > 0 ? 'reading' : worstOf(unknown ? [...statesOf(traced, states), 'indeterminate'] : statesOf(traced, states)),
      gaps: gapsOf(hazard, traced, unknown, stalePieces.length > 0),
      scoring: scorings.get(hazard.id) ?? null,
    };
  });
}

/** Most hazards name few pieces, and none twice. */
function tracedOf({ evidence, mitigations }: Hazard): readonly ItemId[] {
  const traced: ItemId[] = [];
  const add = (ids: readonly ItemId[]): void => { for (const id of ids) if (!traced.includes(id)) traced.push(id); };
  add(evidence);
  for (const mitigation of mitigations) add(mitigation.evidence);
  return traced;
}

function statesOf(traced: readonly ItemId[], states: ReadonlyMap<ItemId, EvidenceState>): readonly EvidenceState[] {
  return traced.flatMap((id) => states.get(id) ?? []);
}

const noItemList: readonly ItemId[] = [];
const noGaps: readonly HazardGap[] = [];

function gapsOf({ mitigations }: Hazard, traced: readonly ItemId[], unknown: boolean, stale: boolean): readonly HazardGap[] {
  if (mitigations.length > 0 && traced.length > 0 && !stale && !unknown) return noGaps;
  return [
    ...(mitigations.length === 0 ? (['no-mitigation'] as const) : []), ...(traced.length === 0 ? (['no-evidence'] as const) : []),
    ...(stale ? (['stale-evidence'] as const) : []), ...(unknown ? (['unknown-evidence'] as const) : []),
  ];
}

const texts = new WeakMap<Hazard, string>();

/** What the text filter looks in, lower case; made when it is first looked in. */
function textOf({ hazard }: RegisterRow): string {
  const made = texts.get(hazard);
  if (made !== undefined) return made;
  const text = [hazard.id, hazard.title, hazard.owner ?? '', ...hazard.effects, ...hazard.causes, ...hazard.mitigations.flatMap(({ id, title }) => [id, title])].join('\n').toLowerCase();
  texts.set(hazard, text);
  return text;
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
  /** How many hazards rest on stale evidence, by reason. */
  readonly stale: Readonly<Record<StaleReason, number>>;
  /** Rows whose RPN hides a grave severity. */
  readonly hiding: readonly RegisterRow[];
}

export function registerCounts(rows: readonly RegisterRow[], viewed: ReadonlySet<ItemId>, changed: ReadonlySet<ItemId>): RegisterCounts {
  const inside = { changed: 0, unviewed: 0, gaps: 0, differ: 0 };
  const gaps: Record<HazardGap, ItemId[]> = { 'no-mitigation': [], 'no-evidence': [], 'stale-evidence': [], 'unknown-evidence': [] };
  const stale = Object.fromEntries(staleReasons.map((reason) => [reason, 0])) as Record<StaleReason, number>;
  const hiding: RegisterRow[] = [];
  for (const row of rows) {
    for (const subset of ['changed', 'unviewed', 'gaps', 'differ'] as const) if (inSubset(row, subset, viewed, changed)) inside[subset]++;
    for (const gap of row.gaps) gaps[gap].push(row.hazard.id);
    for (const reason of staleReasons) if (row.stale.some((piece) => piece.reason === reason)) stale[reason]++;
    if (row.hides) hiding.push(row);
  }
  return { subsets: { all: rows.length, ...inside }, gaps, stale, hiding };
}

/** The rows that pass; every word of the text must occur. */
export function filtered(rows: readonly RegisterRow[], filter: RegisterFilter, viewed: ReadonlySet<ItemId>, changed: ReadonlySet<ItemId>, scheme: RiskScheme = fmeaScheme): readonly RegisterRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const { cell, gap = null } = filter;
  return rows.filter((row) =>
    inSubset(row, filter.subset, viewed, changed) && words.every((word) => textOf(row).includes(word))
    && (filter.subset !== 'gaps' || gap === null || row.gaps.includes(gap)) && (cell === null || isIn(row.hazard[cell.of], cell, scheme)));
}

function isIn(score: Ratings, { severity, likelihood }: NonNullable<RegisterFilter['cell']>, scheme: RiskScheme): boolean {
  const place = cellOf(score, scheme);
  return place.severity === severity && place.likelihood === likelihood;
}

export const sorts = ['id', 'title', 'severity', 'likelihood', 'detectability', 'rpn', 'priority', 'inherent', 'residual', 'mitigations', 'evidence', 'owner', 'scores'] as const;
export type Sort = (typeof sorts)[number];

/** How much a state of the evidence asks for a look. */
export const evidenceGravity: Record<TracedState, number> = { failed: 5, untraced: 4, reading: 3, indeterminate: 2, 'not-judged': 1, passed: 0 };
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
  residual: (a, b) => a.residualRank - b.residualRank,
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
