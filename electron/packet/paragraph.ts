/** Breaks rich text into lines and draws them. Words are measured once; ids, units and section numbers stay with their neighbours. */
import type { Rich, Run, Sign } from '../../shared/packet/outline/content.ts';
import type { Face, Grey, TypeSize } from './measures.ts';
import type { Pen } from './pen.ts';
import { drawSign, signWidth } from './sign.ts';

export interface TextStyle extends TypeSize { readonly face?: Face; readonly grey?: Grey }

interface Style { readonly face: Face; readonly size: number; readonly grey: Grey }
/** `to`: the number of a section that the text leads to. */
type Atom = { readonly kind: 'text'; readonly text: string; readonly style: Style; readonly width: number; readonly to?: string } | { readonly kind: 'sign'; readonly sign: Sign; readonly size: number; readonly width: number };
/** Atoms without a space between; `cut`: the rest of a word that was wider than the line, which starts a line. */
interface Word { readonly atoms: readonly Atom[]; readonly cut: boolean }

/** One line, ready to draw. `joins`: the next line goes on with the same word. */
export interface Line { readonly atoms: readonly Atom[]; readonly width: number; readonly joins?: true }

/** Where a space must not become a line's end. */
const bound = /(?<=§|[Ss]ections?|[Pp]age|[Aa]nnex|[Ff]igure|[Aa]ppendix|\bDr|\b[Nn]o\.) (?=[\dA-Z])|(?<=\d) (?=%|UTC\b|GB\b|MB\b|kB\b|°|ms\b)/g;

/** The outline writes a pointer to a section with a fixed space; what people write has none. */
const pointer = /([Ss]ection\u00a0\d+(?:\.\d+)*)/;

function styleOf(run: Exclude<Run, { sign: Sign }>, style: TextStyle): Style {
  const base = style.face ?? 'sans';
  const mono = run.mono === true || base.startsWith('mono');
  const weight = run.strong === true ? '-semibold' : run.medium === true ? '-medium' : base.endsWith('-semibold') ? '-semibold' : base.endsWith('-medium') ? '-medium' : '';
  // Mono looks larger than Sans at the same size.
  const size = run.size ?? (mono && !base.startsWith('mono') ? Math.round(style.size * 9.4) / 10 : style.size);
  return { face: `${mono ? 'mono' : 'sans'}${weight}` as Face, size, grey: run.tone ?? style.grey ?? 'ink' };
}

function wordsOf(pen: Pen, rich: Rich, style: TextStyle, room: number): Word[] {
  const words: { atoms: Atom[]; cut: boolean }[] = [];
  let glued = false;
  const put = (atom: Atom, cut = false): void => {
    if (glued && !cut && words.length > 0) words.at(-1)!.atoms.push(atom);
    else words.push({ atoms: [atom], cut });
    glued = true;
  };
  for (const run of rich) {
    if (typeof run !== 'string' && 'sign' in run) {
      put({ kind: 'sign', sign: run.sign, size: style.size, width: signWidth(run.sign, style.size) });
      continue;
    }
    const of = styleOf(typeof run === 'string' ? { text: run } : run, style);
    for (const stretch of (typeof run === 'string' ? run : run.text).split(pointer)) {
      const section = pointer.test(stretch) ? stretch.slice('section '.length) : null;
      const to = section !== null && pen.pointsAt(section) ? { to: section } : {};
      pen.visible(of.face, stretch).replace(bound, '\u00a0').split(' ').forEach((part, i) => {
        if (i > 0) glued = false;
        if (part === '') return;
        pieces(pen, part.replaceAll('\u00a0', ' '), of, room).forEach((piece, p) => put({ ...piece, ...to }, p > 0));
      });
    }
  }
  return words;
}

/** A word, cut where it is wider than the line: digests and addresses have no spaces. */
function pieces(pen: Pen, text: string, style: Style, room: number): Atom[] {
  const atom = (part: string): Atom => ({ kind: 'text', text: part, style, width: pen.widthOf(style.face, part) * style.size });
  const whole = atom(text);
  if (whole.width <= room) return [whole];
  const characters = [...text];
  const cut: Atom[] = [];
  let from = 0;
  while (from < characters.length) {
    let to = Math.min(characters.length, from + Math.max(1, Math.floor((characters.length * room) / whole.width)));
    while (to > from + 1 && pen.widthOf(style.face, characters.slice(from, to).join('')) * style.size > room) to--;
    // Rather after a bracket or a slash in the second half of the line than anywhere.
    const edge = to < characters.length ? characters.slice(from, to).findLastIndex((character) => /[\]/_.,-]/.test(character)) + 1 : 0;
    if (edge > (to - from) / 2) to = from + edge;
    cut.push(atom(characters.slice(from, to).join('')));
    from = to;
  }
  return cut;
}

const widthOfWord = ({ atoms }: Word): number => atoms.reduce((sum, atom) => sum + atom.width, 0);

/** Breaks `rich` to `width`; beyond `maxLines` the last line ends in an ellipsis. */
export function breakLines(pen: Pen, rich: Rich, style: TextStyle, width: number, maxLines = Number.POSITIVE_INFINITY): Line[] {
  const space = pen.widthOf(style.face ?? 'sans', ' ') * style.size;
  const lines: { words: Word[]; width: number }[] = [];
  for (const word of wordsOf(pen, rich, style, width)) {
    const wide = widthOfWord(word);
    const line = lines.at(-1);
    if (line !== undefined && !word.cut && line.width + space + wide <= width + 0.05) {
      line.words.push(word);
      line.width += space + wide;
    } else lines.push({ words: [word], width: wide });
  }
  const kept = lines.slice(0, maxLines);
  if (kept.length < lines.length) shorten(pen, kept.at(-1)!, style, width);
  return kept.map(({ words }, i) => ({ ...joined(pen, words, style), ...(kept[i + 1]?.words[0]?.cut === true ? { joins: true as const } : {}) }));
}

/** Drops words, or the end of a last long word, until an ellipsis fits. */
function shorten(pen: Pen, line: { words: Word[]; width: number }, style: TextStyle, width: number): void {
  const of: Style = { face: style.face ?? 'sans', size: style.size, grey: style.grey ?? 'ink' };
  const dots = pen.widthOf(of.face, '…') * of.size;
  const space = pen.widthOf(of.face, ' ') * of.size;
  const total = (): number => line.words.reduce((sum, word) => sum + widthOfWord(word), 0) + space * (line.words.length - 1);
  while (line.words.length > 1 && total() + dots > width) {
    const dropped = line.words.pop()!;
    // A word that leaves a third of the line empty is cut instead.
    if (width - total() > width / 3) {
      line.words.push(dropped);
      break;
    }
  }
  const last = line.words.at(-1)!;
  const end = last.atoms.at(-1)!;
  if (end.kind === 'sign') return;
  let text = end.text.replace(/[\s,;:.–-]+$/, '');
  const others = total() - end.width;
  while (text.length > 0 && others + (pen.widthOf(end.style.face, `${text}…`) * end.style.size) > width) text = [...text].slice(0, -1).join('');
  line.words[line.words.length - 1] = { ...last, atoms: [...last.atoms.slice(0, -1), { ...end, text: `${text}…`, width: pen.widthOf(end.style.face, `${text}…`) * end.style.size }] };
}

/** Neighbours in one style become one string, spaces included, so that a reader's search finds whole phrases. */
function joined(pen: Pen, words: readonly Word[], style: TextStyle): Line {
  const atoms: Atom[] = [];
  const push = (atom: Atom): void => {
    const last = atoms.at(-1);
    if (last?.kind === 'text' && atom.kind === 'text' && last.to === undefined && atom.to === undefined && last.style.face === atom.style.face && last.style.size === atom.style.size && last.style.grey === atom.style.grey) {
      atoms[atoms.length - 1] = { ...last, text: last.text + atom.text, width: last.width + atom.width };
    } else atoms.push(atom);
  };
  words.forEach((word, i) => {
    if (i > 0) {
      // Between Mono and Sans the narrower space of Sans.
      const sides = [atoms.at(-1)!, word.atoms[0]!].flatMap((atom) => (atom.kind === 'text' ? [atom.style] : []));
      const of: Style = sides.find(({ face }) => face.startsWith('sans')) ?? sides[0] ?? { face: style.face ?? 'sans', size: style.size, grey: style.grey ?? 'ink' };
      push({ kind: 'text', text: ' ', style: of, width: pen.widthOf(of.face, ' ') * of.size });
    }
    word.atoms.forEach(push);
  });
  return { atoms, width: atoms.reduce((sum, atom) => sum + atom.width, 0) };
}

/** Draws a line with its left edge at `x`. A space ends it, unseen: whoever hears or copies the text would else run two words together. */
export function drawLine(pen: Pen, line: Line, x: number, baseline: number): void {
  let at = x;
  line.atoms.forEach((atom, i) => {
    const end = i === line.atoms.length - 1 && line.joins !== true ? ' ' : '';
    if (atom.kind === 'sign') drawSign(pen, atom.sign, atom.size, at, baseline);
    else {
      const { face, size, grey } = atom.style;
      const draw = (): void => pen.text(face, size, grey, at, baseline, `${atom.text}${end}`);
      if (atom.to === undefined) draw();
      else pen.link(atom.to, { x: at, y: baseline - size * 0.8, width: atom.width, height: size }, draw);
    }
    at += atom.width;
  });
}

/** Where the baseline stands in a line box: Plex's capitals are 0.698 of the size, centred in the leading. */
export const baselineIn = ({ size, leading }: TypeSize): number => (leading + size * 0.698) / 2;
