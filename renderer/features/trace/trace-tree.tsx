import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { actionWords } from '../../../shared/copy/action.ts';
import { traceWords } from '../../../shared/copy/screens/trace.ts';
import { usePrinting } from '../../components/printing.ts';
import { treeStep, type TraceRow } from './trace-rows.ts';
import styles from './trace.module.css';

export interface TraceTreeProps {
  readonly rows: readonly TraceRow[];
  readonly cursor: string | null;
  /** The head of the column that says what changed. */
  readonly since: string;
  readonly stateCell: (row: TraceRow) => ReactNode;
  readonly sinceCell: (row: TraceRow) => ReactNode;
  readonly isViewed: (row: TraceRow) => boolean;
  readonly onCursor: (key: string) => void;
  readonly onToggle: (row: TraceRow) => void;
  readonly onOpen: (row: TraceRow) => void;
  readonly empty: string;
}

const { heads } = traceWords.tree;
const rowHeightPx = 28;
/** A row that says in two lines what changed. */
const tallRowPx = 42;

/** Every trace of the register as a tree of which only the rows in sight exist. Arrows move, open and close; Enter opens the item where it is read. */
export function TraceTree({ rows, cursor, since, stateCell, sinceCell, isViewed, onCursor, onToggle, onOpen, empty }: TraceTreeProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: (index) => (rows[index]!.kind === 'hazard' || rows[index]!.kind === 'evidence' ? tallRowPx : rowHeightPx), overscan: 12, scrollPaddingEnd: rowHeightPx, getItemKey: (index) => rows[index]!.key });
  const printing = usePrinting();
  const at = rows.findIndex((row) => row.key === cursor);
  useEffect(() => {
    if (at < 0) return;
    // Who jumps to a hazard sees what hangs under it; who walks sees the list stand still.
    const { startIndex, endIndex } = virtual.range ?? { startIndex: 0, endIndex: 0 };
    virtual.scrollToIndex(at, { align: at < startIndex - 1 || at > endIndex + 1 ? 'start' : 'auto' });
  }, [at, virtual]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && rows[at] !== undefined) {
      event.preventDefault();
      onOpen(rows[at]);
      return;
    }
    const step = treeStep(rows, cursor, event.key, Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeightPx) - 2));
    if (step === null) return;
    event.preventDefault();
    if (step.kind === 'go') onCursor(step.key);
    else onToggle(step.row);
  };

  return (
    <div className={styles.tree} ref={scroller} role="treegrid" aria-label={traceWords.tree.label} aria-rowcount={rows.length + 1} aria-colcount={4} tabIndex={0} onKeyDown={onKeyDown} aria-activedescendant={at >= 0 ? `${prefix}${cursor}` : undefined}>
      <div className={styles.treeHead} role="row" aria-rowindex={1}>
        <div role="columnheader">{heads.item}</div><div role="columnheader">{heads.state}</div><div role="columnheader">{since}</div><div role="columnheader">{heads.viewed}</div>
      </div>
      {rows.length === 0 ? <div className={styles.empty} role="row"><div role="gridcell" aria-colspan={4}>{empty}</div></div> : (
        <div className={styles.treeBody} role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
          {/* On paper nothing is out of sight. */}
          {(printing ? rows.map(({ key }, index) => ({ key, index, start: 0 })) : virtual.getVirtualItems()).map((item) => {
            const row = rows[item.index]!;
            return (
              <div key={item.key} id={`${prefix}${row.key}`} className={styles.treeRow} data-kind={row.kind} role="row" aria-rowindex={item.index + 2} aria-level={row.level} aria-posinset={row.at} aria-setsize={row.of} aria-selected={row.key === cursor}
                aria-expanded={row.children === 0 ? undefined : row.open} data-index={item.index} ref={virtual.measureElement} style={{ transform: `translateY(${item.start}px)` }} onClick={() => onCursor(row.key)} onDoubleClick={() => onOpen(row)}>
                <div role="gridcell" className={styles.item} data-level={row.level}>
                  <span className={styles.twist} aria-hidden="true" onClick={(event) => { if (row.children > 0) { event.stopPropagation(); onToggle(row); } }}>{row.children === 0 ? '' : <svg viewBox="0 0 12 12" data-open={row.open}><path d="M4 2.5 8 6 4 9.5" /></svg>}</span>
                  <span className={styles.id}>{row.kind === 'run' ? traceWords.tree.run : row.item}</span>
                  <span className={styles.title} data-unread={row.kind === 'hazard' && !isViewed(row)}>{row.title}</span>
                </div>
                <div role="gridcell" className={styles.state}>{stateCell(row)}</div>
                <div role="gridcell" className={styles.since}>{sinceCell(row)}</div>
                <div role="gridcell" className={styles.tick}>{row.kind !== 'run' && isViewed(row) && <><span aria-hidden="true">✓</span><span className="visually-hidden">{actionWords.viewed}</span></>}</div>
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
