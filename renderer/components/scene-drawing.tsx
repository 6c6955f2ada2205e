import type { ReactNode } from 'react';
import type { Mark, Scene, Stroke } from '../../shared/charts/scene.ts';
import styles from './scene-drawing.module.css';

/** A scene of `shared/charts` as SVG: its tones become the theme's colours, its `alt` the picture's name. It grows with its container up to `maxScale`. */
export function SceneDrawing({ scene, maxScale = 1.3 }: { readonly scene: Scene; readonly maxScale?: number }): ReactNode {
  return (
    <svg className={styles.scene} role="img" aria-label={scene.alt} viewBox={`0 0 ${scene.width} ${scene.height}`} style={{ maxWidth: `${scene.width * maxScale}px` }}>
      {scene.marks.map((mark, index) => <g key={index}>{draw(mark)}</g>)}
    </svg>
  );
}

function draw(mark: Mark): ReactNode {
  switch (mark.kind) {
    case 'line': return <line x1={mark.x1} y1={mark.y1} x2={mark.x2} y2={mark.y2} {...strokeOf(mark.stroke)} />;
    case 'rect': return <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} data-fill={mark.fill ?? 'none'} {...strokeOf(mark.stroke)} />;
    case 'circle': return <circle cx={mark.cx} cy={mark.cy} r={mark.r} data-fill={mark.fill ?? 'none'} {...strokeOf(mark.stroke)} />;
    case 'path': return <path d={mark.d} data-fill={mark.fill ?? 'none'} strokeLinejoin="round" {...strokeOf(mark.stroke)} />;
    case 'text': return <text x={mark.x} y={mark.y} fontSize={mark.size} fontWeight={mark.weight} textAnchor={mark.anchor} data-fill={mark.tone} className={mark.mono ? styles.mono : undefined}>{mark.text}</text>;
  }
}

function strokeOf(stroke: Stroke | undefined): { readonly 'data-stroke'?: string; readonly strokeWidth?: number; readonly strokeDasharray?: string } {
  if (stroke === undefined) return {};
  return { 'data-stroke': stroke.tone, strokeWidth: stroke.width, ...(stroke.dash ? { strokeDasharray: stroke.dash.join(' ') } : {}) };
}
