/** Draws a chart's scene into the page. */
import type { Mark, Scene } from '../../shared/charts/scene.ts';
import type { Face } from './measures.ts';
import type { Paint, Pen } from './pen.ts';

/** Draws every mark with the scene's origin at `x`, `y`. */
export function drawScene(pen: Pen, scene: Scene, x: number, y: number): void {
  for (const mark of scene.marks) drawMark(pen, mark, x, y);
}

function drawMark(pen: Pen, mark: Mark, x: number, y: number): void {
  switch (mark.kind) {
    case 'line': pen.line(x + mark.x1, y + mark.y1, x + mark.x2, y + mark.y2, mark.stroke.width, mark.stroke.tone, mark.stroke.dash); return;
    case 'rect': pen.rect(x + mark.x, y + mark.y, mark.width, mark.height, paint(mark)); return;
    case 'circle': pen.circle(x + mark.cx, y + mark.cy, mark.r, paint(mark)); return;
    case 'path': pen.path(pointsOf(mark.d, x, y), /Z\s*$/.test(mark.d), paint(mark)); return;
    case 'text': {
      const face = `${mark.mono ? 'mono' : 'sans'}${mark.weight === 600 ? '-semibold' : mark.weight === 500 ? '-medium' : ''}` as Face;
      const text = pen.visible(face, mark.text);
      const width = pen.widthOf(face, text) * mark.size;
      pen.text(face, mark.size, mark.tone, x + mark.x - (mark.anchor === 'end' ? width : mark.anchor === 'middle' ? width / 2 : 0), y + mark.y, text);
    }
  }
}

function paint(mark: Extract<Mark, { kind: 'rect' | 'circle' | 'path' }>): Paint {
  const { fill, stroke } = mark;
  return { ...(fill === undefined ? {} : { fill }), ...(stroke === undefined ? {} : { stroke: stroke.tone, width: stroke.width }) };
}

function pointsOf(d: string, x: number, y: number): (readonly [number, number])[] {
  return [...d.matchAll(/[ML]\s*(-?[\d.]+)[ ,]+(-?[\d.]+)/g)].map((match) => [x + Number(match[1]), y + Number(match[2])] as const);
}
