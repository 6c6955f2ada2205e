import { describe, expect, it } from 'vitest';
import { attributeOf, childrenOf, prologOf, readXml, seeXmlRoot } from '../../../shared/evidence/xml-text.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (content: string | Uint8Array, format = 'junit-xml') => readXml(format, rawFile('report.xml', content));
function rootOf(content: string) {
  const result = read(content);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
}
const refused = (place: string, parts: Record<string, unknown> = {}) => ({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'report.xml', place, ...parts } } });

describe('XML as data', () => {
  it('gives elements, attributes, text and CDATA, with the line of each start tag', () => {
    const root = rootOf('<?xml version="1.0"?>\n<!-- first -->\n<a\n  x="1"\n>one<b y="&lt;2&gt;"/><![CDATA[<two>&amp;]]><!-- no --><b/>three</a>\n');
    expect(root).toMatchObject({ name: 'a', local: 'a', uri: '', text: 'one<two>&amp;three', line: 3 });
    expect(attributeOf(root, 'x')).toBe('1');
    expect(attributeOf(root, 'y')).toBeNull();
    expect(childrenOf(root, 'b').map((child) => attributeOf(child, 'y'))).toEqual(['<2>', null]);
    expect(childrenOf(root, 'b')[0]?.line).toBe(5);
  });

  it('knows namespaces by what a prefix stands for, and refuses a prefix that stands for nothing', () => {
    const root = rootOf('<q:a xmlns:q="urn:one" xmlns="urn:two"><b q:c="3"/></q:a>');
    expect(root).toMatchObject({ name: 'q:a', local: 'a', uri: 'urn:one' });
    expect(root.children[0]).toMatchObject({ name: 'b', local: 'b', uri: 'urn:two' });
    expect(attributeOf(root.children[0]!, 'q:c')).toBe('3');
    expect(read('<q:a/>')).toMatchObject(refused('line 1', { expected: 'well-formed XML' }));
  });

  it('takes names of the language as names and nothing more', () => {
    const root = rootOf('<constructor __proto__="1" toString="2"/>');
    expect(attributeOf(root, '__proto__')).toBe('1');
    expect(attributeOf(root, 'valueOf')).toBeNull();
  });

  it.each([
    ['external', '<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE r [\n<!ENTITY x SYSTEM "file:///etc/passwd">\n]>\n<r>&x;</r>', 3],
    ['laughing', '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>', 1],
    ['parameter', '\n\n<!DOCTYPE r [<!ENTITY % p SYSTEM "http://example.org/p"> %p; ]><r/>', 3],
    ['bare', '<!DOCTYPE r><r/>', 1], ['never closed', '<!DOCTYPE r [', 1],
  ])('E-6 refuses a DOCTYPE with its line: %s', (_, text, line) => {
    expect(read(text)).toMatchObject(refused(`line ${line}`, { expected: 'XML without a DOCTYPE' }));
  });

  it('E-6 refuses entities that nobody defined, and what is not well-formed', () => {
    expect(read('<a>\n&nbsp;</a>')).toMatchObject(refused('line 2', { expected: 'well-formed XML' }));
    for (const text of ['<a>', '<a></b>', '<a/><b/>', '<a x="1" x="2"/>', '<a x=1/>', 'text', '<a>&#0;</a>', '<a>&#x1b;</a>', '<a', '<a><![CDATA[', '']) expect(read(text), text).toMatchObject({ ok: false });
  });

  it('E-6 caps depth, elements and attributes', () => {
    const deep = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    expect(read(deep(64))).toMatchObject({ ok: true });
    expect(read(deep(65))).toMatchObject(refused('line 1', { expected: 'at most 64 levels' }));
    expect(read('<a>'.repeat(200_000))).toMatchObject(refused('line 1', { expected: 'at most 64 levels' }));
    const wide = (count: number, end: string): string => `<a ${Array.from({ length: count }, (_, index) => `x${index}="1"`).join('\n')}${end}`;
    expect(read(wide(200, '/>'))).toMatchObject({ ok: true });
    // Stopped at the 201st, not after the last.
    expect(read(wide(100_000, '/>'))).toMatchObject(refused('line 201', { expected: 'at most 200 attributes' }));
    expect(read(`<a>${'<b/>'.repeat(500_000)}</a>`)).toMatchObject(refused('line 1', { expected: 'at most 500000 elements' }));
  });

  it.each(['ISO-8859-1', 'windows-1252', 'UTF-16', 'x'])('E-6 refuses the encoding %s and names it', (encoding) => {
    expect(read(`<?xml version='1.0' encoding='${encoding}' standalone="yes"?><a/>`)).toMatchObject(refused('line 1', { expected: 'XML in UTF-8', found: `encoding="${encoding}"` }));
  });
  it('E-6 names the encoding of bytes that are no UTF-8, and UTF-16 without a declaration', () => {
    const latin = Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00e9</a>', (char) => char.charCodeAt(0));
    expect(read(latin)).toMatchObject(refused('line 1', { found: 'encoding="ISO-8859-1"' }));
    const wide = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]));
    for (const text of ['\uFEFF<a/>', '<a/>']) expect(read(wide(text))).toMatchObject(refused('line 1', { found: 'UTF-16' }));
    expect(read(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff))).toMatchObject({ ok: false, trouble: { code: 'input/not-utf8' } });
  });
  it('takes UTF-8 however it is written, with a byte order mark or without', () => {
    for (const text of ['<?xml version="1.0" encoding="utf8"?><a>é</a>', '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<a>é</a>', '\uFEFF<a>é</a>', '<a>é</a>']) expect(rootOf(text).text).toBe('é');
  });
  it('keeps text whole across the pieces in which it is read', () => {
    const text = `${'x'.repeat(64 * 1024 - 4)}\u{1F600}\r\n&amp;`;
    expect(rootOf(`<a>${text}</a>`).text).toBe(`${'x'.repeat(64 * 1024 - 4)}\u{1F600}\n&`);
  });

  it('refuses in the name of whichever format asks, though the file is read once', () => {
    const file = rawFile('report.xml', '<a>');
    for (const format of ['junit-xml', 'sacm']) expect(readXml(format, file)).toMatchObject({ ok: false, trouble: { params: { format } } });
  });
});

describe('the root of XML, for detection', () => {
  const see = (text: string) => seeXmlRoot(rawFile('x', text));
  it('is seen past declaration, comments and DOCTYPE, broken files too', () => {
    expect(see('\uFEFF<?xml version="1.0"?>\n<!-- <no/> -->\n<p:testsuite xmlns:p="urn:p" x="1">')).toMatchObject({ name: 'p:testsuite', local: 'testsuite' });
    expect(see('<!DOCTYPE r [ <!ENTITY x "]>"> <!ELEMENT r ANY> ]><r>')).toMatchObject({ local: 'r' });
    for (const text of ['', 'text', '{"a":"<b>"}', '<!-- never closed <a>', '<?xml', '< a>']) expect(see(text), text).toBeNull();
  });
  it('is found in one pass, whatever stands before it', () => {
    const started = performance.now();
    for (const part of ['<!--', '<?x', '<!DOCTYPE ', '<!-- -->', "<!DOCTYPE '"]) see(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
  it('knows where a DOCTYPE begins and ends', () => {
    expect(prologOf('<?a?> <!DOCTYPE r [<!ENTITY e ">">]> <r/>')).toEqual({ end: 37, doctype: { at: 6, text: '<!DOCTYPE r [<!ENTITY e ">">]>' } });
    expect(prologOf('<r/>')).toEqual({ end: 0, doctype: null });
  });
});
