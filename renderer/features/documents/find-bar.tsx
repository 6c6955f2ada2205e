import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
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
  const isCut = total === mostFound;
  const { find } = documentsWords;
  return (
    <span className={styles.findBar}>
      <input ref={field} type="search" aria-label={find.label} placeholder={find.label} value={words} onChange={(event) => onWords(event.target.value)} onKeyDown={onKeyDown} />
      {words.trim() === '' ? <kbd aria-hidden="true">/</kbd> : <span className={styles.findCount} role="status">{total === 0 ? find.none : at === null ? find.found(total, isCut) : find.at(at + 1, total, isCut)}</span>}
      {total > 0 && <><button type="button" aria-label={find.previous} onClick={() => onStep(-1)}>↑</button><button type="button" aria-label={find.next} onClick={() => onStep(1)}>↓</button></>}
    </span>
  );
}
