/**
 * Where keys are in a long list. A single step chooses at once. While a key is held, or struck quickly, only the mark moves: whoever keeps the
 * choice hears of it when the keys rest, since an address and details for each of thirty rows a second are nothing that anybody could read.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

const restMs = 120;

export interface RowCursorProps {
  readonly count: number;
  readonly idAt: (index: number) => string;
  /** What is chosen, and where it stands; -1: nowhere. */
  readonly selected: string | null;
  readonly selectedAt: number;
  readonly onSelect: (id: string) => void;
}

export interface RowCursor {
  /** The marked row; -1: none. */
  readonly at: number;
  /** The row that the next step goes on from: keys may come faster than rows are drawn. */
  readonly from: () => number;
  /** Marks a row; `held`: the key repeats. */
  readonly move: (index: number, held: boolean) => void;
  /** Chooses the marked row now: before a key that acts on it, and when the focus leaves. */
  readonly settle: () => void;
  /** Forgets the mark: something else was chosen. */
  readonly drop: () => void;
  /** For a key let go after it was held. */
  readonly onKeyUp: () => void;
}

/** `over`: what was chosen when the mark left it; `told`: the last choice made on the way. */
interface Mark { readonly id: string; readonly at: number; readonly over: string | null; readonly told: string | null }

/** The mark of a list. */
export function useRowCursor({ count, idAt, selected, selectedAt, onSelect }: RowCursorProps): RowCursor {
  const [mark, setMark] = useState<Mark | null>(null);
  // What was chosen by other means, and another list, take the mark along.
  const stands = mark !== null && mark.id !== selected && (selected === mark.over || selected === mark.told) && mark.at < count && idAt(mark.at) === mark.id;
  if (mark !== null && !stands) setMark(null);
  const at = stands ? mark.at : selectedAt;

  const now = useRef({ at, selected, onSelect });
  useEffect(() => { now.current = { at, selected, onSelect }; });
  const way = useRef<{ timer: number | undefined; pending: string | null; told: string | null; held: boolean }>({ timer: undefined, pending: null, told: null, held: false });

  const settle = useCallback((): void => {
    const { timer, pending } = way.current;
    window.clearTimeout(timer);
    way.current = { timer: undefined, pending: null, told: pending ?? way.current.told, held: false };
    if (pending === null) return;
    setMark((was) => (was === null ? was : { ...was, told: pending }));
    now.current.onSelect(pending);
  }, []);
  const drop = useCallback((): void => {
    window.clearTimeout(way.current.timer);
    way.current = { timer: undefined, pending: null, told: null, held: false };
    setMark(null);
  }, []);
  useEffect(() => () => window.clearTimeout(way.current.timer), []);

  return {
    at,
    from: () => now.current.at,
    move(index, held) {
      const to = Math.min(count - 1, Math.max(0, index));
      const id = idAt(to);
      const isFirst = way.current.timer === undefined;
      window.clearTimeout(way.current.timer);
      way.current = { timer: window.setTimeout(settle, restMs), pending: isFirst ? null : id, told: isFirst ? id : way.current.told, held };
      now.current = { ...now.current, at: to };
      setMark({ id, at: to, over: now.current.selected, told: way.current.told });
      if (isFirst) onSelect(id);
    },
    settle,
    drop,
    onKeyUp: () => { if (way.current.held) settle(); },
  };
}
