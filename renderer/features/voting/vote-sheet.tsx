import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { levelOf } from '../../../shared/risk/score.ts';
import { actionWords } from '../../../shared/copy/action.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
import { choiceMeanings, choiceWords } from '../../../shared/copy/status.ts';
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
import { draftChoices, emptyCondition, emptyVote, isComplete, isEmpty, voteCommand, VoteDraft, voteProblems } from './vote-draft.ts';
import { WhatYouSign } from './what-you-sign.tsx';
import styles from './voting.module.css';

const words = votingWords.vote;

/** The member's vote on the revision in sight, or their recusal. It is kept as a draft until main has recorded it. */
export function VoteSheet({ dossier, view, content, onClose }: SheetProps): ReactNode {
  const { summary, permissions } = view;
  const { profile, memberName, now } = useSession();
  const [kept, save, remove] = useDraft<VoteDraft>(`vote.${dossier}`, VoteDraft);
  const draft = kept ?? emptyVote;
  const [tried, setTried] = useState(false);
  // What was cleared comes back at one press, until something else is written or the sheet closes.
  const [cleared, setCleared] = useState<VoteDraft | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (cleared !== null) undo.current?.focus(); }, [cleared]);
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
    announce(recuses ? words.recused : words.done);
    onClose();
  };
  useShortcuts(actionWords.vote, [{ keys: 'Ctrl+Enter', words: actionWords.continueToSign, run: () => void submit() }]);
  const problem = (text: string | undefined): { problem?: ReactNode } => (tried && text !== undefined ? { problem: text } : {});

  return (
    <SideSheet title={words.title(release)} onClose={onClose}
      note={words.note(memberName(profile.member), discipline, summary.tally)}
      footer={<>{trouble !== null && !atReason && !atConditions && <TroubleNote trouble={trouble} />}<SignWait shown={waiting} /><Action onClick={onClose}>{actionWords.keepDraft}</Action><Action primary keys="Ctrl ↵" busy={waiting} barred={barred} onClick={() => void submit()}>{actionWords.continueToSign}</Action></>}>
      <Fields>
        {permissions['give-vote'] !== null && <TroubleNote trouble={permissions['give-vote']} quiet />}
        <Choices label={words.choice} name="choice" value={draft.choice} onChange={(choice) => change({ choice, ...(choice === 'approve-with-conditions' && draft.conditions.length === 0 ? { conditions: [emptyCondition(vendor)] } : {}) })}
          choices={draftChoices.map((value) => ({ value, label: value === 'recuse' ? words.recuse : choiceWords[value], meaning: choiceMeanings[value] }))} />
        {tried && problems.choice !== undefined && <p role="alert" className={styles.problem}>{problems.choice}</p>}
        <TextArea label={words.reason} note={recuses ? words.recusalNote : words.reasonNote} rows={4} value={draft.reason} onChange={(reason) => change({ reason })} {...(atReason && trouble !== null ? { problem: <TroubleNote trouble={trouble} /> } : problem(problems.reason))} />
        {draft.choice === 'approve-with-conditions' && (
          <ConditionsEditor conditions={draft.conditions} onChange={(conditions) => change({ conditions })} obliged={vendor} today={now().slice(0, 10)} problems={tried ? problems.lines : new Map()}
            trouble={atConditions && trouble !== null ? <TroubleNote trouble={trouble} /> : tried && problems.conditions !== undefined ? <p role="alert" className={styles.problem}>{problems.conditions}</p> : null} />
        )}
        {!recuses && <Tick label={words.dissents} note={words.dissentsNote} checked={draft.dissents} onChange={(dissents) => change({ dissents })} />}
        {!recuses && draft.dissents && <TextArea label={words.dissent} value={draft.dissent} rows={4} onChange={(dissent) => change({ dissent })} {...problem(problems.dissent)} />}
        {cleared !== null && isEmpty(draft) ? <p role="status" className={styles.undo}>{words.cleared} <button type="button" className={styles.link} ref={undo} onClick={() => { change(cleared); setCleared(null); }}>{actionWords.undo}</button></p>
          : !isEmpty(draft) && <button type="button" className={styles.link} onClick={() => { setCleared(draft); setTried(false); change(emptyVote); }}>{words.clear}</button>}
        <WhatYouSign dossier={dossier} summary={summary} content={content} unread={unread} grave={highUnread} recuses={recuses} />
      </Fields>
    </SideSheet>
  );
}
