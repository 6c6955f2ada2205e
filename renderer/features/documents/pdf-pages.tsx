import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import { pdfPlaceAt, piecesOf, placeOf, stopOfPage, type PdfLink } from '../../../shared/dossier/pdf-text.ts';
import { announce } from '../../bridge/notice.ts';
import { copyText } from '../../components/copy-text.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { moved, moveOf, passageOf, stopAt, wholeWords } from './passage.ts';
import { KeyHints } from './key-hints.tsx';
import { PdfBar, zoomed } from './pdf-bar.tsx';
import type { ReaderProps, ReadingCursor } from './reader.tsx';
import type { Done, Pdf, Shown } from './use-pdf.ts';
import styles from './documents.module.css';

const words = documentsWords.pdf;

export interface PdfPagesProps extends Pick<ReaderProps, 'cursor' | 'painted' | 'onCursor' | 'onPoint' | 'onEnter' | 'onPlace'> {
  readonly id: string;
  readonly pdf: Pdf;
  /** Where reading goes on, in the plain text. */
  readonly place: number;
}

/** The pages of a PDF with a reading cursor. They are drawn in the content frame; the keyboard stays here, so that the frame never hears a key. */
export function PdfPages({ id, pdf, place, cursor, painted, onCursor, onPoint, onEnter, onPlace }: PdfPagesProps): ReactNode {
  const { document: text, total, shown, zoom, setZoom, send, attach, onDone, isRead } = pdf;
  const group = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** Where reading goes on, until the text is read that far. */
  const [waitsFor, setWaitsFor] = useState<number | null>(place > 0 ? place : null);

  useEffect(() => {
    const pieces = (ranges: readonly { readonly start: number; readonly end: number }[]) => ranges.flatMap((range) => piecesOf(text, range));
    const stop = text.stops[cursor.stop];
    send({ kind: 'paint', painted: {
      note: pieces([...painted.notes, ...painted.privileged]), found: pieces(painted.found), current: pieces(painted.current === null ? [] : [painted.current]), passage: pieces(cursor.passage === null ? [] : [cursor.passage]), cursor: pieces(stop === undefined ? [] : [stop]),
    } });
  }, [text, painted, cursor.passage, cursor.stop, send]);

  const bring = useEffectEvent((to: ReadingCursor) => {
    const range = to.passage ?? text.stops[to.stop];
    const [first] = range === undefined ? [] : piecesOf(text, range);
    if (to.reach === 'read') group.current?.focus({ preventScroll: true });
    if (to.reach === 'stay' || first === undefined) return;
    send({ kind: 'show', ...first, top: null, reach: to.reach === 'top' ? 'top' : 'near' });
  });
  useEffect(() => bring(cursor), [cursor]);

  const goOn = useEffectEvent(() => {
    if (waitsFor === null || total === null || (!isRead && waitsFor > text.text.length)) return;
    const { page, at } = pdfPlaceAt(text, waitsFor);
    setWaitsFor(null);
    send({ kind: 'show', page, start: at, end: null, top: null, reach: 'top' });
    onCursor({ stop: stopAt(text, waitsFor), passage: null, reach: 'stay' });
  });
  useEffect(() => goOn(), [total, text]);

  const keepPlace = useEffectEvent((now: Shown) => {
    if (waitsFor !== null || total === null) return;
    const start = now.first === null ? text.pages[now.page]?.start : placeOf(text, now.first);
    if (start === undefined || start === null) return;
    const last = now.last ?? { page: now.page, at: 0 };
    const length = text.pages[last.page]?.text.length ?? 0;
    onPlace({ start, part: Math.min(1, (last.page + (length === 0 ? 1 : last.at / length)) / total) });
  });
  useEffect(() => { if (shown !== null) keepPlace(shown); }, [shown]);

  const done = useEffectEvent((told: Done) => {
    group.current?.focus({ preventScroll: true });
    if (told.kind === 'link') return copyAddress(told.address);
    const from = told.kind === 'chosen' ? placeOf(text, told.from) : told.place === null ? null : placeOf(text, told.place);
    const to = told.kind === 'chosen' ? placeOf(text, told.to) : null;
    if (from === null) return;
    const range = to === null || to <= from ? null : wholeWords(text, { start: from, end: to });
    onCursor({ stop: stopAt(text, range?.start ?? from), passage: range, reach: 'stay' });
    if (range === null) onPoint(from);
  });
  useEffect(() => onDone((told) => done(told)), [onDone]);

  const goToPage = (page: number): void => {
    const stop = stopOfPage(text, page, null);
    send({ kind: 'show', page, start: null, end: null, top: null, reach: 'top' });
    if (stop !== null && text.pages[page]!.stops.length > 0) onCursor({ stop, passage: null, reach: 'stay' });
  };
  const follow = (): void => {
    const link = linkAt(pdf, cursor);
    if (link === null) return announce(words.noLink);
    if ('address' in link.target) return copyAddress(link.target.address);
    const { page, top } = link.target;
    const stop = stopOfPage(text, page, top);
    send({ kind: 'show', page, start: null, end: null, top, reach: 'top' });
    if (stop !== null) onCursor({ stop, passage: null, reach: 'stay' });
  };
  const { keys } = documentsWords;
  const scale = shown?.scale ?? 1;
  useShortcuts(documentsWords.pdfGroup, [
    { keys: '+', words: keys.larger, run: () => setZoom(zoomed(scale, 1)) }, { keys: '-', words: keys.smaller, run: () => setZoom(zoomed(scale, -1)) }, { keys: '0', words: keys.width, run: () => setZoom('width') },
    { keys: 'Ctrl+g', words: keys.page, run: () => field.current?.focus() }, { keys: 'l', words: keys.link, run: follow },
  ]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== group.current) return;
    if (event.key === 'Enter') return onEnter();
    const scrolled = scrollOf(event, text.stops.length === 0);
    if (scrolled !== null) {
      event.preventDefault();
      return send({ kind: 'scroll', screens: scrolled });
    }
    const range = passageOf(text, cursor);
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && range !== null) {
      event.preventDefault();
      copyText(text.text.slice(range.start, range.end));
      return;
    }
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      return goToPage(Math.max(0, Math.min((total ?? 1) - 1, (shown?.page ?? 0) + (event.key === 'PageDown' ? 1 : -1))));
    }
    const move = moveOf(event);
    if (move === null || text.stops.length === 0 || (move === 'clear' && cursor.passage === null)) return;
    event.preventDefault();
    onCursor({ ...moved(text, cursor, move), reach: 'read' });
  };

  return (
    <>
      {isRead && text.stops.length === 0 && <p className={styles.problem} role="status">{words.noText}</p>}
      <div ref={group} className={styles.paper} role="group" aria-label={words.label(id)} tabIndex={0} onKeyDown={onKeyDown}>
        <div ref={attach} className={styles.frame} />
        {total === null && <p className={styles.opening} role="status">{words.opening}</p>}
      </div>
      <div className={styles.paperBar}>
        <PdfBar field={field} total={total} page={shown?.page ?? 0} scale={scale} zoom={zoom} reading={isRead || total === null ? null : text.pages.length} onPage={goToPage} onZoom={setZoom} onLeave={() => group.current?.focus({ preventScroll: true })} />
        <KeyHints />
      </div>
    </>
  );
}

/** How far a key scrolls, in screens; null for one that doesn't. Without a text to move through, the arrows do. */
function scrollOf({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent, hasNoText: boolean): number | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === ' ') return shiftKey ? -0.9 : 0.9;
  return hasNoText && key === 'ArrowDown' ? 0.15 : hasNoText && key === 'ArrowUp' ? -0.15 : null;
}

function copyAddress(address: string): void {
  if (copyText(address)) announce(words.copied(address));
}

/** The first link in the passage, or in the paragraph; null for none. */
function linkAt({ document }: Pdf, { stop, passage }: ReadingCursor): PdfLink | null {
  const range = passage ?? document.stops[stop];
  for (const { page, start, end } of range === undefined ? [] : piecesOf(document, range)) {
    const found = document.pages[page]?.links.find((link) => link.start < end && link.end > start);
    if (found !== undefined) return found;
  }
  return null;
}
