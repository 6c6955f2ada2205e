import { useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
import { conditionWords } from '../../../shared/copy/status.ts';
import type { Condition } from '../../../shared/board/condition.ts';
import { inEffect } from '../../../shared/board/decision-status.ts';
import type { ConditionSummary, DecisionSummary } from '../../../shared/events/summary.ts';
import type { Refusal } from '../../../shared/result.ts';
import { Prose, type DossierId, type ItemId } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { TextArea } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { hrefOf } from '../../route.ts';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { useSession } from '../../queries/session.ts';
import styles from './voting.module.css';

const states: Record<ConditionSummary['state']['kind'], MarkState> = { open: 'open', discharged: 'passed', lapsed: 'failed' };

const words = votingWords.conditions;

export interface ConditionsProps {
  readonly dossier: DossierId;
  readonly decisions: readonly DecisionSummary[];
  /** What a decision recorded now would carry. */
  readonly proposed: readonly Condition[];
  readonly barred: Refusal | null;
  /** Conditions that were discharged since a packet was issued, and stand in no addendum to it. */
  readonly unadded: readonly ItemId[];
}

/** Conditions of the decisions in effect with how each stands, or those that the votes propose. */
export function Conditions({ dossier, decisions, proposed, barred, unadded }: ConditionsProps): ReactNode {
  const { now, memberName } = useSession();
  const [open, setOpen] = useState<string | null>(null);
  const bound = decisions.filter(({ status }) => inEffect(status)).flatMap(({ conditions }) => conditions);
  if (bound.length === 0 && proposed.length === 0) return null;
  if (bound.length === 0) {
    return (
      <Section heading={words.head} aside={words.proposedNote}>
        <table className={styles.table} aria-label={words.proposed}>
          <thead><tr><th scope="col">{words.heads.id}</th><th scope="col">{words.heads.text}</th><th scope="col">{words.heads.obliged}</th><th scope="col">{words.heads.due}</th><th scope="col">{words.heads.clause}</th></tr></thead>
          <tbody>{proposed.map((condition) => <tr key={condition.id}><th scope="row" className={styles.whole}>{condition.id}</th><td className={styles.prose}>{condition.text}</td><td>{condition.obliged}</td><td><DueDay day={condition.dueOn} /></td><td>{condition.clause ?? '–'}</td></tr>)}</tbody>
        </table>
      </Section>
    );
  }
  return (
    <Section heading={words.head} aside={words.boundNote}>
      <table className={styles.table} aria-label={words.head}>
        <thead><tr><th scope="col">{words.heads.id}</th><th scope="col">{words.heads.text}</th><th scope="col">{words.heads.obliged}</th><th scope="col">{words.heads.due}</th><th scope="col">{words.heads.state}</th><th scope="col"><span className="visually-hidden">{words.heads.action}</span></th></tr></thead>
        <tbody>
          {bound.map(({ condition, state, decision }) => {
            const key = `${decision} ${condition.id}`;
            return (
              <tr key={key}>
                <th scope="row" className={styles.whole}>{condition.id}</th>
                <td className={styles.prose}>{condition.text}{condition.clause !== null && <small>{condition.clause}</small>}
                  {state.kind === 'discharged' && <small>{words.basis(memberName(state.by), state.basis)}</small>}
                  {open === key && state.kind === 'open' && <Discharge dossier={dossier} decision={decision} condition={condition} onClose={() => setOpen(null)} />}</td>
                <td>{condition.obliged}</td>
                <td><DueDay day={condition.dueOn} />{state.kind === 'open' && <small>{words.dueIn(condition.dueOn, now())}</small>}</td>
                <td><StateMark state={states[state.kind]}>{state.kind === 'discharged' ? words.discharged(state.claimedAt) : conditionWords[state.kind]}</StateMark></td>
                <td className={styles.whole}>{state.kind === 'open' && open !== key && <Action barred={barred} onClick={() => setOpen(key)}>{words.discharge(condition.id)}</Action>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {unadded.length > 0 && <p className={styles.toAdd}><Sentence parts={words.toAdd(unadded)} slots={{ packet: <a href={hrefOf({ kind: 'dossier', dossier, tab: 'packet', item: null })}>{words.addendum}</a> }} /></p>}
    </Section>
  );
}

function Discharge({ dossier, decision, condition, onClose }: { readonly dossier: DossierId; readonly decision: ConditionSummary['decision']; readonly condition: Condition; readonly onClose: () => void }): ReactNode {
  const [kept, save, remove] = useDraft<string>(`discharge.${decision.slice(0, 16)}.${condition.id.toLowerCase()}`, Prose);
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const basis = kept ?? '';
  const submit = async (): Promise<void> => {
    setTried(true);
    if (basis.trim() === '') return;
    if (!(await send({ name: 'discharge-condition', dossier, decision, condition: condition.id, basis: basis.trim() }))) return;
    remove();
    announce(words.done(condition.id));
    onClose();
  };
  return (
    <div className={styles.inline}>
      <TextArea label={words.basisLabel} note={words.basisNote} value={basis} onChange={(next) => { forget(); save(next); }} {...(tried && basis.trim() === '' ? { problem: words.basisMissing } : {})} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action onClick={onClose}>{actionWords.keepDraft}</Action><Action primary busy={waiting} onClick={() => void submit()}>{actionWords.continueToSign}</Action><SignWait shown={waiting} /></div>
    </div>
  );
}
