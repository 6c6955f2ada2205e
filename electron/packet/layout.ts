/** Sets an outline in pages: page 1 alone, then the sections, then what runs along every page. */
import type { Outline } from '../../shared/packet/outline/content.ts';
import { Defect } from '../../shared/result.ts';
import { sectionsIn, slabsOf } from './blocks.ts';
import type { PdfDocument, PdfFont } from './document.ts';
import { label } from './first-page.ts';
import { mm, page as common, type as sizes, type Face, type Sheet } from './measures.ts';
import { breakLines, drawLine } from './paragraph.ts';
import { Pen } from './pen.ts';
import type { FieldRect, FieldRow } from './signature-fields.ts';
import { drawStack, flow, heightOf } from './slab.ts';

/** The place of the signature field on page 1, in points from the top left. */
export interface SealRect { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Sets the first outline whose page 1 fits a page. `onSeal` is called while page 1 is current, once the seal's area is drawn, `onField` for each field that waits for a countersignature. */
export function layOut(document: PdfDocument, fonts: Readonly<Record<Face, PdfFont>>, page: Sheet, outlines: Iterable<Outline>, onSeal: (pen: Pen, rect: SealRect) => void, onField?: (pen: Pen, row: FieldRow, rect: FieldRect) => void): void {
  const pen = new Pen(document, fonts);
  const placeSeal = (rect: SealRect): void => onSeal(pen, rect);
  const { outline, body, seal, sealTop } = fitting(pen, page, outlines, placeSeal);
  const setting = { banner: outline.banner, height: page.bottom - page.top, placeSeal, placeField: (row: FieldRow, rect: FieldRect): void => onField?.(pen, row, rect) };
  document.addPage();
  drawStack(pen, body, page.left, page.top);
  drawStack(pen, seal, page.left, sealTop);
  document.addPage();
  flow(pen, slabsOf(pen, outline.rest, setting), { x: page.left, top: page.top, bottom: page.bottom, start: page.top, newPage: () => document.addPage() });
  running(document, pen, page, outline);
  pen.close();
}

/** Space between the verification block and the seal, at least. */
const aboveSeal = 6;

/** The seal stands at the foot of page 1, whatever is above it: the first outline that leaves it room. */
function fitting(pen: Pen, page: Sheet, outlines: Iterable<Outline>, placeSeal: (rect: SealRect) => void) {
  let tooHigh = 0;
  for (const outline of outlines) {
    pen.sections = sectionsIn([...outline.first, ...outline.rest]);
    const setting = { banner: outline.banner, height: page.bottom - page.top, placeSeal };
    const seal = slabsOf(pen, outline.first.slice(-1), setting);
    const body = slabsOf(pen, outline.first.slice(0, -1), setting);
    const sealTop = page.bottom - heightOf(seal) - 4;
    tooHigh = page.top + heightOf(body) + aboveSeal - sealTop;
    if (tooHigh <= 0) return { outline, body, seal, sealTop };
  }
  throw new Defect(`page 1 is ${Math.round(tooHigh)} points too high`);
}

/** Least space between the parts of the header. */
const apart = 10;

/** Header and footer of every page, as artifacts. */
function running(document: PdfDocument, pen: Pen, page: Sheet, outline: Outline): void {
  const { count } = document.bufferedPageRange();
  const style = { ...sizes.running, grey: 'ink-2' } as const;
  const third = common.textWidth / 3;
  const line = (rich: Outline['header'][2], room: number) => breakLines(pen, rich, style, room, 1)[0] ?? { atoms: [], width: 0 };
  const bannerWidth = outline.banner === null ? 0 : pen.widthOf('sans-semibold', outline.banner) * 8 + 8 * 0.9 + 6;
  // The packet's number is what people quote: the release gives way to it.
  const right = line(outline.header[2], third + 12);
  const left = line([outline.header[0]], common.textWidth - right.width - bannerWidth - apart);
  const between = { from: page.left + bannerWidth + left.width + apart, to: page.right - right.width - apart };
  const middle = between.to - between.from < mm(12) ? null : line([outline.header[1]], Math.min(third, between.to - between.from));
  const middleAt = middle === null ? 0 : Math.min(between.to - middle.width, Math.max(between.from, page.left + (common.textWidth - middle.width) / 2));
  const footLeft = line([outline.footer[0]], third - 6);
  const footMiddle = line([outline.footer[1]], third + 20);
  for (let i = 0; i < count; i++) {
    document.switchToPage(i);
    pen.artifact(() => {
      if (outline.banner !== null) label(pen, outline.banner, 8, page.left + bannerWidth - 6, page.headerBaseline - 8);
      drawLine(pen, left, page.left + bannerWidth, page.headerBaseline);
      if (middle !== null) drawLine(pen, middle, middleAt, page.headerBaseline);
      drawLine(pen, right, page.right - right.width, page.headerBaseline);
      pen.line(page.left, page.headerRule, page.right, page.headerRule, 0.4, 'rule-header');
      pen.line(page.left, page.footerRule, page.right, page.footerRule, 0.4, 'rule-header');
      drawLine(pen, footLeft, page.left, page.footerBaseline);
      drawLine(pen, footMiddle, page.left + (common.textWidth - footMiddle.width) / 2, page.footerBaseline);
      const number = line([`Page ${i + 1} of ${count}`], third);
      drawLine(pen, number, page.right - number.width, page.footerBaseline);
    }, 'Pagination');
  }
}
