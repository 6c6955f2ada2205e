import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestFormatted, readMarkdown } from '../../../shared/dossier/markdown.ts';
import { mostStops, readPlain, type Block, type Leaf, type ReadableDocument, type Span } from '../../../shared/dossier/readable.ts';

/** Every leaf of a block, in the document's order. */
function leaves(block: Block): readonly Leaf[] {
  switch (block.kind) {
    case 'rule': return [];
    case 'code': return block.info === null ? [block.leaf] : [block.info, block.leaf];
    case 'quote': return block.blocks.flatMap(leaves);
    case 'list': return block.items.flat().flatMap(leaves);
    case 'table': return [...block.head, ...block.rows.flat()];
    default: return [block.leaf];
  }
}
const spanKinds = (spans: readonly Span[]): readonly string[] => spans.flatMap((span) => [span.kind, ...('spans' in span ? spanKinds(span.spans) : [])]);
const kinds = ({ blocks }: ReadableDocument): readonly string[] => {
  const of = (block: Block): readonly string[] => [block.kind, ...(block.kind === 'quote' ? block.blocks.flatMap(of) : block.kind === 'list' ? block.items.flat().flatMap(of) : []), ...(block.kind === 'quote' || block.kind === 'list' ? [] : leaves(block).flatMap(({ spans }) => spanKinds(spans)))];
  return [...new Set(blocks.flatMap(of))].sort();
};
/** Each leaf stands in the plain text where it says, and each stop covers its leaves. */
function expectWhole(document: ReadableDocument): void {
  const all = document.blocks.flatMap(leaves);
  expect(all.map(({ text }) => text).join('\n')).toBe(document.text);
  for (const { start, text, stop } of all) {
    expect(document.text.slice(start, start + text.length)).toBe(text);
    expect(document.stops[stop]!.start <= start && document.stops[stop]!.end >= start + text.length).toBe(true);
  }
}
const parts = ['heading', 'paragraph', 'footnote', 'code', 'plain', 'quote', 'list', 'table', 'rule', 'text', 'address', 'image', 'strong', 'emphasis', 'struck', 'link'];

const payloads = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>', '<!-- hidden comment -->', '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))', '[x](data:text/html;base64,PHNjcmlwdD4=)', '![x](data:text/html,<script>alert(1)</script>)', '![x](javascript:alert(1))', '<javascript:alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;', '&#60;img src=x onerror=alert(1)&#62;', '[a](<javascript:alert(1)>)', '<a href="javascript:alert(1)" onclick="x()">click</a>', '<iframe srcdoc="<script>x</script>"></iframe>',
  '[x](https://a.example "\\" onmouseover=\\"alert(1)")', '`<script>x</script>`', '```html onload=x\n<script>x</script>\n```', '| <b onclick=x>a</b> | b |\n|---|---|\n| <script>x</script> | y |', '[x]: javascript:alert(1)\n\n[x]', '<style>*{display:none}</style>', '<math><mtext></mtext></math>', '\\<script>',
];

describe('Markdown as known parts', () => {
  it.each(payloads)('has nothing but the known parts and keeps the words as text: %s', (payload) => {
    const document = readMarkdown(payload);
    for (const kind of kinds(document)) expect(parts).toContain(kind);
    expectWhole(document);
    for (const leaf of document.blocks.flatMap(leaves)) expect(Object.keys(leaf).sort()).toEqual(['spans', 'start', 'stop', 'text']);
    expect(document.text).not.toBe('');
    if (payload.includes('script') && !payload.includes('base64')) expect(document.text.toLowerCase()).toContain('script');
  });

  it('shows HTML, comments and refused addresses as they are written', () => {
    for (const text of ['<script>alert(1)</script>', '<!-- hidden comment -->', '[x](javascript:alert(1))', '[a]: https://a.example "hidden"']) expect(readMarkdown(text).text).toBe(text);
    expect(readMarkdown('&lt;b&gt;').text).toBe('<b>');
  });

  it('maps headings, lists, tables, code, quotes, links, images and footnotes, and lists the headings', () => {
    const document = readMarkdown([
      '# Safety *case*', '', 'It is **slow**[^1] and ~~fast~~. See [the plan](https://a.example/ü "Plan").', '', '3. three', '4. four', '   - inner', '', '> quoted', '', '```ts', 'const x = 1;', '```', '', '| a | b |', '|:-:|--:|', '| 1 | `2` |', '',
      '![A robot](robot.png)', '', '[^1]: Beside people.', '[^2]: In lifts.', '', '---', '', '## End',
    ].join('\n'));
    expectWhole(document);
    expect(document.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'quote', 'code', 'table', 'paragraph', 'footnote', 'footnote', 'rule', 'heading']);
    expect(document.text.split('\n')).toEqual(['Safety case', 'It is slow[1] and fast. See the plan (https://a.example/ü "Plan").', 'three', 'four', 'inner', 'quoted', 'ts', 'const x = 1;', 'a', 'b', '1', '2', 'A robot (robot.png)', '[1] Beside people.', '[2] In lifts.', 'End']);
    expect(document.outline.map(({ level, text }) => [level, text])).toEqual([[1, 'Safety case'], [2, 'End']]);
    expect(document.blocks[2]).toMatchObject({ kind: 'list', first: 3 });
    expect(document.blocks[5]).toMatchObject({ align: ['center', 'end'] });
    expect(document.plainBecause).toBeNull();
    expect(document.stops).toHaveLength(13);
  });

  it('writes out hidden and direction characters that entities smuggle in', () => {
    expect(readMarkdown('a&#x202E;b &#8203; `c\u200bd`').text).toBe('a\\u202eb \\u200b c\\u200bd');
    expect(readMarkdown('[a](https://x.example/&#x202E;gpj)').text).toContain('\\u202e');
    expect(readMarkdown('![a&#x202E;](x)').text).toContain('\\u202e');
  });

  it('shows the source where formatting would lose words: a cell too many, a nest too deep', () => {
    const cell = '| a | b |\n|---|---|\n| 1 | 2 | hidden |';
    expect(readMarkdown(cell)).toMatchObject({ text: cell, plainBecause: 'words-lost' });
    const deep = `${'> '.repeat(150)}hidden`;
    expect(readMarkdown(deep)).toMatchObject({ text: deep, plainBecause: 'words-lost' });
    const stars = `${'*'.repeat(40_000)}hidden${'*'.repeat(40_000)}`;
    expect(readMarkdown(stars)).toMatchObject({ text: stars, plainBecause: 'words-lost' });
    const long = 'a '.repeat(longestFormatted);
    expect(readMarkdown(long)).toMatchObject({ text: long, plainBecause: 'too-long' });
    expect(readMarkdown('1. one\n2. two\n3. three').plainBecause).toBeNull();
    expect(readMarkdown('Q&amp;A, 5 &lt; 6').plainBecause).toBeNull();
  });

  it('reads what is made to be slow or deep without stumbling', () => {
    for (const piece of ['[', '![', '`', '*a ', '|', '> ', '_a_', '**a *b ', '[^1]: ', 'a\n', '[a](b', '&', '<a']) expect(() => readMarkdown(piece.repeat(20_000 / piece.length))).not.toThrow();
    expect(readMarkdown('# a\n'.repeat(30_000)).plainBecause).toBe('too-long');
    const many = readPlain('a\n\n'.repeat(50_000));
    expect(many.stops.length).toBeLessThanOrEqual(mostStops);
    expect(many.text).toBe('a\n\n'.repeat(50_000));
    const wide = `${'|a'.repeat(5_000)}|\n${'|-'.repeat(5_000)}|\n${'|b'.repeat(5_000)}|`;
    expect(readMarkdown(wide).stops).toHaveLength(2);
  });

  it('never loses a word, whatever the text is made of (property)', () => {
    const piece = fc.oneof(fc.constantFrom(...payloads), fc.constantFrom('\n', '\n\n', '# ', '- ', '1. ', '> ', '    ', '```\n', '~~~ x\n', '|', '|---|', '**', '_', '`', '[', '](', ')', '![', '<', '>', '\\', '&amp;', '[^1]', '[^1]: ', '---\n', '  \n', '\t'), fc.nat(9999).map((n) => `word${n}`));
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const source = pieces.join('');
      const document = readMarkdown(source);
      expectWhole(document);
      for (const [word] of source.matchAll(/word\d+/g)) expect(document.text).toContain(word);
      for (const kind of kinds(document)) expect(parts).toContain(kind);
    }), { numRuns: 300 });
  });
});

describe('plain text to read', () => {
  it('stays as it is written, with a stop for each paragraph', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', ' ', '\n', '\n\n', '\t', 'b c', '  \n')).map((all) => all.join('')), (text) => {
      const document = readPlain(text);
      expect(document.text).toBe(text);
      if (text !== '') expectWhole(document);
    }));
    expect(readPlain('one\ntwo\n\n\nthree').stops).toEqual([{ start: 0, end: 9 }, { start: 10, end: 15 }]);
  });
});
