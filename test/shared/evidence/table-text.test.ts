import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable, separatedRecords } from '../../../shared/evidence/table-text.ts';
import { rawFile } from '../../builders/raw-file.ts';

const textParts = (parts: readonly string[]) => fc.array(fc.constantFrom(...parts), { maxLength: 24 }).map((chosen) => chosen.join(''));
const cells = ['a', '1', '.', ',', '\t', ' ', 'é', '\f', '\u00A0'] as const;

describe('separated values', () => {
  it.each([['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\n', '"'], ['\r\n', '"']])('read the same with and without quotes and whatever ends a line (%j)', (...more) => {
    fc.assert(fc.property(textParts([...cells, ...more]), fc.constantFrom(',' as const, '\t' as const), fc.boolean(), fc.integer({ min: 1, max: 4 }), (text, delimiter, trim, most) => {
      let expected: unknown;
      try {
        expected = { ok: true, records: parse(text, { info: true, delimiter, trim, relax_column_count: true, skip_empty_lines: true, max_record_size: 400, to: most }).map((one) => one as unknown as { record: string[]; info: { lines: number } }).map(({ record, info: { lines } }) => ({ record, lines })) };
      } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        expected = { ok: false, line: error.lines ?? 1, code: error.code };
      }
      const read = separatedRecords(text, { delimiter, trim, largestRecord: 400, most });
      expect(read.ok ? { ok: true, records: read.records.map(({ record, info: { lines } }) => ({ record, lines })) } : read).toEqual(expected);
    }), { numRuns: 300 });
  });

  it('E-6 refuses a record that is too long, however its cells are written', () => {
    for (const text of [`a,b\n${'x'.repeat(500)},1\n`, `a,b\n"${'x'.repeat(500)}",1\n`]) expect(separatedRecords(text, { largestRecord: 400, most: 10 })).toMatchObject({ ok: false, code: 'CSV_MAX_RECORD_SIZE' });
  });

  it('E-6 names the line of a row that has too few values, empty lines counted', () => {
    expect(readTable('x', rawFile('t.csv', 'a,b\n1,2\n\n3\n'))).toMatchObject({ ok: false, trouble: { params: { place: 'line 4', found: '1' } } });
  });
});
