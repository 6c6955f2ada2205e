import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlace, placesOf, rawRows, rowAt, seekMeasurement, seekProperty } from '../../../../renderer/features/evidence/raw-place.ts';
import { measured, property } from '../../../builders/evidence.ts';

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
const found = (text: string, parts: Parameters<typeof measured>[0]) => {
  const place = findPlace(text, seekMeasurement(measured(parts)));
  return place === null ? null : [lineOf(text, place.from), text.slice(place.from, place.to), place.of, place.sure];
};

describe('where a number stands in its raw file', () => {
  it('is the line that names the metric, not another one with the same figure', () => {
    expect(found('{\n "external": 60,\n "clean_acc": 85.1,\n "robust_acc": 60\n}', { metric: 'robust_acc', rawText: '60' })).toEqual([4, '60', 'value', true]);
  });

  it('is never a part of a longer number or word', () => {
    expect(found('{ "robust_acc": 160, "x": 60.5, "y": 0.60, "z": "a60", "w": 60 }', { rawText: '60' })).toEqual([1, '60', 'value', true]);
    expect(findPlace('160 60.5 0.60 a60 60_', { text: '60', names: [] })).toBeNull();
    expect(findPlace('It is 60.', { text: '60', names: [] })).toMatchObject({ from: 6, of: 'value', sure: true });
  });

  it('is the one nearest below its metric and variant where a file nests them', () => {
    const text = '{\n"clean": {\n "acc": 0.5\n},\n"harmful": {\n "stderr": 0.1,\n "acc": 0.5\n}\n}';
    expect(found(text, { metric: 'acc', variant: 'harmful', rawText: '0.5' })).toEqual([7, '0.5', 'value', true]);
    expect(found(text, { metric: 'acc', variant: 'clean', rawText: '0.5' })).toEqual([3, '0.5', 'value', true]);
  });

  it('is found within one line of thousands of numbers', () => {
    const text = `{${Array.from({ length: 3000 }, (_, n) => `"m${n}":0.25`).join(',')}}`;
    const place = findPlace(text, seekMeasurement(measured({ metric: 'm1234', rawText: '0.25' })))!;
    expect(text.slice(place.from - 8, place.to)).toBe('"m1234":0.25');
  });

  it('falls back to the name where the number was worked out, and to nothing where neither stands there', () => {
    expect(found('Epoch\tAverageEpCost\n1\t30\n2\t20\n', { metric: 'AverageEpCost', rawText: 'mean of 10 epochs' })).toEqual([1, 'AverageEpCost', 'name', false]);
    expect(found('nothing of it', { metric: 'robust_acc', rawText: '60' })).toBeNull();
    expect(found('', { rawText: '' })).toBeNull();
  });

  it('is a property’s own row', () => {
    const text = 'acas,onnx/a.onnx,vnnlib/prop_1.vnnlib,0.1,unsat,4\nacas,onnx/a.onnx,vnnlib/prop_2.vnnlib,0.1,unsat,5\n';
    const place = findPlace(text, seekProperty({ ...property('pass'), text: 'acas: vnnlib/prop_2.vnnlib', network: 'onnx/a.onnx', verdictRaw: 'unsat' }))!;
    expect([lineOf(text, place.from), text.slice(place.from, place.to), place.sure]).toEqual([2, 'unsat', true]);
  });

  it('is a place of the text, whatever is sought (property)', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 5 }), fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 }), (text, wanted, names) => {
      const place = findPlace(text, { text: wanted, names });
      if (place !== null) expect(place.from >= 0 && place.to <= text.length && place.from < place.to).toBe(true);
    }));
  });
});

describe('a raw file’s rows', () => {
  it('number lines from 1, go on where a line is long, and have none for the last line break', () => {
    expect(rawRows('a\n\nb\n').map(({ line, from, to }) => [line, from, to])).toEqual([[1, 0, 1], [2, 2, 2], [3, 3, 4]]);
    expect(rawRows('').map(({ line }) => line)).toEqual([1]);
    expect(rawRows('x'.repeat(1700)).map(({ line, from, to }) => [line, from, to])).toEqual([[1, 0, 800], [1, 800, 1600], [1, 1600, 1700]]);
  });

  it('hold all of the text in order, and each position is in the row that is said (property)', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'bc', '\n', 'd'.repeat(900)), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const rows = rawRows(text);
      expect(rows.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text.replaceAll('\n', ''));
      rows.forEach(({ from }, index) => { expect(rowAt(rows, from)).toBe(index); });
    }));
  });
});

describe('find in a file', () => {
  it('finds every place without regard to case, none for no words', () => {
    expect(placesOf('Cost cost COST', 'cost').map(({ from }) => from)).toEqual([0, 5, 10]);
    expect(placesOf('abc', '')).toEqual([]);
    expect(placesOf('aaaa', 'a', 2)).toHaveLength(2);
  });
});
