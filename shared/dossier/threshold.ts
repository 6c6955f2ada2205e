/** A limit that a measurement is judged against, set by the dossier or by the board's charter; the board's decides (rule E-4). */
import { z } from 'zod';
import { Comparison, Unit } from './evidence.ts';
import { ItemId, Line, Prose } from '../vocabulary.ts';

/** `evidence` null (charter only) means: wherever this metric appears. `variant` null means the measurement without a variant. */
export const Threshold = z.strictObject({
  evidence: ItemId.nullable(),
  metric: Line,
  variant: Line.nullable(),
  op: Comparison,
  value: z.number(),
  unit: Unit,
  reason: Prose,
});
export type Threshold = z.infer<typeof Threshold>;
