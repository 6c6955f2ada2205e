import { useRef, type ReactNode } from 'react';
import { TextArea, TextField } from '../../components/field.tsx';
import { emptyCondition, type ConditionDraft } from './vote-draft.ts';
import styles from './voting.module.css';

export interface ConditionsEditorProps {
  readonly conditions: readonly ConditionDraft[];
  readonly onChange: (conditions: ConditionDraft[]) => void;
  /** Who has to act, in a new condition. */
  readonly obliged: string;
  readonly today: string;
  readonly problems: ReadonlyMap<number, string>;
}

/** The obligations of a conditional approval: what, by whom, until when, under which clause. */
export function ConditionsEditor({ conditions, onChange, obliged, today, problems }: ConditionsEditorProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const set = (index: number, part: Partial<ConditionDraft>): void => onChange(conditions.map((condition, at) => (at === index ? { ...condition, ...part } : condition)));
  const remove = (index: number): void => {
    onChange(conditions.filter((_, at) => at !== index));
    box.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  };
  return (
    <div ref={box} className={styles.conditions} role="group" aria-label="Conditions">
      {conditions.map((condition, index) => (
        <fieldset key={index} className={styles.condition}>
          <legend>Condition {index + 1}</legend>
          <TextArea label="What has to be done" rows={2} value={condition.text} onChange={(text) => set(index, { text: text.replace(/\s*\n\s*/g, ' ').slice(0, 500) })} />
          <div className={styles.pair}>
            <TextField label="Who" value={condition.obliged} onChange={(who) => set(index, { obliged: who })} />
            <TextField label="Due" note="end of day, UTC" type="date" min={today} value={condition.dueOn} onChange={(dueOn) => set(index, { dueOn })} />
          </div>
          <TextField label="Clause" note="of the contract, if any" value={condition.clause} onChange={(clause) => set(index, { clause })} />
          {problems.has(index) && <p role="alert" className={styles.problem}>{problems.get(index)}</p>}
          <button type="button" className={styles.link} onClick={() => remove(index)}>Remove condition {index + 1}</button>
        </fieldset>
      ))}
      {conditions.length < 50 && <button type="button" data-add className={styles.link} onClick={() => onChange([...conditions, emptyCondition(obliged)])}>Add a condition</button>}
    </div>
  );
}
