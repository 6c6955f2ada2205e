import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

interface Common {
  readonly label: string;
  /** What it is for, in a few words behind the label. */
  readonly note?: string;
  /** What is wrong with it. */
  readonly problem?: ReactNode;
}

/** Several lines of text under their label. */
export function TextArea({ label, note, problem, value, onChange, rows = 3 }: Common & { readonly value: string; readonly onChange: (value: string) => void; readonly rows?: number }): ReactNode {
  const id = useId();
  return (
    <div className={styles.field}>
      <Label id={id} label={label} note={note} />
      <textarea id={id} rows={rows} value={value} maxLength={20_000} aria-invalid={problem !== undefined} aria-describedby={problem === undefined ? undefined : `${id}-problem`} onChange={(event) => onChange(event.target.value)} />
      {problem !== undefined && <div id={`${id}-problem`}>{problem}</div>}
    </div>
  );
}

/** One line of text, a day, a time of day, both, or a whole number, under its label. `suggestions` are offered while one types; whatever else is written is taken too. `bare` hides the label from sight. */
export function TextField({ label, note, problem, value, onChange, type = 'text', min, suggestions = [], bare = false }: Common & { readonly suggestions?: readonly string[]; readonly bare?: boolean; readonly value: string; readonly onChange: (value: string) => void; readonly type?: 'text' | 'date' | 'time' | 'datetime-local' | 'number'; readonly min?: string }): ReactNode {
  const id = useId();
  return (
    <div className={styles.field}>
      <Label id={id} label={label} note={note} bare={bare} />
      <input id={id} type={type} value={value} min={min} {...(suggestions.length === 0 ? {} : { list: `${id}-suggestions`, autoComplete: 'off' })} maxLength={type === 'text' ? 500 : undefined} aria-invalid={problem !== undefined} aria-describedby={problem === undefined ? undefined : `${id}-problem`} onChange={(event) => onChange(event.target.value)} />
      {suggestions.length > 0 && <datalist id={`${id}-suggestions`}>{suggestions.map((one) => <option key={one} value={one} />)}</datalist>}
      {problem !== undefined && <div id={`${id}-problem`}>{problem}</div>}
    </div>
  );
}

function Label({ id, label, note, bare = false }: { readonly id: string; readonly label: string; readonly note: string | undefined; readonly bare?: boolean }): ReactNode {
  return <label htmlFor={id} className={bare ? 'visually-hidden' : styles.label}>{label}{note !== undefined && <span> {note}</span>}</label>;
}

export interface Choice<T extends string> { readonly value: T; readonly label: string; readonly meaning: string }

/** The longest meaning, in characters, that stands beside its choice; with a longer one all of them stand under theirs. */
const besideLimit = 60;

/** A few choices under each other, each with what it means; `children` of the chosen one open under it. */
export function Choices<T extends string>({ label, name, value, onChange, choices, inside }: { readonly label: string; readonly name: string; readonly value: T | null; readonly onChange: (value: T) => void; readonly choices: readonly Choice<T>[]; readonly inside?: Partial<Record<T, ReactNode>> }): ReactNode {
  const id = useId();
  return (
    <fieldset className={styles.choices} data-below={choices.some(({ meaning }) => meaning.length > besideLimit)}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <div key={choice.value} className={styles.choice} data-chosen={choice.value === value}>
          <div className={styles.option}>
            <input type="radio" id={`${id}-${choice.value}`} name={`${id}-${name}`} checked={choice.value === value} aria-describedby={`${id}-${choice.value}-meaning`} onChange={() => onChange(choice.value)} />
            <label htmlFor={`${id}-${choice.value}`}>{choice.label}</label>
            <span id={`${id}-${choice.value}-meaning`}>{choice.meaning}</span>
          </div>
          {choice.value === value && inside?.[choice.value] !== undefined && <div className={styles.inside}>{inside[choice.value]}</div>}
        </div>
      ))}
    </fieldset>
  );
}

/** A box to tick, with what it means under it. */
export function Tick({ label, note, checked, onChange }: { readonly label: string; readonly note?: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void }): ReactNode {
  const id = useId();
  return (
    <div className={styles.tick}>
      <input type="checkbox" id={id} checked={checked} aria-describedby={note === undefined ? undefined : `${id}-note`} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
      {note !== undefined && <p id={`${id}-note`}>{note}</p>}
    </div>
  );
}

/** The fields of one form, under each other. */
export function Fields({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.fields}>{children}</div>;
}
