/** What a whole hazard register says. */
import { fmeaScheme, type RiskScheme } from './scheme.ts';
import { cellOf, compareLevels, hidesSeverity, levelOf, priorityOf } from './score.ts';
import type { Hazard } from '../dossier/hazard.ts';
import type { ItemId, RiskLevel } from '../vocabulary.ts';

export type LevelCounts = Record<RiskLevel, number>;

export interface ResidualSummary {
  readonly total: number;
  readonly inherent: LevelCounts;
  readonly residual: LevelCounts;
  /** The highest residual level present; null for an empty register. */
  readonly top: RiskLevel | null;
  /** How many hazards ended at a lower, and how many at a higher level than they began. */
  readonly fell: number;
  readonly rose: number;
  /** Residual scores whose RPN hides a severity of 9 or 10. */
  readonly hiding: readonly ItemId[];
  /** Residual scores of Countersign priority 1. */
  readonly urgent: readonly ItemId[];
}

/** One cell of the severity x likelihood grid, with the ids of the hazards in it. */
export interface MatrixCell { readonly level: RiskLevel; readonly hazards: readonly ItemId[] }

const noLevels = (): LevelCounts => ({ low: 0, medium: 0, serious: 0, high: 0 });

/** Counts of levels before and after mitigation, and what deserves a look. */
export function residualSummary(hazards: readonly Hazard[], scheme: RiskScheme = fmeaScheme): ResidualSummary {
  const inherent = noLevels();
  const residual = noLevels();
  let top: RiskLevel | null = null;
  let fell = 0;
  let rose = 0;
  for (const hazard of hazards) {
    const before = levelOf(hazard.inherent, scheme);
    const after = levelOf(hazard.residual, scheme);
    inherent[before]++;
    residual[after]++;
    if (top === null || compareLevels(after, top) > 0) top = after;
    if (compareLevels(after, before) < 0) fell++;
    if (compareLevels(after, before) > 0) rose++;
  }
  return {
    total: hazards.length, inherent, residual, top, fell, rose,
    hiding: hazards.filter((hazard) => hidesSeverity(hazard.residual)).map((hazard) => hazard.id),
    urgent: hazards.filter((hazard) => priorityOf(hazard.residual) === 1).map((hazard) => hazard.id),
  };
}

/** Where one or more hazards go from before to after their mitigations. */
export interface MatrixRoute { readonly from: MatrixPlace; readonly to: MatrixPlace; readonly hazards: readonly ItemId[] }
/** A cell by its bands, both from the lowest. */
export interface MatrixPlace { readonly severity: number; readonly likelihood: number }

/** The ways through the grid, those of most hazards first; hazards that stay in their cell have none. */
export function matrixRoutes(hazards: readonly Hazard[], scheme: RiskScheme = fmeaScheme): readonly MatrixRoute[] {
  const routes = new Map<string, { readonly from: MatrixPlace; readonly to: MatrixPlace; readonly hazards: ItemId[] }>();
  for (const hazard of hazards) {
    const [from, to] = [cellOf(hazard.inherent, scheme), cellOf(hazard.residual, scheme)];
    if (from.severity === to.severity && from.likelihood === to.likelihood) continue;
    const key = `${from.severity},${from.likelihood},${to.severity},${to.likelihood}`;
    const route = routes.get(key) ?? { from, to, hazards: [] };
    route.hazards.push(hazard.id);
    routes.set(key, route);
  }
  return [...routes].sort(([a, one], [b, other]) => other.hazards.length - one.hazards.length || (a < b ? -1 : 1)).map(([, route]) => route);
}

/** The hazards sorted into the scheme's grid: `cells[severityBand][likelihoodBand]`, both from the lowest band. */
export function matrixCells(hazards: readonly Hazard[], of: 'inherent' | 'residual', scheme: RiskScheme = fmeaScheme): readonly (readonly MatrixCell[])[] {
  const cells = scheme.levels.map((row) => row.map((level) => ({ level, hazards: [] as ItemId[] })));
  for (const hazard of hazards) {
    const { severity, likelihood } = cellOf(hazard[of], scheme);
    cells[severity]![likelihood]!.hazards.push(hazard.id);
  }
  return cells;
}
