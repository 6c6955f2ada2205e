/** What a whole hazard register says. */
import { bands, levelTable } from './matrix.ts';
import { bandOf, compareLevels, hidesSeverity, levelOf, priorityOf } from './score.ts';
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
export function residualSummary(hazards: readonly Hazard[]): ResidualSummary {
  const inherent = noLevels();
  const residual = noLevels();
  let top: RiskLevel | null = null;
  let fell = 0;
  let rose = 0;
  for (const hazard of hazards) {
    const before = levelOf(hazard.inherent);
    const after = levelOf(hazard.residual);
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

/** The hazards sorted into the grid: `cells[severityBand][likelihoodBand]`, both from the lowest band. */
export function matrixCells(hazards: readonly Hazard[], of: 'inherent' | 'residual'): readonly (readonly MatrixCell[])[] {
  const cells = bands.map((_, severity) => bands.map((__, likelihood) => ({ level: levelTable[severity]![likelihood]!, hazards: [] as ItemId[] })));
  for (const hazard of hazards) cells[bandOf(hazard[of].severity)]![bandOf(hazard[of].likelihood)]!.hazards.push(hazard.id);
  return cells;
}
