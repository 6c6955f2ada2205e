import type { ReactNode, Ref } from 'react';
import styles from './filter-field.module.css';

/** Narrows the list under it as one types; Esc empties it. `keys` is the shortcut that leads here. */
export function FilterField({ label, value, onChange, field, keys }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void; readonly field: Ref<HTMLInputElement>; readonly keys: string }): ReactNode {
  return (
    <span className={styles.field}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5" /><path d="M10.5 10.5 14 14" /></svg>
      <input ref={field} type="search" aria-label={label} placeholder={label} value={value} onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Escape' && value !== '') { event.stopPropagation(); onChange(''); } }} />
      <kbd aria-hidden="true">{keys}</kbd>
    </span>
  );
}
