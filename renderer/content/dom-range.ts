/** Between the document on screen and its plain text: each element with `data-start` shows a leaf, text for text. */
import type { TextRange } from '../../shared/annotation/anchor.ts';

/** The leaves on screen, in order. */
export interface Leaves { readonly elements: readonly HTMLElement[]; readonly starts: readonly number[] }

export function leavesIn(root: HTMLElement): Leaves {
  const elements = [...root.querySelectorAll<HTMLElement>('[data-start]')];
  return { elements, starts: elements.map((element) => Number(element.dataset['start'])) };
}

/** The range on screen of a range of the text; null where it isn't shown. */
export function screenRange({ elements, starts }: Leaves, { start, end }: TextRange): Range | null {
  const from = pointAt(elements, starts, start);
  const to = pointAt(elements, starts, end);
  if (from === null || to === null) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** The range of the text that is selected on screen; null for nothing. What lies between leaves counts to none. */
export function selectedRange(root: HTMLElement, selection: Selection | null): TextRange | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer) && !range.intersectsNode(root)) return null;
  const touched = leavesIn(root).elements.filter((element) => range.intersectsNode(element));
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return null;
  const start = first.contains(range.startContainer) ? placeIn(first, range.startContainer, range.startOffset) : Number(first.dataset['start']);
  const end = last.contains(range.endContainer) ? placeIn(last, range.endContainer, range.endOffset) : Number(last.dataset['start']) + (last.textContent ?? '').length;
  return end > start ? { start, end } : null;
}

/** The place of the text under a point of the screen's tree; null outside of any leaf. */
export function placeAt(node: Node | null, offset: number): number | null {
  const element = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('[data-start]');
  return element === null || element === undefined || node === null ? null : placeIn(element, node, offset);
}

function placeIn(leaf: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(leaf, 0);
  before.setEnd(node, offset);
  return Number(leaf.dataset['start']) + before.toString().length;
}

function pointAt(elements: readonly HTMLElement[], starts: readonly number[], place: number): { readonly node: Node; readonly offset: number } | null {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  const leaf = elements[low];
  if (leaf === undefined) return null;
  let left = place - starts[low]!;
  const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (left <= length) return { node, offset: left };
    left -= length;
  }
  return { node: leaf, offset: leaf.childNodes.length };
}
