/** Draws on the current page and tags what it draws. Coordinates are points from the top left corner; text stands on its baseline. */
import { visibleText } from '../../shared/bytes/readable-json.ts';
import type { Bookmark, PdfDocument, PdfFont, StructureElement, StructureOptions } from './document.ts';
import { greys, type Face, type Grey } from './measures.ts';

const round = (value: number): number => Math.round(value * 100) / 100;
/** Distance of control points that makes four Bézier curves a circle. */
const kappa = 0.5523;

// Letters that the Latin text of a packet is made of; anything else is looked up in the font first.
const plain = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2212]*$/;
// Control, formatting and bidirectional characters could make a page say something else than its bytes.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;

export class Pen {
  readonly #document: PdfDocument;
  readonly #fonts: Readonly<Record<Face, PdfFont>>;
  readonly #widths = new Map<Face, Map<string, number>>();
  readonly #elements: StructureElement[] = [];
  #bookmark: Bookmark | null = null;

  constructor(document: PdfDocument, fonts: Readonly<Record<Face, PdfFont>>) {
    this.#document = document;
    this.#fonts = fonts;
    const root = document.struct('Document');
    document.addStructure(root);
    this.#elements.push(root);
  }

  /** Width of `text` at a size of one point. */
  widthOf(face: Face, text: string): number {
    let widths = this.#widths.get(face);
    if (widths === undefined) this.#widths.set(face, (widths = new Map()));
    let width = widths.get(text);
    if (width === undefined) widths.set(text, (width = this.#fonts[face].widthOfString(text, 1)));
    return width;
  }

  /** `text` with every character that the face lacks, or that can't be seen, as its code point: `[U+202E]`. */
  visible(face: Face, text: string): string {
    if (plain.test(text)) return text;
    const { font } = this.#fonts[face];
    return [...text.replace(/[\t\n\r]/g, ' ')].map((character) => {
      const code = character.codePointAt(0)!;
      return !invisible.test(character) && font.hasGlyphForCodePoint(code) ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    }).join('');
  }

  text(face: Face, size: number, grey: Grey, x: number, baseline: number, text: string): void {
    if (text === '') return;
    const font = this.#fonts[face];
    this.#document.page.fonts[font.id] ??= font.ref();
    const [codes, positions] = font.encode(text);
    const start = `${greys[grey]} g BT /${font.id} ${size} Tf`;
    if (positions.some(({ xOffset, yOffset }) => xOffset !== 0 || yOffset !== 0)) {
      // Marks that stand above or below their letter: each glyph gets its own place.
      let at = x;
      const shown = positions.map((position, i) => {
        const matrix = `1 0 0 -1 ${round(at + (position.xOffset * size) / 1000)} ${round(baseline - (position.yOffset * size) / 1000)} Tm <${codes[i]!}> Tj`;
        at += (position.xAdvance * size) / 1000;
        return matrix;
      });
      this.#document.addContent(`${start} ${shown.join(' ')} ET`);
      return;
    }
    let shown = '<';
    positions.forEach(({ xAdvance, advanceWidth }, i) => {
      shown += codes[i]!;
      if (xAdvance !== advanceWidth && i < positions.length - 1) shown += `> ${round(advanceWidth - xAdvance)} <`;
    });
    this.#document.addContent(`${start} 1 0 0 -1 ${round(x)} ${round(baseline)} Tm [${shown}>] TJ ET`);
  }

  line(x1: number, y1: number, x2: number, y2: number, width: number, grey: Grey, dash?: readonly [number, number]): void {
    const dashed = dash === undefined ? '' : `[${dash.join(' ')}] 0 d `;
    this.#document.addContent(`${dashed}${greys[grey]} G ${width} w ${round(x1)} ${round(y1)} m ${round(x2)} ${round(y2)} l S${dash === undefined ? '' : ' [] 0 d'}`);
  }

  rect(x: number, y: number, width: number, height: number, paint: Paint): void {
    this.#paint(`${round(x)} ${round(y)} ${round(width)} ${round(height)} re`, paint);
  }

  circle(cx: number, cy: number, r: number, paint: Paint): void {
    const k = r * kappa;
    const at = (dx: number, dy: number): string => `${round(cx + dx)} ${round(cy + dy)}`;
    this.#paint(`${at(r, 0)} m ${at(r, k)} ${at(k, r)} ${at(0, r)} c ${at(-k, r)} ${at(-r, k)} ${at(-r, 0)} c ${at(-r, -k)} ${at(-k, -r)} ${at(0, -r)} c ${at(k, -r)} ${at(r, -k)} ${at(r, 0)} c h`, paint);
  }

  /** A polygon or polyline through the points. */
  path(points: readonly (readonly [number, number])[], closed: boolean, paint: Paint): void {
    this.#paint(`${points.map(([x, y], i) => `${round(x)} ${round(y)} ${i === 0 ? 'm' : 'l'}`).join(' ')}${closed ? ' h' : ''}`, paint);
  }

  #paint(shape: string, { fill, stroke, width = 0.75 }: Paint): void {
    const set = `${fill === undefined ? '' : `${greys[fill]} g `}${stroke === undefined ? '' : `${greys[stroke]} G ${width} w 1 j `}`;
    this.#document.addContent(`${set}${shape} ${fill === undefined ? 'S' : stroke === undefined ? 'f' : 'B'}`);
  }

  /** Starts an element inside the current one; the caller closes it, if need be pages later. */
  open(type: string, options?: StructureOptions): StructureElement {
    const element = this.within(this.element, type, options);
    this.#elements.push(element);
    return element;
  }

  close(): void {
    this.#elements.pop()!.end();
  }

  /** Starts an element that is not the current one yet: tables put several side by side. */
  within(parent: StructureElement, type: string, options?: StructureOptions): StructureElement {
    // Alternative text is read aloud and copied: what can't be seen in it is spelled out too.
    const element = this.#document.struct(type, options?.alt === undefined ? options : { ...options, alt: visibleText(options.alt.replaceAll('\u00a0', ' ')) });
    parent.add(element);
    return element;
  }

  get element(): StructureElement { return this.#elements.at(-1)!; }

  /** What `draw` draws belongs to `element`. */
  mark(element: StructureElement, tag: string, draw: () => void): void {
    const content = this.#document.markStructureContent(tag);
    draw();
    this.#document.endMarkedContent();
    element.add(content);
  }

  /** What `draw` draws is decoration or repeated, and not read aloud. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#document.markContent('Artifact', { type });
    draw();
    this.#document.endMarkedContent();
  }

  /** Inside marked content: letters that are part of a drawing, and not read or copied as text. */
  silent(draw: () => void): void {
    this.#document.addContent('/Span << /ActualText () >> BDC');
    draw();
    this.#document.addContent('EMC');
  }

  /** An element with its whole content in one go. */
  tag(type: string, options: StructureOptions | undefined, draw: () => void): void {
    const element = this.open(type, options);
    this.mark(element, type, draw);
    this.close();
  }

  bookmark(title: string, level: 1 | 2, y: number): void {
    if (level === 1 || this.#bookmark === null) this.#bookmark = this.#document.outline.addItem(title, { top: y });
    else this.#bookmark.addItem(title, { top: y });
  }
}

export interface Paint { readonly fill?: Grey; readonly stroke?: Grey; readonly width?: number }
