/** Incremental updates as an attacker appends them: classic tables, cross-reference streams, hybrids, freed objects. */

/** A cross-reference entry that isn't the object's own place. */
export interface Change {
  /** Objects to write, by number. */
  readonly objects?: Readonly<Record<number, string>>;
  /** Objects to free. */
  readonly free?: readonly number[];
  /** Object numbers that are said to stand at these offsets of the file before. */
  readonly elsewhere?: Readonly<Record<number, number>>;
  readonly root?: string;
  readonly prev?: string;
  /** More of the trailer. */
  readonly trailer?: string;
  readonly gen?: number;
  /** Lines put before the cross-reference section. */
  readonly before?: string;
}

export const startOf = (text: string): number => Number(/startxref\n(\d+)\n%%EOF\s*$/.exec(text)![1]);
const ten = (value: number): string => String(value).padStart(10, '0');

interface Body { readonly text: string; readonly offsets: ReadonlyMap<number, number> }

function bodyOf(before: string, { objects = {}, gen = 0, before: lead = '' }: Change): Body {
  let text = before;
  const offsets = new Map<number, number>();
  for (const [num, object] of Object.entries(objects)) {
    offsets.set(Number(num), text.length);
    text += `${num} ${gen} obj\n${object}\nendobj\n`;
  }
  return { text: text + lead, offsets };
}

/** An update with a classic table. */
export function update(before: string, change: Change): string {
  const { text, offsets } = bodyOf(before, change);
  const { free = [], elsewhere = {}, gen = 0, root = '1 0 R', prev = String(startOf(before)), trailer = '' } = change;
  const lines = [
    ...[...offsets].map(([num, offset]) => `${num} 1\n${ten(offset)} ${String(gen).padStart(5, '0')} n \n`),
    ...free.map((num) => `${num} 1\n0000000000 00001 f \n`),
    ...Object.entries(elsewhere).map(([num, offset]) => `${num} 1\n${ten(offset)} 00000 n \n`),
  ];
  return `${text}xref\n${lines.join('')}trailer\n<< /Size 200 /Root ${root} /Prev ${prev} ${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** An update with a cross-reference stream; `packed`: objects inside an object stream 150, with more entries of its own in `extra`. */
export function streamUpdate(before: string, change: Change & { readonly packed?: Readonly<Record<number, string>>; readonly extra?: string }): string {
  const { packed = {}, extra = '', free = [], elsewhere = {}, root = '1 0 R', prev = String(startOf(before)), trailer = '' } = change;
  const inside = Object.entries(packed);
  let data = '';
  const header = inside.map(([num, object]) => { const at = data.length; data += `${object} `; return `${num} ${at}`; }).join(' ');
  const container: Readonly<Record<number, string>> = inside.length === 0 ? {} : { 150: `<< /Type /ObjStm /N ${inside.length} /First ${header.length + 1} ${extra}/Length ${header.length + 1 + data.length} >>\nstream\n${header} ${data}\nendstream` };
  const { text, offsets } = bodyOf(before, { ...change, objects: { ...change.objects, ...container } });
  const rows: (readonly [num: number, type: number, second: number, third: number])[] = [
    ...[...offsets].map(([num, offset]) => [num, 1, offset, 0] as const), ...inside.map(([num], index) => [Number(num), 2, 150, index] as const),
    ...free.map((num) => [num, 0, 0, 1] as const), ...Object.entries(elsewhere).map(([num, offset]) => [Number(num), 1, offset, 0] as const),
    [151, 1, text.length, 0],
  ];
  const bytes = rows.flatMap(([, type, second, third]) => [type, second >> 24, second >> 16, second >> 8, second, third].map((value) => value & 0xff));
  const index = rows.map(([num]) => `${num} 1`).join(' ');
  return `${text}151 0 obj\n<< /Type /XRef /W [1 4 1] /Index [${index}] /Size 200 /Root ${root} /Prev ${prev} ${trailer}/Length ${bytes.length} >>\nstream\n${Buffer.from(bytes).toString('latin1')}\nendstream\nendobj\nstartxref\n${text.length}\n%%EOF\n`;
}

/** An update whose table and whose cross-reference stream name different places for the same objects (a hybrid, ISO 32000-1, 7.5.8.4). */
export function hybridUpdate(before: string, inTable: Readonly<Record<number, string>>, inStream: Readonly<Record<number, string>>): string {
  const table = bodyOf(before, { objects: inTable });
  const both = bodyOf(table.text, { objects: inStream });
  const rows = [...both.offsets];
  const bytes = rows.flatMap(([, offset]) => [1, offset >> 24, offset >> 16, offset >> 8, offset, 0].map((value) => value & 0xff));
  const section = `152 0 obj\n<< /Type /XRef /W [1 4 1] /Index [${rows.map(([num]) => `${num} 1`).join(' ')}] /Size 200 /Root 1 0 R /Length ${bytes.length} >>\nstream\n${Buffer.from(bytes).toString('latin1')}\nendstream\nendobj\n`;
  const at = both.text.length + section.length;
  const lines = [...table.offsets].map(([num, offset]) => `${num} 1\n${ten(offset)} 00000 n \n`);
  return `${both.text}${section}xref\n${lines.join('')}trailer\n<< /Size 200 /Root 1 0 R /Prev ${startOf(before)} /XRefStm ${both.text.length} >>\nstartxref\n${at}\n%%EOF\n`;
}

/** Where the object stands for the first time. */
export const placeOf = (text: string, num: number): number => text.indexOf(`\n${num} 0 obj\n`) + 1;
