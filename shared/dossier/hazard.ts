/** Hazards and their mitigations, as a release team submits them. */
import { z } from 'zod';
import { ItemId, Line, Prose } from '../vocabulary.ts';

/** One FMEA rating, 1 (best) to 10 (worst). Detectability 10 means undetectable. */
export const Rating = z.int().min(1).max(10);

/** Severity, likelihood and detectability of a hazard, each 1 to 10. */
export const Score = z.strictObject({ severity: Rating, likelihood: Rating, detectability: Rating });
export type Score = z.infer<typeof Score>;

/** Order of preference of mitigations: eliminate, reduce, protect, warn, procedure (MIL-STD-882E's order of precedence). */
export const mitigationKinds = ['eliminate', 'reduce', 'protect', 'warn', 'procedure'] as const;

/** A measure claimed to reduce the hazard that holds it; `evidence` names what supports the claim. */
export const Mitigation = z.strictObject({
  id: ItemId,
  title: Line,
  kind: z.enum(mitigationKinds),
  evidence: z.array(ItemId).max(200),
});
export type Mitigation = z.infer<typeof Mitigation>;

/** A way the release could cause harm. `inherent` is before, `residual` after its mitigations. */
export const Hazard = z.strictObject({
  id: ItemId,
  title: Line,
  effects: z.array(Line).max(50),
  causes: z.array(Line).max(50),
  owner: Line.nullable(),
  inherent: Score,
  residual: Score,
  mitigations: z.array(Mitigation).max(100),
  evidence: z.array(ItemId).max(200),
  note: Prose.nullable(),
});
export type Hazard = z.infer<typeof Hazard>;

/** The hazards of one revision: one immutable object, loaded whole. Sorted by id. */
export const HazardRegister = z.strictObject({ format: z.literal(1), kind: z.literal('hazard-register'), hazards: z.array(Hazard).max(100_000) });
export type HazardRegister = z.infer<typeof HazardRegister>;
