import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findTrouble } from '../../../shared/bytes/json-scanner.ts';
import { readStrict, readStrictJson } from '../../../shared/bytes/strict-json.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const read = (text: string, maxDepth?: number) => readStrictJson(encodeUtf8(text), { name: 'dossier.json', maxBytes: 10_000, ...(maxDepth === undefined ? {} : { maxDepth }) });

describe('the strict JSON reader', () => {
  it.each([
    ['a duplicate name', '{"a":1,"b":{"c":1,"c":2}}', 'json/duplicate-key', { place: '$.b', key: 'c' }],
    ['a duplicate name in other clothes', String.raw`{"a":1,"\u0061":2}`, 'json/duplicate-key', { place: '$', key: 'a' }],
    ['a duplicate name after blanks', '{"a" :1,"a"\n\t :2}', 'json/duplicate-key', { key: 'a' }],
    ['2^53', '[9007199254740992]', 'json/unsafe-number', { place: '$[0]', text: '9007199254740992' }],
    ['a rounded neighbour of 2^53', '{"n":9007199254740993}', 'json/unsafe-number', { place: '$.n' }],
    ['1e400', '{"n":[1e400]}', 'json/unsafe-number', { place: '$.n[0]', text: '1e400' }],
    ['-1e400', '-1e400', 'json/unsafe-number', { place: '$' }],
    ['__proto__', '{"a":{"__proto__":{"isAdmin":true}}}', 'json/forbidden-key', { place: '$.a', key: '__proto__' }],
    ['constructor', '[{"constructor":1}]', 'json/forbidden-key', { place: '$[0]', key: 'constructor' }],
    ['prototype, escaped', String.raw`{"\u0070rototype":1}`, 'json/forbidden-key', { key: 'prototype' }],
    ['a lone high surrogate', String.raw`{"a":"x\ud83d"}`, 'json/lone-surrogate', { place: '$.a' }],
    ['a lone low surrogate as a name', String.raw`{"\uDE00":1}`, 'json/lone-surrogate', { place: '$' }],
    ['a byte order mark', '\ufeff{}', 'input/not-json', { place: 'line 1, column 1' }],
    ['text after the end', '{}\n{}', 'input/not-json', { place: 'line 2, column 1' }],
    ['nothing', '', 'input/not-json', { place: 'line 1, column 1' }],
    ['a trailing comma', '{\n "a": 1,\n}', 'input/not-json', { place: 'line 3, column 1' }],
    ['a leading zero', '[01]', 'input/not-json', {}], ['a comment', '{} // x', 'input/not-json', {}], ['NaN', '[NaN]', 'input/not-json', {}], ['single quotes', "{'a':1}", 'input/not-json', {}],
    ['a raw line feed in a string', '"a\nb"', 'input/not-json', {}], ['a bad escape', String.raw`"\x41"`, 'input/not-json', {}], ['an open string', '{"a":"b', 'input/not-json', {}],
    ['an open list', '[1,2', 'input/not-json', {}], ['a blank that JSON has not', '[1,\u00a02]', 'input/not-json', {}],
  ])('refuses %s', (_, text, code, params) => {
    expect(read(text)).toMatchObject({ ok: false, trouble: { code, params: { name: 'dossier.json', ...params } } });
  });

  it('takes escaped pairs, quotes and colons inside strings, and large numbers that say they are not whole', () => {
    const text = String.raw`{"a\"":"\ud83d\ude00 \"b\": \\","c":[1e30,-0.5,"d:","\\\\"],"e":{"a\"":1}}`;
    expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('stops at its depth, not at the end of the stack', () => {
    expect(read('['.repeat(64) + ']'.repeat(64)).ok).toBe(true);
    expect(read('['.repeat(65) + ']'.repeat(65))).toMatchObject({ trouble: { code: 'json/too-deep', params: { limit: 64 } } });
    expect(read('[[1]]', 1)).toMatchObject({ trouble: { code: 'json/too-deep' } });
    const bomb = '{"a":'.repeat(200_000);
    expect(readStrictJson(encodeUtf8(bomb), { name: 'x', maxBytes: 1e7 })).toMatchObject({ trouble: { code: 'json/too-deep' } });
  });

  it('refuses too many bytes before it reads them, and bytes that are not UTF-8', () => {
    expect(readStrictJson(new Uint8Array(11), { name: 'x', maxBytes: 10 })).toMatchObject({ trouble: { code: 'input/too-large', params: { sizeBytes: 11, limitBytes: 10 } } });
    expect(readStrictJson(Uint8Array.of(0x22, 0xff, 0x22), { name: 'x', maxBytes: 10 })).toMatchObject({ trouble: { code: 'input/not-utf8', params: { offsetBytes: 1 } } });
  });

  it('changes nothing about objects at large', () => {
    read('{"__proto__":{"isAdmin":true}}');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('agrees with JSON.parse about what JSON is, and with itself about what is strict', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '"\\ud800"', '"\\\\"', '"\\""', '1', '-0', '1.5', '1e5', '1E400', '01', '9007199254740993', 'true', 'null', ' ', '\n', '"', '\\', '\u0000', '\ufeff', '"__proto__"');
    const texts = fc.oneof(fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join('')), fc.json({ maxDepth: 3 }));
    fc.assert(fc.property(texts, (text) => {
      const trouble = findTrouble(text, 'x', 64);
      let parsed = true;
      try { JSON.parse(text); } catch { parsed = false; }
      if (parsed) expect(trouble?.code).not.toBe('input/not-json');
      else expect(trouble).not.toBeNull();
      const result = readStrictJson(encodeUtf8(text), { name: 'x', maxBytes: 1e6 });
      expect(result.ok).toBe(trouble === null && parsed);
    }), { seed: 31, numRuns: 20_000 });
  });
});

describe('reading with a schema', () => {
  const schema = z.strictObject({ format: z.literal(1), hazards: z.array(z.strictObject({ id: z.string(), severity: z.int().min(1).max(10) })) });
  const readIt = (text: string, canonical = false) => readStrict(schema, encodeUtf8(text), { name: 'hazards.json', maxBytes: 1000, format: 1, canonical });

  it('names path, what was expected and what was found', () => {
    expect(readIt('{"format":1,"hazards":[{"id":"H-1","severity":11}]}')).toMatchObject({ trouble: { code: 'input/schema', params: { name: 'hazards.json', place: '$.hazards[0].severity', expected: 'at most 10', found: '11' } } });
    expect(readIt('{"format":1,"hazards":[],"more":1}')).toMatchObject({ trouble: { params: { place: '$', found: '"more"' } } });
    expect(readIt('{"format":1}')).toMatchObject({ trouble: { params: { place: '$.hazards', found: 'nothing' } } });
  });

  it('refuses a newer format number plainly, whatever else is in the file', () => {
    expect(readIt('{"format":2,"everything":"else"}')).toMatchObject({ trouble: { code: 'input/format-number', params: { found: 2, supported: 1 } } });
  });

  it('refuses bytes that are not the canonical ones where asked', () => {
    expect(readIt('{"format":1,"hazards":[]}', true).ok).toBe(true);
    for (const text of ['{"hazards":[],"format":1}', '{"format":1, "hazards":[]}', '{"format":1.0,"hazards":[]}', '{"format":1,"hazards":[]}\n']) expect(readIt(text, true)).toMatchObject({ trouble: { code: 'json/not-canonical' } });
  });

  it('tells the alternative of a union that was meant', () => {
    const union = z.union([z.strictObject({ act: z.strictObject({ n: z.int() }) }), z.strictObject({ mark: z.string() })]);
    expect(readStrict(union, encodeUtf8('{"act":{"n":"x"}}'), { name: 'x', maxBytes: 100 })).toMatchObject({ trouble: { params: { place: '$.act.n', expected: 'number', found: '"x"' } } });
  });
});
