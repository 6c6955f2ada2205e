/** The board's signed rules. */
import { z } from 'zod';
import { PaperSize } from './paper-size.ts';
import { Discipline, Line, RiskLevel } from '../vocabulary.ts';
import { Threshold } from '../dossier/threshold.ts';
import { riskSchemes, RiskTable } from '../risk/scheme.ts';

export const Charter = z.strictObject({
  name: Line,
  /** Absolute minimum of counted votes (rule Q-1). Recusals never lower it (rule R-2). */
  minimumVotes: z.int().min(1).max(1000),
  /** One counted, non-abstaining vote of each is needed (rule Q-2). */
  requiredDisciplines: z.array(Discipline).max(20),
  /** Approvals must exceed rejections (`simple`), or reach two thirds of approvals plus rejections (rule Q-3). */
  majority: z.enum(['simple', 'two-thirds']),
  /** Residual hazards at this level or above bar approval without conditions (rule Q-5); null: no bar. */
  residualBar: RiskLevel.nullable(),
  /** How long an approval stands, in days (rule P-2). */
  validityDays: z.int().min(1).max(3650),
  /** Board-wide limits: they decide over a dossier's own (rule E-4). */
  thresholds: z.array(Threshold).max(500),
  /** How ratings become levels (`risk/scheme.ts`); absent: Countersign's own table. Never filled in when read, so that a charter without it keeps its bytes. */
  riskScheme: z.enum(riskSchemes).optional(),
  /** The board's own table, which comes before a named scheme. */
  riskTable: RiskTable.optional(),
  /** `countersigned`: whoever's vote a decision counts signs its packet too, in a field of their own; absent: a packet is sealed by a secretary alone. Never filled in when read. */
  packets: z.literal('countersigned').optional(),
  /** The paper that the board's packets are set for; absent: A4. Never filled in when read. */
  paper: PaperSize.optional(),
});
export type Charter = z.infer<typeof Charter>;

/** What most boards start with: two votes, a simple majority, no approval without conditions over a high residual risk, valid for a year. */
export const defaultCharter: Omit<Charter, 'name'> = {
  minimumVotes: 2, requiredDisciplines: [], majority: 'simple', residualBar: 'high', validityDays: 365, thresholds: [],
};
