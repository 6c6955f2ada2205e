/** Every kind of block as slabs. */
import type { Block, Rich } from '../../shared/packet/outline/content.ts';
import type { StructureElement } from './document.ts';
import { drawScene } from './figure.ts';
import { decisionHead, keySheet, sealArea, verifyBlock, type SealPlace } from './first-page.ts';
import { grid, mm, page, type as sizes } from './measures.ts';
import { baselineIn, breakLines, drawLine, type Line, type TextStyle } from './paragraph.ts';
import type { Pen } from './pen.ts';
import { signatureFieldSlabs, type FieldPlace } from './signature-fields.ts';
import { heightOf, drawStack, type Slab } from './slab.ts';
import { tableSlabs } from './table.ts';

/** What blocks need to know beside themselves. */
export interface Setting { readonly banner: string | null; /** Of a page's content, in points. */ readonly height: number; readonly placeSeal: SealPlace; readonly placeField?: FieldPlace }

/** The numbers of all sections among the blocks: where links may lead. */
export function sectionsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'halves' ? sectionsIn([...block.left, ...block.right]) : 'number' in block && typeof block.number === 'string' ? [block.number] : []));
}

/** The blocks as slabs for a column of `width` points. */
export function slabsOf(pen: Pen, blocks: readonly Block[], setting: Setting, width: number = page.textWidth): Slab[] {
  return blocks.flatMap((block, i) => {
    const slabs = blockSlabs(pen, block, blocks[i - 1]?.kind ?? null, setting, width);
    // What introduces a table or a figure stays with it, and so does what stands between two headings with the second.
    const next = blocks[i + 1]?.kind ?? '';
    const leads = (block.kind === 'lead' || block.kind === 'note') && (['table', 'figure', 'halves'].includes(next) || (blocks[i - 1]?.kind === 'subhead' && next === 'subhead'));
    // The table under two figures is their key.
    const isKeyed = block.kind === 'halves' && blocks[i + 1]?.kind === 'table' && block.left[0]?.kind === 'figure';
    return leads || isKeyed ? slabs.map((slab) => ({ ...slab, keep: true })) : slabs;
  });
}

function blockSlabs(pen: Pen, block: Block, after: Block['kind'] | null, setting: Setting, width: number): Slab[] {
  switch (block.kind) {
    case 'section': return [section(pen, block.number, block.title)];
    case 'subhead': return [subhead(pen, block, width)];
    case 'lead': return text(pen, 'P', [block.rich], sizes.lead, 0, mm(142), 4);
    case 'prose': return text(pen, 'P', block.paragraphs, sizes.body, 0, Math.min(width, mm(142)), 4);
    case 'note': return text(pen, 'P', [block.rich], { ...sizes.note, grey: 'ink-2' }, 0, width, after === 'table' || after === 'figure' ? 5 : 3);
    case 'labelled': return labelled(pen, block, after === 'labelled' ? 6 : after === 'table' ? 11 : 3);
    case 'table': {
      const slabs = tableSlabs(pen, block, after === 'subhead' || after === 'note' ? 5 : after === 'section' || after === null ? 4 : 13);
      // A note stays with the last row.
      return block.note === undefined ? slabs : [...slabs.slice(0, -1), ...slabs.slice(-1).map((slab) => ({ ...slab, keep: true })), ...text(pen, 'P', [block.note], { ...sizes.note, grey: 'ink-2' }, 0, width, 5)];
    }
    case 'figure': return [figure(pen, block, width)];
    case 'halves': return halves(pen, block, after === 'labelled' ? 13 : 0, setting);
    case 'decision-head': return [decisionHead(pen, block, setting.banner)];
    case 'key-sheet': return keySheet(pen, block.rows);
    case 'verify': return verifyBlock(pen, block);
    case 'seal': return [sealArea(pen, block, 8, block.field ? setting.placeSeal : null)];
    case 'signature-fields': return signatureFieldSlabs(pen, block, 8, width, setting.placeField ?? null);
    case 'page-break': return [{ height: 0, before: 0, breakBefore: true, draw: () => undefined }];
  }
}

function section(pen: Pen, number: string | null, title: string): Slab {
  return {
    height: sizes.section.leading + 4, before: 26, keep: true,
    draw: (_, x, y) => {
      pen.bookmark(number === null ? title : `${number}  ${title}`, 1, y);
      if (number !== null) pen.target(number, y);
      pen.tag('H2', undefined, () => {
        if (number !== null) pen.text('sans-semibold', sizes.section.size, 'ink', x, y + baselineIn(sizes.section), `${number} `);
        pen.text('sans-semibold', sizes.section.size, 'ink', x + (number === null ? 0 : grid.number + (number.length > 1 ? mm(2) : 0)), y + baselineIn(sizes.section), title);
      });
    },
  };
}

function subhead(pen: Pen, block: Extract<Block, { kind: 'subhead' }>, width: number): Slab {
  const indent = block.number === null ? 0 : grid.number;
  const style: TextStyle = { ...(block.number === null ? sizes.subhead : { size: 9.3, leading: 13 }), face: 'sans-semibold' };
  const lines = breakLines(pen, block.title, style, width - indent, 2);
  return {
    height: lines.length * style.leading, before: block.number === null ? 18 : 9, keep: true,
    draw: (_, x, y) => {
      if (block.bookmark !== undefined) pen.bookmark(block.bookmark, 2, y);
      if (block.number !== null) pen.target(block.number, y);
      pen.tag('H3', undefined, () => {
        if (block.number !== null) pen.text('sans', 9.3, 'ink-2', x, y + baselineIn(style), `${block.number} `);
        lines.forEach((line, i) => drawLine(pen, line, x + indent, y + i * style.leading + baselineIn(style)));
      });
    },
  };
}

/** Lines in groups that never break: the first two and the last two of a paragraph stay together. */
function lineGroups(lines: readonly Line[]): Line[][] {
  if (lines.length <= 3) return [[...lines]];
  return [lines.slice(0, 2), ...lines.slice(2, -2).map((line) => [line]), lines.slice(-2)];
}

/** Paragraphs, `indent` points in; `before` the first one. */
function text(pen: Pen, tag: string, paragraphs: readonly Rich[], style: TextStyle, indent: number, width: number, before: number): Slab[] {
  return paragraphs.flatMap((rich, p) => {
    const lines = breakLines(pen, rich, style, width);
    if (lines.length === 0) return [];
    let element: StructureElement | null = null;
    const groups = lineGroups(lines);
    return groups.map((group, g): Slab => ({
      height: group.length * style.leading, before: g > 0 ? 0 : p === 0 ? before : 4,
      draw: (_, x, y) => {
        element ??= pen.within(pen.element, tag);
        pen.mark(element, tag, () => group.forEach((line, i) => drawLine(pen, line, x + indent, y + i * style.leading + baselineIn(style))));
        if (g === groups.length - 1) element.end();
      },
    }));
  });
}

function labelled(pen: Pen, block: Extract<Block, { kind: 'labelled' }>, before: number): Slab[] {
  const style = sizes.body;
  const width = page.textWidth - grid.label;
  const label = breakLines(pen, [block.label], { ...style, face: 'sans-medium' }, grid.label - grid.number - mm(2));
  const said = text(pen, 'P', block.paragraphs, style, grid.label, width, 0);
  const body = [
    // Whoever is quoted stays with the last words.
    ...said.map((slab, i) => (block.source !== undefined && i === said.length - 1 ? { ...slab, keep: true } : slab)),
    ...(block.source === undefined ? [] : text(pen, 'P', [block.source], { ...sizes.note, grey: 'ink-2' }, grid.label, width, 2)),
  ];
  const first = body[0];
  // A long label may be higher than the first strip of text: the strips of one label are one unit until it is passed.
  const needed = label.length * style.leading;
  const head: Slab = {
    height: Math.max(needed, first?.height ?? 0), before, ...(first?.keep === true ? { keep: true } : {}),
    draw: (_, x, y) => {
      pen.target(block.number, y);
      pen.tag('H3', undefined, () => {
        pen.text('sans', style.size, 'ink-2', x, y + baselineIn(style), `${block.number} `);
        label.forEach((line, i) => drawLine(pen, line, x + grid.number, y + i * style.leading + baselineIn(style)));
      });
      first?.draw(pen, x, y);
    },
  };
  if (first !== undefined && needed > first.height && body.length > 1) {
    return [{ height: Math.max(needed, heightOf(body.slice(0, 3))), before, draw: (_, x, y) => { head.draw(pen, x, y); drawStack(pen, body.slice(1, 3), x, y + first.height + body[1]!.before); } }, ...body.slice(3)];
  }
  return [head, ...body.slice(1)];
}

function figure(pen: Pen, block: Extract<Block, { kind: 'figure' }>, width: number): Slab {
  const { scene } = block;
  const name = block.unnumbered === true ? '' : `Figure ${block.number}`;
  const style: TextStyle = { ...sizes.body, face: 'sans-semibold' };
  const nameWidth = name === '' ? 0 : pen.widthOf('sans', name) * 9.3 + mm(2.5);
  const title = breakLines(pen, [block.title], style, width - nameWidth, 2);
  const note = breakLines(pen, block.note, { ...sizes.note, grey: 'ink-2' }, width);
  const top = title.length * style.leading + 3;
  return {
    height: top + scene.height + (note.length === 0 ? 0 : 5 + note.length * sizes.note.leading), before: 15,
    draw: (_, x, y) => {
      pen.tag('P', undefined, () => {
        if (name !== '') pen.text('sans', 9.3, 'ink-2', x, y + baselineIn(style), `${name} `);
        title.forEach((line, i) => drawLine(pen, line, x + nameWidth, y + i * style.leading + baselineIn(style)));
      });
      pen.tag('Figure', { alt: scene.alt, placement: 'Block', bbox: [x, y + top, x + scene.width, y + top + scene.height] }, () => drawScene(pen, scene, x, y + top));
      if (note.length > 0) {
        pen.tag('P', undefined, () => note.forEach((line, i) => drawLine(pen, line, x, y + top + scene.height + 5 + i * sizes.note.leading + baselineIn(sizes.note))));
      }
    },
  };
}

/** Side by side as one unit where the higher half fits a page, one after the other where not. */
function halves(pen: Pen, block: Extract<Block, { kind: 'halves' }>, before: number, setting: Setting): Slab[] {
  const [left, right] = [slabsOf(pen, block.left, setting, grid.half), slabsOf(pen, block.right, setting, grid.half)];
  const height = Math.max(heightOf(left), heightOf(right));
  if (height > setting.height) return [...left, ...right];
  return [{
    height, before: Math.max(before, left[0]?.before ?? 0, right[0]?.before ?? 0),
    draw: (_, x, y) => {
      drawStack(pen, left, x, y);
      drawStack(pen, right, x + grid.secondHalf, y);
    },
  }];
}
