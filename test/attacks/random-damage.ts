/** Damage without a plan: bytes flipped, added, taken out, doubled, objects changed round. The same seed does the same damage. */
import { latin1, textOf } from './attack.ts';

export const damages = ['flip', 'append', 'delete', 'double', 'swap'] as const;
export type Damage = (typeof damages)[number];

export interface Damaged { readonly what: string; readonly bytes: Uint8Array }

/** Numbers from 0 up to 1 that look random and are the same for a seed (Mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const tokens = ['\n', ' ', '%%EOF\n', 'startxref\n9\n%%EOF\n', 'xref\n0 1\n0000000000 65535 f \n', 'trailer\n<< /Size 1 >>\n', '1 0 obj\nnull\nendobj\n', '<</Root 1 0 R>>', '\0', '>', 'endstream\nendobj\n'];

/** One piece of damage to a sound file. */
export function damaged(good: Uint8Array, damage: Damage, random: () => number): Damaged {
  const below = (limit: number): number => Math.floor(random() * limit);
  const cut = (from: number, to: number, put: Uint8Array): Uint8Array => {
    const out = new Uint8Array(from + put.length + good.length - to);
    out.set(good.subarray(0, from));
    out.set(put, from);
    out.set(good.subarray(to), from + put.length);
    return out;
  };
  switch (damage) {
    case 'flip': {
      const at = below(good.length), mask = 1 + below(255), bytes = good.slice();
      bytes[at]! ^= mask;
      return { what: `byte ${at} xor ${mask}`, bytes };
    }
    case 'append': {
      const kind = below(4), length = 1 + below(200), from = below(good.length - length);
      const put = kind === 0 ? Uint8Array.from({ length }, () => below(256)) : kind === 1 ? good.slice(from, from + length) : kind === 2 ? latin1(Array.from({ length: 1 + below(4) }, () => tokens[below(tokens.length)]!).join('')) : good.slice(good.length - length);
      return { what: `${put.length} bytes behind the end, kind ${kind}`, bytes: cut(good.length, good.length, put) };
    }
    case 'delete': {
      const from = below(good.length), length = 1 + below(random() < 0.5 ? 4 : 2000);
      return { what: `bytes ${from} to ${from + length} taken out`, bytes: cut(from, Math.min(good.length, from + length), new Uint8Array()) };
    }
    case 'double': {
      const from = below(good.length), length = 1 + below(2000), at = below(good.length);
      return { what: `bytes ${from} to ${from + length} again at ${at}`, bytes: cut(at, at, good.slice(from, from + length)) };
    }
    case 'swap': {
      const objects = [...textOf(good).matchAll(/\n\d+ 0 obj\n[\s\S]*?\nendobj(?=\n)/g)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
      const first = below(objects.length - 1), a = objects[first]!, b = objects[first + 1 + below(objects.length - first - 1)]!;
      const parts = [good.subarray(0, a.from), good.subarray(b.from, b.to), good.subarray(a.to, b.from), good.subarray(a.from, a.to), good.subarray(b.to)];
      return { what: `objects at ${a.from} and ${b.from} changed round`, bytes: new Uint8Array(Buffer.concat(parts)) };
    }
  }
}
