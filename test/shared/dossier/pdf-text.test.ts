import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeAnchor, resolveAnchor } from '../../../shared/annotation/anchor.ts';
import { longestPageText, pageText, pdfPlaceAt, pdfText, piecesOf, placeOf, readPdf, stopOfPage, visibleRun, type PdfPage, type PdfRun } from '../../../shared/dossier/pdf-text.ts';

const run = (text: string, y: number, parts: Partial<PdfRun> = {}): PdfRun => ({ text, x: 60, y, size: 10, font: 'a', endsLine: true, ...parts });
const textOf = (...runs: readonly PdfRun[]): string => pageText(runs).text;
const page = (...lines: readonly string[]): PdfPage => ({ ...pageText(lines.map((line, index) => run(line, 700 - index * 40))), links: [] });

describe('the text of a page', () => {
  test('joins the lines of a paragraph by a space, behind a hyphen by nothing, and paragraphs by a line feed', () => {
    expect(textOf(run('The robot stops', 700), run('at once.', 687), run('It is a safety-', 660), run('critical stop. ', 647), run('Nobody was near.', 634))).toBe('The robot stops at once.\nIt is a safety-critical stop. Nobody was near.');
  });

  test('begins a paragraph at another size, another font, a list’s mark, an indented line behind a sentence, and a new column', () => {
    expect(textOf(run('Title', 700, { size: 16 }), run('One.', 687), run('• Two', 674), run('bold', 661, { font: 'b' }), run('plain.', 648), run('indented', 635, { x: 80 }), run('up again', 700, { x: 300 })).split('\n')).toEqual(['Title', 'One.', '• Two', 'bold', 'plain.', 'indented', 'up again']);
  });

  test('keeps the lines of a list’s item together, which hang under its words', () => {
    expect(textOf(run('• No trips.', 700, { x: 66 }), run('By October.', 687, { x: 80 }), run('• Next', 674, { x: 66 }))).toBe('• No trips. By October.\n• Next');
  });

  test('keeps what stands beside each other together, and blank lines out', () => {
    const { text, starts } = pageText([run('Force', 700, { endsLine: false }), run(' ', 700, { endsLine: false }), run('9.6 N', 700, { x: 200 }), run('  ', 690), run('next', 660)]);
    expect(text).toBe('Force 9.6 N\nnext');
    expect(starts).toEqual([0, 5, 6, -1, 12]);
  });

  test('says where each run and each paragraph is', () => {
    const runs = [run('one', 700, { endsLine: false }), run(' two', 700), run('three', 687), run('four', 640)];
    const { text, starts, stops } = pageText(runs);
    expect(runs.map(({ text: words }, index) => text.slice(starts[index], starts[index]! + words.length))).toEqual(['one', ' two', 'three', 'four']);
    expect(stops).toEqual([{ start: 0, end: 13, top: 710 }, { start: 14, end: 18, top: 650 }]);
  });

  test('is read up to a length', () => {
    expect(textOf(run('a'.repeat(longestPageText - 1), 700), run('b', 687), run('c'.repeat(5), 674)).length).toBeLessThanOrEqual(longestPageText + 2);
  });

  test('shows what would deceive, and makes nothing of what is only a sign', () => {
    expect([visibleRun('a\u202Eb'), visibleRun('soft\u00AD'), visibleRun('\uf0b7 item'), visibleRun('a\tb')]).toEqual(['a\\u202eb', 'soft-', '• item', 'a b']);
  });

  test('holds every visible run at its place, whatever the page looks like', () => {
    const runs = fc.array(fc.record({ text: fc.string({ maxLength: 12 }).map(visibleRun), x: fc.integer({ min: -50, max: 900 }), y: fc.integer({ min: -50, max: 900 }), size: fc.constantFrom(0, 6, 10, 24), font: fc.constantFrom('a', 'b'), endsLine: fc.boolean() }), { maxLength: 40 });
    fc.assert(fc.property(runs, (all) => {
      const { text, starts, stops } = pageText(all);
      all.forEach((one, index) => { if (starts[index]! >= 0) expect(text.startsWith(one.text, starts[index])).toBe(true); });
      expect(stops.every(({ start, end }, index) => end > start && start === (index === 0 ? 0 : stops[index - 1]!.end + 1))).toBe(true);
      expect(stops.at(-1)?.end ?? 0).toBe(text.length);
    }));
  });
});

describe('a document of pages', () => {
  const pages = [page('Title', 'First.'), page(), page('Second.', 'Third.')];
  const document = readPdf(pages, [{ title: 'TITLE', depth: 0, page: 0, top: null }, { title: 'Third', depth: 1, page: 2, top: 665 }, { title: 'Gone', depth: 0, page: 9, top: null }, { title: 'Second.', depth: 7, page: 2, top: null }]);

  test('is its pages joined by a line feed, one without text an empty line', () => {
    expect(document.text).toBe('Title\nFirst.\n\nSecond.\nThird.');
    expect(document.text).toBe(pdfText(pages));
    expect(document.stops.map(({ start, end }) => document.text.slice(start, end))).toEqual(['Title', 'First.', 'Second.', 'Third.']);
    expect(document.pages.map(({ start, firstStop }) => [start, firstStop])).toEqual([[0, 0], [13, 2], [14, 2]]);
  });

  test('leads its bookmarks to the paragraph that reads so, else to the height; one to a page that isn’t read is left out', () => {
    expect(document.outline).toEqual([{ level: 1, text: 'TITLE', stop: 0 }, { level: 2, text: 'Third', stop: 3 }, { level: 6, text: 'Second.', stop: 2 }]);
  });

  test('finds pages by places, and places by pages', () => {
    expect([0, 12, 13, 14, 99].map((place) => pdfPlaceAt(document, place))).toEqual([{ page: 0, at: 0 }, { page: 0, at: 12 }, { page: 1, at: 0 }, { page: 2, at: 0 }, { page: 2, at: 14 }]);
    expect([placeOf(document, { page: 2, at: 8 }), placeOf(document, { page: 0, at: 999 }), placeOf(document, { page: 3, at: 0 })]).toEqual([22, 12, null]);
    expect(piecesOf(document, { start: 6, end: 18 })).toEqual([{ page: 0, start: 6, end: 12 }, { page: 2, start: 0, end: 4 }]);
    expect([stopOfPage(document, 1, null), stopOfPage(document, 2, 670), stopOfPage(document, 2, 0), stopOfPage(document, 5, null)]).toEqual([2, 3, 3, null]);
  });

  test('keeps the places of what was read while more is read', () => {
    for (let read = 1; read < pages.length; read++) expect(document.text.startsWith(readPdf(pages.slice(0, read), []).text)).toBe(true);
    expect(piecesOf(readPdf([], []), { start: 0, end: 5 })).toEqual([]);
  });

  test('carries a note to the page that its passage moved to', () => {
    const anchor = makeAnchor(document.text, { start: 14, end: 28 })!;
    const later = readPdf([page('Cover'), ...pages], []);
    expect(piecesOf(later, resolveAnchor(later.text, anchor)!)).toEqual([{ page: 3, start: 0, end: 14 }]);
  });
});
