import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { RegisterTable } from './register-table.tsx';
import styles from './long-table.module.css';

export interface LongColumn<Row> {
  readonly id: string;
  readonly head: string;
  /** The grid track it takes in a long table. */
  readonly width: string;
  readonly end?: boolean;
  /** In a long table it stands only where there is this much room, in rem. */
  readonly fromRem?: number;
  /** Names the row. */
  readonly isHead?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** The same in one line, for a long table. */
  readonly brief?: (row: Row) => ReactNode;
}

export interface LongTableProps<Row> {
  readonly label: string;
  readonly columns: readonly LongColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** A row that heads the ones below it takes the whole width. */
  readonly isGroup?: (row: Row) => boolean;
  /** What is said of the chosen row below a long table, where its cells have no room for it. */
  readonly about: (row: Row) => ReactNode;
  /** The row that something beside the table is about: marked, and brought into sight. */
  readonly chosen?: string | null;
  /** A plain table takes the whole width, and the column that names the row what the others leave. */
  readonly fills?: boolean;
}

/** Beyond these, only the rows in sight exist. */
const mostAtOnce = 150;

/** A table of whatever length: a plain one as far as that is fluid, then one of which only the rows in sight exist and each knows its place among all. */
export function LongTable<Row>({ label, columns, rows, rowId, isGroup = () => false, about, chosen: asked = null, fills = false }: LongTableProps<Row>): ReactNode {
  const [chosen, setChosen] = useState<string | null>(asked);
  const [known, setKnown] = useState(asked);
  if (known !== asked) {
    setKnown(asked);
    setChosen(asked);
  }
  const mark = useRef<HTMLTableRowElement>(null);
  useEffect(() => { if (asked !== null) mark.current?.scrollIntoView({ block: 'nearest' }); }, [asked]);
  // Another choice is no other columns: no row is drawn again for it.
  const brief = useMemo(() => columns.map(({ id, head, width, end, fromRem, cell, brief }) => ({ id, head, width, ...(fromRem === undefined ? {} : { fromRem }), ...(end === true ? { align: 'end' as const } : {}), cell: brief ?? cell })), [columns]);
  if (rows.length > mostAtOnce) {
    const row = chosen === null ? undefined : rows.find((one) => rowId(one) === chosen);
    return (
      <>
        <div className={styles.long} style={{ '--rows': rows.length } as React.CSSProperties}>
          <RegisterTable label={label} rows={rows} rowId={rowId} selected={chosen} onSelect={setChosen} empty={null} columns={brief} />
        </div>
        <p className={styles.more} role="status">{row === undefined ? '' : about(row)}</p>
      </>
    );
  }
  return (
    <div className={styles.wide} tabIndex={0} role="group" aria-label={componentsWords.scrollable(label)}>
      <table className={styles.table} aria-label={label} data-fills={fills}>
        <thead><tr>{columns.map(({ id, head, width, end }) => <th key={id} scope="col" data-end={end} style={fills && /^[\d.]+rem$/.test(width) ? { minWidth: width } : undefined}>{head}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (isGroup(row)
            ? <tr key={rowId(row)} className={styles.group}><th scope="rowgroup" colSpan={columns.length}><span>{columns[0]!.cell(row)}</span></th></tr>
            : <tr key={rowId(row)} ref={asked !== null && rowId(row) === asked ? mark : undefined} data-chosen={asked !== null && rowId(row) === asked}>{columns.map(({ id, end, isHead, cell }) => (isHead === true ? <th key={id} scope="row">{cell(row)}</th> : <td key={id} data-end={end}>{cell(row)}</td>))}</tr>))}
        </tbody>
      </table>
    </div>
  );
}
