import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { percent } from '../../shared/copy/number.ts';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { Button } from './button.tsx';
import { layered, layeredDown, linesOf, pathOf, type Point } from './layered-layout.ts';
import { StateGlyph, type MarkState } from './state-mark.tsx';
import styles from './layered-graph.module.css';

const words = componentsWords.graph;

/** A box with words. `plain` stands for a thing, `step` for what is done, `strong` for what it is about, `quiet` for what only lies around it: one line, no head and no marks. */
export interface GraphNode {
  readonly key: string;
  readonly look: 'plain' | 'step' | 'strong' | 'quiet';
  /** What people call it, and its kind. */
  readonly head: string;
  readonly title: string;
  readonly marks: readonly { readonly state: MarkState; readonly words: string }[];
  /** Null: nothing happens on a click. */
  readonly choose: string | null;
}

/** A line between two boxes. `suspect` and `broken` are dashed and carry their shape; the box that they lead to says the word. `hidden` only places its end. */
export interface GraphEdge { readonly from: string; readonly to: string; readonly look: 'plain' | 'quiet' | 'suspect' | 'broken' | 'hidden'; readonly ranks?: number }

export interface LayeredGraphProps {
  /** What the drawing shows, and where the same stands in words. */
  readonly label: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly selected: string | null;
  readonly onChoose: (key: string) => void;
  readonly boxWidth: number;
  readonly gap: number;
  /** Where it doesn't fit from left to right it goes from top to bottom. */
  readonly turns?: boolean;
  /** What stands at the left of the zoom buttons. */
  readonly children?: ReactNode;
}

const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2] as const;
/** A drawing that is smaller can't be read. */
const leastFit = 0.85;
const pad = 9;
const lineHeight = 17;

/** A graph as a drawing, from left to right: scrolls to pan, zooms by buttons. Whoever shows it shows the same as a tree or a table beside it. */
export function LayeredGraph({ label, nodes, edges, selected, onChoose, boxWidth, gap, turns = false, children }: LayeredGraphProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [chosenZoom, setZoom] = useState<number | null>(null);
  const boxes = useMemo(() => nodes.map((node) => textOf(node, boxWidth)), [nodes, boxWidth]);
  const room = useRoom(scroller);
  const [placed, down] = useMemo(() => {
    const sizes = boxes.map(({ node, height }) => ({ key: node.key, width: boxWidth, height }));
    const right = layered(sizes, edges, gap);
    if (!turns || room === 0 || right.width * leastFit <= room) return [right, false] as const;
    // What fans out wide is wider still from top to bottom.
    const turned = layeredDown(sizes, edges, gap * 0.7);
    return turned.width < right.width ? [turned, true] as const : [right, false] as const;
  }, [boxes, edges, boxWidth, gap, turns, room]);
  // The whole width is in sight, never larger than life and never too small to read.
  const fit = room === 0 || placed.width === 0 ? 1 : Math.min(1, Math.max(leastFit, room / placed.width));
  const zoom = chosenZoom ?? fit;
  const zoomBy = (by: 1 | -1): void => setZoom((by === 1 ? zooms.find((one) => one > zoom + 0.01) : zooms.findLast((one) => one < zoom - 0.01)) ?? zoom);
  useInSight(scroller, selected === null ? undefined : placed.boxes.get(selected), zoom);

  return (
    <div className={styles.graph} data-down={down}>
      <div className={styles.bar}>
        <div>{children}</div>
        <div className={styles.zoom} role="group" aria-label={words.zoom}>
          <Button weight="quiet" aria-label={words.smaller} title={words.smaller} onClick={() => zoomBy(-1)}>−</Button>
          <Button weight="quiet" aria-label={words.zoomIs(zoom)} title={words.fit} onClick={() => setZoom(null)}>{percent(zoom, 0)}</Button>
          <Button weight="quiet" aria-label={words.larger} title={words.larger} onClick={() => zoomBy(1)}>+</Button>
        </div>
      </div>
      <div className={styles.scroller} ref={scroller} tabIndex={0} role="group" aria-label={words.drawing}>
        <svg className={styles.canvas} role="img" aria-label={label} viewBox={`0 0 ${placed.width} ${placed.height}`} style={{ width: `${(placed.width * zoom) / 16}rem`, height: `${(placed.height * zoom) / 16}rem` }}>
          {edges.map((edge, index) => ({ edge, way: placed.ways[index]! })).filter(({ edge }) => edge.look !== 'hidden').sort((a, b) => looks.indexOf(a.edge.look) - looks.indexOf(b.edge.look)).map(({ edge, way }) => <Edge key={`${edge.from} ${edge.to} ${edge.look}`} edge={edge} way={way} down={down} />)}
          {boxes.map(({ node, head, lines }) => {
            const { x, y, height } = placed.boxes.get(node.key)!;
            return (
              <g key={node.key} className={styles.node} data-look={node.look} data-selected={node.key === selected} data-chosen={node.choose !== null} transform={`translate(${x} ${y})`} onClick={() => { if (node.choose !== null) onChoose(node.choose); }}>
                <title>{[node.head, node.title, ...node.marks.map(({ words }) => words)].filter((part) => part !== '').join('. ')}</title>
                <rect width={boxWidth} height={height} rx={node.look === 'step' ? 0 : 4} />
                {/* How wide letters are is only estimated: wider ones end at the edge of their box. */}
                <svg width={boxWidth - 3} height={height}>
                  <text x={pad} y={pad + 10} className={styles.head}>{head}</text>
                  {lines.map((line, index) => <text key={index} x={pad} y={(node.look === 'quiet' ? 14 : pad + 27) + index * lineHeight} className={styles.title}>{line}</text>)}
                </svg>
                {node.marks.map((mark, index) => (
                  <g key={index} transform={`translate(${pad} ${pad + 17 + (lines.length + index) * lineHeight})`}>
                    <StateGlyph state={mark.state} /><text x={19} y={11} className={styles.words}>{linesOf(mark.words, roomFor(boxWidth - 19, 12), 1)[0]}</text>
                  </g>
                ))}
              </g>
            );
          })}
        </svg>
      </div>
    </div>
  );
}

/** What weighs more is drawn over what weighs less. */
const looks: readonly GraphEdge['look'][] = ['quiet', 'plain', 'suspect', 'broken'];

function Edge({ edge, way, down }: { readonly edge: GraphEdge; readonly way: readonly Point[]; readonly down: boolean }): ReactNode {
  const [x, y] = markAt(way);
  const [endX, endY] = way.at(-1)!;
  return (
    <g className={styles.edge} data-look={edge.look}>
      <path d={pathOf(way)} />
      <path d={down ? `M${endX - 3} ${endY - 5}L${endX} ${endY}L${endX + 3} ${endY - 5}` : `M${endX - 5} ${endY - 3}L${endX} ${endY}L${endX - 5} ${endY + 3}`} />
      {(edge.look === 'suspect' || edge.look === 'broken') && <g transform={`translate(${x - 8} ${y - 8})`}><rect width="16" height="16" className={styles.halo} /><g transform="translate(1 1)"><StateGlyph state={edge.look === 'suspect' ? 'suspect' : 'failed'} /></g></g>}
    </g>
  );
}

/** The middle of the last straight run before the target: no other target's edge lies there. */
function markAt(way: readonly Point[]): Point {
  const [before, end] = [way.at(-2)!, way.at(-1)!];
  return [(before[0] + end[0]) / 2 - 2, (before[1] + end[1]) / 2];
}

/** Characters that fit: IBM Plex Sans takes a little less than half its size for an average letter. */
const roomFor = (width: number, size: number): number => Math.floor((width - 2 * pad) / (size * 0.5));

function textOf(node: GraphNode, width: number): { readonly node: GraphNode; readonly head: string; readonly lines: readonly string[]; readonly height: number } {
  const lines = linesOf(node.title, roomFor(width, node.look === 'quiet' ? 12 : 13), node.look === 'quiet' ? 1 : 2);
  return { node, head: linesOf(node.head, roomFor(width, 12), 1)[0] ?? '', lines, height: node.look === 'quiet' ? 20 : 2 * pad + 13 + (lines.length + node.marks.length) * lineHeight };
}

/** How wide a drawing may be, in its own units: at 200 % text it has half as many. */
function useRoom(box: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      setRoom(((element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)) * 16) / Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}

/** Scrolls the drawing until the selected box is in it. */
function useInSight(scroller: RefObject<HTMLElement | null>, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined, zoom: number): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || box === undefined) return;
    const scale = (zoom * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16;
    const edge = (from: number, length: number, at: number, room: number): number => (from < at ? from - 8 : from + length > at + room ? from + length - room + 8 : at);
    element.scrollTo({ left: edge(box.x * scale, box.width * scale, element.scrollLeft, element.clientWidth), top: edge(box.y * scale, box.height * scale, element.scrollTop, element.clientHeight) });
  }, [scroller, box, zoom]);
}
