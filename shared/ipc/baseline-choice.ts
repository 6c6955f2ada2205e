import { z } from 'zod';
import { Digest } from '../vocabulary.ts';

/** What a member compares a dossier's latest revision with: the last approval, what they last looked at, or one revision. */
export const BaselineChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approval') }),
  z.strictObject({ kind: z.literal('looked') }),
  z.strictObject({ kind: z.literal('revision'), revision: Digest }),
]);
export type BaselineChoice = z.infer<typeof BaselineChoice>;
