/** The blocks that only page 1 has: the decision in large type, the key sheet, how to verify, and the seal. */
import { encode } from 'uqr';
import type { Block, DecisionHead, KeyLine, SealArea } from '../../shared/packet/outline/content.ts';
import { grid, mm, page, type as sizes } from './measures.ts';
import { baselineIn, breakLines, drawLine, type TextStyle } from './paragraph.ts';
import type { Pen } from './pen.ts';
import { drawSign } from './sign.ts';
import type { Slab } from './slab.ts';

const titleIndent = mm(10.7);

/** Where the signature field goes, once it is drawn. */
export type SealPlace = (rect: { x: number; y: number; width: number; height: number }) => void;

/** The decision: one sign, one line, the release, one sentence. */
export function decisionHead(pen: Pen, block: DecisionHead, banner: string | null): Slab {
  const lead = breakLines(pen, block.lead, sizes.lead, mm(142), 4);
  const submittedStyle = { ...sizes.body, grey: 'ink-2' } as const;
  const release = breakLines(pen, [block.release], { ...sizes.release, face: 'sans-medium' }, mm(110), 1)[0]!;
  const submitted = breakLines(pen, [block.submitted], submittedStyle, Math.max(mm(30), page.textWidth - release.width - mm(4)), 1)[0]!;
  return {
    height: 95 + lead.length * sizes.lead.leading, before: 0,
    draw: (_, x, y) => {
      pen.bookmark('1  Decision', 1, y);
      pen.tag('P', undefined, () => {
        pen.text('sans', 9.3, 'ink-2', x, y + 14, '1 ');
        drawLine(pen, breakLines(pen, [block.kicker], submittedStyle, mm(banner === null ? 150 : 118), 1)[0]!, x + titleIndent, y + 14);
      });
      if (banner !== null) pen.tag('P', undefined, () => label(pen, banner, 13, x + page.textWidth, y + 3.5));
      pen.tag('H1', undefined, () => {
        drawSign(pen, block.sign, 21, x, y + 46.5);
        pen.text('sans-semibold', sizes.title.size, 'ink', x + titleIndent, y + 49, block.title);
      });
      pen.tag('P', undefined, () => {
        drawLine(pen, release, x, y + 73);
        drawLine(pen, submitted, x + release.width + mm(3.3), y + 73);
      });
      pen.tag('P', undefined, () => lead.forEach((line, i) => drawLine(pen, line, x, y + 90 + i * sizes.lead.leading + baselineIn(sizes.lead))));
    },
  };
}

/** White on black, its right edge at `right`: the one filled label that a packet knows. */
export function label(pen: Pen, text: string, size: number, right: number, top: number): void {
  const width = pen.widthOf('sans-semibold', text) * size + size * 0.9;
  pen.rect(right - width, top, width, size * 1.3, { fill: 'ink' });
  pen.text('sans-semibold', size, 'paper', right - width + size * 0.45, top + size * 1.0, text);
}

const keyStyles = {
  fact: { size: 10.5, leading: 14, face: 'sans-semibold' },
  fingerprint: { size: 10.8, leading: 14, face: 'mono-semibold' },
  digest: { size: 8.2, leading: 12.2, face: 'mono' },
  text: { size: 9.3, leading: 12.6 },
  detail: { size: 7.8, leading: 11.4, grey: 'ink-2' },
} as const satisfies Record<KeyLine['style'], TextStyle>;

/** Label and facts, a rule above and hairlines between. */
export function keySheet(pen: Pen, rows: Extract<Block, { kind: 'key-sheet' }>['rows']): Slab[] {
  const right = page.textWidth - grid.keyLabel;
  return rows.map((row, index): Slab => {
    const lines = row.lines.flatMap((given, i) => {
      const style = keyStyles[given.style];
      return breakLines(pen, given.rich, style, right, { fact: 1, fingerprint: 1, digest: 1, text: 3, detail: 2 }[given.style])
        // The second digest of a row stands a little apart from the detail above it.
        .map((line, l) => ({ style, line, gap: i > 0 && l === 0 && given.style === 'digest' ? 3.4 : 0 }));
    });
    const height = 10 + lines.reduce((sum, { style, gap }) => sum + style.leading + gap, 0);
    return {
      height, before: index === 0 ? 17 : 0, keep: true,
      draw: (_, x, y) => {
        pen.artifact(() => {
          if (index === 0) pen.line(x, y, x + page.textWidth, y, 0.75, 'ink');
          pen.line(x, y + height, x + page.textWidth, y + height, 0.4, 'rule-key');
        });
        let at = y + 5;
        pen.tag('P', undefined, () => {
          const first = lines[0]?.style ?? sizes.body;
          pen.text('sans-medium', 8.9, 'ink', x, at + baselineIn(first), `${row.label} `);
          for (const { line, style, gap } of lines) {
            at += gap;
            drawLine(pen, line, x + grid.keyLabel, at + baselineIn(style));
            at += style.leading;
          }
        });
      },
    };
  });
}

const codeWidth = mm(27);

/** Three ways to check, beside the code. */
export function verifyBlock(pen: Pen, block: Extract<Block, { kind: 'verify' }>): Slab[] {
  const indent = mm(5);
  const width = page.textWidth - codeWidth - mm(9) - indent;
  const style: TextStyle = { size: 8.7, leading: 12 };
  const steps = block.steps.map(({ paragraphs }) => paragraphs.flatMap((rich) => breakLines(pen, rich, style, width)));
  const caption = breakLines(pen, block.code.caption, { size: 7, leading: 9, grey: 'ink-2' }, codeWidth);
  const stepsHeight = steps.reduce((sum, lines) => sum + lines.length * style.leading, 0) + (steps.length - 1) * 4.8;
  const height = 4 + 18 + Math.max(stepsHeight, codeWidth + 4 + caption.length * 9);
  return [{
    height, before: 20,
    draw: (_, x, y) => {
      pen.tag('H2', undefined, () => pen.text('sans-semibold', 10.5, 'ink', x, y + 9, block.title));
      pen.bookmark('Verify', 2, y);
      pen.artifact(() => pen.line(x, y + 16, x + page.textWidth, y + 16, 0.75, 'ink'));
      let at = y + 22;
      pen.open('L', { numbering: 'Decimal' });
      steps.forEach((lines, i) => {
        pen.open('LI');
        pen.tag('Lbl', undefined, () => pen.text('sans-semibold', 8.7, 'ink', x, at + baselineIn(style), String(i + 1)));
        pen.tag('LBody', undefined, () => lines.forEach((line, j) => drawLine(pen, line, x + indent, at + j * style.leading + baselineIn(style))));
        pen.close();
        at += lines.length * style.leading + 4.8;
      });
      pen.close();
      const left = x + page.textWidth - codeWidth;
      const top = y + 23.5;
      pen.tag('Figure', { alt: block.code.alt, placement: 'Block', bbox: [left, top, left + codeWidth, top + codeWidth] }, () => drawCode(pen, block.code.text, left, top));
      pen.tag('P', undefined, () => caption.forEach((line, i) => drawLine(pen, line, left, top + codeWidth + 9.5 + i * 9)));
    },
  }];
}

/** A QR code (ISO/IEC 18004), each row's dark stretches as one rectangle. */
function drawCode(pen: Pen, text: string, x: number, y: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const module = codeWidth / size;
  data.forEach((row, r) => {
    for (let from = 0; from < size; from++) {
      if (!row[from]) continue;
      let to = from;
      while (to < size && row[to]) to++;
      pen.rect(x + from * module, y + r * module, (to - from) * module, module + 0.02, { fill: 'ink' });
      from = to;
    }
  });
}

/** Three columns between two rules. */
export function sealArea(pen: Pen, block: SealArea, before: number, place: SealPlace | null): Slab {
  const lefts = [0, mm(46), mm(102)];
  const widths = [mm(43), mm(53), mm(60)];
  const detail: TextStyle = { size: 8.7, leading: 11.6, grey: 'ink-2' };
  const fact: TextStyle = { size: 8.9, leading: 12 };
  const columns = block.columns.map((column, i) => ({
    label: breakLines(pen, [column.label], { ...sizes.head, face: 'sans-medium', grey: 'ink-2' }, widths[i]!, 1),
    fact: breakLines(pen, column.fact, fact, widths[i]!, 2),
    details: column.details.flatMap((rich) => breakLines(pen, rich, detail, widths[i]!, 2)),
  }));
  const factHeight = Math.max(...columns.map((column) => column.fact.length)) * fact.leading;
  const height = 10 + 11 + factHeight + Math.max(...columns.map(({ details }) => details.length)) * detail.leading + 9;
  return {
    height, before,
    draw: (_, x, y) => {
      pen.artifact(() => {
        pen.line(x, y, x + page.textWidth, y, 0.75, 'ink');
        pen.line(x, y + height, x + page.textWidth, y + height, 0.75, 'ink');
      });
      columns.forEach((column, i) => pen.tag('P', undefined, () => {
        const left = x + lefts[i]!;
        const draw = (all: typeof column.label, style: TextStyle, top: number): void => all.forEach((line, j) => drawLine(pen, line, left, top + j * style.leading + baselineIn(style)));
        draw(column.label, sizes.head, y + 9);
        draw(column.fact, fact, y + 20);
        draw(column.details, detail, y + 20 + column.fact.length * fact.leading);
      }));
      place?.({ x, y, width: page.textWidth, height });
    },
  };
}
