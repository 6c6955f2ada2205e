/** Tables of text, comma- or tab-separated, as rows that know their line. */
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { beginning, clip, textOf, unreadable, type EvidenceFile } from './reader.ts';
import { ok, type Result } from '../result.ts';

export interface TableRow {
  /** The line on which the row ends, from 1. */
  readonly line: number;
  /** A cell by its column; empty where the row is too short. */
  cell(column: string): string;
  readonly cells: readonly string[];
}
export interface Table { readonly columns: readonly string[]; readonly rows: readonly TableRow[] }

export const mostTableRows = 200_000;

/**
 * A table with a header in its first row. Each row must have as many cells as the header; a column twice, a quote that isn't closed and more than
 * {@link mostTableRows} rows are refused with their line.
 */
export function readTable(format: string, file: EvidenceFile, { delimiter = ',', needed = [] }: { readonly delimiter?: ',' | '\t'; readonly needed?: readonly string[] } = {}): Result<Table> {
  const text = textOf(format, file);
  if (!text.ok) return text;
  const read = separatedRecords(text.value, { delimiter, largestRecord: 1_000_000, most: mostTableRows + 2 });
  if (!read.ok) return unreadable(format, file.name, `line ${read.line}`, 'separated values with each quote closed', read.code);
  const { records } = read;
  const header = records.shift();
  if (header === undefined) return unreadable(format, file.name, 'line 1', `a header${needed.length === 0 ? '' : ` with ${needed.join(', ')}`}`, 'an empty file');
  const columns = header.record.map((column) => column.trim());
  const missing = needed.find((column) => !columns.includes(column));
  if (missing !== undefined) return unreadable(format, file.name, 'line 1', `a column ${missing}`, clip(columns.join(', '), 80));
  const twice = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
  if (twice !== undefined) return unreadable(format, file.name, 'line 1', `the column ${clip(twice, 60)} once`, 'it twice');
  if (records.length > mostTableRows) return unreadable(format, file.name, `row ${mostTableRows + 1}`, `at most ${mostTableRows} rows`, 'more');
  const places = new Map(columns.map((column, index) => [column, index]));
  const rows: TableRow[] = [];
  for (const { record, info } of records) {
    if (record.length !== columns.length) return unreadable(format, file.name, `line ${info.lines}`, `${columns.length} values, as in the header`, `${record.length}`);
    rows.push(new Row(info.lines, record, places));
  }
  return ok({ columns, rows });
}

/** One class for all rows: a function for each of 200,000 would take as much memory as their cells. */
class Row implements TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(line: number, cells: readonly string[], places: ReadonlyMap<string, number>) {
    this.line = line;
    this.cells = cells;
    this.places = places;
  }

  cell(column: string): string {
    return this.cells[this.places.get(column) ?? -1] ?? '';
  }
}

export interface SeparatedRecord {
  readonly record: readonly string[];
  /** The line on which the record ends, from 1. */
  readonly info: { readonly lines: number };
}
export type SeparatedRecords = { readonly ok: true; readonly records: SeparatedRecord[] } | { readonly ok: false; readonly line: number; readonly code: string };

/** The first `most` records of a text; empty lines are passed over. Refuses a quote that isn't closed and a record of more than `largestRecord` characters. */
export function separatedRecords(text: string, { delimiter = ',', trim = false, largestRecord, most }: { readonly delimiter?: ',' | '\t'; readonly trim?: boolean; readonly largestRecord: number; readonly most: number }): SeparatedRecords {
  const plain = plainRecords(text, { delimiter, trim, largestRecord, most });
  if (plain !== null) return { ok: true, records: plain };
  try {
    return { ok: true, records: parse(text, { info: true, delimiter, trim, relax_column_count: true, skip_empty_lines: true, max_record_size: largestRecord, to: most }) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, line: error.lines ?? 1, code: error.code };
  }
}

/** What csv-parse gives for a text without quotes and with one kind of line end, ten times faster; null for any other text. */
function plainRecords(text: string, { delimiter, trim, largestRecord, most }: { readonly delimiter: string; readonly trim: boolean; readonly largestRecord: number; readonly most: number }): SeparatedRecord[] | null {
  if (text.includes('"')) return null;
  const lineEnd = text.includes('\r') ? '\r\n' : '\n';
  if (lineEnd === '\r\n' && /\r(?!\n)|(?<!\r)\n/.test(text)) return null;
  const records: SeparatedRecord[] = [];
  let lines = 0;
  for (let at = 0; at < text.length && records.length < most;) {
    const found = text.indexOf(lineEnd, at);
    const end = found < 0 ? text.length : found;
    // Bytes count, and a character has three at most for each of its units.
    if ((end - at) * 3 > largestRecord) return null;
    lines++;
    const line = text.slice(at, end);
    at = found < 0 ? text.length : found + lineEnd.length;
    const record = line.split(delimiter);
    if (trim) for (let index = 0; index < record.length; index++) record[index] = record[index]!.trim();
    if (record.length === 1 && record[0] === '') continue;
    records.push({ record, info: { lines } });
  }
  return records;
}

/** The columns of the first line, for detection; empty for what can't be a table. */
export function seeColumns(file: EvidenceFile, delimiter: ',' | '\t' = ','): readonly string[] {
  const [line = ''] = beginning(file, 16 * 1024).replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  if (/[{<[]/.test(line.slice(0, 1)) || line.includes('\0')) return [];
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}
