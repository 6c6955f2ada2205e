import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readableJson } from '../../../shared/bytes/readable-json.ts';

test('parses back to the same value', () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    expect(JSON.parse(readableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  }));
});

test('writes what hides, turns or looks like nothing as its code', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(readableJson({ text }).replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u);
  }));
  expect(readableJson(['a\u202eb', '\u2066', '\u00a0', '\u00ad', '\u{e0041}', 'é ü 日本'])).toBe('[\n  "a\\u202eb",\n  "\\u2066",\n  "\\u00a0",\n  "\\u00ad",\n  "\\udb40\\udc41",\n  "é ü 日本"\n]');
});

test('keeps a line break of a text apart from those of the layout', () => {
  expect(readableJson('a\nb')).toBe('"a\\nb"');
});
