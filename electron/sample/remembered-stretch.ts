/**
 * While a sample is made, many signatures come from few keys. The key files are the usual ones at the full cost; only the
 * answers of the slow stretching are kept in memory until the sample stands, so that each key costs it once.
 */
import { stretchWithScrypt, type Stretch } from '../keys/key-file.ts';

export interface RememberedStretch {
  readonly stretch: Stretch;
  /** Overwrites every answer. */
  forget(): Promise<void>;
}

/** `atOnce`: how many stretch side by side; each takes 128 MiB. */
export function rememberedStretch(atOnce: number, stretch: Stretch = stretchWithScrypt): RememberedStretch {
  const answers = new Map<string, Promise<Uint8Array>>();
  const queue: (() => void)[] = [];
  let running = 0;

  async function inTurn(work: () => Promise<Uint8Array>): Promise<Uint8Array> {
    while (running >= atOnce) await new Promise<void>((resolve) => { queue.push(resolve); });
    running++;
    try {
      return await work();
    } finally {
      running--;
      queue.shift()?.();
    }
  }

  return {
    stretch: async (passphrase, salt, cost) => {
      const name = `${cost} ${Buffer.from(salt).toString('hex')} ${passphrase}`;
      const answer = answers.get(name) ?? inTurn(() => stretch(passphrase, salt, cost));
      answers.set(name, answer);
      // The signer overwrites what it was given.
      return Uint8Array.from(await answer);
    },
    forget: async () => {
      for (const answer of await Promise.allSettled(answers.values())) if (answer.status === 'fulfilled') answer.value.fill(0);
      answers.clear();
    },
  };
}
