/**
 * Brings every fact of main's vault into the projection, in order and without a gap: it catches up from the cursor, then
 * takes broadcasts, and asks again whenever one doesn't follow on. One step at a time, in the order in which they came.
 */
import type { Fact } from '../../shared/events/fact.ts';
import type { Result, Trouble } from '../../shared/result.ts';

/** What the feed needs: `take` answers false when the facts leave a gap behind the cursor. */
export interface FeedPorts {
  readonly cursor: () => Promise<number>;
  readonly take: (facts: readonly Fact[]) => Promise<boolean>;
  readonly since: (position: number) => Promise<Result<readonly Fact[]>>;
  readonly onFacts: (listener: (facts: readonly Fact[]) => void) => () => void;
  /** Main couldn't answer; the next broadcast tries again. */
  readonly onTrouble: (trouble: Trouble) => void;
  /** The projection itself failed: our bug. */
  readonly onDefect: (error: unknown) => void;
}

export interface Feed {
  /** Settles once everything that was there at the start is in. */
  readonly caughtUp: Promise<void>;
  readonly stop: () => void;
}

/** Starts listening before it catches up, so that nothing falls between. */
export function startFeed(ports: FeedPorts): Feed {
  let stopped = false;
  let line: Promise<void> = Promise.resolve();

  function then(step: () => Promise<void>): Promise<void> {
    line = line.then(() => (stopped ? undefined : step())).catch(ports.onDefect);
    return line;
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const position = await ports.cursor();
      const answer = await ports.since(position);
      if (!answer.ok) return ports.onTrouble(answer.trouble);
      if (stopped || answer.value.length === 0) return;
      await ports.take(answer.value);
      // An answer that doesn't move the cursor would be asked for forever.
      if ((await ports.cursor()) <= position) return;
    }
  }

  const unsubscribe = ports.onFacts((facts) => void then(async () => {
    if (!(await ports.take(facts))) await catchUp();
  }));
  return {
    caughtUp: then(catchUp),
    stop() {
      stopped = true;
      unsubscribe();
    },
  };
}
