import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { rawFileWords } from '../../../shared/copy/screens/evidence-record.ts';
import { rowAt, type RawRow, type Span } from './raw-place.ts';
import styles from './raw-file.module.css';

interface RawLinesProps {
  readonly name: string;
  readonly text: string;
  readonly rows: readonly RawRow[];
  /** What was sought when the file was opened. */
  readonly place: Span | null;
  readonly found: readonly Span[];
  /** The place to bring into sight. */
  readonly current: Span | null;
}

const rowHeightPx = 20;

/** A file's lines under their numbers; only the rows in sight exist. */
export function RawLines({ name, text, rows, place, found, current }: RawLinesProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeightPx, overscan: 20 });
  const at = current === null ? -1 : rowAt(rows, current.from);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' });
  }, [at, current, virtual]);
  const lines = rows.at(-1)?.line ?? 0;

  return (
    <div className={styles.lines} ref={scroller} role="group" aria-label={rawFileWords.lines(name, lines)} tabIndex={0} style={{ '--digits': String(lines).length } as React.CSSProperties}>
      <div className={styles.body} style={{ height: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index]!;
          const goesOn = index > 0 && rows[index - 1]!.line === row.line;
          return (
            <div key={key} data-index={index} ref={virtual.measureElement} className={styles.row} data-place={place !== null && rowAt(rows, place.from) === index} style={{ transform: `translateY(${start}px)` }}>
              <span className={styles.number} aria-hidden="true">{goesOn ? '' : row.line}</span>
              <code>{row.from === row.to ? ' ' : marked(text, row, place, found, current)}</code>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** A row's text with what was sought and what was found in it marked. */
function marked(text: string, row: RawRow, place: Span | null, found: readonly Span[], current: Span | null): ReactNode {
  const first = found.findIndex(({ to }) => to > row.from);
  const within: Span[] = [];
  for (let index = first; index >= 0 && index < found.length && found[index]!.from < row.to; index++) within.push(found[index]!);
  const spans = within.length === 0 && place !== null && place.to > row.from && place.from < row.to ? [place] : within;
  let at = row.from;
  const parts = spans.map((span) => {
    const [from, to] = [Math.max(at, span.from), Math.min(row.to, span.to)];
    const part = <Fragment key={span.from}>{text.slice(at, from)}<mark data-current={span === current}>{text.slice(from, to)}</mark></Fragment>;
    at = to;
    return part;
  });
  return <>{parts}{text.slice(at, row.to)}</>;
}
