/** The page and its measures in points, the faces and the greys. Everything that looks the same everywhere is decided here. */
import type { Tone } from '../../shared/charts/scene.ts';
import type { PaperSize } from '../../shared/board/paper-size.ts';

export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** What every sheet has: the text is 162 mm wide, in the middle. */
export const page = { textWidth: mm(162) } as const;

/** A sheet of paper with its frame, in points from the top left. */
export interface Sheet {
  readonly width: number; readonly height: number;
  readonly left: number; readonly right: number; readonly top: number; readonly bottom: number;
  readonly headerBaseline: number; readonly headerRule: number; readonly footerRule: number; readonly footerBaseline: number;
}

/** Of A4 the content goes from 28 to 274 mm; of any sheet the header hangs from its top and the footer stands on its bottom. */
function sheet(width: number, height: number): Sheet {
  const left = (width - page.textWidth) / 2;
  const foot = (fromA4: number): number => height - mm(297 - fromA4);
  return { width, height, left, right: left + page.textWidth, top: mm(28), bottom: foot(274), headerBaseline: mm(15.4), headerRule: mm(18.5), footerRule: foot(281), footerBaseline: foot(285.9) };
}

/** A4 (ISO 216) and Letter (ANSI/ASME Y14.1): 8.5 by 11 inches. */
export const sheets: Readonly<Record<PaperSize, Sheet>> = { a4: sheet(mm(210), mm(297)), letter: sheet(612, 792) };

/** The label grid: section numbers hang 8 mm, text beside a label starts at 34 mm (30 mm on page 1). */
export const grid = { number: mm(8), label: mm(34), keyLabel: mm(30), half: mm(77), secondHalf: mm(85) } as const;

/** Faces by the names of their font files. */
export const faces = ['sans', 'sans-medium', 'sans-semibold', 'mono', 'mono-medium', 'mono-semibold'] as const;
export type Face = (typeof faces)[number];

/** Grey of black ink, 0 black to 1 white, as DeviceGray: prints with black only. */
export const greys = {
  ink: 0.067, 'ink-2': 0.302, 'ink-3': 0.349, paper: 1,
  'rule-strong': 0.067, rule: 0.769, 'rule-key': 0.698, 'rule-header': 0.549, grid: 0.851,
  'series-1': 0.067, 'series-2': 0.42, bar: 0.788, 'bar-doubt': 0.49, limit: 0.067,
  'level-low': 1, 'level-medium': 0.89, 'level-serious': 0.69, 'level-high': 0.29, 'on-high': 1, accent: 0.067,
} as const satisfies Record<Tone, number> & Record<string, number>;
export type Grey = keyof typeof greys;

/** Sizes in points with their line height. */
export const type = {
  title: { size: 28, leading: 34 },
  release: { size: 14, leading: 18 },
  section: { size: 14, leading: 18 },
  subhead: { size: 10.5, leading: 13.5 },
  lead: { size: 10.5, leading: 15 },
  body: { size: 9.3, leading: 13 },
  table: { size: 8.4, leading: 11.4 },
  head: { size: 7.6, leading: 10 },
  note: { size: 7.8, leading: 10.8 },
  running: { size: 7.5, leading: 10 },
} as const;
export type TypeSize = { readonly size: number; readonly leading: number };
