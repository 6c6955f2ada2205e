import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { found, foundFrom, mostFound } from '../../../../renderer/features/documents/find.ts';
import { moved, moveOf, passageOf, sentencesOf, stopAt, wholeWords, type Cursor, type Move } from '../../../../renderer/features/documents/passage.ts';
import { tagsOf } from '../../../../renderer/features/documents/note-form.tsx';
import { readMarkdown } from '../../../../shared/dossier/markdown.ts';

const document = readMarkdown('# Limits\n\nIt is slow. It stops in 0.4 m, says E-03.\n\n- A bumper.\n- A desk.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n');
const at = (stop: number, passage: Cursor['passage'] = null): Cursor => ({ stop, passage });
const read = ({ passage }: Cursor) => (passage === null ? null : document.text.slice(passage.start, passage.end));
const go = (cursor: Cursor, ...moves: Move[]) => moves.reduce((now, move) => moved(document, now, move), cursor);

describe('the reading cursor', () => {
  it('goes by paragraph, and stays at either end', () => {
    expect(document.stops.map(({ start, end }) => document.text.slice(start, end))).toEqual(['Limits', 'It is slow. It stops in 0.4 m, says E-03.', 'A bumper.', 'A desk.', 'a\nb', '1\n2']);
    expect([go(at(0), 'next-stop').stop, go(at(0), 'previous-stop').stop, go(at(5), 'next-stop').stop, go(at(2), 'last-stop').stop, go(at(2), 'first-stop').stop]).toEqual([1, 0, 5, 5, 0]);
  });

  it('goes by sentence through the paragraphs', () => {
    expect(sentencesOf(document, 1).map(({ start, end }) => document.text.slice(start, end))).toEqual(['It is slow.', 'It stops in 0.4 m, says E-03.']);
    expect(read(go(at(1), 'next-sentence'))).toBe('It is slow.');
    expect(read(go(at(1), 'next-sentence', 'next-sentence'))).toBe('It stops in 0.4 m, says E-03.');
    expect(go(at(1), 'next-sentence', 'next-sentence', 'next-sentence')).toMatchObject({ stop: 2 });
    expect(read(go(at(2), 'next-sentence', 'previous-sentence'))).toBe('It stops in 0.4 m, says E-03.');
    expect(read(go(at(1), 'next-sentence', 'clear'))).toBeNull();
  });

  it('makes a passage longer and shorter by a word and by a paragraph, and means the whole paragraph without one', () => {
    expect(read(go(at(1), 'longer', 'longer'))).toBe('It is');
    expect(read(go(at(1), 'longer', 'longer', 'shorter', 'shorter'))).toBe('It');
    expect(read(go(at(1), 'next-sentence', 'shorter'))).toBe('It is slow');
    expect(read(go(at(2), 'down', 'down'))).toBe('A bumper.\nA desk.');
    expect(read(go(at(2), 'down', 'down', 'up'))).toBe('A bumper.');
    expect(passageOf(document, at(2))).toEqual(document.stops[2]);
    expect(passageOf(readMarkdown(''), at(0))).toBeNull();
  });

  it('always chooses something inside the text (property)', () => {
    const moves: readonly Move[] = ['next-stop', 'previous-stop', 'first-stop', 'last-stop', 'next-sentence', 'previous-sentence', 'longer', 'shorter', 'down', 'up', 'clear'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 40 }), (path) => {
      const cursor = go(at(0), ...path);
      expect(document.stops[cursor.stop]).toBeDefined();
      if (cursor.passage === null) return;
      expect(cursor.passage.end).toBeGreaterThan(cursor.passage.start);
      expect(cursor.passage.end).toBeLessThanOrEqual(document.text.length);
      expect(stopAt(document, cursor.passage.start)).toBe(cursor.stop);
    }));
  });

  it('makes what a mouse selects whole words, without the space around them', () => {
    const from = document.text.indexOf('stops');
    const range = wholeWords(document, { start: from + 2, end: from + 9 })!;
    expect(document.text.slice(range.start, range.end)).toBe('stops in');
    expect(document.text.slice(...Object.values(wholeWords(document, { start: 0, end: 7 })!) as [number, number])).toBe('Limits');
    expect(wholeWords(document, { start: 6, end: 7 })).toBeNull();
  });

  it('listens to plain arrow keys only', () => {
    const key = (name: string, held: object = {}) => moveOf({ key: name, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });
    expect([key('ArrowDown'), key('ArrowDown', { shiftKey: true }), key('Home'), key('Home', { shiftKey: true }), key('ArrowLeft', { altKey: true }), key('x')]).toEqual(['next-stop', 'down', 'first-stop', null, null, null]);
  });
});

describe('finding words', () => {
  it('takes what is typed as it is, capitals or not, and any space for any other', () => {
    expect(found('The lift. A LIFT\nshaft (E-03).', 'lift')).toEqual([{ start: 4, end: 8 }, { start: 12, end: 16 }]);
    expect(found('The lift. A LIFT\nshaft (E-03).', 'lift  shaft')).toHaveLength(1);
    expect(found('a (E-03). b', '(e-03).')).toHaveLength(1);
    expect([found('abc', ' '), found('aaa', '.*'), found('', 'x')]).toEqual([[], [], []]);
    expect(found('a'.repeat(mostFound + 5), 'a')).toHaveLength(mostFound);
    fc.assert(fc.property(fc.string(), fc.string(), (text, words) => { for (const { start, end } of found(text, words)) expect(end).toBeGreaterThan(start); }));
  });

  it('goes on from a place, round the end', () => {
    const ranges = [{ start: 2, end: 3 }, { start: 8, end: 9 }];
    expect([foundFrom(ranges, 2, 1), foundFrom(ranges, 8, 1), foundFrom(ranges, 8, -1), foundFrom(ranges, 2, -1), foundFrom([], 0, 1)]).toEqual([1, 0, 0, 1, null]);
  });
});

describe('tags', () => {
  it('stand between commas, each once, without what marks them', () => {
    expect(tagsOf('#desk, night shift,, desk ,# ')).toEqual(['desk', 'night shift']);
    expect(tagsOf(Array.from({ length: 20 }, (_, i) => `t${i}`).join())).toHaveLength(12);
  });
});
