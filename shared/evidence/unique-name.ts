/** Names for things that must be told apart, where files use one name twice. */
import { clip } from './reader.ts';

/** Gives each name once: the second `x` becomes `x (2)`. Empty names become `-`. */
export function uniqueNames(): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    const wanted = clip(name, 480) || '-';
    if (!counts.has(wanted)) { counts.set(wanted, 1); return wanted; }
    let count = counts.get(wanted)!;
    let given: string;
    do given = `${wanted} (${++count})`; while (counts.has(given));
    counts.set(wanted, count).set(given, 1);
    return given;
  };
}
