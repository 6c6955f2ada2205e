/** Which rows of a long list exist: those in sight and some around them. All rows are alike in height, so that nothing is measured and a million cost what ten do. */
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Rows beyond each edge, so that a turn of the wheel meets rows that are there. */
const around = 8;
/** The window moves by so many rows at once: most frames of a scroll draw nothing new. */
const step = 8;
const restMs = 160;

/** `from` to `to` exist. `slots`: no two of them are alike modulo this, so a row that leaves can hand its elements to one that comes. `origin`: what the order in the page is counted from. */
export interface RowWindow { readonly from: number; readonly to: number; readonly slots: number; readonly origin: number }

/** The window for a scroll position. */
export function windowAt(scrollTop: number, height: number, rowPx: number, count: number): Pick<RowWindow, 'from' | 'to' | 'slots'> {
  const slots = Math.ceil((Math.ceil(height / rowPx) + 2 * around) / step + 1) * step;
  // Not laid out yet: rows would be drawn once for nothing.
  if (height === 0) return { from: 0, to: 0, slots };
  const top = Math.floor(Math.max(0, scrollTop) / rowPx) - around;
  const from = Math.max(0, Math.min(Math.floor(top / step) * step, Math.ceil((count - slots) / step) * step));
  return { from, to: Math.min(count, from + slots), slots };
}

/** The rows that exist, in the order that they stand in the page. While the list moves, a row that comes stands where the one was whose elements it took; at rest, every row stands in its place. */
export function rowsIn({ from, to, slots, origin }: RowWindow): readonly number[] {
  const place = (index: number): number => (((index - origin) % slots) + slots) % slots;
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at).sort((a, b) => place(a) - place(b));
}

/** How high a row of one line or two is at the size of text that the page has, in pixels: {@link leastRowPx}, or more where the text needs it. */
export function useRowPx(box: RefObject<HTMLElement | null>, lines: 1 | 2 = 1): number {
  const [rowPx, setRowPx] = useState(leastRowPx);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setRowPx(Math.max(leastRowPx, Math.ceil(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.25 * lines) + 2 * lines));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, lines]);
  return rowPx;
}
export const leastRowPx = 30;

/** Follows a scrolling element; `onLeave` is told before rows that hold the focus hand on their elements. */
export function useRowWindow(box: RefObject<HTMLElement | null>, count: number, rowPx: number, onLeave: (stays: (index: number) => boolean) => void): RowWindow {
  const [view, setView] = useState({ scrollTop: 0, height: 0, origin: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    let last = windowAt(element.scrollTop, element.clientHeight, rowPx, count);
    let rest: number | undefined;
    const look = (origin: number | null): void => setView((now) => {
      const next = { scrollTop: element.scrollTop, height: element.clientHeight, origin: origin ?? now.origin };
      return next.scrollTop === now.scrollTop && next.height === now.height && next.origin === now.origin ? now : next;
    });
    const onScroll = (): void => {
      const next = windowAt(element.scrollTop, element.clientHeight, rowPx, count);
      window.clearTimeout(rest);
      rest = window.setTimeout(() => look(last.from), restMs);
      if (next.from === last.from && next.slots === last.slots) return;
      last = next;
      onLeave((index) => index >= next.from && index < next.to);
      // The rows are there in the frame that the list has moved in.
      flushSync(() => look(null));
    };
    look(last.from);
    const observer = new ResizeObserver(() => look(null));
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.clearTimeout(rest);
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [box, count, rowPx, onLeave]);
  return { ...windowAt(view.scrollTop, view.height, rowPx, count), origin: view.origin };
}

/** Brings a row into sight with as little movement as that takes, below whatever stays at the top. */
export function useRowInSight(box: RefObject<HTMLElement | null>, index: number, rowPx: number, headPx: number): void {
  useEffect(() => {
    const element = box.current;
    if (element === null || index < 0) return;
    const top = index * rowPx;
    const room = element.clientHeight - headPx;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top + rowPx > element.scrollTop + room) element.scrollTo({ top: top + rowPx - room });
  }, [box, index, rowPx, headPx]);
}
