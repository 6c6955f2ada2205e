import { useState, type ReactNode } from 'react';
import { longDay, shortDay } from '../../../shared/copy/date.ts';
import { count } from '../../../shared/copy/number.ts';
import { decisionSentence } from '../../../shared/copy/quorum.ts';
import { outcomeWords } from '../../../shared/copy/status.ts';
import { latestValidUntil } from '../../../shared/board/decision-status.ts';
import { Prose } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Fields, TextArea } from '../../components/field.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { SheetProps } from '../../dossier-tab.ts';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { useSession } from '../../queries/session.ts';
import styles from './voting.module.css';

/** A secretary records what the votes amount to: there is no outcome to choose, only the one that the rules give. */
export function DecisionSheet({ dossier, view, onClose }: SheetProps): ReactNode {
  const { summary, permissions } = view;
  const { tally, latest, ballot } = summary;
  const { now } = useSession();
  const [kept, save, remove] = useDraft<string>(`decision.${dossier}`, Prose);
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const reason = kept ?? '';
  const { outcome } = tally;
  const { charter } = ballot.roster;
  const counted = tally.votes.filter(({ standing }) => standing.kind === 'counted');

  const submit = async (): Promise<void> => {
    setTried(true);
    if (outcome === 'undecided' || reason.trim() === '') return;
    if (!(await send({ name: 'record-decision', dossier, shown: latest.digest, outcome, reason: reason.trim() }))) return;
    remove();
    announce(`Decision recorded: ${outcomeWords[outcome].toLowerCase()}.`);
    onClose();
  };

  return (
    <SideSheet title={`Record the decision: ${outcomeWords[outcome].toLowerCase()}`} note={decisionSentence(tally)} onClose={onClose}
      footer={<>{trouble !== null && <TroubleNote trouble={trouble} />}<SignWait shown={waiting} /><Action onClick={onClose}>Close, keep the draft</Action><Action primary busy={waiting} barred={permissions['record-decision']} onClick={() => void submit()}>Continue to sign</Action></>}>
      <Fields>
        {permissions['record-decision'] !== null && <TroubleNote trouble={permissions['record-decision']} quiet />}
        <section className={styles.signing} aria-label="What the decision says">
          <dl>
            <dt>Outcome</dt><dd><strong>{outcomeWords[outcome]}</strong>, as the rules give it</dd>
            <dt>Revision</dt><dd><DigestMark digest={latest.digest} of="the revision" whole /></dd>
            <dt>Rests on</dt><dd>{count(counted.length, 'vote')}, {count(ballot.recusals.length, 'recusal')}, {count(tally.dissents.length, 'dissent')}</dd>
            {outcome !== 'rejected' && outcome !== 'undecided' && <><dt>Valid</dt><dd>from now to {longDay(latestValidUntil(now(), charter.validityDays))}, end of day UTC</dd></>}
          </dl>
          {tally.conditions.length > 0 && <ul>{tally.conditions.map((condition) => <li key={condition.id}><strong>{condition.id}</strong> {condition.text} <span>{condition.obliged}, due {shortDay(condition.dueOn)}</span></li>)}</ul>}
        </section>
        <TextArea label="The board’s reason" note="printed on the packet" rows={6} value={reason} onChange={(next) => { forget(); save(next); }} {...(tried && reason.trim() === '' ? { problem: 'Write the board’s reason.' } : {})} />
      </Fields>
    </SideSheet>
  );
}
