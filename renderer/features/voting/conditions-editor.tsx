import { useEffect, useRef, useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
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
  /** What is wrong with the conditions as a whole. */
  readonly trouble: ReactNode;
}

const words = votingWords.editor;

/** The obligations of a conditional approval: what, by whom, until when, under which clause. A line that was removed comes back at one press. */
export function ConditionsEditor({ conditions, onChange, obliged, today, problems, trouble }: ConditionsEditorProps): ReactNode {
  const [removed, setRemoved] = useState<{ readonly condition: ConditionDraft; readonly at: number } | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (removed !== null) undo.current?.focus(); }, [removed]);
  const box = useRef<HTMLDivElement>(null);
  const set = (index: number, part: Partial<ConditionDraft>): void => onChange(conditions.map((condition, at) => (at === index ? { ...condition, ...part } : condition)));
  const remove = (index: number): void => {
    setRemoved({ condition: conditions[index]!, at: index });
    onChange(conditions.filter((_, at) => at !== index));
  };
  const restore = (): void => {
    if (removed === null) return;
    onChange(conditions.toSpliced(removed.at, 0, removed.condition));
    setRemoved(null);
    box.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  };
  return (
    <div ref={box} className={styles.conditions} role="group" aria-label={words.head}>
      <p className={styles.editorHead}><strong>{words.head}</strong> {words.note}</p>
      {conditions.map((condition, index) => (
        <fieldset key={index} className={styles.condition}>
          <legend>{words.line(index + 1)}</legend>
          <TextArea label={words.text} rows={2} value={condition.text} onChange={(text) => set(index, { text: text.replace(/\s*\n\s*/g, ' ').slice(0, 500) })} />
          <div className={styles.pair}>
            <TextField label={words.obliged} value={condition.obliged} onChange={(who) => set(index, { obliged: who })} />
            <TextField label={words.due} note={words.dueNote} type="date" min={today} value={condition.dueOn} onChange={(dueOn) => set(index, { dueOn })} />
          </div>
          <TextField label={words.clause} note={words.clauseNote} value={condition.clause} onChange={(clause) => set(index, { clause })} />
          {problems.has(index) && <p role="alert" className={styles.problem}>{problems.get(index)}</p>}
          <button type="button" className={styles.link} onClick={() => remove(index)}>{words.remove(index + 1)}</button>
        </fieldset>
      ))}
      {removed !== null && <p role="status" className={styles.undo}>{words.removed(removed.at + 1)} <button type="button" className={styles.link} ref={undo} onClick={restore}>{actionWords.undo}</button></p>}
      {trouble}
      {conditions.length < 50 && <button type="button" data-add className={styles.link} onClick={() => onChange([...conditions, emptyCondition(obliged)])}>{words.add}</button>}
    </div>
  );
}
