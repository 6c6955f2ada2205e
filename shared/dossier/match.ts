/** Pairs the items of two lists. */

/**
 * Each item of either list once, with the item of the other that has the same key, or null. Where a key repeats, its first is
 * matched with the first, its second with the second.
 */
export function matched<T>(before: readonly T[], after: readonly T[], key: (item: T) => string): (readonly [T, T | null] | readonly [null, T])[] {
  const rest = new Map<string, T[]>();
  for (const item of after) {
    const list = rest.get(key(item));
    if (list === undefined) rest.set(key(item), [item]);
    else list.push(item);
  }
  const taken = new Map<string, number>();
  const pairs: (readonly [T, T | null] | readonly [null, T])[] = before.map((item) => {
    const name = key(item);
    const index = taken.get(name) ?? 0;
    taken.set(name, index + 1);
    return [item, rest.get(name)?.[index] ?? null] as const;
  });
  for (const [name, list] of rest) for (const item of list.slice(taken.get(name) ?? 0)) pairs.push([null, item]);
  return pairs;
}
