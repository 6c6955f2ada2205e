/** Draws on the current page and tags what it draws. Coordinates are points from the top left corner; text stands on its baseline. */
import { visibleText } from '../../shared/bytes/readable-json.ts';
import { isSetAlone } from '../../shared/packet/letters.ts';
import { textString, type Bookmark, type Fonts, type GlyphPosition, type MarkedContent, type PdfDocument, type PdfFont, type StructureElement, type StructureOptions } from './document.ts';
import { greys, type Face, type Grey } from './measures.ts';

const round = (value: number): number => Math.round(value * 100) / 100;
/** Distance of control points that makes four Bézier curves a circle. */
const kappa = 0.5523;

// Letters that the Latin text of a packet is made of; anything else is looked up in the font first.
const plain = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2212]*$/;
// Control, formatting and bidirectional characters could make a page say something else than its bytes.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;

/** Each glyph in its own place: marks that stand above or below their letter. */
function placed(codes: readonly string[], positions: readonly GlyphPosition[], size: number, x: number, baseline: number): string {
  let at = x;
  return positions.map((position, i) => {
    const shown = `1 0 0 -1 ${round(at + (position.xOffset * size) / 1000)} ${round(baseline - (position.yOffset * size) / 1000)} Tm <${codes[i]!}> Tj`;
    at += (position.xAdvance * size) / 1000;
    return shown;
  }).join(' ');
}

/** One line of glyphs, closer or wider where the font says so. */
function spaced(codes: readonly string[], positions: readonly GlyphPosition[], x: number, baseline: number): string {
  let shown = '<';
  positions.forEach(({ xAdvance, advanceWidth }, i) => {
    shown += codes[i]!;
    if (xAdvance !== advanceWidth && i < positions.length - 1) shown += `> ${round(advanceWidth - xAdvance)} <`;
  });
  return `1 0 0 -1 ${round(x)} ${round(baseline)} Tm [${shown}>] TJ`;
}

/** A word is measured with the space that it is drawn with, so that it is shaped once: pdfkit keeps what it shaped by word and space. */
const widthIn = (font: PdfFont, text: string): number => (text.includes(' ') ? font.widthOfString(text, 1) : font.widthOfString(`${text} `, 1) - font.widthOfString(' ', 1));

/** A text string as the content of a page has it: UTF-16BE with its mark (ISO 32000-1, 7.9.2.2). */
const utf16 = (text: string): string => `<feff${Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')}>`;

export class Pen {
  readonly #document: PdfDocument;
  readonly #fonts: Fonts;
  readonly #widths = new Map<Face, Map<string, number>>();
  readonly #choices = new Map<Face, Map<string, PdfFont | null>>();
  readonly #elements: StructureElement[] = [];
  #bookmark: Bookmark | null = null;
  #targets: ReadonlySet<string> = new Set();
  #heading = 0;
  /** The element that is being drawn; null inside an artifact. */
  #marked: { readonly element: StructureElement; readonly tag: string } | null = null;
  #open: MarkedContent | null = null;

  constructor(document: PdfDocument, fonts: Fonts) {
    this.#document = document;
    this.#fonts = fonts;
    const root = document.struct('Document');
    document.addStructure(root);
    this.#elements.push(root);
  }

  // pdfkit turns a string into bytes character by character.
  #put(operators: string): void { this.#document.addContent(Buffer.from(`${operators}\n`, 'latin1')); }

  /** Width of `text` at a size of one point. */
  widthOf(face: Face, text: string): number {
    let widths = this.#widths.get(face);
    if (widths === undefined) this.#widths.set(face, (widths = new Map()));
    let width = widths.get(text);
    if (width === undefined) widths.set(text, (width = this.runs(face, text).reduce((sum, run) => sum + widthIn(run.font, run.text), 0)));
    return width;
  }

  /** `text` with every character that no font here has, or that can't be seen, as its code point: `[U+202E]`. */
  visible(face: Face, text: string): string {
    if (plain.test(text)) return text;
    const lacks = (character: string): boolean => invisible.test(character) || this.#fontOf(face, character) === null;
    const spaced = text.replace(/[\t\n\r]/g, ' ');
    // A letter with its marks is one glyph where the font has it so: marks on their own would be read as other lines.
    const characters = [spaced.normalize('NFC'), spaced].map((one) => [...one]).sort((a, b) => a.filter(lacks).length - b.filter(lacks).length)[0]!;
    return characters.map((character) => (lacks(character) ? `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]` : character)).join('');
  }

  /** `text` in stretches of one font: mostly one, of the face itself. */
  runs(face: Face, text: string): readonly { readonly font: PdfFont; readonly text: string }[] {
    if (plain.test(text)) return [{ font: this.#fonts[face], text }];
    const runs: { font: PdfFont; text: string }[] = [];
    for (const character of text) {
      const font = this.#fontOf(face, character) ?? this.#fonts[face];
      const last = runs.at(-1);
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
    return runs;
  }

  /** The face's font, that of its sister, or the computer's; null: none has it. */
  #fontOf(face: Face, character: string): PdfFont | null {
    let choices = this.#choices.get(face);
    if (choices === undefined) this.#choices.set(face, (choices = new Map()));
    let font = choices.get(character);
    if (font === undefined) {
      const sister = (face.startsWith('mono') ? face.replace('mono', 'sans') : face.replace('sans', 'mono')) as Face;
      const { other } = this.#fonts;
      const able = [this.#fonts[face], this.#fonts[sister], ...(other !== undefined && isSetAlone(character) ? [other] : [])];
      choices.set(character, (font = able.find((one) => one.font.hasGlyphForCodePoint(character.codePointAt(0)!)) ?? null));
    }
    return font;
  }

  text(face: Face, size: number, grey: Grey, x: number, baseline: number, text: string): void {
    const runs = this.runs(face, text);
    let at = x;
    for (const run of runs) {
      this.#show(run.font, `${greys[grey]} g BT /${run.font.id} ${size} Tf`, size, at, baseline, run.text);
      if (runs.length > 1) at += widthIn(run.font, run.text) * size;
    }
  }

  #show(font: PdfFont, start: string, size: number, x: number, baseline: number, text: string): void {
    if (text === '') return;
    this.#document.page.fonts[font.id] ??= font.ref();
    const [codes, positions] = font.encode(text);
    const isPlaced = positions.some(({ xOffset, yOffset }) => xOffset !== 0 || yOffset !== 0);
    // One glyph may stand for several texts in turn, and the font's map can give it only one; and a mark above its letter looks like another line.
    const isReplaced = isPlaced || !plain.test(text) && codes.map((code) => String.fromCodePoint(...font.unicode[parseInt(code, 16)]!)).join('') !== text;
    const shown = isPlaced ? placed(codes, positions, size, x, baseline) : spaced(codes, positions, x, baseline);
    this.#put(isReplaced ? `/Span << /ActualText ${utf16(text)} >> BDC ${start} ${shown} ET EMC` : `${start} ${shown} ET`);
  }

  line(x1: number, y1: number, x2: number, y2: number, width: number, grey: Grey, dash?: readonly [number, number]): void {
    const dashed = dash === undefined ? '' : `[${dash.join(' ')}] 0 d `;
    this.#put(`${dashed}${greys[grey]} G ${width} w ${round(x1)} ${round(y1)} m ${round(x2)} ${round(y2)} l S${dash === undefined ? '' : ' [] 0 d'}`);
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
    this.#put(`${set}${shape} ${fill === undefined ? 'S' : stroke === undefined ? 'f' : 'B'}`);
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
    if (options?.summary !== undefined) element.dictionary.data['A'] = { O: 'Table', Summary: textString(visibleText(options.summary.replaceAll('\u00a0', ' '))) };
    if (options?.numbering !== undefined) element.dictionary.data['A'] = { O: 'List', ListNumbering: options.numbering };
    parent.add(element);
    return element;
  }

  get element(): StructureElement { return this.#elements.at(-1)!; }

  /** What `draw` draws belongs to `element`. */
  mark(element: StructureElement, tag: string, draw: () => void): void {
    const outer = [this.#marked, this.#open] as const;
    this.#marked = { element, tag };
    this.#open = this.#document.markStructureContent(tag);
    draw();
    this.#document.endMarkedContent();
    element.add(this.#open);
    [this.#marked, this.#open] = outer;
  }

  /** The numbers of the sections that the document will have; what points at any other is plain text. */
  set sections(numbers: readonly string[]) { this.#targets = new Set(numbers); }

  /** Whether the document has a section of this number. */
  pointsAt(section: string): boolean { return this.#targets.has(section); }

  /** A place that links lead to. */
  target(section: string, y: number): void {
    this.#document.addNamedDestination(`section-${section}`, 'XYZ', 0, y, null);
  }

  /** What `draw` draws leads to a section. Inside an artifact it is drawn and leads nowhere. */
  link(section: string, area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, draw: () => void): void {
    const around = this.#marked;
    if (around === null) {
      draw();
      return;
    }
    // The words before, the link and the words after are three pieces of one paragraph, in this order. The piece that is open is not in its
    // element yet: it is closed and put there first, and `mark` closes the last one.
    this.#document.endMarkedContent();
    around.element.add(this.#open!);
    const element = this.within(around.element, 'Link');
    this.mark(element, 'Link', draw);
    this.#document.annotate(area.x, area.y, area.width, area.height, { Subtype: 'Link', Dest: `section-${section}`, Contents: textString(`Section ${section}`), structParent: element });
    element.end();
    this.#open = this.#document.markStructureContent(around.tag);
  }

  /** What `draw` draws is decoration or repeated, and not read aloud. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#document.markContent('Artifact', { type });
    draw();
    this.#document.endMarkedContent();
  }

  /** Inside marked content: letters that are part of a drawing, and not read or copied as text. */
  silent(draw: () => void): void {
    this.#put('/Span << /ActualText () >> BDC');
    draw();
    this.#put('EMC');
  }

  /** An element with its whole content in one go. */
  tag(type: string, options: StructureOptions | undefined, draw: () => void): void {
    const tag = this.#stepped(type);
    const element = this.open(tag, options);
    this.mark(element, tag, draw);
    this.close();
  }

  /** A heading is at most one level below the one before it (ISO 14289-1, 7.4.2). */
  #stepped(type: string): string {
    if (!/^H[1-6]$/.test(type)) return type;
    this.#heading = Math.min(Number(type[1]), this.#heading + 1);
    return `H${this.#heading}`;
  }

  bookmark(title: string, level: 1 | 2, y: number): void {
    const place = { top: y, left: this.#document.page.width };
    if (level === 1 || this.#bookmark === null) this.#bookmark = this.#document.outline.addItem(title, place);
    else this.#bookmark.addItem(title, place);
  }
}

export interface Paint { readonly fill?: Grey; readonly stroke?: Grey; readonly width?: number }
