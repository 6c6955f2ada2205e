/** Long work in short slices, so that typing and drawing come in between. */

export interface SlicePorts {
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
  /** Settles when the window has time again. */
  readonly pause: () => Promise<void>;
  /** How long a slice may take, in milliseconds. */
  readonly budgetMs: number;
}

/** Does `each` for every item, and pauses whenever a slice has taken its time. */
export async function inSlices<T>(items: Iterable<T>, each: (item: T) => void, { now, pause, budgetMs }: SlicePorts): Promise<void> {
  let until = now() + budgetMs;
  for (const item of items) {
    each(item);
    if (now() < until) continue;
    await pause();
    until = now() + budgetMs;
  }
}

/** The window's own: an eighth of what a person notices as a delay, and then whatever the window has to do first. */
export const windowSlices: SlicePorts = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => { requestIdleCallback(() => resolve(), { timeout: 60 }); }),
  budgetMs: 8,
};
