/**
 * A chart as a flat list of marks. The window draws a scene as SVG and the packet draws the same one into the page, so a
 * scene knows shapes, words and the meaning of a tone, and neither pixels nor colours.
 *
 * One unit is one PDF point (on screen one CSS pixel of the `viewBox`). The origin is the top left corner, y grows downwards.
 */

/** What a tone means. Each surface maps these to its own colours; the packet maps them to greys of black ink. */
export const tones = [
  /** Text and data: strongest. */ 'ink',
  /** Secondary text. */ 'ink-2',
  /** Lightest text: axis labels. */ 'ink-3',
  /** Axis and outline. */ 'rule-strong',
  /** Hairline between rows. */ 'rule',
  /** Grid lines behind data. */ 'grid',
  /** The page. */ 'paper',
  /** The first series. */ 'series-1',
  /** The second series. */ 'series-2',
  /** The bar of a value whose interval keeps to its limit. */ 'bar',
  /** The bar of a value that misses its limit or can't be told apart from it. */ 'bar-doubt',
  /** A limit. */ 'limit',
  'level-low', 'level-medium', 'level-serious', 'level-high',
  /** Text on `level-high`. */ 'on-high',
  /** What the pointer or the keyboard is on; the packet never uses it. */ 'accent',
] as const;
export type Tone = (typeof tones)[number];

export interface Stroke { readonly tone: Tone; readonly width: number; readonly dash?: readonly [number, number] }

export type Mark =
  | { readonly kind: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly stroke: Stroke }
  | { readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill?: Tone; readonly stroke?: Stroke }
  | { readonly kind: 'circle'; readonly cx: number; readonly cy: number; readonly r: number; readonly fill?: Tone; readonly stroke?: Stroke }
  /** `d` is SVG path data with absolute `M`, `L` and `Z` only. */
  | { readonly kind: 'path'; readonly d: string; readonly fill?: Tone; readonly stroke?: Stroke }
  /** `y` is the baseline. */
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly size: number; readonly tone: Tone; readonly weight: 400 | 500 | 600; readonly anchor: 'start' | 'middle' | 'end'; readonly mono?: true };

/** `alt` says in words everything that the picture shows: it is the figure's alternative text. */
export interface Scene { readonly width: number; readonly height: number; readonly alt: string; readonly marks: readonly Mark[] }

type TextStyle = { readonly size?: number; readonly tone?: Tone; readonly weight?: 400 | 500 | 600; readonly anchor?: 'start' | 'middle' | 'end'; readonly mono?: true };

/** A text mark; 7.5 points, `ink-2`, regular and left-aligned unless the style says otherwise. */
export const word = (x: number, y: number, text: string, style: TextStyle = {}): Mark =>
  ({ kind: 'text', x, y, text, size: 7.5, tone: 'ink-2', weight: 400, anchor: 'start', ...style });

export const rule = (x1: number, y1: number, x2: number, y2: number, stroke: Stroke): Mark => ({ kind: 'line', x1, y1, x2, y2, stroke });

/** A marker of one data point: filled dot for the first series, open square for the second. */
export const point = (series: 0 | 1, x: number, y: number): Mark => series === 0
  ? { kind: 'circle', cx: x, cy: y, r: 2.4, fill: 'series-1' }
  : { kind: 'rect', x: x - 2.1, y: y - 2.1, width: 4.2, height: 4.2, fill: 'paper', stroke: { tone: 'series-2', width: 0.9 } };

/** Path data through the given points, rounded to hundredths so that output is stable. */
export function pathThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${hundredths(x)} ${hundredths(y)}`).join(' ');
}

/** Diagonal lines across a rectangle: an area that reads in greyscale and under a line. */
export function hatched(x: number, y: number, width: number, height: number, gap: number, stroke: Stroke): Mark[] {
  if (width <= 0 || height <= 0) return [];
  const marks: Mark[] = [];
  for (let at = gap; at < width + height; at += gap) {
    const [over, left] = [Math.max(0, at - width), Math.max(0, at - height)];
    marks.push(rule(hundredths(x + left), hundredths(y + at - left), hundredths(x + at - over), hundredths(y + over), stroke));
  }
  return marks;
}

export const hundredths = (value: number): number => Math.round(value * 100) / 100;

/**
 * Cuts `text` to what fits `width` at `size`, ending in an ellipsis. Scenes have no font metrics: 0.48 of the size is a
 * little more than IBM Plex Sans takes for an average letter of English.
 */
export function fitted(text: string, width: number, size: number): string {
  const room = Math.max(1, Math.floor(width / (size * 0.48)));
  return text.length <= room ? text : `${text.slice(0, room - 1).trimEnd()}…`;
}
