import { describe, expect, it } from 'vitest';
import { emptyCondition, emptyVote, isComplete, voteCommand, VoteDraft, voteProblems, type ConditionDraft } from '../../../../renderer/features/voting/vote-draft.ts';
import { commands } from '../../../../shared/commands/catalogue.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { revisionOne } from '../../../builders/review.ts';
import { aurora } from '../../../builders/revision.ts';

const today = '2026-11-19';
const about = { dossier: aurora, shown: revisionOne, unread: ['H-001' as ItemId] };
const condition = (parts: Partial<ConditionDraft> = {}): ConditionDraft => ({ text: 'Mail tool off', obliged: 'Halden', dueOn: '2026-12-11', clause: '', ...parts });
const draft = (parts: Partial<VoteDraft>): VoteDraft => VoteDraft.parse({ ...emptyVote, ...parts });

describe('a vote as it is written', () => {
  it('V-5: an approval with conditions needs one, and C-3: none whose day is over', () => {
    expect(voteProblems(draft({ choice: 'approve-with-conditions', reason: 'Because.' }), today).conditions).toBeDefined();
    const lines = voteProblems(draft({ choice: 'approve-with-conditions', reason: 'Because.', conditions: [condition(), condition({ text: ' ' }), condition({ obliged: '' }), condition({ dueOn: '' }), condition({ dueOn: '2026-11-18' }), condition({ dueOn: today })] }), today).lines;
    expect([...lines.keys()]).toEqual([1, 2, 3, 4]);
  });

  it('V-6: a rejection, an approval with conditions and a recusal give a reason; approval and abstention need none', () => {
    const lacks = (choice: VoteDraft['choice']) => voteProblems(draft({ choice, reason: '  ' }), today).reason !== undefined;
    expect((['approve', 'approve-with-conditions', 'reject', 'abstain', 'recuse'] as const).map(lacks)).toEqual([false, true, true, false, true]);
  });

  it('isn’t complete without a choice, nor with an empty dissent', () => {
    expect([emptyVote, draft({ choice: 'approve' }), draft({ choice: 'approve', dissents: true }), draft({ choice: 'approve', dissents: true, dissent: 'No.' })].map((one) => isComplete(voteProblems(one, today)))).toEqual([false, true, false, true]);
  });

  it('becomes a command that main’s schema takes, and carries only what its choice has', () => {
    const given = voteCommand(draft({ choice: 'approve-with-conditions', reason: ' Because. ', conditions: [condition({ clause: ' 9.3 ' })], dissents: true, dissent: ' No. ' }), about);
    const { name, ...fields } = given!;
    expect(commands[name].parse(fields)).toEqual({ ...about, choice: 'approve-with-conditions', reason: 'Because.', dissent: 'No.', conditions: [{ id: 'C-1', text: 'Mail tool off', obliged: 'Halden', dueOn: '2026-12-11', clause: '9.3' }] });
    expect(voteCommand(draft({ choice: 'approve', conditions: [condition()], dissent: 'kept in the draft only' }), about)).toMatchObject({ conditions: [], dissent: null });
    expect(voteCommand(draft({ choice: 'recuse', reason: ' Adviser. ' }), about)).toEqual({ name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(voteCommand(emptyVote, about)).toBeNull();
  });

  it('starts a condition with who usually has to act', () => {
    expect(emptyCondition('Halden')).toEqual(condition({ text: '', dueOn: '' }));
  });
});
