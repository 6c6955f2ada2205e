/** Tables: no boxes, a rule under the head, a hairline under each row; the head is set again on every page. */
import type { Cell, Table } from '../../shared/packet/outline/content.ts';
import type { StructureElement } from './document.ts';
import { mm, type as sizes } from './measures.ts';
import { baselineIn, breakLines, drawLine, type Line } from './paragraph.ts';
import type { Pen } from './pen.ts';
import type { Slab } from './slab.ts';

const padding = mm(0.95);
const style = sizes.table;
/** A row of more lines than this may break across pages, in strips of this many. */
const stripLines = 12;
/** A table of at most this height is not broken where it fits the next page. */
const wholeHeight = 130;

interface Place { readonly x: number; readonly width: number; readonly end: boolean }

/** Column positions: 2 mm between columns, more after a column of figures so that it does not lean on its neighbour. */
function places({ columns }: Table): Place[] {
  let x = 0;
  return columns.map(({ width, align }, i) => {
    const whole = mm(width);
    const gap = i === columns.length - 1 ? 0 : align === 'end' && columns[i + 1]?.align !== 'end' ? mm(3.5) : width < 9 ? mm(1) : mm(2);
    const place = { x, width: whole - gap, end: align === 'end' };
    x += whole;
    return place;
  });
}

/** The table as slabs: its head, then rows. */
export function tableSlabs(pen: Pen, table: Table, before: number): Slab[] {
  const columns = places(table);
  const total = columns.at(-1)!.x + columns.at(-1)!.width;
  const heads = table.columns.map(({ head }, i) => breakLines(pen, head, { ...sizes.head, face: 'sans-medium', grey: 'ink-2' }, columns[i]!.width, 2));
  const headLines = Math.max(...heads.map((lines) => lines.length));
  const headHeight = headLines * sizes.head.leading + 3.4;
  const drawHead = (x: number, y: number, mark: (draw: () => void) => void): void => {
    heads.forEach((lines, i) => mark(() => drawLines(pen, lines, columns[i]!, x, y, sizes.head)));
  };
  const headRule = (x: number, y: number): void => pen.line(x, y + headHeight, x + total, y + headHeight, 0.75, 'ink');
  const repeat = { height: headHeight, draw: (_: Pen, x: number, y: number): void => pen.artifact(() => { drawHead(x, y, (draw) => draw()); headRule(x, y); }, 'Pagination') };

  let element: StructureElement | null = null;
  const slabs: Slab[] = [{
    height: headHeight, before, keep: true,
    draw: (_, x, y) => {
      element = pen.within(pen.element, 'Table', { title: table.summary, summary: table.summary });
      const row = pen.within(element, 'TR');
      drawHead(x, y, (draw) => {
        const head = pen.within(row, 'TH', { scope: 'Column' });
        pen.mark(head, 'TH', draw);
        head.end();
      });
      row.end();
      pen.artifact(() => headRule(x, y));
    },
  }];
  table.rows.forEach((row, index) => {
    const last = index === table.rows.length - 1;
    const lines = row.map((cells) => cells.map((cell, i) => cellLines(pen, cell, columns[i]!, table.columns[i]!.tone)));
    const strips = stripsOf(lines);
    strips.forEach((strip, s) => {
      const final = s === strips.length - 1;
      const first = s === 0;
      slabs.push({
        // Neither the first nor the last row of a longer table stands alone on a page.
        keep: final && table.rows.length > 2 && (index === 0 || index === table.rows.length - 2),
        height: (first ? padding : 0) + strip.reduce((sum, { count }) => sum + count * style.leading, 0) + (final ? padding : 0), before: 0, repeat,
        draw: (_, x, y) => {
          let at = y + (first ? padding : 0);
          for (const { cells, count, from, elements, closes } of strip) {
            if (elements.row === null) elements.row = pen.within(element!, 'TR');
            cells.forEach((cell, i) => {
              if (cell.length <= from && from > 0) return;
              elements.cells[i] ??= pen.within(elements.row!, i === 0 ? 'TH' : 'TD', i === 0 ? { scope: 'Row' } : undefined);
              const shown = cell.slice(from, from + count);
              if (shown.length > 0) pen.mark(elements.cells[i]!, i === 0 ? 'TH' : 'TD', () => drawLines(pen, shown, columns[i]!, x, at, style));
            });
            at += count * style.leading;
            if (closes) {
              elements.cells.forEach((one) => one.end());
              elements.row.end();
            }
          }
          if (final) pen.artifact(() => pen.line(x, at + padding, x + total, at + padding, 0.4, 'rule'));
          if (final && last) element!.end();
        },
      });
    });
  });
  const isShort = slabs.reduce((sum, { height }) => sum + height, 0) <= wholeHeight;
  return isShort ? slabs.map((slab, i) => (i < slabs.length - 1 ? { ...slab, keep: true } : slab)) : slabs;
}

interface Strip { readonly cells: readonly (readonly Line[])[]; readonly from: number; readonly count: number; readonly elements: { row: StructureElement | null; readonly cells: StructureElement[] }; readonly closes: boolean }

/** Usually one strip with all lines of the row; a very high row becomes several. */
function stripsOf(lines: readonly (readonly (readonly Line[])[])[]): Strip[][] {
  const whole = lines.map((cells) => ({ cells, count: Math.max(1, ...cells.map((cell) => cell.length)), elements: { row: null, cells: [] } as Strip['elements'] }));
  if (whole.reduce((sum, { count }) => sum + count, 0) <= stripLines) return [whole.map((line) => ({ ...line, from: 0, closes: true }))];
  return whole.flatMap(({ cells, count, elements }) => Array.from({ length: Math.ceil(count / stripLines) }, (_, i) => {
    const from = i * stripLines;
    return [{ cells, elements, from, count: Math.min(stripLines, count - from), closes: from + stripLines >= count }];
  }));
}

function cellLines(pen: Pen, cell: Cell, { width }: Place, tone: 'ink-2' | 'ink-3' | undefined): Line[] {
  let left = cell.maxLines ?? Number.POSITIVE_INFINITY;
  return cell.paragraphs.flatMap((rich) => {
    const lines = left > 0 ? breakLines(pen, rich, { ...style, ...(tone === undefined ? {} : { grey: tone }) }, width, left) : [];
    left -= lines.length;
    return lines;
  });
}

function drawLines(pen: Pen, lines: readonly Line[], { x, width, end }: Place, left: number, top: number, size: typeof style | typeof sizes.head): void {
  lines.forEach((line, i) => drawLine(pen, line, left + x + (end ? width - line.width : 0), top + i * size.leading + baselineIn(size)));
}
