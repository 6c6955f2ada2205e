/**
 * XML as data: elements, attributes, text. A DOCTYPE is refused, so there are no entities but XML's own five and no outside files (rule
 * E-6); depth, elements and attributes are capped.
 */
import { SaxesParser } from 'saxes';
import { beginning, clip, textOf, unreadable, type EvidenceFile } from './reader.ts';
import { ok, type Result } from '../result.ts';

export interface XmlElement {
  /** As written, prefix included. */
  readonly name: string;
  /** Without its prefix. */
  readonly local: string;
  /** The namespace; empty for none. */
  readonly uri: string;
  /** By the name as written. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, pieces joined. */
  readonly text: string;
  /** Line of the start tag, from 1. */
  readonly line: number;
}

const most = { depth: 64, elements: 500_000, attributes: 200 } as const;

class Stop extends Error {
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  constructor(line: number, expected: string, found: string) {
    super(expected);
    this.line = line;
    this.expected = expected;
    this.found = found;
  }
}

/** What a file came to, whichever format asked: its root, or where and why it stopped. */
const parsed = new WeakMap<EvidenceFile, { readonly root: XmlElement } | Stop>();

/** Reads a whole file as XML and answers its root. */
export function readXml(format: string, file: EvidenceFile): Result<XmlElement> {
  const known = parsed.get(file);
  const text = known === undefined ? xmlText(format, file) : null;
  if (text?.ok === false) return text;
  const outcome = known ?? attempt(text!.value);
  parsed.set(file, outcome);
  return outcome instanceof Stop ? unreadable(format, file.name, `line ${outcome.line}`, outcome.expected, outcome.found) : ok(outcome.root);
}

function attempt(text: string): { readonly root: XmlElement } | Stop {
  try {
    return { root: parse(text) };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return error;
  }
}

/** The text, or for another encoding a refusal that names it: bytes that mean something else there must not be read as UTF-8. */
function xmlText(format: string, file: EvidenceFile): Result<string> {
  const { bytes, name } = file;
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0x3c && bytes[1] === 0) || (bytes[0] === 0 && bytes[1] === 0x3c);
  if (wide) return unreadable(format, name, 'line 1', 'XML in UTF-8', 'UTF-16');
  const start = new TextDecoder().decode(bytes.subarray(0, 1024));
  const encoding = /^\uFEFF?<\?xml\s[^>?]*?\bencoding\s*=\s*["']([^"'<>]{0,40})["']/.exec(start)?.[1];
  const isUtf8 = encoding === undefined || /^(?:utf-?8|us-ascii|ascii)$/i.test(encoding);
  const text = textOf(format, file);
  // A DOCTYPE is the graver reason.
  if (isUtf8 || (text.ok && prologOf(text.value).doctype !== null)) return text;
  return unreadable(format, name, 'line 1', 'XML in UTF-8', `encoding="${encoding}"`);
}

/** Name and attributes of the root as far as the first kilobytes show them, for detection; null for what isn't XML. */
export function seeXmlRoot(file: EvidenceFile): { readonly name: string; readonly local: string; readonly tag: string } | null {
  const start = beginning(file).replace(/^\uFEFF/, '');
  const tag = /^<([A-Za-z_][\w.:-]*)[^<]*/.exec(start.slice(prologOf(start).end));
  if (tag === null) return null;
  return { name: tag[1]!, local: tag[1]!.replace(/^.*:/, ''), tag: tag[0] };
}

/** Where the root would begin, and where the DOCTYPE before it does, with its text; one pass over the text. */
export function prologOf(text: string): { readonly end: number; readonly doctype: { readonly at: number; readonly text: string } | null } {
  let doctype: { at: number; text: string } | null = null;
  let at = 0;
  const past = (close: string): number => {
    const found = text.indexOf(close, at);
    return found < 0 ? text.length : found + close.length;
  };
  for (;;) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    if (text.startsWith('<?', at)) at = past('?>');
    else if (text.startsWith('<!--', at)) at = past('-->');
    else if (doctype === null && /^<!doctype/i.test(text.slice(at, at + 9))) {
      const start = at;
      at = doctypeEnd(text, at);
      doctype = { at: start, text: text.slice(start, at) };
    } else return { end: at, doctype };
  }
}

/** After the `>` that closes a DOCTYPE: neither quoted nor between its brackets. */
function doctypeEnd(text: string, from: number): number {
  let quote = '';
  let inside = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[') inside = true;
    else if (char === ']') inside = false;
    else if (char === '>' && !inside) return at + 1;
  }
  return text.length;
}

interface Open extends XmlElement { readonly children: Open[]; text: string }

function parse(text: string): XmlElement {
  const { doctype } = prologOf(text);
  const refused = (line: number): Stop => new Stop(line, 'XML without a DOCTYPE', 'a DOCTYPE, which could bring in entities and outside files');
  if (doctype !== null) throw refused(text.slice(0, doctype.at).split('\n').length);
  // Positions are the parser's own, so that a place is what an editor shows.
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Open[] = [];
  let root: Open | null = null;
  let elements = 0;
  parser.on('error', (error) => { throw new Stop(parser.line, 'well-formed XML', clip(error.message.replace(/^\d+:\d+: /, ''), 120)); });
  parser.on('doctype', () => { throw refused(parser.line); });
  let [attributesOfTag, lineOfTag] = [0, 1];
  // By then the character after the name is read, which may have been the end of the line.
  parser.on('opentagstart', () => { [attributesOfTag, lineOfTag] = [0, parser.line - (parser.columnIndex === 0 ? 1 : 0)]; });
  // Counted while the tag is still open, so that no tag grows without end.
  parser.on('attribute', () => { if (++attributesOfTag > most.attributes) throw new Stop(parser.line, `at most ${most.attributes} attributes`, 'more'); });
  parser.on('opentag', ({ name, local, uri, attributes }) => {
    if (open.length >= most.depth) throw new Stop(parser.line, `at most ${most.depth} levels`, 'more');
    if (++elements > most.elements) throw new Stop(parser.line, `at most ${most.elements} elements`, 'more');
    const element: Open = { name, local, uri, attributes: new Map(Object.keys(attributes).map((key) => [key, attributes[key]!.value])), children: [], text: '', line: lineOfTag };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => { open.pop(); });
  // In pieces, so that what stops it stops it early.
  for (let at = 0; at < text.length; at += 64 * 1024) parser.write(text.slice(at, at + 64 * 1024));
  parser.close();
  if (root === null) throw new Stop(1, 'an element', 'none');
  return root;
}

/** An attribute's text; null where it isn't there. */
export const attributeOf = (element: XmlElement, name: string): string | null => element.attributes.get(name) ?? null;

/** Children of one local name. */
export const childrenOf = (element: XmlElement, local: string): readonly XmlElement[] => element.children.filter((child) => child.local === local);
