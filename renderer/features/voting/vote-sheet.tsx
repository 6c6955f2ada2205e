import { useMemo, useState, type ReactNode } from 'react';
import { levelOf } from '../../../shared/risk/score.ts';
import { choiceMeanings, choiceWords, disciplineWords } from '../../../shared/copy/status.ts';
import { quorumSentence } from '../../../shared/copy/quorum.ts';
import type { Refusal } from '../../../shared/result.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { Choices, Fields, TextArea, Tick } from '../../components/field.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { SheetProps } from '../../dossier-tab.ts';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useViewed } from '../../queries/viewed.ts';
import { ConditionsEditor } from './conditions-editor.tsx';
import { draftChoices, emptyCondition, emptyVote, isComplete, voteCommand, VoteDraft, voteProblems } from './vote-draft.ts';
import { WhatYouSign } from './what-you-sign.tsx';

/** The member's vote on the revision in sight, or their recusal. It is kept as a draft until main has recorded it. */
export function VoteSheet({ dossier, view, content, onClose }: SheetProps): ReactNode {
  const { summary, permissions } = view;
  const { profile, memberName, now } = useSession();
  const [kept, save, remove] = useDraft<VoteDraft>(`vote.${dossier}`, VoteDraft);
  const draft = kept ?? emptyVote;
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const { viewed } = useViewed(summary.latest.digest);
  const problems = voteProblems(draft, now().slice(0, 10));
  const unread = useMemo(() => [...(content?.register.hazards ?? []), ...(content?.revision.evidence ?? []), ...(content?.revision.documents ?? [])].map(({ id }) => id).filter((id) => !viewed.has(id)), [content, viewed]);
  const scheme = useRiskScheme();
  const highUnread = useMemo(() => new Set((content?.register.hazards ?? []).filter((hazard) => levelOf(hazard.residual, scheme) === 'high').map(({ id }) => id)), [content, scheme]);
  const recuses = draft.choice === 'recuse';
  const barred: Refusal | null = permissions[recuses ? 'declare-recusal' : 'give-vote'];
  const discipline = summary.signOffs.find((row) => row.member === profile.member)?.discipline ?? null;
  const vendor = content?.revision.product.vendor ?? '';
  const release = content === undefined ? dossier : `${content.revision.product.name} ${content.revision.product.release}`;
  // A refusal about one field stands at that field; anything else stands at the foot.
  const atReason = trouble?.code === 'board/reason-missing';
  const atConditions = trouble?.code === 'board/conditions-missing' || trouble?.code === 'board/condition-overdue';

  const change = (next: Partial<VoteDraft>): void => {
    forget();
    save({ ...draft, ...next });
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isComplete(problems) || barred !== null) return;
    const command = voteCommand(draft, { dossier, shown: summary.latest.digest, unread });
    if (command === null || !(await send(command))) return;
    remove();
    announce(recuses ? 'You are recused from this dossier.' : 'Your vote is recorded.');
    onClose();
  };
  useShortcuts('Vote', [{ keys: 'Ctrl+Enter', words: 'Continue to sign', run: () => void submit() }]);
  const problem = (text: string | undefined): { problem?: ReactNode } => (tried && text !== undefined ? { problem: text } : {});

  return (
    <SideSheet title={`Your vote on ${release}`} onClose={onClose}
      note={`${memberName(profile.member)}${discipline === null ? '' : `, ${disciplineWords(discipline)}`}. ${quorumSentence(summary.tally)}`}
      footer={<>{trouble !== null && !atReason && !atConditions && <TroubleNote trouble={trouble} />}<SignWait shown={waiting} /><Action onClick={onClose}>Close, keep the draft</Action><Action primary keys="Ctrl ↵" busy={waiting} barred={barred} onClick={() => void submit()}>Continue to sign</Action></>}>
      <Fields>
        {permissions['give-vote'] !== null && <TroubleNote trouble={permissions['give-vote']} quiet />}
        <Choices label="Decision" name="choice" value={draft.choice} onChange={(choice) => change({ choice, ...(choice === 'approve-with-conditions' && draft.conditions.length === 0 ? { conditions: [emptyCondition(vendor)] } : {}) })}
          choices={draftChoices.map((value) => ({ value, label: value === 'recuse' ? 'Recuse' : choiceWords[value], meaning: choiceMeanings[value] }))}
          inside={{ 'approve-with-conditions': (
            <>
              <ConditionsEditor conditions={draft.conditions} onChange={(conditions) => change({ conditions })} obliged={vendor} today={now().slice(0, 10)} problems={tried ? problems.lines : new Map()} />
              {tried && problems.conditions !== undefined && <p role="alert">{problems.conditions}</p>}
              {atConditions && trouble !== null && <TroubleNote trouble={trouble} />}
            </>
          ) }} />
        {tried && problems.choice !== undefined && <p role="alert">{problems.choice}</p>}
        <TextArea label="Reason" note={recuses ? 'why you leave this dossier' : 'printed in the packet'} rows={4} value={draft.reason} onChange={(reason) => change({ reason })} {...(atReason && trouble !== null ? { problem: <TroubleNote trouble={trouble} /> } : problem(problems.reason))} />
        {!recuses && <Tick label="Record a dissent" note="A signed minority statement. It can’t be deleted, and the packet prints it." checked={draft.dissents} onChange={(dissents) => change({ dissents })} />}
        {!recuses && draft.dissents && <TextArea label="Dissent" value={draft.dissent} rows={4} onChange={(dissent) => change({ dissent })} {...problem(problems.dissent)} />}
        <WhatYouSign dossier={dossier} summary={summary} content={content} unread={unread} grave={highUnread} recuses={recuses} />
      </Fields>
    </SideSheet>
  );
}
