/** Checklists that Countersign ships in `assets/checklists`: what may be asked of a release, to be answered in a checklist record. */
import { z } from 'zod';
import { readStrict } from '../bytes/strict-json.ts';
import { Day, Line } from '../vocabulary.ts';
import type { Result } from '../result.ts';

const largestBytes = 1024 * 1024;

/** An item's id, mostly the source's own number: `art-9-2-a`, `GOVERN 1.1`, `22757.12(a)(1)`. */
const TemplateItemId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 .()-]{0,39}$/);

export const ChecklistTemplate = z.strictObject({
  format: z.literal(1),
  kind: z.literal('checklist-template'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  title: Line,
  version: Line,
  source: z.strictObject({ name: Line, citation: Line }),
  /** What is known of the source's own standing; null for a fact without a day. */
  status: z.array(z.strictObject({ date: Day.nullable(), event: Line, confirmed: z.enum(['yes', 'no']) })).max(50),
  items: z.array(z.strictObject({ id: TemplateItemId, group: Line, text: Line, asks: Line })).min(1).max(1000),
});
export type ChecklistTemplate = z.infer<typeof ChecklistTemplate>;

/** Reads one of the shipped files. */
export const readChecklistTemplate = (name: string, bytes: Uint8Array): Result<ChecklistTemplate> => readStrict(ChecklistTemplate, bytes, { name, maxBytes: largestBytes, format: 1 });

/** How many items the shipped checklists have, by id and version: a record that leaves some out must not look finished. */
const shippedItems: ReadonlyMap<string, number> = new Map([
  ['california-sb-53 1.0', 23], ['eu-ai-act 1.0', 90], ['iso-42001 1.0', 38], ['new-york-raise 1.0', 21], ['nist-ai-rmf 1.0', 72],
]);

/** The number of items of a shipped checklist; null for one that isn't known. */
export const itemsOfChecklist = (id: string, version: string): number | null => shippedItems.get(`${id} ${version}`) ?? null;

export const shippedChecklists: readonly string[] = [...shippedItems.keys()];
