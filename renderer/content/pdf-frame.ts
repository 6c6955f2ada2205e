/**
 * The content frame, from the window's side. Its bytes are hostile and so is whatever they make of the frame: it has an origin that nobody
 * shares, reaches nothing, and is heard only in the words of `messages.ts`. One that stops answering is taken away.
 */
import { fault, ok, refuse, type Result } from '../../shared/result.ts';
import type { PdfPage } from '../../shared/dossier/pdf-text.ts';
import { contentAddress, Told, type Asked, type Look } from './messages.ts';

/** So long a frame may say nothing before it is taken away. */
export const silenceSeconds = 10;

export type Why = Extract<Told, { kind: 'refused' }>['why'] | 'too-slow';

export interface FramePorts {
  /** Where the frame is put. */
  readonly parent: HTMLElement;
  readonly title: string;
  /** The frame is only read from: it is there, and nobody sees it. */
  readonly hidden?: boolean;
  readonly onTold: (told: Told) => void;
  /** It says nothing any more, and is gone. */
  readonly onSilent: () => void;
}

export interface ContentFrame {
  readonly element: HTMLIFrameElement;
  readonly send: (asked: Asked) => void;
  readonly close: () => void;
}

/** Opens a frame. What is sent before its page is there waits for it. */
export function openFrame({ parent, title, hidden = false, onTold, onSilent }: FramePorts): ContentFrame {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.referrerPolicy = 'no-referrer';
  element.title = title;
  element.tabIndex = -1;
  if (hidden) {
    element.setAttribute('aria-hidden', 'true');
    Object.assign(element.style, { position: 'fixed', width: '1px', height: '1px', border: '0', opacity: '0', pointerEvents: 'none' });
  }
  const { port1: port, port2: theirs } = new MessageChannel();
  let silentFor = 0;
  let asking = 0;
  // Counted in ticks, not in time: a machine that slept has not waited.
  const tick = setInterval(() => {
    if (++silentFor > silenceSeconds) {
      close();
      onSilent();
    } else port.postMessage({ kind: 'ping', id: ++asking } satisfies Asked);
  }, 1_000);
  const close = (): void => {
    clearInterval(tick);
    port.close();
    element.remove();
  };
  port.onmessage = ({ data }: MessageEvent) => {
    const told = Told.safeParse(data);
    if (!told.success) return;
    silentFor = 0;
    if (told.data.kind !== 'pong') onTold(told.data);
  };
  // Its origin is nobody's, so none can be named here; nothing but its own page can ever be in it.
  element.addEventListener('load', () => element.contentWindow?.postMessage(null, '*', [theirs]), { once: true });
  element.src = contentAddress;
  parent.append(element);
  return { element, close, send: (asked) => port.postMessage(asked) };
}

/** The pages of a PDF as plain text, by a frame that nobody sees. */
export function readPages(bytes: Uint8Array): Promise<Result<readonly PdfPage[]>> {
  return new Promise((resolve) => {
    const pages: PdfPage[] = [];
    const end = (result: Result<readonly PdfPage[]>): void => {
      frame.close();
      resolve(result);
    };
    const onTold = (told: Told): void => {
      if (told.kind === 'refused') end(refuse('input/pdf-unreadable', { why: told.why }));
      if (told.kind === 'page') {
        if (told.page !== pages.length) return end(fault('defect', { reference: 'pages out of order' }, false));
        pages.push({ text: told.text, stops: told.stops, links: told.links });
      }
      if (told.kind === 'read') end(ok(pages));
    };
    const frame = openFrame({ parent: document.body, title: '', hidden: true, onTold, onSilent: () => resolve(refuse('input/pdf-unreadable', { why: 'too-slow' })) });
    frame.send({ kind: 'open', bytes: bytes.slice(), shows: false, look: 'light', zoom: 'width' });
  });
}

/** The theme that is in force, as the window's root says it. */
export function lookNow(): Look {
  return document.documentElement.dataset['mantineColorScheme'] === 'dark' ? 'dark' : 'light';
}
