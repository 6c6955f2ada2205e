import { memo, useCallback, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { figure } from '../../shared/copy/number.ts';
import { usePrinting } from './printing.ts';
import { useRowCursor } from './row-cursor.ts';
import { rowsIn, useRowInSight, useRowPx, useRowWindow } from './row-window.ts';
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
  /** How many lines each row has room for. */
  readonly lines?: 1 | 2;
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

/** What stands under each other: rows, and before each run of rows of one group its head. */
type Item<Row> = { readonly kind: 'row'; readonly row: Row } | { readonly kind: 'group'; readonly label: string; readonly rows: number };

/** Null: every row is one item. */
function itemsOf<Row>(rows: readonly Row[], groupOf: ((row: Row) => string | null) | undefined): readonly Item<Row>[] | null {
  if (groupOf === undefined) return null;
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

/** A long table of which only the rows in sight exist. Arrow keys, Page keys, Home and End choose the row, as `row-cursor.ts` says; each row knows its place among all. */
export function RegisterTable<Row>({ label, columns: all, rows, rowId, lines = 1, selected, onSelect, sorted, onSort, groupOf, empty }: RegisterTableProps<Row>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const items = useMemo(() => itemsOf(rows, groupOf), [rows, groupOf]);
  const count = items?.length ?? rows.length;
  const itemAt = (index: number): Item<Row> => items?.[index] ?? { kind: 'row', row: rows[index]! };
  // The function is another one each time, what it answers is not.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const selectedAt = useMemo(() => (selected === null ? -1 : rows.findIndex((row) => rowId(row) === selected)), [rows, selected]);
  const cursor = useRowCursor({ count: rows.length, idAt: (index) => rowId(rows[index]!), selected, selectedAt, onSelect });
  const { at } = cursor;
  const place = at < 0 || items === null ? at : items.findIndex((item) => item.kind === 'row' && item.row === rows[at]);
  const headPx = useRowPx(scroller);
  const rowPx = useRowPx(scroller, lines);
  const shown = useRowWindow(scroller, count, rowPx, useCallback((stays) => keepFocus(scroller.current, stays), []));
  useRowInSight(scroller, place, rowPx, headPx);
  const widthRem = useWidthRem(scroller);
  const printing = usePrinting();
  const columns = useMemo(() => all.filter(({ fromRem = 0 }) => widthRem >= fromRem), [all, widthRem]);
  const least = leastRem(columns.map(({ width }) => width));
  // Another list: what has the focus in a row would be about another row.
  useLayoutEffect(() => keepFocus(scroller.current, () => false), [rows]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowPx) - 2);
    const from = cursor.from();
    const to: Record<string, number> = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: rows.length - 1 };
    const index = to[event.key];
    // Any other key is about the row that is marked.
    if (event.target !== event.currentTarget || rows.length === 0 || index === undefined) return cursor.settle();
    event.preventDefault();
    cursor.move(index, event.repeat);
  };
  const onClick = (event: MouseEvent): void => {
    const index = indexOf(event.target);
    const item = index === null ? null : itemAt(index);
    if (item?.kind !== 'row') return;
    cursor.drop();
    onSelect(rowId(item.row));
  };

  return (
    <div className={styles.scroller} ref={scroller} role="grid" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length} tabIndex={0} onKeyDown={onKeyDown} onKeyUp={cursor.onKeyUp} onBlur={cursor.settle} data-narrow={widthRem < least}
      aria-activedescendant={at >= 0 ? `${prefix}${rowId(rows[at]!)}` : undefined} style={{ '--tracks': columns.map(({ width }) => width).join(' '), '--least': `${least}rem`, '--row': `${rowPx}px` } as React.CSSProperties}>
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
        <div className={styles.body} role="rowgroup" style={{ height: `${count * rowPx}px` }} onClick={onClick}>
          {/* On paper nothing is out of sight. */}
          {(printing ? Array.from({ length: count }, (_, index) => index) : rowsIn(shown)).map((index) => {
            const item = itemAt(index);
            const key = printing ? index : index % shown.slots;
            return item.kind === 'group'
              ? <GroupRow key={key} label={item.label} rows={item.rows} columns={columns.length} index={index} top={index * rowPx} />
              : <RowView key={key} row={item.row} columns={columns} domId={`${prefix}${rowId(item.row)}`} index={index} top={index * rowPx} isSelected={index === place} />;
          })}
        </div>
      )}
    </div>
  );
}

/** Where in the table an element stands; null where it stands in no row. */
function indexOf(element: EventTarget | null): number | null {
  const index = element instanceof Element ? element.closest<HTMLElement>('[data-index]')?.dataset['index'] : undefined;
  return index === undefined ? null : Number(index);
}

/** What has the focus in a row that goes gives it to the table: its element is about to be another row's. */
function keepFocus(table: HTMLElement | null, stays: (index: number) => boolean): void {
  const focused = document.activeElement;
  if (table === null || focused === table || !table.contains(focused)) return;
  const index = indexOf(focused);
  if (index !== null && !stays(index)) table.focus({ preventScroll: true });
}

interface RowViewProps<Row> { readonly row: Row; readonly columns: readonly RegisterColumn<Row>[]; readonly domId: string; readonly index: number; readonly top: number; readonly isSelected: boolean }

// A row that stays as it is isn't drawn again while others come and go.
const RowView = memo(({ row, columns, domId, index, top, isSelected }: RowViewProps<unknown>): ReactNode => (
  <div id={domId} className={styles.row} role="row" aria-rowindex={index + 2} aria-selected={isSelected} data-index={index} style={{ top }}>
    {columns.map((column) => <div key={column.id} role="gridcell" data-align={column.align}>{column.cell(row)}</div>)}
  </div>
)) as <Row>(props: RowViewProps<Row> & { readonly key: number }) => ReactNode;

/** What the columns need at least: the first length of each track, in rem, and the padding of a row. */
function leastRem(tracks: readonly string[]): number {
  return tracks.reduce((sum, track) => sum + Number(/[\d.]+(?=rem)/.exec(track)?.[0] ?? 0), 2);
}

function GroupRow({ label, rows, columns, index, top }: { readonly label: string; readonly rows: number; readonly columns: number; readonly index: number; readonly top: number }): ReactNode {
  return (
    <div className={styles.group} role="row" aria-rowindex={index + 2} data-index={index} style={{ top }}>
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
