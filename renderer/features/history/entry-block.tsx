import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { usePrinting } from '../../components/printing.ts';

/** How many entries come and go together. */
export const blockSize = 40;
/** Entries differ in height: what one is likely to take, in pixels, until its block has been drawn once. */
const likelyPx = 44;
/** How far beyond the edges a block is drawn. */
const marginPx = 1_200;

/**
 * A stretch of a long list of entries of any height: it exists while it is near what is in sight, is asked for, holds the focus or is printed, and
 * otherwise keeps its place empty, as high as it was.
 */
export function EntryBlock({ entries, wanted, children }: { readonly entries: number; readonly wanted: boolean; readonly children: () => ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [heightPx, setHeightPx] = useState(entries * likelyPx);
  const printing = usePrinting();
  const drawn = near || wanted || printing;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watcher = new IntersectionObserver(([seen]) => {
      if (seen === undefined) return;
      if (!seen.isIntersecting && element.contains(document.activeElement)) return;
      if (!seen.isIntersecting && element.childElementCount > 0) setHeightPx(element.offsetHeight);
      setNear(seen.isIntersecting);
    }, { root: element.closest('[data-scrolls]'), rootMargin: `${marginPx}px 0px` });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return <div ref={box} role="presentation" style={drawn ? undefined : { height: heightPx }}>{drawn && children()}</div>;
}
