/** The unit of page making: a strip that is never broken. Blocks become slabs, and the flow stacks them on pages. */
import type { Pen } from './pen.ts';

export interface Slab {
  readonly height: number;
  /** Space above, dropped at the top of a page. */
  readonly before: number;
  /** Stays on the page of the next slab. */
  readonly keep?: boolean;
  /** Set again, as decoration, above this slab where it starts a page: the head of a table. */
  readonly repeat?: { readonly height: number; draw(pen: Pen, x: number, y: number): void };
  /** What must stand on a new page. */
  readonly breakBefore?: boolean;
  draw(pen: Pen, x: number, y: number): void;
}

/** The height of slabs stacked, without the first one's space above. */
export const heightOf = (slabs: readonly Slab[]): number => slabs.reduce((sum, slab, i) => sum + slab.height + (i === 0 ? 0 : slab.before), 0);

/** Draws stacked slabs from `y` downwards, without the first one's space above. */
export function drawStack(pen: Pen, slabs: readonly Slab[], x: number, y: number): void {
  let at = y;
  slabs.forEach((slab, i) => {
    if (i > 0) at += slab.before;
    slab.draw(pen, x, at);
    at += slab.height;
  });
}

/** Stacks slabs on pages. `newPage` starts one. Answers the height at which the last page's content ends. */
export function flow(pen: Pen, slabs: readonly Slab[], frame: { readonly x: number; readonly top: number; readonly bottom: number; readonly start: number; newPage(): void }): number {
  let y = frame.start;
  slabs.forEach((slab, i) => {
    let fresh = y === frame.top;
    // A heading needs its whole chain and the first thing that it heads.
    let needed = slab.height;
    for (let j = i; slabs[j]?.keep === true && slabs[j + 1] !== undefined; j++) needed += slabs[j + 1]!.before + slabs[j + 1]!.height;
    const fits = y + (fresh ? 0 : slab.before) + Math.min(needed, frame.bottom - frame.top) <= frame.bottom + 0.01;
    if ((slab.breakBefore === true && !fresh) || !fits && !fresh) {
      frame.newPage();
      y = frame.top;
      fresh = true;
      if (slab.repeat !== undefined) {
        slab.repeat.draw(pen, frame.x, y);
        y += slab.repeat.height;
      }
    }
    if (!fresh) y += slab.before;
    slab.draw(pen, frame.x, y);
    y += slab.height;
  });
  return y;
}
