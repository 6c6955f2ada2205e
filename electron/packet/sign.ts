/** The small signs before words, drawn so that they stay apart in grey and at 7 points. */
import type { Sign } from '../../shared/packet/outline/content.ts';
import type { Pen } from './pen.ts';
import { riskLevels, type RiskLevel } from '../../shared/vocabulary.ts';

/** Width of a sign set at `size`. */
export const signWidth = (sign: Sign, size: number): number => (sign.startsWith('bars-') ? size * 1.25 : sign.startsWith('box-') ? size * 1.15 : sign === 'warning' ? size * 0.8 : size * 1.02);

/** Draws a sign whose left edge is `x`, centred on the height of a capital above `baseline`. */
export function drawSign(pen: Pen, sign: Sign, size: number, x: number, baseline: number): void {
  const r = size * 0.45;
  const cx = x + size * 0.49;
  const cy = baseline - size * 0.35;
  const stroke = size * 0.11;
  const level = sign.slice(sign.indexOf('-') + 1) as RiskLevel;
  switch (sign) {
    case 'passed':
      pen.circle(cx, cy, r, { fill: 'ink' });
      pen.path([[cx - r * 0.45, cy + r * 0.02], [cx - r * 0.1, cy + r * 0.38], [cx + r * 0.48, cy - r * 0.36]], false, { stroke: 'paper', width: stroke * 1.15 });
      return;
    case 'failed':
      pen.rect(cx - r * 0.9, cy - r * 0.9, r * 1.8, r * 1.8, { fill: 'ink' });
      pen.path([[cx - r * 0.4, cy - r * 0.4], [cx + r * 0.4, cy + r * 0.4]], false, { stroke: 'paper', width: stroke * 1.15 });
      pen.path([[cx + r * 0.4, cy - r * 0.4], [cx - r * 0.4, cy + r * 0.4]], false, { stroke: 'paper', width: stroke * 1.15 });
      return;
    case 'indeterminate':
      pen.path([[cx, cy - r * 1.12], [cx + r * 1.12, cy], [cx, cy + r * 1.12], [cx - r * 1.12, cy]], true, { stroke: 'ink', width: stroke * 0.85 });
      pen.silent(() => pen.text('sans-semibold', size * 0.68, 'ink', cx - size * 0.17, cy + size * 0.24, '?'));
      return;
    case 'open':
      pen.circle(cx, cy, r * 0.92, { stroke: 'ink', width: stroke });
      return;
    case 'recused':
    case 'abstained':
      pen.circle(cx, cy, r * 0.92, { stroke: 'ink', width: stroke });
      pen.path(sign === 'recused' ? [[cx - r * 0.5, cy], [cx + r * 0.5, cy]] : [[cx - r * 0.62, cy + r * 0.62], [cx + r * 0.62, cy - r * 0.62]], false, { stroke: 'ink', width: stroke });
      return;
    case 'warning':
      pen.path([[x + size * 0.36, baseline - size * 0.68], [x + size * 0.72, baseline - size * 0.02], [x, baseline - size * 0.02]], true, { fill: 'ink' });
      return;
    case 'bars-low': case 'bars-medium': case 'bars-serious': case 'bars-high':
      riskLevels.forEach((_, i) => {
        const height = size * (0.2 + i * 0.17);
        pen.rect(x + i * size * 0.3, baseline - height, size * 0.22, height, { fill: i <= riskLevels.indexOf(level) ? 'ink' : 'rule' });
      });
      return;
    case 'box-low': case 'box-medium': case 'box-serious': case 'box-high': {
      const side = size * 1.08;
      pen.rect(x, cy - side / 2, side, side, { fill: `level-${level}`, stroke: 'ink', width: 0.5 });
      const letter = level.charAt(0).toUpperCase();
      const small = size * 0.82;
      pen.silent(() => pen.text('sans', small, level === 'high' ? 'on-high' : 'ink', x + side / 2 - (pen.widthOf('sans', letter) * small) / 2, cy + small * 0.35, letter));
      return;
    }
  }
}
