/** A vote as it is being written, and what it lacks before it can be given. Pure. */
import { z } from 'zod';
import { Condition } from '../../../shared/board/condition.ts';
import { voteGap } from '../../../shared/board/vote.ts';
import type { Command } from '../../../shared/commands/catalogue.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
import { choices, Day, Line, Prose, type Digest, type DossierId, type ItemId } from '../../../shared/vocabulary.ts';

/** A condition while it is written: nothing has to be filled in yet. `dueOn`: a day, or empty. */
export const ConditionDraft = z.strictObject({ text: z.string().max(500), obliged: z.string().max(500), dueOn: z.string().max(10), clause: z.string().max(500) });
export type ConditionDraft = z.infer<typeof ConditionDraft>;

export const draftChoices = [...choices, 'recuse'] as const;
export const VoteDraft = z.strictObject({ choice: z.enum(draftChoices).nullable(), reason: Prose, dissents: z.boolean(), dissent: Prose, conditions: z.array(ConditionDraft).max(50) });
export type VoteDraft = z.infer<typeof VoteDraft>;

export const emptyVote: VoteDraft = { choice: null, reason: '', dissents: false, dissent: '', conditions: [] };

/** Whether nothing is written yet. */
export function isEmpty({ choice, reason, dissents, dissent, conditions }: VoteDraft): boolean {
  return choice === null && reason === '' && !dissents && dissent === '' && conditions.length === 0;
}

/** A new line of the conditions; the vendor is who usually has to act. */
export const emptyCondition = (obliged: string): ConditionDraft => ({ text: '', obliged, dueOn: '', clause: '' });

/** What is missing, by field. Rules V-5, V-6 and C-3 refuse the same in main. */
export interface VoteProblems {
  readonly choice?: string;
  readonly reason?: string;
  readonly conditions?: string;
  readonly dissent?: string;
  /** For each condition what it lacks, by its place. */
  readonly lines: ReadonlyMap<number, string>;
}

export function voteProblems(draft: VoteDraft, today: string): VoteProblems {
  const lines = new Map<number, string>();
  if (draft.choice === 'approve-with-conditions') {
    draft.conditions.forEach((condition, index) => {
      const lack = conditionLack(condition, today);
      if (lack !== null) lines.set(index, lack);
    });
  }
  const gap = draft.choice === null || draft.choice === 'recuse' ? null : voteGap({ choice: draft.choice, reason: draft.reason, conditions: draft.conditions });
  return {
    lines,
    ...(draft.choice === null ? { choice: votingWords.lacks.choice } : {}),
    ...(draft.choice === 'recuse' && draft.reason.trim() === '' ? { reason: votingWords.lacks.recusal } : {}),
    ...((draft.choice === 'reject' || draft.choice === 'approve-with-conditions') && draft.reason.trim() === '' ? { reason: votingWords.lacks.reason } : {}),
    ...(gap === 'conditions' ? { conditions: votingWords.lacks.conditions } : {}),
    ...(draft.dissents && draft.choice !== 'recuse' && draft.dissent.trim() === '' ? { dissent: votingWords.lacks.dissent } : {}),
  };
}

export function isComplete({ lines, ...fields }: VoteProblems): boolean {
  return lines.size === 0 && Object.keys(fields).length === 0;
}

function conditionLack({ text, obliged, dueOn }: ConditionDraft, today: string): string | null {
  if (text.trim() === '') return votingWords.lacks.text;
  if (obliged.trim() === '') return votingWords.lacks.obliged;
  if (!Day.safeParse(dueOn).success) return votingWords.lacks.due;
  return dueOn < today ? votingWords.lacks.over : null;
}

/** The command that a complete draft becomes. `unread`: what the member hasn't viewed of what the vote covers. */
export function voteCommand(draft: VoteDraft, about: { readonly dossier: DossierId; readonly shown: Digest; readonly unread: readonly ItemId[] }): Command<'give-vote' | 'declare-recusal'> | null {
  const { choice, reason } = draft;
  if (choice === null) return null;
  if (choice === 'recuse') return { name: 'declare-recusal', dossier: about.dossier, reason: reason.trim() };
  return {
    name: 'give-vote', dossier: about.dossier, shown: about.shown, choice, reason: reason.trim(), unread: [...about.unread],
    conditions: choice === 'approve-with-conditions' ? draft.conditions.map((condition, index) => Condition.parse({
      id: `C-${index + 1}`, text: Line.parse(condition.text.trim()), obliged: condition.obliged.trim(), dueOn: condition.dueOn, clause: condition.clause.trim() === '' ? null : condition.clause.trim(),
    })) : [],
    dissent: draft.dissents && draft.dissent.trim() !== '' ? draft.dissent.trim() : null,
  };
}
