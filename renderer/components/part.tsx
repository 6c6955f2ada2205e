import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';

type Load<P extends object> = () => Promise<ComponentType<P>>;

const waiting = new Set<() => Promise<unknown>>();

/**
 * A part of the window whose code is loaded when it is first shown, so that the first picture waits for none of it. A part that is
 * here by then is drawn at once; one that can't be loaded throws, and is asked for again the next time.
 */
export function part<P extends object>(load: Load<P>): ComponentType<P> {
  let here: ComponentType<P> | null = null;
  const bring = async (): Promise<{ default: ComponentType<P> }> => {
    here = await load();
    waiting.delete(bring);
    return { default: here };
  };
  waiting.add(bring);
  return function Part(props: P): ReactNode {
    // What it was drawn as at first it stays: another component in its place would begin anew.
    const [Shown] = useState<ComponentType<P>>(() => here ?? (lazy(bring) as unknown as ComponentType<P>));
    return <Suspense fallback={null}><Shown {...props} /></Suspense>;
  };
}

/** How long the first screen has the machine to itself, in milliseconds. */
const afterStartMs = 2_000;

/** Loads the parts that nobody has wanted yet, one after another, each when the window has nothing else to do. */
export function loadPartsWhenIdle(): void {
  const next = (): void => {
    const [bring] = waiting;
    if (bring === undefined) return;
    waiting.delete(bring);
    void bring().catch(() => undefined).finally(() => requestIdleCallback(next));
  };
  setTimeout(() => requestIdleCallback(next), afterStartMs);
}
