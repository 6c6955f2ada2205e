import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { figure } from '../../shared/copy/number.ts';
import { usePrinting } from './printing.ts';
import styles from './register-table.module.css';

/** One column. `width` is a CSS grid track; `sort` names what a click on the head sorts by. */
export interface RegisterColumn<Row> {
  readonly id: string;
  readonly head: string;
  /** The head's name where its letters say too little: `S` is `Severity`. */
  readonly name?: string;
  readonly width: string;
  readonly align?: 'end' | 'center';
  readonly sort?: string;
  /** Stands only where the table is at least this wide, in rem. */
  readonly fromRem?: number;
  readonly cell: (row: Row) => ReactNode;
}

export interface RegisterTableProps<Row> {
  readonly label: string;
  readonly columns: readonly RegisterColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The row that is open beside the table. */
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly sorted?: { readonly by: string; readonly down: boolean };
  readonly onSort?: (by: string) => void;
  /** The name of a row's group: rows of one name that follow each other stand under it, with their number. */
  readonly groupOf?: (row: Row) => string | null;
  /** What stands in place of rows when there are none. */
  readonly empty: ReactNode;
}

const rowHeightPx = 30;

/** What stands under each other: rows, and before each run of rows of one group its head. */
type Item<Row> = { readonly kind: 'row'; readonly row: Row } | { readonly kind: 'group'; readonly label: string; readonly rows: number };

function itemsOf<Row>(rows: readonly Row[], groupOf: ((row: Row) => string | null) | undefined): readonly Item<Row>[] {
  if (groupOf === undefined) return rows.map((row) => ({ kind: 'row', row }));
  const items: Item<Row>[] = [];
  let head = -1;
  for (const row of rows) {
    const label = groupOf(row);
    const before = items[head];
    if (label !== null && (before?.kind !== 'group' || before.label !== label)) head = items.push({ kind: 'group', label, rows: 1 }) - 1;
    else if (before?.kind === 'group') items[head] = { ...before, rows: before.rows + 1 };
    items.push({ kind: 'row', row });
  }
  return items;
}

/** A long table of which only the rows in sight exist. Arrow keys, Page keys, Home and End choose the row; each row knows its place among all. */
export function RegisterTable<Row>({ label, columns: all, rows, rowId, selected, onSelect, sorted, onSort, groupOf, empty }: RegisterTableProps<Row>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const items = useMemo(() => itemsOf(rows, groupOf), [rows, groupOf]);
  const keyOf = (item: Item<Row>): string => (item.kind === 'row' ? rowId(item.row) : `group ${item.label}`);
  const virtual = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeightPx, overscan: 12, getItemKey: (index) => keyOf(items[index]!) });
  const at = selected === null ? -1 : rows.findIndex((row) => rowId(row) === selected);
  const widthRem = useWidthRem(scroller);
  const printing = usePrinting();
  const place = selected === null || at < 0 ? -1 : groupOf === undefined ? at : items.findIndex((item) => item.kind === 'row' && rowId(item.row) === selected);
  const columns = all.filter(({ fromRem = 0 }) => widthRem >= fromRem);
  const tracks = columns.map((column) => column.width).join(' ');

  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' });
  }, [place, virtual]);

  // Whoever keeps the selection may answer later than the next key comes: each key goes on from what the last one asked for.
  const asked = useRef(selected);
  useEffect(() => { asked.current = selected; }, [selected]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || rows.length === 0) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeightPx) - 2);
    const from = asked.current === selected ? at : rows.findIndex((row) => rowId(row) === asked.current);
    const to: Record<string, number> = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: rows.length - 1 };
    const index = to[event.key];
    if (index === undefined) return;
    event.preventDefault();
    asked.current = rowId(rows[Math.min(rows.length - 1, Math.max(0, index))]!);
    onSelect(asked.current);
  };

  return (
    <div className={styles.scroller} ref={scroller} role="grid" aria-label={label} aria-rowcount={items.length + 1} aria-colcount={columns.length} tabIndex={0} onKeyDown={onKeyDown}
      aria-activedescendant={at >= 0 ? `${prefix}${selected}` : undefined} style={{ '--tracks': tracks, '--least': `${leastRem(columns.map(({ width }) => width))}rem` } as React.CSSProperties}>
      <div className={styles.head} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <div key={column.id} role="columnheader" data-align={column.align} aria-sort={column.sort === undefined ? undefined : sorted?.by === column.sort ? (sorted.down ? 'descending' : 'ascending') : 'none'}>
            {column.sort === undefined || onSort === undefined
              ? <span title={column.name} aria-label={column.name}>{column.head}</span>
              : <button type="button" className={styles.sort} title={column.name} aria-label={column.name ?? column.head} onClick={() => onSort(column.sort!)}>{column.head}{sorted?.by === column.sort && <span aria-hidden="true">{sorted.down ? ' ↓' : ' ↑'}</span>}</button>}
          </div>
        ))}
      </div>
      {rows.length === 0 ? <div className={styles.empty} role="row"><div role="gridcell" aria-colspan={columns.length}>{empty}</div></div> : (
        <div className={styles.body} role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
          {/* On paper nothing is out of sight. */}
          {(printing ? items.map((item, index) => ({ key: keyOf(item), index, start: 0 })) : virtual.getVirtualItems()).map((item) => {
            const shown = items[item.index]!;
            if (shown.kind === 'group') return <GroupRow key={item.key} label={shown.label} rows={shown.rows} columns={columns.length} index={item.index} top={item.start} measure={virtual.measureElement} />;
            const { row } = shown;
            const id = rowId(row);
            return (
              <div key={item.key} id={`${prefix}${id}`} className={styles.row} role="row" aria-rowindex={item.index + 2} aria-selected={id === selected} data-index={item.index} ref={virtual.measureElement}
                style={{ transform: `translateY(${item.start}px)` }} onClick={() => onSelect(id)}>
                {columns.map((column) => <div key={column.id} role="gridcell" data-align={column.align}>{column.cell(row)}</div>)}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}

/** What the columns need at least: the first length of each track, in rem, and the padding of a row. */
function leastRem(tracks: readonly string[]): number {
  return tracks.reduce((sum, track) => sum + Number(/[\d.]+(?=rem)/.exec(track)?.[0] ?? 0), 2);
}

function GroupRow({ label, rows, columns, index, top, measure }: { readonly label: string; readonly rows: number; readonly columns: number; readonly index: number; readonly top: number; readonly measure: (node: Element | null) => void }): ReactNode {
  return (
    <div className={styles.group} role="row" aria-rowindex={index + 2} data-index={index} ref={measure} style={{ transform: `translateY(${top}px)` }}>
      <div role="gridcell" aria-colspan={columns}>{label} <small>{figure(rows)}</small></div>
    </div>
  );
}

/** How wide the table is in text: at 200 % text it has half as many. */
export function useWidthRem(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setWidth(element.clientWidth / Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
