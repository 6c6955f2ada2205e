/** Places a graph in columns from left to right, or in rows from top to bottom, and routes its edges at right angles, those that share an end on one trunk. Pure. */
import { Graph, layout } from '@dagrejs/dagre';

export interface LayeredNode { readonly key: string; readonly width: number; readonly height: number }
/** `ranks`: how many columns lie at least between the ends; 1 unless said. */
export interface LayeredEdge { readonly from: string; readonly to: string; readonly ranks?: number }
export type Point = readonly [x: number, y: number];

export interface LayeredLayout {
  readonly width: number;
  readonly height: number;
  /** Boxes by key, `x` and `y` of the top left corner. */
  readonly boxes: ReadonlyMap<string, { readonly x: number; readonly y: number; readonly width: number; readonly height: number }>;
  /** In the order of the edges given. */
  readonly ways: readonly (readonly Point[])[];
}

/** From top to bottom: the same, turned by its diagonal. Boxes of one row have one height. */
export function layeredDown(nodes: readonly LayeredNode[], edges: readonly LayeredEdge[], gap: number): LayeredLayout {
  const { width, height, boxes, ways } = layered(nodes.map((node) => ({ key: node.key, width: node.height, height: node.width })), edges, gap);
  return { width: height, height: width, boxes: new Map([...boxes].map(([key, box]) => [key, { x: box.y, y: box.x, width: box.height, height: box.width }])), ways: ways.map((way) => way.map(([x, y]): Point => [y, x])) };
}

/** Nodes of one column have the width of its widest; `gap` is what lies between two columns. */
export function layered(nodes: readonly LayeredNode[], edges: readonly LayeredEdge[], gap: number): LayeredLayout {
  const graph = new Graph<object, { x: number; y: number; width: number; height: number }, { points: { x: number; y: number }[] }>({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranksep: gap, nodesep: 14, edgesep: 10, marginx: 4, marginy: 4 });
  for (const { key, width, height } of nodes) graph.setNode(key, { width, height } as never);
  edges.forEach(({ from, to, ranks = 1 }, index) => graph.setEdge(from, to, { minlen: ranks } as never, String(index)));
  layout(graph);
  const placed = new Map(nodes.map(({ key }) => [key, graph.node(key)]));
  const columns = [...new Set([...placed.values()].map(({ x }) => Math.round(x)))].sort((a, b) => a - b);
  const columnOf = (key: string): number => columns.indexOf(Math.round(placed.get(key)!.x));
  const halves = columns.map((column) => Math.max(...[...placed.values()].filter(({ x }) => Math.round(x) === column).map(({ width }) => width / 2)));
  const spans = edges.map(({ from, to }, index) => spanOf(columnOf(from), columnOf(to), graph.edge({ v: from, w: to, name: String(index) }).points, columns, halves));
  const trunks = trunksOf(edges, spans, columns, halves, gap);
  const boxes = new Map([...placed].map(([key, { x, y, height }]) => {
    const half = halves[columnOf(key)]!;
    return [key, { x: x - half, y: y - height / 2, width: 2 * half, height }];
  }));
  const ways = edges.map(({ from, to }, index): readonly Point[] => {
    const span = spans[index]!;
    const [source, target] = [placed.get(from)!, placed.get(to)!];
    // Only a cycle leads back: it is drawn as the layout routes it.
    if (span.back !== null) return span.back;
    const levels = [source.y, ...span.lanes, target.y];
    const way: Point[] = [[source.x + halves[columnOf(from)]!, source.y]];
    levels.slice(1).forEach((level, step) => {
      const x = trunks.get(trunkKey(edges, spans, index, step))!;
      if (level !== levels[step]) way.push([x, levels[step]!], [x, level]);
    });
    return [...way, [target.x - halves[columnOf(to)]!, target.y]];
  });
  const extent = (of: (box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }) => number): number => Math.ceil(Math.max(0, ...[...boxes.values()].map(of))) + 4;
  return { width: extent(({ x, width }) => x + width), height: Math.max(extent(({ y, height }) => y + height), Math.ceil(Math.max(0, ...ways.flat().map(([, y]) => y))) + 4), boxes, ways };
}

/** `first`: the column that an edge leaves; `lanes`: its height in each column that it passes. */
interface Span { readonly first: number; readonly lanes: readonly number[]; readonly back: readonly Point[] | null }

function spanOf(first: number, last: number, points: readonly { readonly x: number; readonly y: number }[], columns: readonly number[], halves: readonly number[]): Span {
  if (last <= first) return { first, lanes: [], back: points.map(({ x, y }): Point => [x, y]) };
  const lanes = columns.slice(first + 1, last).map((column, index) => (points.find(({ x }) => Math.abs(x - column) <= halves[first + 1 + index]!) ?? points[Math.floor(points.length / 2)]!).y);
  return { first, lanes, back: null };
}

/** Which trunk an edge uses in a step of its way: the target's where several edges come together there, else the source's. */
function trunkKey(edges: readonly LayeredEdge[], spans: readonly Span[], index: number, step: number): string {
  const { first, lanes } = spans[index]!;
  const { from, to } = edges[index]!;
  const isLast = step === lanes.length;
  const shares = isLast && edges.some((other, at) => at !== index && other.to === to && spans[at]!.back === null);
  const key = shares ? `2 ${to}` : step === 0 ? `1 ${from}` : `3 ${index}`;
  return `${first + step} ${key}`;
}

/** Where each trunk stands in its gap: those that fan out first, those that come together last, evenly spread. */
function trunksOf(edges: readonly LayeredEdge[], spans: readonly Span[], columns: readonly number[], halves: readonly number[], gap: number): ReadonlyMap<string, number> {
  const byGap = new Map<number, Set<string>>();
  edges.forEach((_, index) => {
    const { first, lanes, back } = spans[index]!;
    if (back === null) for (let step = 0; step <= lanes.length; step++) byGap.set(first + step, (byGap.get(first + step) ?? new Set()).add(trunkKey(edges, spans, index, step)));
  });
  return new Map([...byGap].flatMap(([at, keys]) => {
    const left = columns[at]! + halves[at]!;
    const room = columns[at + 1] === undefined ? gap : columns[at + 1]! - halves[at + 1]! - left;
    const order = [...keys].sort((a, b) => Number(a.split(' ')[1]) - Number(b.split(' ')[1]));
    return order.map((key, index): [string, number] => [key, left + (room * (index + 1)) / (order.length + 1)]);
  }));
}

/** SVG path data of a way, its corners rounded. */
export function pathOf(way: readonly Point[], radius = 5): string {
  const at = ([x, y]: Point): string => `${round(x)} ${round(y)}`;
  return way.map((point, index) => {
    const [before, after] = [way[index - 1], way[index + 1]];
    if (before === undefined) return `M${at(point)}`;
    if (after === undefined) return `L${at(point)}`;
    const toward = ([x, y]: Point): Point => {
      const length = Math.hypot(x - point[0], y - point[1]);
      const share = length === 0 ? 0 : Math.min(radius, length / 2) / length;
      return [point[0] + (x - point[0]) * share, point[1] + (y - point[1]) * share];
    };
    return `L${at(toward(before))}Q${at(point)} ${at(toward(after))}`;
  }).join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Text in lines of at most `room` characters; where there is more than `most` lines hold, the last is cut with an ellipsis. */
export function linesOf(text: string, room: number, most: number): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== '').flatMap((word) => (word.length > room ? word.match(new RegExp(`.{1,${room}}`, 'gu'))! : [word]));
  const lines: string[] = [];
  for (let at = 0; at < words.length;) {
    if (lines.length === most - 1) {
      const rest = words.slice(at).join(' ');
      lines.push(rest.length <= room ? rest : `${rest.slice(0, room - 1).trimEnd()}…`);
      break;
    }
    let line = words[at++]!;
    while (at < words.length && `${line} ${words[at]!}`.length <= room) line = `${line} ${words[at++]!}`;
    lines.push(line);
  }
  return lines;
}
