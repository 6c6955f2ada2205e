// How things are timed and told. An entry is { name, value, unit, rival, ratio, note }: `value` is the product's own figure, `ratio` that
// figure over the rival's, measured in the same run.

/** The median of the times, in milliseconds, that `work` took in `runs` runs after one that doesn't count. */
export async function medianMs(work, runs = 5) {
  await work();
  const times = [];
  for (let i = 0; i < runs; i++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const rounded = (value) => Number(value.toPrecision(3));

/** An entry for a figure beside a rival's. */
export function against(name, value, unit, rival, rivalValue, note) {
  return { name, value: rounded(value), unit, rival, ratio: rounded(value / rivalValue), note: `${rival}: ${rounded(rivalValue)} ${unit}. ${note}` };
}

/** An entry for a figure that stands alone. */
export const alone = (name, value, unit, note) => ({ name, value: rounded(value), unit, rival: null, ratio: null, note });

export function table(entries) {
  const rows = entries.map(({ name, value, unit, rival, ratio, note }) => [name, `${value} ${unit}`, ratio === null ? '' : `${ratio} x`, rival ?? '', note]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column === 1 || column === 2 ? cell.padStart(widths[column]) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}
