/*
 * csv-parse's own declarations pull in all of Node's types, which `shared` must not see. `shared/tsconfig.json` points its
 * synchronous browser build here; the shape below is the part of csv-parse 7 that the CSV readers use.
 */

/** The options of csv-parse that the readers set; see csv.js.org/parse/options. */
export interface CsvOptions {
  bom?: boolean;
  cast?: false;
  columns?: boolean | readonly string[] | ((header: string[]) => (string | false)[]);
  comment?: string;
  delimiter?: string | string[];
  from_line?: number;
  /** Wraps each record as `{ info, record }`, where `info.lines` is the line on which the record ended, from 1. */
  info?: boolean;
  max_record_size?: number;
  quote?: string | false;
  record_delimiter?: string | string[];
  relax_column_count?: boolean;
  relax_quotes?: boolean;
  skip_empty_lines?: boolean;
  to?: number;
  to_line?: number;
  trim?: boolean;
}

/** Thrown on malformed CSV: `code` is csv-parse's own (`CSV_QUOTE_NOT_CLOSED`, ...), `lines` the line reached. */
export class CsvError extends Error {
  readonly code: string;
  readonly column?: number | string;
  readonly lines?: number;
}

/** Parses a whole CSV text at once; throws {@link CsvError}. */
export function parse<T = string[]>(input: string | Uint8Array, options?: CsvOptions): T[];
