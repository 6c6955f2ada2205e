import { useId, type ReactNode } from 'react';
import styles from './select-field.module.css';

export interface SelectOption<T extends string> { readonly value: T; readonly label: string }

/** One choice of many, in the system's own list. `groups` with a heading are set apart; `bare` hides the label from sight. */
export function SelectField<T extends string>({ label, bare = false, value, onChange, groups }: { readonly label: string; readonly bare?: boolean; readonly value: T; readonly onChange: (value: T) => void; readonly groups: readonly { readonly heading: string | null; readonly options: readonly SelectOption<T>[] }[] }): ReactNode {
  const id = useId();
  return (
    <span className={styles.field} data-bare={bare}>
      <label htmlFor={id} className={bare ? 'visually-hidden' : styles.label}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {groups.map(({ heading, options }, index) => {
          const drawn = options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>);
          return heading === null ? drawn : <optgroup key={index} label={heading}>{drawn}</optgroup>;
        })}
      </select>
    </span>
  );
}
