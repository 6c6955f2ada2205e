import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonAt, rawTextAt, readJson, readJsonLine, seeJson, type JsonText } from '../../../shared/evidence/json-text.ts';
import { readJsonLines } from '../../../shared/evidence/json-lines.ts';
import { rawFile } from '../../builders/raw-file.ts';
import { valueOf } from '../../builders/test-vault.ts';

const read = (text: string): JsonText => valueOf(readJson('x', rawFile('f.json', text)));
const refusal = (text: string) => readJson('x', rawFile('f.json', text));

describe('JSON as tools write it', () => {
  it('gives what JSON.parse gives, for whatever JSON.stringify writes', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2), (value, space) => {
      const text = JSON.stringify(value, null, space);
      fc.pre(!text.includes('__proto__'));
      expect(JSON.stringify(read(text).value)).toBe(JSON.stringify(JSON.parse(text)));
    }), { numRuns: 300 });
  });

  it('E-2 keeps the text of each number that printing would not give back, and of no other', () => {
    const texts = ['1.0', '0.10', '-0', '-0.0', '1e-05', '1E5', '0.0000001', '12345678901234567890', '0.1234567890123456789', '100.50', '-7.250'];
    const plain = ['0', '-1', '17', '0.5', '-0.25', '0.000001', '123456789012.345', '0.30000000000000004', '9007199254740991'];
    const json = read(`{"a": [${[...texts, ...plain].join(', ')}]}`);
    expect([...json.numberTexts]).toEqual(texts.map((text, index) => [`$.a[${index}]`, text]));
    for (const [index, text] of [...texts, ...plain].entries()) {
      expect(jsonAt(json.value, 'a', index)).toBe(Number(text));
      expect(rawTextAt(json, ['a', index], jsonAt(json.value, 'a', index))).toBe(text);
    }
  });

  it('E-2 keeps them on each line of a report too', () => {
    const { lines } = valueOf(readJsonLines('x', rawFile('f.jsonl', '{"a": 1.0}\n\n{"a": 2}\n')));
    expect(lines.map((line) => [line.line, rawTextAt(line, ['a'], jsonAt(line.value, 'a'))])).toEqual([[1, '1.0'], [3, '2']]);
  });

  it('E-3 takes NaN and infinity as missing and says where', () => {
    const json = read('{"a": [NaN, -Infinity, 1e999]}');
    expect(json.value).toEqual(Object.assign(Object.create(null), { a: [null, null, null] }));
    expect(json.warnings.map(({ place }) => place)).toEqual(['f.json, $.a[0]', 'f.json, $.a[1]', 'f.json, $.a[2]']);
    expect(rawTextAt(json, ['a', 0], null)).toBe('NaN');
  });

  it.each([
    ['01', 'line 1, column 1'], ['1.', 'line 1, column 1'], ['.5', 'line 1, column 1'], ['+1', 'line 1, column 1'], ['1-2', 'line 1, column 2'], ['1.2.3', 'line 1, column 1'], ['1e', 'line 1, column 1'], ['1NaN', 'line 1, column 2'],
    ['[1,\n 2,]', 'line 2, column 4'], ['{"a": 1, "a": 2}', 'line 1, column 10'], ['{"__proto__": 1}', 'line 1, column 2'], ['{"\\u005f_proto__": 1}', 'line 1, column 2'], ['["\\ud800"]', 'line 1, column 2'], [`${'['.repeat(66)}1${']'.repeat(66)}`, 'line 1, column 66'], ['{} {}', 'line 1, column 4'],
  ])('E-6 refuses %s with its place', (text, place) => {
    expect(refusal(text)).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'f.json', place } } });
  });

  it('E-6 names the line of a report', () => {
    expect(readJsonLine('x', 'f.jsonl', '{"a" 1}', 7)).toMatchObject({ ok: false, trouble: { params: { place: 'line 7, column 6' } } });
  });

  it('E-8 shows a detector what was read before the first error', () => {
    expect(seeJson(rawFile('f', '{"version": "2.1.0", "runs": [1, '))).toMatchObject({ version: '2.1.0' });
  });
});
