import type { ReactNode } from 'react';
import { figure } from '../../shared/copy/number.ts';
import styles from './segments.module.css';

export interface Segment<T extends string> { readonly value: T; readonly label: string; readonly count?: number }

/** A few exclusive choices in one row, each with its count. */
export function Segments<T extends string>({ label, value, onChange, segments }: { readonly label: string; readonly value: T; readonly onChange: (value: T) => void; readonly segments: readonly Segment<T>[] }): ReactNode {
  return (
    <div className={styles.segments} role="group" aria-label={label}>
      {segments.map((segment) => (
        <button key={segment.value} type="button" aria-pressed={segment.value === value} onClick={() => onChange(segment.value)}>
          {segment.label}{segment.count === undefined ? '' : ` ${figure(segment.count)}`}
        </button>
      ))}
    </div>
  );
}
