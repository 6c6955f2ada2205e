/** Which hazards rest on which formal properties, and how many of those hold. Pure. */
import type { HazardRegister } from '../../../shared/dossier/hazard.ts';
import { worstOf, type EvidenceState, type PropertyCounts } from '../../../shared/evidence/judge.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';

/** A piece of verification evidence, as far as coverage needs it. */
export interface Verified { readonly id: ItemId; readonly properties: PropertyCounts; readonly state: EvidenceState }

/** A hazard and what the register traces it to. `through`: the mitigations that rest on it, null where the hazard itself does. */
export interface HazardCoverage {
  readonly hazard: ItemId;
  readonly title: string;
  readonly pieces: readonly { readonly id: ItemId; readonly through: readonly ItemId[] | null; readonly properties: PropertyCounts }[];
  /** Over all its pieces. */
  readonly properties: PropertyCounts;
  readonly state: EvidenceState;
}

export interface Coverage {
  /** Hazards that rest on properties, the gravest first, then in register order. */
  readonly covered: readonly HazardCoverage[];
  readonly uncovered: readonly ItemId[];
}

const gravity = { 'failed': 0, 'indeterminate': 1, 'not-judged': 2, 'passed': 3 } as const satisfies Record<EvidenceState, number>;

/** What the register's own traces say; what only a file names is no trace. */
export function coverageOf(register: HazardRegister, verified: readonly Verified[]): Coverage {
  const byId = new Map(verified.filter(({ properties }) => properties.total > 0).map((piece) => [piece.id, piece]));
  const covered: HazardCoverage[] = [];
  const uncovered: ItemId[] = [];
  for (const { id, title, evidence, mitigations } of register.hazards) {
    const ids = [...new Set([...evidence, ...mitigations.flatMap((mitigation) => mitigation.evidence)])].filter((one) => byId.has(one));
    if (ids.length === 0) {
      uncovered.push(id);
      continue;
    }
    const pieces = ids.map((one) => ({
      id: one, properties: byId.get(one)!.properties, through: evidence.includes(one) ? null : mitigations.filter((mitigation) => mitigation.evidence.includes(one)).map((mitigation) => mitigation.id),
    }));
    covered.push({ hazard: id, title, pieces, properties: sum(pieces.map(({ properties }) => properties)), state: worstOf(ids.map((one) => stateOf(byId.get(one)!.properties))) });
  }
  return { covered: covered.map((one, index) => ({ one, index })).sort((a, b) => gravity[a.one.state] - gravity[b.one.state] || a.index - b.index).map(({ one }) => one), uncovered };
}

function stateOf({ violated, undecided }: PropertyCounts): EvidenceState {
  return violated > 0 ? 'failed' : undecided > 0 ? 'indeterminate' : 'passed';
}

function sum(all: readonly PropertyCounts[]): PropertyCounts {
  const of = (name: keyof PropertyCounts): number => all.reduce((total, counts) => total + counts[name], 0);
  return { total: of('total'), hold: of('hold'), violated: of('violated'), undecided: of('undecided') };
}
