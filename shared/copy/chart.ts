/** Words on and of charts. What a picture shows is said in words for those who don't see it. */
import { notation } from './notation.ts';

/** A tick's words: `0`, `0.5`, `25`, `5 M`, `250 k`; the minus sign is U+2212. */
export function tickLabel(value: number): string {
  const size = Math.abs(value);
  const [divisor, suffix] = size >= 1e9 ? [1e9, ' G'] : size >= 1e6 ? [1e6, ' M'] : size >= 1e4 ? [1e3, ' k'] : [1, ''];
  return `${value < 0 ? '\u2212' : ''}${String(Number((size / divisor).toPrecision(6))).replace('.', notation().decimal)}${suffix}`;
}

const levels = { low: 'low', medium: 'medium', serious: 'serious', high: 'high' } as const;

export const chartWords = {
  heat: {
    severity: 'Severity', likelihood: 'Likelihood',
    letters: { low: 'L', medium: 'M', serious: 'S', high: 'H' },
    cell: (severity: string, likelihood: string, count: number, level: keyof typeof levels): string => `severity ${severity}, likelihood ${likelihood}: ${count} (${levels[level]})`,
    alt: (cells: readonly string[]): string => `Severity against likelihood, number of hazards in each occupied cell. ${cells.length === 0 ? 'No hazards' : cells.join('; ')}.`,
  },
  bars: {
    alt: (head: string, rows: readonly string[]): string => `Bar chart. ${head}. ${rows.join(' ')}`,
    /** One row; `interval` and `limit` null where it has none. */
    row: (label: string, note: string, value: string, interval: string | null, limit: string | null, reading: string): string =>
      `${label} (${note}): ${value}${interval === null ? '' : `, interval ${interval}`}${limit === null ? '' : `, ${limit}`}, ${reading}.`,
  },
  releases: {
    axis: 'release',
    /** A value that isn't there is null. */
    series: (label: string, points: readonly (readonly [release: string, value: number | null])[]): string => `${label}: ${points.map(([release, value]) => `${release} ${value === null ? 'no value' : tickLabel(value)}`).join(', ')}.`,
    alt: (series: readonly string[], limit: string | null): string => `Line chart over releases. ${series.join(' ')}${limit === null ? '' : ` ${limit}.`}`,
  },
  series: {
    alt: (over: string, panels: readonly string[]): string => `Line chart over ${over}. ${panels.join(' ')}`,
    panel: (end: string, lowest: number, highest: number, limit: string | null): string => `${end} at the end, between ${tickLabel(lowest)} and ${tickLabel(highest)} on the way${limit === null ? '' : `; ${limit}`}.`,
  },
  times: { graveOf: (grave: number, count: number): string => `${grave} of ${count}` },
} as const;
