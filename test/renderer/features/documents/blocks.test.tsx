import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Blocks } from '../../../../renderer/features/documents/blocks.tsx';
import { readMarkdown } from '../../../../shared/dossier/markdown.ts';
import { readPlain, type ReadableDocument } from '../../../../shared/dossier/readable.ts';

/** As the tab gives it: an address of ours, for the dossier's items only. */
const addressOf = (id: string) => (id === 'E-03' ? '#/dossier/aurora/evidence/E-03' : null);
const drawn = (document: ReadableDocument) => renderToStaticMarkup(<Blocks document={document} marked={new Map([[0, '1 note']])} addressOf={addressOf} />);
const elements = (html: string) => [...html.matchAll(/<\/?([a-zA-Z][^\s>/]*)/g)].map(([, name]) => name!.toLowerCase());
const attributes = (html: string) => [...html.matchAll(/<[a-z][a-z0-9]*((?:\s[^<>]*)?)>/g)].flatMap(([, all]) => [...all!.matchAll(/\s([a-zA-Z-]+)(?:="[^"]*")?/g)].map(([, name]) => name!.toLowerCase()));
const shown = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#x27;', '\'').replaceAll('&amp;', '&');

const allowed = ['p', 'h3', 'h4', 'h5', 'h6', 'div', 'pre', 'code', 'strong', 'em', 's', 'sup', 'span', 'blockquote', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'hr'];
const harmless = ['class', 'data-start', 'data-stop', 'data-level', 'data-align', 'data-before', 'data-marked', 'aria-description', 'tabindex', 'start', 'scope'];

const payloads = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>', '<!-- x --><b onclick="x">b</b>', '[x](javascript:alert(1))', '[x](https://a.example "\\" onmouseover=\\"alert(1)")', '![x](https://a.example/x.png)',
  '![" onload="alert(1)](x)', '&lt;script&gt;', '<https://a.example/"onclick="x>', '```" onload="x\n<script>\n```', '| a" onclick="x | b |\n|---|---|\n| <iframe> | <object> |', '1. <form action="javascript:alert(1)">', '> <style>*{}</style>', '# <base href="//evil.example">', '[^1]: <video src=x onerror=alert(1)>', '<a href="data:text/html,x">x</a>', '~~<embed>~~ **<link rel=import>** `<meta http-equiv=refresh>`',
];

describe('a document as elements', () => {
  it.each(payloads)('has none but the allowed ones, with none but our own attributes, and all its text: %s', (payload) => {
    for (const document of [readMarkdown(payload), readPlain(payload)]) {
      const html = drawn(document);
      for (const name of elements(html)) expect(allowed).toContain(name);
      for (const name of attributes(html)) expect(harmless).toContain(name);
      expect(shown(html).replaceAll('\n', '')).toBe(document.text.replaceAll('\n', ''));
    }
  });

  it('leads to items of the dossier, by their ids, and nowhere else', () => {
    const html = drawn(readMarkdown('See E-03, **E-03**. E-04, `E-03`, [E-03](https://a.example), xE-03 and E-03x. <a href="https://a.example">y</a> https://b.example'));
    expect([...html.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, href, text]) => [href, text])).toEqual(Array.from({ length: 3 }, () => ['#/dossier/aurora/evidence/E-03', 'E-03']));
    expect(html.match(/<a\b/g)).toHaveLength(3);
  });

  it('never skips a rank of headings, and says what is noted at a stop', () => {
    const html = drawn(readMarkdown('# One\n\n#### Four\n\n## Two'));
    expect([...html.matchAll(/<(h\d)/g)].map(([, rank]) => rank)).toEqual(['h3', 'h4', 'h4']);
    expect(html).toContain('aria-description="1 note"');
  });
});
