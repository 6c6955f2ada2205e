/**
 * The fields that wait for countersignatures: prepared before the seal, visible, tagged, each with the look that it will have once it is signed
 * (`shared/packet/countersign.ts`). A subset font has only the glyphs that the pages use, so those of a time are encoded here.
 */
import { timeCharacters, waitingLook } from '../../shared/packet/countersign.ts';
import type { SignatureFields } from '../../shared/packet/outline/content.ts';
import { Defect } from '../../shared/result.ts';
import { textString, type PdfDocument, type PdfFont, type PdfReference } from './document.ts';
import { greys, mm, type as sizes, type Face } from './measures.ts';
import { baselineIn, breakLines, drawLine } from './paragraph.ts';
import type { Pen } from './pen.ts';
import type { Slab } from './slab.ts';

/** One field of the section: its name, who signs in it, and the words beside and in it. */
export type FieldRow = SignatureFields['rows'][number];
/** The place of a field on the current page, in points from the top left. */
export interface FieldRect { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
/** Adds the field over its box, while its page is current. */
export type FieldPlace = (row: FieldRow, rect: FieldRect) => void;

const box = { left: mm(70), height: 47, gap: 9 } as const;

/** A row each: who, as what and how they voted; beside it the box that their signature fills. */
export function signatureFieldSlabs(pen: Pen, block: SignatureFields, before: number, width: number, place: FieldPlace | null): Slab[] {
  return block.rows.map((row, i) => {
    const name = breakLines(pen, [{ text: row.name, strong: true }], sizes.body, box.left - mm(5), 2);
    const details = row.details.flatMap((rich) => breakLines(pen, rich, { ...sizes.note, grey: 'ink-2' }, box.left - mm(5), 2));
    const height = Math.max(box.height, name.length * sizes.body.leading + details.length * sizes.note.leading);
    return {
      height, before: i === 0 ? before : box.gap,
      draw: (_, x, y) => {
        pen.tag('P', undefined, () => {
          name.forEach((line, j) => drawLine(pen, line, x, y + j * sizes.body.leading + baselineIn(sizes.body)));
          details.forEach((line, j) => drawLine(pen, line, x, y + name.length * sizes.body.leading + j * sizes.note.leading + baselineIn(sizes.note)));
        });
        const rect = { x: x + box.left, y, width: width - box.left, height: box.height };
        pen.artifact(() => pen.rect(rect.x, rect.y, rect.width, rect.height, { stroke: 'rule-key', width: 0.6 }));
        place?.(row, rect);
      },
    };
  });
}

const hex = (font: PdfFont, text: string): string => font.encode(text)[0].join('');
const inset = 8;

/** Adds one waiting field: a widget, its appearance with the signed look inside it, and its element of the structure tree. */
export function addSignatureField(document: PdfDocument, pen: Pen, fonts: Readonly<Record<Face, PdfFont>>, row: FieldRow, rect: FieldRect): void {
  const { sans } = fonts;
  const draw = (font: PdfFont, size: number, grey: keyof typeof greys, x: number, baseline: number, shown: string): string => `${greys[grey]} g BT /${font.id} ${size} Tf ${Math.round(x * 100) / 100} ${baseline} Td ${shown} Tj ET`;
  const used: Record<string, PdfReference> = { [sans.id]: sans.ref() };
  let at = inset;
  const atoms = breakLines(pen, [{ text: row.name, strong: true }], { size: 9.3, leading: 12 }, rect.width - 2 * inset, 1)[0]?.atoms ?? [];
  const name = atoms.flatMap((atom) => (atom.kind === 'text' ? pen.runs(atom.style.face, `${atom.text} `) : [])).map(({ font, text }) => {
    used[font.id] = font.ref();
    const drawn = draw(font, 9.3, 'ink', at, 30, `<${hex(font, text)}>`);
    at += font.widthOfString(text, 9.3);
    return drawn;
  });
  const glyphs = new Map([...timeCharacters].map((character) => {
    const code = hex(sans, character);
    if (!/^[0-9a-f]{4}$/i.test(code)) throw new Defect('a face has no glyph for a character of a time');
    return [character, code.toLowerCase()] as const;
  }));
  const signed = [...name, draw(sans, 7.8, 'ink-2', inset, 19, `<${hex(sans, row.signedWord)}>`), draw(sans, 7.8, 'ink-2', inset, 9, '{at}')].join(' ');
  const waiting = draw(sans, 7.8, 'ink-2', inset, 9, `<${hex(sans, row.waitingWord)}>`);
  const appearance = document.ref({
    Type: 'XObject', Subtype: 'Form', BBox: [0, 0, rect.width, rect.height], Resources: { Font: used },
  });
  // Whoever signs later writes it again by its text: it is not compressed.
  (appearance as PdfReference & { compress: boolean }).compress = false;
  appearance.end(new TextEncoder().encode(waitingLook(glyphs, signed, waiting).trimEnd()));
  const element = pen.within(pen.element, 'Form', { alt: row.alt });
  document.annotate(rect.x, rect.y, rect.width, rect.height, {
    Subtype: 'Widget', FT: 'Sig', T: textString(row.field), TU: textString(row.alt), F: 132, P: document.page.dictionary, AP: { N: appearance }, structParent: element,
  });
  element.end();
  const field = (document.page.dictionary.data['Annots'] as PdfReference[]).at(-1)!;
  // The seal on page 1 has begun the form: a second beginning would leave the first one open for ever.
  const form = document._root.data['AcroForm'] as PdfReference;
  form.data['Fields'] = [...(form.data['Fields'] as PdfReference[]), field];
}
