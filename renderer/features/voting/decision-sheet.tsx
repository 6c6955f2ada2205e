import { useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { decisionSentence } from '../../../shared/copy/quorum.ts';
import { componentsWords } from '../../../shared/copy/screens/components.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
import { outcomeWords } from '../../../shared/copy/status.ts';
import { latestValidUntil } from '../../../shared/board/decision-status.ts';
import { Prose } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Fields, TextArea } from '../../components/field.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { SheetProps } from '../../dossier-tab.ts';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { useSession } from '../../queries/session.ts';
import styles from './voting.module.css';

const words = votingWords.decision;

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
    announce(words.done(outcome));
    onClose();
  };

  return (
    <SideSheet title={words.title(outcome)} note={decisionSentence(tally)} onClose={onClose}
      footer={<>{trouble !== null && <TroubleNote trouble={trouble} />}<SignWait shown={waiting} /><Action onClick={onClose}>{actionWords.keepDraft}</Action><Action primary busy={waiting} barred={permissions['record-decision']} onClick={() => void submit()}>{actionWords.continueToSign}</Action></>}>
      <Fields>
        {permissions['record-decision'] !== null && <TroubleNote trouble={permissions['record-decision']} quiet />}
        <p><Sentence parts={words.byTheRules()} slots={{ outcome: <strong>{outcomeWords[outcome]}</strong> }} /></p>
        <TextArea label={words.reason} note={words.reasonNote} rows={5} value={reason} onChange={(next) => { forget(); save(next); }} {...(tried && reason.trim() === '' ? { problem: words.reasonMissing } : {})} />
        {tally.conditions.length > 0 && (
          <section className={styles.signing} aria-label={votingWords.conditions.head}>
            <h3>{votingWords.conditions.head}</h3>
            <ul>{tally.conditions.map((condition) => <li key={condition.id}><strong>{condition.id}</strong> {condition.text} <span>{votingWords.obligation(condition.obliged, condition.dueOn)}</span></li>)}</ul>
          </section>
        )}
        <section className={styles.signing} aria-label={votingWords.signing.head}>
          <h3>{votingWords.signing.head}</h3>
          <dl>
            <dt>{words.revision}</dt><dd><DigestMark digest={latest.digest} of={componentsWords.digest.revision} whole /></dd>
            <dt>{words.restsOn}</dt><dd>{words.basis({ votes: counted.length, recusals: ballot.recusals.length, dissents: tally.dissents.length })}</dd>
            {outcome !== 'rejected' && outcome !== 'undecided' && <><dt>{words.valid}</dt><dd>{words.until(latestValidUntil(now(), charter.validityDays))}</dd></>}
          </dl>
        </section>
      </Fields>
    </SideSheet>
  );
}
