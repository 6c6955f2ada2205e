import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import styles from './rating-scale.module.css';

const ratings = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export interface RatingScaleProps {
  readonly label: string;
  /** What the two ends mean. */
  readonly ends: readonly [string, string];
  readonly value: number | null;
  readonly onChange: (rating: number) => void;
  /** The scale's own word for a rating. */
  readonly nameOf: (rating: number) => string;
  readonly problem?: string;
}

/** One rating of 1 to 10 in a row. Arrow keys move as in any group of choices; a digit chooses, 0 is 10. The word of the chosen one stands beside the label. */
export function RatingScale({ label, ends, value, onChange, nameOf, problem }: RatingScaleProps): ReactNode {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const rating = event.key === '0' ? 10 : Number(event.key);
    event.currentTarget.querySelector<HTMLInputElement>(`input[value="${rating}"]`)?.focus();
    onChange(rating);
  };
  return (
    <fieldset className={styles.scale} aria-invalid={problem !== undefined} aria-describedby={problem === undefined ? undefined : `${id}-problem`} onKeyDown={onKeyDown}>
      <legend>{label} {value === null ? <span>{componentsWords.rating.none}</span> : <strong>{value} {nameOf(value)}</strong>}</legend>
      <div className={styles.row}>
        {ratings.map((rating) => (
          <label key={rating} data-chosen={rating === value}>
            <input type="radio" name={id} value={rating} checked={rating === value} aria-label={componentsWords.rating.option(rating, nameOf(rating))} onChange={() => onChange(rating)} />
            <span aria-hidden="true">{rating}</span>
          </label>
        ))}
      </div>
      <p className={styles.ends} aria-hidden="true"><span>{ends[0]}</span><span>{ends[1]}</span></p>
      {problem !== undefined && <p id={`${id}-problem`} className={styles.problem}>{problem}</p>}
    </fieldset>
  );
}
