/** Runs work over many items, a few at a time, and keeps the order of the answers. */

/** How many reads or writes a store gets at once. */
export const transfersAtOnce = 8;

export async function inParallel<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>, atOnce = transfersAtOnce): Promise<R[]> {
  const answers = new Array<R>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      answers[index] = await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return answers;
}
