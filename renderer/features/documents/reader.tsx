import { useCallback, useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { TextRange } from '../../../shared/annotation/anchor.ts';
import type { ReadableDocument } from '../../../shared/dossier/readable.ts';
import { Blocks, type AddressOf, type Marked } from './blocks.tsx';
import { leavesIn, placeAt, screenRange, selectedRange, type Leaves } from '../../content/dom-range.ts';
import { moved, moveOf, stopAt, wholeWords, type Cursor } from './passage.ts';
import styles from './documents.module.css';

/** How the cursor came to where it is: `look` only scrolls there, `read` takes the focus, `stay` leaves the screen as it is. */
export type Reach = 'stay' | 'look' | 'read' | 'top';
export interface ReadingCursor extends Cursor { readonly reach: Reach }

export interface ReaderProps {
  readonly label: string;
  readonly document: ReadableDocument;
  readonly marked: Marked;
  readonly addressOf: AddressOf;
  readonly cursor: ReadingCursor;
  /** What is drawn on the text, by name. */
  readonly painted: { readonly notes: readonly TextRange[]; readonly privileged: readonly TextRange[]; readonly current: TextRange | null; readonly found: readonly TextRange[] };
  readonly onCursor: (cursor: ReadingCursor) => void;
  /** A place in the text was pointed at. */
  readonly onPoint: (place: number) => void;
  /** Enter at a stop. */
  readonly onEnter: () => void;
  /** How far the screen has moved on. */
  readonly onPlace: (place: { readonly start: number; readonly part: number }) => void;
}

const settleMs = 300;

/** A document's text with a reading cursor. What is marked on it is drawn by the browser over the text: the elements stay as they are. */
export function Reader({ label, document: text, marked, addressOf, cursor, painted, onCursor, onPoint, onEnter, onPlace }: ReaderProps): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  /** The place of the text that is on top of the screen. */
  const shown = useRef(0);
  const leaves = useRef<Leaves>({ elements: [], starts: [] });
  const stopElement = useCallback((stop: number): HTMLElement | null => root.current?.querySelector<HTMLElement>(`[data-stop="${stop}"]`) ?? null, []);
  useLayoutEffect(() => {
    if (root.current !== null) leaves.current = leavesIn(root.current);
  }, [text]);

  // One stop is in the way of the Tab key: the one that the cursor is on.
  useLayoutEffect(() => {
    const element = stopElement(cursor.stop);
    if (element === null) return undefined;
    element.tabIndex = 0;
    element.dataset['cursor'] = 'true';
    if (cursor.reach === 'read') element.focus({ preventScroll: true });
    if (cursor.reach === 'top') element.scrollIntoView({ block: 'start' });
    else if (cursor.reach !== 'stay') bringIntoView(cursor.passage === null ? element : (screenRange(leaves.current, cursor.passage) ?? element), element);
    if (cursor.reach === 'read') select(cursor.passage === null ? null : screenRange(leaves.current, cursor.passage));
    return () => {
      element.tabIndex = -1;
      delete element.dataset['cursor'];
    };
  }, [cursor, stopElement]);

  useEffect(() => {
    const drawn = (ranges: readonly TextRange[]): readonly Range[] => ranges.flatMap((range) => screenRange(leaves.current, range) ?? []);
    const layers: readonly (readonly [string, readonly Range[]])[] = [
      ['countersign-note', drawn(painted.notes)], ['countersign-privileged', drawn(painted.privileged)], ['countersign-found', drawn(painted.found)],
      ['countersign-current', drawn(painted.current === null ? [] : [painted.current])], ['countersign-passage', drawn(cursor.passage === null ? [] : [cursor.passage])],
    ];
    layers.forEach(([name, ranges], priority) => {
      // Two documents side by side are painted in the same layers.
      const layer = CSS.highlights.get(name) ?? new Highlight();
      layer.priority = priority;
      for (const range of ranges) layer.add(range);
      CSS.highlights.set(name, layer);
    });
    return () => { for (const [name, ranges] of layers) for (const range of ranges) CSS.highlights.get(name)?.delete(range); };
  }, [text, painted, cursor.passage]);

  // Whatever scrolls, the tab or the whole workspace where it is narrow.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = (): void => {
      const place = topmost(root.current, text);
      if (place === null) return;
      shown.current = place.start;
      onPlace(place);
    };
    const onScroll = (event: Event): void => {
      if (!(event.target instanceof Node) || root.current === null || !event.target.contains(root.current)) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(look, settleMs);
    };
    window.addEventListener('scroll', onScroll, true);
    // Beside a sheet, and where it is narrow, something else scrolls: what was read stays in sight.
    let scroller = root.current === null ? null : scrollerOf(root.current);
    const resized = new ResizeObserver(() => {
      const now = root.current === null ? null : scrollerOf(root.current);
      if (now === scroller || now === null) return;
      scroller = now;
      stopElement(stopAt(text, shown.current))?.scrollIntoView({ block: 'start' });
    });
    if (root.current !== null) resized.observe(root.current);
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', onScroll, true);
      if (timer !== null) clearTimeout(timer);
    };
  }, [text, onPlace, stopElement]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moveOf(event);
    if (event.key === 'Enter' && !(event.target instanceof HTMLAnchorElement)) onEnter();
    if (move === null || (move === 'clear' && cursor.passage === null)) return;
    event.preventDefault();
    onCursor({ ...moved(text, cursor, move), reach: 'read' });
  };
  const onMouseUp = (event: MouseEvent): void => {
    if (event.button !== 0 || root.current === null) return;
    const selection = document.getSelection();
    const selected = selectedRange(root.current, selection);
    const range = selected === null ? null : wholeWords(text, selected);
    const place = range?.start ?? placeAt(selection?.anchorNode ?? null, selection?.anchorOffset ?? 0);
    if (place === null) return;
    onCursor({ stop: stopAt(text, place), passage: range, reach: 'stay' });
    if (range === null) onPoint(place);
  };

  return (
    <div ref={root} className={styles.text} role="group" aria-label={label} onKeyDown={onKeyDown} onMouseUp={onMouseUp}>
      <Blocks document={text} marked={marked} addressOf={addressOf} />
    </div>
  );
}

/** Selected as by mouse as well, so that it can be copied. */
function select(range: Range | null): void {
  const selection = document.getSelection();
  if (range === null) selection?.removeAllRanges();
  else selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

/** Scrolls no more than it takes: to the part wanted where the element is higher than the screen. */
function bringIntoView(wanted: Range | HTMLElement, element: HTMLElement): void {
  element.scrollIntoView({ block: 'nearest' });
  const { top, bottom } = wanted.getBoundingClientRect();
  const scroller = scrollerOf(element);
  if (scroller === null) return;
  const view = scroller.getBoundingClientRect();
  if (top < view.top) scroller.scrollTop += top - view.top - 24;
  else if (bottom > view.bottom) scroller.scrollTop += Math.min(bottom - view.bottom + 24, top - view.top - 24);
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}

/** The first stop that shows, and how much of the text was shown. */
function topmost(root: HTMLElement | null, text: ReadableDocument): { readonly start: number; readonly part: number } | null {
  const scroller = root === null ? null : scrollerOf(root);
  if (root === null || scroller === null) return null;
  const view = scroller.getBoundingClientRect();
  const shown = [...root.querySelectorAll<HTMLElement>('[data-stop]')];
  const first = shown.find((element) => element.getBoundingClientRect().bottom > view.top + 1);
  const last = shown.findLast((element) => element.getBoundingClientRect().top < view.bottom - 1);
  if (first === undefined || last === undefined) return null;
  const end = text.stops[Number(last.dataset['stop'])]?.end ?? 0;
  return { start: text.stops[Number(first.dataset['stop'])]?.start ?? 0, part: text.text.length === 0 ? 1 : Math.min(1, end / text.text.length) };
}
