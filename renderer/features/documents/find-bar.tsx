import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { figure } from '../../../shared/copy/number.ts';
import { mostFound } from './find.ts';
import styles from './documents.module.css';

export interface FindBarProps {
  readonly field: Ref<HTMLInputElement>;
  readonly words: string;
  readonly total: number;
  /** Which of them is shown, from 0; null: none yet. */
  readonly at: number | null;
  readonly onWords: (words: string) => void;
  readonly onStep: (by: 1 | -1) => void;
  /** Esc: back to the text. */
  readonly onLeave: () => void;
}

/** Finds words in the document: Enter goes to the next place, Shift and Enter to the one before. */
export function FindBar({ field, words, total, at, onWords, onStep, onLeave }: FindBarProps): ReactNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    else onLeave();
  };
  const all = `${figure(total)}${total === mostFound ? ' or more' : ''}`;
  return (
    <span className={styles.findBar}>
      <input ref={field} type="search" aria-label="Find in this document" placeholder="Find in this document" value={words} onChange={(event) => onWords(event.target.value)} onKeyDown={onKeyDown} />
      {words.trim() === '' ? <kbd aria-hidden="true">/</kbd> : <span className={styles.findCount} role="status">{total === 0 ? 'Not found' : at === null ? `${all} found` : `${figure(at + 1)} of ${all}`}</span>}
      {total > 0 && <><button type="button" aria-label="Previous place" onClick={() => onStep(-1)}>↑</button><button type="button" aria-label="Next place" onClick={() => onStep(1)}>↓</button></>}
    </span>
  );
}
