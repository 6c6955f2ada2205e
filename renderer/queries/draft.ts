import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { ask, askOrTell } from '../bridge/client.ts';

const settleMs = 400;

/**
 * What the member has written but not yet sent, kept by main as they type. The draft is null until it is read, when there
 * is none, and when what is kept doesn't fit the schema. `save` shows at once and writes when the typing pauses, at the
 * latest when the screen goes; `remove` forgets it.
 */
export function useDraft<T>(id: string, schema: z.ZodType<T>): readonly [T | null, (value: T) => void, () => void] {
  const [held, setHeld] = useState<{ readonly id: string; readonly value: T | null }>({ id, value: null });
  const pending = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly write: () => void } | null>(null);
  const isTouched = useRef(false);

  const flush = useCallback(() => {
    if (pending.current === null) return;
    clearTimeout(pending.current.timer);
    pending.current.write();
    pending.current = null;
  }, []);

  useEffect(() => {
    let isGone = false;
    isTouched.current = false;
    setHeld({ id, value: null });
    void ask('draft.read', { id }).then((reply) => {
      if (isGone || isTouched.current || !reply.ok || reply.value === null) return;
      const parsed = schema.safeParse(reply.value.value);
      if (parsed.success) setHeld({ id, value: parsed.data });
    });
    window.addEventListener('pagehide', flush);
    return () => {
      isGone = true;
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [id, schema, flush]);

  const save = useCallback((value: T) => {
    isTouched.current = true;
    setHeld({ id, value });
    if (pending.current !== null) clearTimeout(pending.current.timer);
    const write = (): void => {
      pending.current = null;
      void askOrTell('draft.save', { id, value: value as z.core.util.JSONType });
    };
    pending.current = { timer: setTimeout(write, settleMs), write };
  }, [id]);

  const remove = useCallback(() => {
    isTouched.current = true;
    if (pending.current !== null) clearTimeout(pending.current.timer);
    pending.current = null;
    setHeld({ id, value: null });
    void askOrTell('draft.remove', { id });
  }, [id]);

  return [held.id === id ? held.value : null, save, remove];
}
