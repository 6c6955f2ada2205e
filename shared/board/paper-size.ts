/** The paper that a packet's pages are set for. */
import { z } from 'zod';

export const paperSizes = ['a4', 'letter'] as const;
export const PaperSize = z.enum(paperSizes);
export type PaperSize = z.infer<typeof PaperSize>;
