/** PDF/A-3a, the file and its objects: ISO 19005-3, 6.1. */
import { entry, latin1, textOf, type PdfDict, type PdfString } from '../../shared/packet/verify/pdf-object.ts';
import type { Model } from './model.ts';
import { rule, type Rule } from './rule.ts';

const strings = (model: Model): PdfString[] => [...model.everything()].filter((object): object is PdfString => object.kind === 'string');
const hexTokens = (model: Model): string[] => strings(model).filter(({ from }) => from >= 0 && model.bytes[from] === 0x3c).map(({ from, to }) => model.text.slice(from + 1, to - 1).replaceAll(/\s/g, ''));
const allowed = ['ASCIIHexDecode', 'ASCII85Decode', 'FlateDecode', 'RunLengthDecode', 'CCITTFaxDecode', 'JBIG2Decode', 'DCTDecode', 'JPXDecode'];

/** The text of every object from its number to past its `endobj`, streams' bytes included. */
const objectTexts = (model: Model): string[] => model.file.revisions.flatMap((revision) => model.file.spans(revision)).map(({ from, to }) => model.text.slice(from, to + 1));

function namesIn(model: Model): string[] {
  return [...model.everything()].flatMap((object) => (object.kind === 'name' ? [object.value] : object.kind === 'dict' ? [...object.entries.keys()] : []));
}

const numbersIn = (model: Model): { readonly kind: 'integer' | 'real'; readonly value: number }[] =>
  [...model.everything(), ...model.pages.flatMap(({ operations }) => operations.flatMap(({ operands }) => operands))].filter((object) => object.kind === 'integer' || object.kind === 'real');

const boxes = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'];

function outsized(model: Model, page: PdfDict): string[] {
  return boxes.flatMap((box) => {
    const found = model.get(page, box);
    if (found.kind === 'null') return [];
    const sides = found.kind === 'array' ? found.items.map((item) => (item.kind === 'integer' || item.kind === 'real' ? item.value : NaN)) : [];
    const [x1, y1, x2, y2] = sides as [number, number, number, number];
    return [Math.abs(x2 - x1), Math.abs(y2 - y1)].every((side) => side >= 3 && side <= 14_400) ? [] : [`${box} ${sides.join(' ')}`];
  });
}

export const fileRules: readonly Rule[] = [
  rule('A 6.1.2-1', 'The file begins with %PDF-1.n and an end of line.', ({ text }) => /^%PDF-1\.[0-7][\r\n]/.test(text)),
  rule('A 6.1.2-2', 'A comment of at least four bytes above 127 follows.', ({ bytes, text }) => {
    const at = /^%PDF-1\..(?:\r\n|\r|\n)%/.exec(text)?.[0].length ?? 0;
    return at > 0 && [0, 1, 2, 3].every((i) => bytes[at + i]! > 127);
  }),
  rule('A 6.1.3-1', 'The trailer has an ID.', (model) => { const id = model.get(model.last.trailer, 'ID'); return id.kind === 'array' && id.items.length === 2 && id.items.every((item) => item.kind === 'string' && item.bytes.length > 0); }),
  rule('A 6.1.3-2, UA 7.16-1', 'Nothing is encrypted.', ({ text }) => !/trailer\s*<<[^]*?\/Encrypt\b[^]*?startxref/.test(text.slice(text.indexOf('\ntrailer')))),
  rule('A 6.1.3-3', 'After the last %%EOF stands one end of line at most.', ({ text }) => /%%EOF(?:\r\n|\r|\n)?$/.test(text)),
  rule('A 6.1.4-2', 'One end of line stands between xref and its first section.', ({ text }) => [...text.matchAll(/\nxref([\r\n\s]*?)\d/g)].every((match) => /^(?:\r\n|\r|\n)$/.test(match[1]!))),
  rule('A 6.1.6-1', 'Hexadecimal strings have an even number of digits.', (model) => hexTokens(model).every((token) => token.length % 2 === 0)),
  rule('A 6.1.6-2', 'Hexadecimal strings have no other characters.', (model) => hexTokens(model).every((token) => /^[0-9a-fA-F]*$/.test(token))),
  rule('A 6.1.7-1', 'The length of every stream is what its dictionary says.', (model) => objectTexts(model).flatMap((text) => {
    const open = /^\d+ 0 obj\s[^]*?>>\s*stream\r?\n/.exec(text.slice(0, 4096));
    const length = open === null ? null : /\/Length (\d+)/.exec(open[0]);
    if (open === null || length === null) return [];
    return /^\r?\nendstream/.test(text.slice(open[0].length + Number(length[1]), open[0].length + Number(length[1]) + 12)) ? [] : [text.slice(0, 12)];
  })),
  rule('A 6.1.7-2', 'stream and endstream stand on lines of their own.', (model) => objectTexts(model).every((text) => !/>>\s*stream/.test(text.slice(0, 4096)) || (/>>\s*stream\r?\n/.test(text.slice(0, 4096)) && /[\r\n]endstream\s+endobj/.test(text.slice(-40))))),
  rule('A 6.1.7-3', 'No stream is outside the file.', (model) => [...model.streams()].every(({ dict }) => ['F', 'FFilter', 'FDecodeParms'].every((key) => !dict.entries.has(key)))),
  rule('A 6.1.7-4', 'Every filter is one of the standard ones, and none is LZW.', (model) => [...model.streams()].flatMap(({ dict }) => {
    const filter = model.get(dict, 'Filter');
    return (filter.kind === 'array' ? filter.items : filter.kind === 'null' ? [] : [filter]).flatMap((one) => (one.kind === 'name' && allowed.includes(one.value) ? [] : ['a filter that is not allowed']));
  })),
  rule('A 6.1.8-1', 'Font names and structure types are UTF-8.', (model) => [...model.pages.flatMap(({ operations }) => operations.flatMap(({ font }) => (font === null ? [] : [model.font(font).name]))), ...model.elements.map(({ type }) => type)].every((name) => {
    try { new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(name, (character) => character.charCodeAt(0))); return true; } catch { return false; }
  })),
  rule('A 6.1.9-1', 'Object numbers, obj and endobj are spaced as they must be.', (model) => objectTexts(model).filter((text) => !/^\d+ \d+ obj(?:\r\n|\r|\n)/.test(text) || !/[\r\n]endobj[\r\n]?$/.test(text)).map((text) => text.slice(0, 20))),
  rule('A 6.1.10-1', 'No page has an image inside its content.', (model) => model.pages.every(({ operations }) => operations.every(({ op }) => op !== 'BI'))),
  rule('A 6.1.12-1', 'The permissions hold nothing but DocMDP and UR3.', (model) => [...model.dict(model.catalog, 'Perms').entries.keys()].every((key) => key === 'DocMDP' || key === 'UR3')),
  rule('A 6.1.12-2', 'A signature reference has no digest of its own.', (model) => !model.dict(model.catalog, 'Perms').entries.has('DocMDP') || model.having('Type', 'SigRef').every(({ entries }) => ['DigestLocation', 'DigestMethod', 'DigestValue'].every((key) => !entries.has(key)))),
  rule('A 6.1.13-1', 'No integer is out of range.', (model) => numbersIn(model).every(({ kind, value }) => kind !== 'integer' || Math.abs(value) <= 2_147_483_647)),
  rule('A 6.1.13-2', 'No real number is out of range.', (model) => numbersIn(model).every(({ kind, value }) => kind !== 'real' || Math.abs(value) <= 3.403e38)),
  rule('A 6.1.13-3', 'No string is longer than 32767 bytes.', (model) => strings(model).every(({ bytes }) => bytes.length <= 32_767)),
  rule('A 6.1.13-4', 'No name is longer than 127 bytes.', (model) => namesIn(model).every((name) => name.length <= 127)),
  rule('A 6.1.13-5', 'No real number is too close to zero.', (model) => numbersIn(model).every(({ kind, value }) => kind !== 'real' || value === 0 || Math.abs(value) >= 1.175e-38)),
  rule('A 6.1.13-7', 'There are not more than 8388607 objects.', (model) => { const size = model.get(model.last.trailer, 'Size'); return size.kind === 'integer' && size.value <= 8_388_607; }),
  rule('A 6.1.13-8', 'q and Q are nested 28 deep at most.', (model) => model.pages.every(({ operations }) => operations.every(({ depth }) => depth <= 28))),
  rule('A 6.1.13-11', 'Pages measure from 3 to 14400 units.', (model) => model.pages.flatMap(({ dict }) => outsized(model, dict))),
  rule('own info', 'What Info says, the metadata say too.', (model) => {
    const info = model.dict(model.last.trailer, 'Info'), xml = metadataOf(model);
    const said = (key: string): string => textOf(model.get(info, key)) ?? '';
    const at = (key: string): string => said(key).replace(/^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
    const pairs: [string, string][] = [['dc:title', said('Title')], ['pdf:Producer', said('Producer')], ['pdf:Keywords', said('Keywords')], ['xmp:CreatorTool', said('Creator')], ['xmp:CreateDate', at('CreationDate')], ['xmp:ModifyDate', at('ModDate')]];
    return pairs.filter(([tag, value]) => !new RegExp(`<${tag}>(?:\\s*<rdf:Alt>\\s*<rdf:li xml:lang="x-default">)?${value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}</`).test(xml)).map(([tag, value]) => `${tag} is not ${value}`);
  }),
];

/** The XMP packet as text. */
export function metadataOf(model: Model): string {
  const stream = model.get(model.catalog, 'Metadata');
  return stream.kind === 'stream' && entry(stream.dict, 'Filter').kind === 'null' ? Buffer.from(latin1(stream.raw), 'latin1').toString('utf8') : '';
}
