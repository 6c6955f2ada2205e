import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, canonicalText, toCanonical } from '../../../shared/bytes/canonical.ts';
import { hexOf } from '../../../shared/bytes/digest.ts';
import { readStrictJson } from '../../../shared/bytes/strict-json.ts';
import { Defect } from '../../../shared/result.ts';

const read = (bytes: Uint8Array) => readStrictJson(bytes, { name: 'x', maxBytes: 1e6 });

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of section 3.2.2 as section 3.2.4 lists its bytes', () => {
    const value: unknown = JSON.parse(String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`);
    expect(hexOf(canonicalBytes(value))).toBe([
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c',
      '22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
    ].join(''));
  });

  it('sorts names as section 3.2.3 does, by UTF-16 units', () => {
    const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(JSON.parse(canonicalText(value).replace('"1":', '"_1":')) as object)).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'], ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'], ['c340000000000000', '-9007199254740992'], ['4430000000000000', '295147905179352830000'], ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'], ['444b1ae4d6e2ef50', '1e+21'], ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'], ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555557', '333333333.33333343'], ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s of appendix B as %s', (bits, text) => {
    expect(canonicalText(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it.each([['NaN', NaN], ['infinity', [Infinity]], ['undefined', { a: undefined }], ['a hole', [, 1]], ['a lone surrogate', 'a\ud800'], ['a lone surrogate name', { '\udc00': 1 }],
    ['a date', new Date(0)], ['a map', new Map()], ['bytes', new Uint8Array(2)], ['a function', () => 1], ['a bigint', 1n], ['a symbol member', { [Symbol('a')]: 1 }]])('throws a Defect for %s of our own, refuses it from others', (_, value) => {
    expect(() => canonicalText(value)).toThrow(Defect);
    expect(toCanonical(value, 'x').ok).toBe(false);
  });

  it('names the place in a foreign value', () => {
    expect(toCanonical({ a: [1, { 'b c': NaN }] }, 'plan.yaml')).toMatchObject({ trouble: { code: 'json/unsafe-number', params: { place: '$.a[1]["b c"]', text: 'NaN' } } });
  });

  it('refuses a value that holds itself', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(toCanonical(loop, 'x')).toMatchObject({ trouble: { code: 'json/too-deep' } });
  });

  it('reads back as the same value, ignores the order of names, and canonical bytes stay as they are', () => {
    const safe = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }).filter((value) => !JSON.stringify(value).match(/proto|constructor/));
    fc.assert(fc.property(safe, (value) => {
      const bytes = canonicalBytes(value);
      const back = read(bytes);
      if (!back.ok) { expect(back.trouble.code).toBe('json/unsafe-number'); return; }
      expect(canonicalBytes(back.value)).toEqual(bytes);
      expect(canonicalBytes(reversed(value))).toEqual(bytes);
    }), { seed: 21, numRuns: 1000 });
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)])) : value;
}
