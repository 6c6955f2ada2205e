import { z } from 'zod';
import { emptyFounding, FoundingForm } from './founding-form.ts';
import { emptyKeyForm, KeyForm } from './key-choice.ts';

/** What somebody began before there is a board: which way, and what they typed on it. */
export const FirstRunDraft = z.strictObject({
  way: z.enum(['found', 'join']).nullable(),
  found: FoundingForm,
  join: z.strictObject({ name: z.string().max(1000).nullable(), store: z.enum(['invited', 'folder']), key: KeyForm.default(emptyKeyForm) }),
});
export type FirstRunDraft = z.infer<typeof FirstRunDraft>;

/** The draft's name among the profile's drafts. */
export const firstRunDraftId = 'first-run';

/** Nothing begun. A name of null: as the invitation has it. */
export const emptyFirstRun: FirstRunDraft = { way: null, found: emptyFounding, join: { name: null, store: 'invited', key: emptyKeyForm } };
