/** Content streams as their operations, each with the marked content that it stands in. */
import { decode } from '../../shared/packet/verify/pdf-filter.ts';
import { PdfLexer } from '../../shared/packet/verify/pdf-lexer.ts';
import { entry, textOf, type PdfDict, type PdfObject } from '../../shared/packet/verify/pdf-object.ts';
import type { Model } from './model.ts';

/** `mcid`: null where the marked content has no number of its own. */
export interface Mark { readonly tag: string; readonly mcid: number | null; readonly properties: PdfDict | null; readonly actualText: string | null }

/** `marks`: outermost first. `font` and `mode` (Tr) are those in force; `depth` counts `q`. */
export interface Operation { readonly op: string; readonly operands: readonly PdfObject[]; readonly marks: readonly Mark[]; readonly font: PdfDict | null; readonly mode: number; readonly depth: number }

/** The operations of a content stream. Throws where it can't be read. */
export function operationsOf(model: Model, bytes: Uint8Array, resources: PdfDict): Operation[] {
  const lexer = new PdfLexer(bytes, 0, false);
  const operations: Operation[] = [];
  let operands: PdfObject[] = [];
  const marks: Mark[] = [];
  let font: PdfDict | null = null, mode = 0, depth = 0;
  for (lexer.skip(); lexer.at < bytes.length; lexer.skip()) {
    const word = /^[A-Za-z'"*][A-Za-z0-9'"*]*/.exec(String.fromCharCode(...bytes.subarray(lexer.at, lexer.at + 12)))?.[0];
    if (word === undefined || ['true', 'false', 'null'].includes(word)) {
      operands.push(lexer.object());
      continue;
    }
    lexer.at += word.length;
    if (word === 'BMC' || word === 'BDC') marks.push(markOf(model, operands, resources));
    if (word === 'Tf') font = dictOf(model, fontNamed(model, resources, operands[0]));
    if (word === 'Tr' && operands[0]?.kind === 'integer') mode = operands[0].value;
    if (word === 'q') depth++;
    if (word === 'Q') depth--;
    operations.push({ op: word, operands, marks: [...marks], font, mode, depth });
    if (word === 'EMC') marks.pop();
    operands = [];
  }
  return operations;
}

const dictOf = (model: Model, object: PdfObject): PdfDict | null => { const found = model.resolve(object); return found.kind === 'dict' ? found : null; };

function fontNamed(model: Model, resources: PdfDict, name: PdfObject | undefined): PdfObject {
  const fonts = dictOf(model, entry(resources, 'Font'));
  return fonts === null || name?.kind !== 'name' ? { kind: 'null' } : entry(fonts, name.value);
}

function markOf(model: Model, [tag, given]: readonly PdfObject[], resources: PdfDict): Mark {
  const listed = dictOf(model, entry(resources, 'Properties'));
  const properties = given === undefined ? null : dictOf(model, given.kind === 'name' && listed !== null ? entry(listed, given.value) : given);
  const mcid = properties === null ? null : entry(properties, 'MCID');
  return {
    tag: tag?.kind === 'name' ? tag.value : '', mcid: mcid?.kind === 'integer' ? mcid.value : null, properties,
    actualText: properties?.entries.has('ActualText') === true ? textOf(entry(properties, 'ActualText')) : null,
  };
}

/** A page's content streams as one. */
export function contentBytes(model: Model, page: PdfDict): Uint8Array {
  const contents = model.get(page, 'Contents');
  const streams = (contents.kind === 'array' ? contents.items : [contents]).map((item) => model.resolve(item));
  return Buffer.concat(streams.flatMap((stream) => {
    const bytes = stream.kind === 'stream' ? decode(stream) : null;
    return bytes === null ? [] : [bytes, Buffer.from('\n')];
  }));
}

/** The codes of two bytes that a text operator shows. */
export function shownCodes({ op, operands }: Operation): number[] {
  const strings = op === 'TJ' ? (operands[0]?.kind === 'array' ? operands[0].items : []) : ['Tj', '\'', '"'].includes(op) ? operands.slice(-1) : [];
  return strings.flatMap((one) => (one.kind === 'string' ? Array.from({ length: one.bytes.length >> 1 }, (_, i) => one.bytes[2 * i]! * 256 + one.bytes[2 * i + 1]!) : []));
}
