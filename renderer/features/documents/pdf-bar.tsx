import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import type { Zoom } from '../../content/messages.ts';
import styles from './documents.module.css';

const words = documentsWords.pdf;
const steps = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const;

/** The next larger or smaller size that pages are offered in. */
export function zoomed(scale: number, by: 1 | -1): number {
  return (by === 1 ? steps.find((step) => step > scale + 0.005) : steps.findLast((step) => step < scale - 0.005)) ?? scale;
}

export interface PdfBarProps {
  readonly field: Ref<HTMLInputElement>;
  /** How many pages there are; null until that is known. */
  readonly total: number | null;
  /** The one that is shown, from 0. */
  readonly page: number;
  readonly scale: number;
  readonly zoom: Zoom;
  /** The pages read so far; null once all are. */
  readonly reading: number | null;
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onLeave: () => void;
}

/** Under the pages: which one is shown, and how large they are. Enter in the field goes to another. */
export function PdfBar({ field, total, page, scale, zoom, reading, onPage, onZoom, onLeave }: PdfBarProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const wanted = Number(typed ?? '');
    if (event.key === 'Enter' && typed !== null && Number.isInteger(wanted) && wanted >= 1 && total !== null) onPage(Math.min(total, wanted) - 1);
    setTyped(null);
    onLeave();
  };
  return (
    <>
      <span className={styles.pageNumber}>
        <label htmlFor={id}>{words.page}</label>
        <input id={id} ref={field} inputMode="numeric" size={Math.max(2, String(total ?? 0).length)} value={typed ?? String(page + 1)} disabled={total === null} aria-describedby={`${id}-of`} onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)} onBlur={() => setTyped(null)} onKeyDown={onKeyDown} />
        <span id={`${id}-of`}>{words.of(total ?? 0)}</span>
      </span>
      <span className={styles.zoom} role="group" aria-label={words.zoom}>
        <button type="button" aria-label={words.smaller} onClick={() => onZoom(zoomed(scale, -1))}>−</button>
        <span>{words.percent(scale)}</span>
        <button type="button" aria-label={words.larger} onClick={() => onZoom(zoomed(scale, 1))}>+</button>
        <button type="button" aria-pressed={zoom === 1} onClick={() => onZoom(1)}>{words.percent(1)}</button>
        <button type="button" aria-pressed={zoom === 'width'} onClick={() => onZoom('width')}>{words.width}</button>
      </span>
      {reading !== null && total !== null && <span className={styles.hint} role="status">{words.reading(Math.min(total, reading + 1), total)}</span>}
    </>
  );
}
