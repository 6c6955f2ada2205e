/**
 * Choosing by mouse. The browser's own selection is no use over text that lies here and there on a page: a step beside a line would take
 * everything up to the end of the page. So the place nearest to the pointer counts.
 */
import { placeAt } from '../content/dom-range.ts';
import type { PdfPiece, PdfPlace } from '../../shared/dossier/pdf-text.ts';
import type { Told } from '../content/messages.ts';

/** Further than this the pointer has to go before it chooses anything, in pixels. */
const slack = 4;

/** Tells clicks and chosen passages; `onChoosing` hears what is chosen while the button is down, null once it is up. */
export function pointWith(tell: (told: Told) => void, onChoosing: (pieces: PdfPiece[] | null) => void): void {
  let from: { readonly place: PdfPlace; readonly x: number; readonly y: number } | null = null;
  let to: PdfPlace | null = null;
  document.addEventListener('mousedown', (event) => {
    if (event.button !== 0 || isLink(event.target)) return;
    event.preventDefault();
    const place = nearest(event.clientX, event.clientY);
    from = place === null ? null : { place, x: event.clientX, y: event.clientY };
    to = null;
  });
  document.addEventListener('mousemove', ({ clientX, clientY, buttons }) => {
    if (from === null || (buttons & 1) === 0) return;
    if (to === null && Math.hypot(clientX - from.x, clientY - from.y) < slack) return;
    to = nearest(clientX, clientY) ?? to;
    if (to !== null) onChoosing(between(from.place, to));
  });
  document.addEventListener('mouseup', ({ button, detail, target, clientX, clientY }) => {
    if (button !== 0) return;
    const [start, end] = [from, to];
    from = to = null;
    onChoosing(null);
    if (start !== null && end !== null) tell({ kind: 'chosen', ...inOrder(start.place, end) });
    // Twice in one place: the word there. The window takes whole words.
    else if (start !== null && detail === 2) tell({ kind: 'chosen', from: start.place, to: { ...start.place, at: start.place.at + 1 } });
    else tell({ kind: 'pointed', place: isLink(target) || !isText(target) ? null : nearest(clientX, clientY) });
  });
}

const isLink = (target: EventTarget | null): boolean => target instanceof Element && target.closest('.link') !== null;
const isText = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[data-start]') !== null;

function inOrder(one: PdfPlace, other: PdfPlace): { readonly from: PdfPlace; readonly to: PdfPlace } {
  return one.page < other.page || (one.page === other.page && one.at <= other.at) ? { from: one, to: other } : { from: other, to: one };
}

/** What lies between two places of pages that are drawn. */
function between(one: PdfPlace, other: PdfPlace): PdfPiece[] {
  const { from, to } = inOrder(one, other);
  return Array.from({ length: Math.min(40, to.page - from.page + 1) }, (_, index) => from.page + index).flatMap((page) => {
    const start = page === from.page ? from.at : 0;
    const end = page === to.page ? to.at : lengthOf(page);
    return end > start ? [{ page, start, end }] : [];
  });
}

function lengthOf(page: number): number {
  const last = [...document.querySelectorAll<HTMLElement>(`[data-page="${page}"] [data-start]`)].at(-1);
  return last === undefined ? 0 : Number(last.dataset['start']) + (last.textContent ?? '').length;
}

/** The place of the text that is nearest to a point: the line first, then along it; null on a page without text. */
function nearest(x: number, y: number): PdfPlace | null {
  const sheet = document.elementsFromPoint(x, y).map((element) => element.closest<HTMLElement>('[data-page]')).find((element) => element !== null) ?? nearestSheet(y);
  if (sheet === null) return null;
  let best: { readonly element: HTMLElement; readonly box: DOMRect; readonly distance: number } | null = null;
  for (const element of sheet.querySelectorAll<HTMLElement>('[data-start]')) {
    const box = element.getBoundingClientRect();
    const [aside, above] = [Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0)];
    // A line that the pointer is beside is nearer than one that it is under.
    const distance = above * 4 + aside;
    if (best === null || distance < best.distance) best = { element, box, distance };
  }
  if (best === null) return null;
  const { element, box } = best;
  const page = Number(sheet.dataset['page']);
  const start = Number(element.dataset['start']);
  const length = (element.textContent ?? '').length;
  if (x <= box.left) return { page, at: start };
  if (x >= box.right) return { page, at: start + length };
  const caret = document.caretRangeFromPoint(x, Math.max(box.top + 1, Math.min(box.bottom - 1, y)));
  const found = caret !== null && element.contains(caret.startContainer) ? placeAt(caret.startContainer, caret.startOffset) : null;
  return { page, at: found ?? start + Math.round(((x - box.left) / Math.max(1, box.width)) * length) };
}

function nearestSheet(y: number): HTMLElement | null {
  let best: { readonly element: HTMLElement; readonly distance: number } | null = null;
  for (const element of document.querySelectorAll<HTMLElement>('[data-page]')) {
    if (element.querySelector('[data-start]') === null) continue;
    const { top, bottom } = element.getBoundingClientRect();
    const distance = Math.max(top - y, y - bottom, 0);
    if (best === null || distance < best.distance) best = { element, distance };
  }
  return best?.element ?? null;
}
