import { useState, type ReactNode } from 'react';
import { dueIn, shortDay } from '../../../shared/copy/date.ts';
import { conditionWords } from '../../../shared/copy/status.ts';
import type { Condition } from '../../../shared/board/condition.ts';
import { inEffect } from '../../../shared/board/decision-status.ts';
import type { ConditionSummary, DecisionSummary } from '../../../shared/events/summary.ts';
import type { Refusal } from '../../../shared/result.ts';
import { Prose, type DossierId } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { TextArea } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { useSession } from '../../queries/session.ts';
import styles from './voting.module.css';

const states: Record<ConditionSummary['state']['kind'], MarkState> = { open: 'open', discharged: 'passed', lapsed: 'failed' };

export interface ConditionsProps {
  readonly dossier: DossierId;
  readonly decisions: readonly DecisionSummary[];
  /** What a decision recorded now would carry. */
  readonly proposed: readonly Condition[];
  readonly barred: Refusal | null;
}

/** Conditions of the decisions in effect with how each stands, or those that the votes propose. */
export function Conditions({ dossier, decisions, proposed, barred }: ConditionsProps): ReactNode {
  const { now, memberName } = useSession();
  const [open, setOpen] = useState<string | null>(null);
  const bound = decisions.filter(({ status }) => inEffect(status)).flatMap(({ conditions }) => conditions);
  if (bound.length === 0 && proposed.length === 0) return null;
  if (bound.length === 0) {
    return (
      <Section heading="Conditions" aside="as the votes propose them; the decision makes them binding">
        <table className={styles.table} aria-label="Proposed conditions">
          <thead><tr><th scope="col">No.</th><th scope="col">Obligation</th><th scope="col">Who</th><th scope="col">Due</th><th scope="col">Clause</th></tr></thead>
          <tbody>{proposed.map((condition) => <tr key={condition.id}><th scope="row" className={styles.whole}>{condition.id}</th><td className={styles.prose}>{condition.text}</td><td>{condition.obliged}</td><td>{shortDay(condition.dueOn)}</td><td>{condition.clause ?? '–'}</td></tr>)}</tbody>
        </table>
      </Section>
    );
  }
  return (
    <Section heading="Conditions" aside="a condition still open when its day ends lapses, and the approval ends with it (rule C-3)">
      <table className={styles.table} aria-label="Conditions">
        <thead><tr><th scope="col">No.</th><th scope="col">Obligation</th><th scope="col">Who</th><th scope="col">Due</th><th scope="col">State</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
        <tbody>
          {bound.map(({ condition, state, decision }) => {
            const key = `${decision} ${condition.id}`;
            return (
              <tr key={key}>
                <th scope="row" className={styles.whole}>{condition.id}</th>
                <td className={styles.prose}>{condition.text}{condition.clause !== null && <small>{condition.clause}</small>}
                  {state.kind === 'discharged' && <small>{memberName(state.by)}: {state.basis}</small>}
                  {open === key && state.kind === 'open' && <Discharge dossier={dossier} decision={decision} condition={condition} onClose={() => setOpen(null)} />}</td>
                <td>{condition.obliged}</td>
                <td>{shortDay(condition.dueOn)}{state.kind === 'open' && <small>{dueIn(condition.dueOn, now())}</small>}</td>
                <td><StateMark state={states[state.kind]}>{conditionWords[state.kind]}{state.kind === 'discharged' ? ` ${shortDay(state.claimedAt)}` : ''}</StateMark></td>
                <td className={styles.whole}>{state.kind === 'open' && open !== key && <Action barred={barred} onClick={() => setOpen(key)}>Discharge {condition.id}</Action>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
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
    announce(`${condition.id} is discharged.`);
    onClose();
  };
  return (
    <div className={styles.inline}>
      <TextArea label="Basis" note="what shows that it was met" value={basis} onChange={(next) => { forget(); save(next); }} {...(tried && basis.trim() === '' ? { problem: 'Write what shows that it was met.' } : {})} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action onClick={onClose}>Close, keep the draft</Action><Action primary busy={waiting} onClick={() => void submit()}>Continue to sign</Action><SignWait shown={waiting} /></div>
    </div>
  );
}
