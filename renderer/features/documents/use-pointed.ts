/** Where an address points in the document that is open: a passage of its text, or a note on it. */
import { useEffect, useRef, useState } from 'react';
import type { TextRange } from '../../../shared/annotation/anchor.ts';
import type { ReadableDocument } from '../../../shared/dossier/readable.ts';
import { markOf, stopOfSpot, type Spot } from '../../../shared/ipc/spot.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { useSpot } from '../../queries/spot.ts';

/** How long what the address points at is marked. */
const markedMs = 3_000;

export interface PointedOptions {
  readonly text: ReadableDocument;
  /** A PDF’s text grows while it is read: what isn’t found yet may still come. */
  readonly isRead: boolean;
  readonly onStop: (stop: number) => void;
  /** The words are not in this revision any more: this is where they were. */
  readonly onMoved: (stop: number) => void;
  /** False while the note isn’t found yet. */
  readonly onNote: (annotation: Digest) => boolean;
}

/** Goes where the address points, each time that somebody follows it; answers what to mark for a moment. */
export function usePointed(address: string | undefined, options: PointedOptions): TextRange | null {
  const { text, isRead } = options;
  const pointed = useSpot(address);
  const current = useRef(options);
  useEffect(() => {
    current.current = options;
  });
  const done = useRef<object | null>(null);
  const [marked, setMarked] = useState<TextRange | null>(null);
  useEffect(() => {
    if (pointed === null || done.current === pointed) return;
    const { spot } = pointed;
    const { onNote, onStop, onMoved } = current.current;
    if (spot.kind === 'note') {
      if (onNote(spot.annotation) || isRead) done.current = pointed;
    } else if (spot.kind === 'passage') {
      const stop = stopHere(spot, text, isRead);
      if (stop === null && !isRead) return;
      done.current = pointed;
      if (stop === null) onMoved(Math.min(spot.stop, Math.max(0, text.stops.length - 1)));
      else {
        onStop(stop);
        setMarked(text.stops[stop] ?? null);
      }
    }
  }, [pointed, text, isRead]);
  useEffect(() => {
    if (marked === null) return undefined;
    const timer = setTimeout(() => setMarked(null), markedMs);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}

/** While more is read only its own place is looked at: looking through everything each time would take long. */
function stopHere(spot: Extract<Spot, { readonly kind: 'passage' }>, { text, stops }: ReadableDocument, isRead: boolean): number | null {
  const textOf = (stop: number): string => text.slice(stops[stop]?.start ?? 0, stops[stop]?.end ?? 0);
  if (isRead) return stopOfSpot(spot, textOf, stops.length);
  return spot.stop < stops.length && markOf(textOf(spot.stop)) === spot.mark ? spot.stop : null;
}
