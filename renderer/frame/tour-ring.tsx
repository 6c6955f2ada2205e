import { useEffect, useState, type ReactNode } from 'react';
import type { TourStep } from '../../shared/copy/tour.ts';
import styles from './tour-ring.module.css';

/** What a stop speaks of: the opening of the screen, and what its feature marked with `data-tour`. */
const subjects: Readonly<Record<TourStep, string>> = {
  home: '[data-tour=home]', overview: '[data-opening], [data-tour=overview]', trace: '[data-tour=trace]', vote: '[data-opening], [data-tour=vote]', packet: '[data-opening], [data-tour=packet]',
};

interface Box { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

const gap = 4;
/** A screen may still be reading what it shows. */
const patienceMs = 2_000;

/** A ring around each thing that the stop speaks of, wherever it is scrolled to. It takes no click and covers nothing. `onSubject` hears whether there is any to see. */
export function TourRing({ step, onSubject }: { readonly step: TourStep; readonly onSubject: (isThere: boolean) => void }): ReactNode {
  const boxes = useBoxes(subjects[step]);
  const isThere = boxes.length > 0;
  useEffect(() => {
    if (isThere) onSubject(true);
    const timer = isThere ? undefined : setTimeout(() => onSubject(false), patienceMs);
    return () => clearTimeout(timer);
  }, [isThere, onSubject]);
  return boxes.map((box, index) => <span key={index} className={styles.ring} data-ring aria-hidden="true" style={box} />);
}

/** Where the elements are now, cut to the part of the screen that they are in. They come with the screen's data, scroll and grow: so each picture looks anew, while the tour runs. */
function useBoxes(selector: string): readonly Box[] {
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  useEffect(() => {
    let frame = 0;
    let last = '';
    let shown: Element | null = null;
    const look = (): void => {
      const main = document.getElementById('main');
      const found = main === null ? [] : [...main.querySelectorAll(selector)];
      // Once for each stop, so that the member may scroll away from it.
      if (found[0] !== undefined && found[0] !== shown) {
        shown = found[0];
        shown.scrollIntoView({ block: 'nearest' });
      }
      const next = main === null ? [] : found.flatMap((element) => boxOf(element, main));
      const text = JSON.stringify(next);
      if (text !== last) {
        last = text;
        setBoxes(next);
      }
      frame = requestAnimationFrame(look);
    };
    look();
    return () => {
      cancelAnimationFrame(frame);
      setBoxes([]);
    };
  }, [selector]);
  return boxes;
}

function boxOf(element: Element, main: Element): readonly Box[] {
  const inner = element.getBoundingClientRect();
  const outer = main.getBoundingClientRect();
  const [left, top] = [Math.max(inner.left - gap, outer.left), Math.max(inner.top - gap, outer.top)];
  const [right, bottom] = [Math.min(inner.right + gap, outer.right), Math.min(inner.bottom + gap, outer.bottom)];
  return right - left > gap * 2 && bottom - top > gap * 2 ? [{ left, top, width: right - left, height: bottom - top }] : [];
}
