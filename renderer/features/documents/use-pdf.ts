/** A PDF in its frame: what has been read of it so far, and how to talk with what shows it. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { refuse, type Trouble } from '../../../shared/result.ts';
import { readPdf, type PdfDocument, type PdfHeading, type PdfPage } from '../../../shared/dossier/pdf-text.ts';
import type { Asked, Told, Zoom } from '../../content/messages.ts';
import { lookNow, openFrame, type ContentFrame } from '../../content/pdf-frame.ts';

export type Shown = Extract<Told, { kind: 'shown' }>;
/** What somebody did in the frame. */
export type Done = Extract<Told, { kind: 'chosen' | 'pointed' | 'link' }>;

export interface Pdf {
  /** Of the pages read so far. */
  readonly document: PdfDocument;
  readonly isRead: boolean;
  /** How many pages it has; null until it is open. */
  readonly total: number | null;
  /** Where the frame is scrolled to; null at first. */
  readonly shown: Shown | null;
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom) => void;
  readonly trouble: Trouble | null;
  readonly send: (asked: Asked) => void;
  /** Where the frame is to be; it is opened there and closed with it. */
  readonly attach: (parent: HTMLElement | null) => void;
  /** Hears what is done in the frame; answers how to stop. */
  readonly onDone: (listener: (done: Done) => void) => () => void;
}

interface Read { readonly pages: readonly PdfPage[]; readonly headings: readonly PdfHeading[]; readonly isRead: boolean }
const unread: Read = { pages: [], headings: [], isRead: false };

/** Pages are taken in as they come at first, then together: every one of them makes the document anew. */
const togetherMs = 250;

/** Opens the bytes in a frame as soon as there is a place for it. Null: they aren't there yet. */
export function usePdf(title: string, bytes: Uint8Array | null): Pdf {
  const [parent, attach] = useState<HTMLElement | null>(null);
  const [read, setRead] = useState<Read>(unread);
  const [total, setTotal] = useState<number | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [zoom, setZoomState] = useState<Zoom>('width');
  const frame = useRef<ContentFrame | null>(null);
  const listeners = useRef(new Set<(done: Done) => void>());

  useEffect(() => {
    if (parent === null || bytes === null) return undefined;
    const pages: PdfPage[] = [];
    let headings: readonly PdfHeading[] = [];
    let timer: ReturnType<typeof setTimeout> | null = null;
    const takeIn = (isRead: boolean): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      setRead({ pages: [...pages], headings, isRead });
    };
    const soon = (): void => { timer ??= setTimeout(() => takeIn(false), togetherMs); };
    const end = (why: Trouble): void => {
      opened.close();
      setTrouble(why);
    };
    const onTold = (told: Told): void => {
      switch (told.kind) {
        case 'refused': return end(refuse('input/pdf-unreadable', { why: told.why }).trouble);
        case 'opened': return setTotal(told.pages);
        case 'page':
          // They come in order, or the frame is not what it was made to be.
          if (told.page !== pages.length) return end(refuse('input/pdf-unreadable', { why: 'broken' }).trouble);
          pages.push({ text: told.text, stops: told.stops, links: told.links });
          return pages.length <= 2 ? takeIn(false) : soon();
        case 'headings':
          headings = told.headings;
          return soon();
        case 'read': return takeIn(true);
        case 'shown': return setShown(told);
        case 'chosen': case 'pointed': case 'link':
          for (const listener of listeners.current) listener(told);
          return undefined;
        case 'pong': return undefined;
      }
    };
    const opened = openFrame({ parent, title, onTold, onSilent: () => setTrouble(refuse('input/pdf-unreadable', { why: 'too-slow' }).trouble) });
    frame.current = opened;
    opened.send({ kind: 'open', bytes, shows: true, look: lookNow(), zoom: 'width' });
    const theme = new MutationObserver(() => opened.send({ kind: 'look', look: lookNow() }));
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      theme.disconnect();
      if (timer !== null) clearTimeout(timer);
      opened.close();
      frame.current = null;
    };
  }, [parent, bytes, title]);

  const send = useCallback((asked: Asked) => frame.current?.send(asked), []);
  const setZoom = useCallback((next: Zoom) => {
    setZoomState(next);
    send({ kind: 'zoom', zoom: next });
  }, [send]);
  const onDone = useCallback((listener: (done: Done) => void) => {
    listeners.current.add(listener);
    return () => { listeners.current.delete(listener); };
  }, []);
  const document_ = useMemo(() => readPdf(read.pages, read.headings), [read]);
  return { document: document_, isRead: read.isRead, total, shown, zoom, setZoom, trouble, send, attach, onDone };
}
