/** What is marked on the sheets: drawn by the browser over their text, which stays as it is, and a bar beside the paragraph that is read. */
import { leavesIn, screenRange } from '../content/dom-range.ts';
import { layers, type Painted } from '../content/messages.ts';
import type { Sheets } from './sheets.ts';

/** Draws it on the pages that are there; called again when one is drawn. */
export function paint(painted: Painted, sheets: Sheets): void {
  const leaves = new Map<number, ReturnType<typeof leavesIn> | null>();
  const rangeOf = ({ page, start, end }: Painted['note'][number]): Range | null => {
    if (!leaves.has(page)) {
      const layer = sheets.textLayer(page);
      leaves.set(page, layer === null ? null : leavesIn(layer));
    }
    const found = leaves.get(page);
    return found === null || found === undefined || found.elements.length === 0 ? null : screenRange(found, { start, end });
  };
  layers.forEach((name, priority) => {
    if (name === 'cursor') return;
    const layer = new Highlight();
    layer.priority = priority;
    for (const piece of painted[name]) {
      const range = rangeOf(piece);
      if (range !== null) layer.add(range);
    }
    CSS.highlights.set(name, layer);
  });
  for (const bar of document.querySelectorAll('.cursor')) bar.remove();
  for (const piece of painted.cursor) {
    const sheet = sheets.element(piece.page);
    const box = rangeOf(piece)?.getBoundingClientRect();
    if (sheet === null || box === undefined || box.height === 0) continue;
    const around = sheet.getBoundingClientRect();
    const bar = document.createElement('div');
    bar.className = 'cursor';
    Object.assign(bar.style, { left: `${Math.max(2, box.left - around.left - 12)}px`, top: `${box.top - around.top}px`, height: `${box.height}px` });
    sheet.append(bar);
  }
}
