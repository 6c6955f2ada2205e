/**
 * Archival revisions: what may follow a seal (`seal-grammar.md`). Each is an incremental update of one of two kinds, validation data
 * (a DSS, ETSI EN 319 142-1, 5.4.2) or a timestamp of the document (5.4.3), and follows from the file before it and its parts, byte by byte. The writer
 * builds it here; the verifier builds it again and compares.
 */
import { seal } from './seal.ts';
import { latin1 } from './verify/pdf-object.ts';
import type { PdfFile, Revision } from './verify/pdf-file.ts';

/** Kinds of validation data, as a DSS names them. */
export const archiveKinds = ['Certs', 'CRLs', 'OCSPs'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];
export interface ArchiveValue { readonly kind: ArchiveKind; readonly der: Uint8Array }

/** Archival revisions that one packet may have: a new timestamp every few years, for longer than anybody plans. */
export const archiveLimit = 40;
/** What a DSS may hold in all, in values. */
export const archiveValueLimit = 500;

const extension = '/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** The parts of the sealed revision that archival ones write again. */
interface SealedParts {
  readonly catalog: { readonly num: number; readonly body: string };
  readonly form: { readonly num: number; readonly field: number; readonly rest: string };
  readonly page: number;
  /** `/Size` of the sealed revision, and the trailer's other entries. */
  readonly size: number;
  readonly trailer: string;
}

/** Reads what stays of the seal's own revision; null when it is not written as seals are. */
export function sealedParts(file: PdfFile): SealedParts | null {
  const sealed = file.revisions[0]!;
  const section = sealed.sections[0]!;
  const spans = file.spans(sealed);
  const textOf = (num: number): string => {
    const span = spans.find((one) => one.num === num);
    return span === undefined ? '' : latin1(file.bytes.subarray(span.from, span.to));
  };
  const trailer = /trailer\n<<\n\/Size (\d+)\n((?:\/[^\n]+\n)+)>>$/.exec(latin1(file.bytes.subarray(Math.max(section.offset, section.end - 1000), section.end)));
  const root = /\/Root (\d+) 0 R\n/.exec(trailer?.[2] ?? '');
  const catalog = /^(\d+) 0 obj\n<<\n([^]*)>>\nendobj$/.exec(textOf(Number(root?.[1] ?? 0)));
  const formNum = /^\/AcroForm (\d+) 0 R\n/m.exec(catalog?.[2] ?? '');
  const form = /^(\d+) 0 obj\n<<\n\/Fields \[(\d+) 0 R\]\n([^]*)>>\nendobj$/.exec(textOf(Number(formNum?.[1] ?? 0)));
  const page = /\n\/P (\d+) 0 R\n/.exec(textOf(Number(form?.[2] ?? 0)));
  if (!trailer || !catalog || !form || !page || section.kind !== 'table' || /^\/(?:DSS|Extensions)\b/m.test(catalog[2]!) || /\/(?:Prev|Size|XRefStm)\b/.test(trailer[2]!)) return null;
  return {
    catalog: { num: Number(catalog[1]), body: catalog[2]! }, form: { num: Number(form[1]), field: Number(form[2]), rest: form[3]! },
    page: Number(page[1]), size: Number(trailer[1]), trailer: trailer[2]!,
  };
}

/** What the revisions so far have added, in their order: references of the DSS by kind, and the fields of timestamps. */
export interface Archived {
  readonly parts: SealedParts;
  /** The first object number that is free. */
  readonly size: number;
  /** Where the next revision starts in the file, and where the last cross-reference section stands. */
  readonly end: number;
  readonly previous: number;
  readonly values: Readonly<Record<ArchiveKind, readonly number[]>>;
  readonly stamps: readonly number[];
}

/** The file as its seal left it, before anything was added. Null where it is not written as seals are. */
export function archivedNothing(file: PdfFile): Archived | null {
  const parts = sealedParts(file);
  const sealed: Revision = file.revisions[0]!;
  return parts === null ? null : { parts, size: parts.size, end: sealed.eof + 1, previous: sealed.sections[0]!.offset, values: { Certs: [], CRLs: [], OCSPs: [] }, stamps: [] };
}

interface Added { readonly bytes: Uint8Array; readonly archived: Archived }

interface WrittenObject { readonly num: number; readonly pieces: readonly Uint8Array[] }

const written = (num: number, ...body: readonly (string | Uint8Array)[]): WrittenObject => ({ num, pieces: [`${num} 0 obj\n`, ...body, '\nendobj\n'].map((piece) => (typeof piece === 'string' ? ascii(piece) : piece)) });

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
  return whole;
}

/** One update: the rewritten object first, then the new ones from `archived.size` on, a classic table and its trailer. */
function update(archived: Archived, rewritten: WrittenObject, added: readonly WrittenObject[], after: Pick<Archived, 'values' | 'stamps'>): Added {
  const { parts, size, end, previous } = archived;
  const pieces: Uint8Array[] = [];
  let at = end;
  const entryOf = ({ pieces: own }: WrittenObject): string => {
    const line = `${String(at).padStart(10, '0')} 00000 n \n`;
    for (const piece of own) { pieces.push(piece); at += piece.length; }
    return line;
  };
  const first = entryOf(rewritten);
  const rest = added.map(entryOf).join('');
  const next = size + added.length;
  pieces.push(ascii(`xref\n${rewritten.num} 1\n${first}${size} ${added.length}\n${rest}trailer\n<<\n/Size ${next}\n${parts.trailer}/Prev ${previous}\n>>\nstartxref\n${at}\n%%EOF\n`));
  const bytes = joined(pieces);
  return { bytes, archived: { ...after, parts, size: next, end: end + bytes.length, previous: at } };
}

const references = (nums: readonly number[]): string => nums.map((num) => `${num} 0 R`).join(' ');

/** An update with validation data: each value a stream without a filter, the whole DSS anew, and the catalog that names it. */
export function validationRevision(archived: Archived, values: readonly ArchiveValue[]): Added {
  const { parts, size } = archived;
  const streams = values.map(({ der }, index) => written(size + index, `<<\n/Length ${der.length}\n>>\nstream\n`, der, '\nendstream'));
  const numbers = (kind: ArchiveKind): readonly number[] => [...archived.values[kind], ...values.flatMap((value, index) => (value.kind === kind ? [size + index] : []))];
  const after = { Certs: numbers('Certs'), CRLs: numbers('CRLs'), OCSPs: numbers('OCSPs') };
  const lists = archiveKinds.filter((kind) => after[kind].length > 0).map((kind) => `/${kind} [${references(after[kind])}]\n`).join('');
  const store = size + values.length;
  const catalog = written(parts.catalog.num, `<<\n${parts.catalog.body}/DSS ${store} 0 R\n${extension}\n>>`);
  return update(archived, catalog, [...streams, written(store, `<<\n/Type /DSS\n${lists}>>`)], { values: after, stamps: archived.stamps });
}

/** Characters of a timestamp's `/ByteRange` between its brackets. */
const rangeWidth = seal.byteRangeWidth;

export interface StampedRevision extends Added {
  /** The two ranges of the file that the token covers, `[0, from)` and `[to, end)`: all but the `/Contents` token. */
  readonly gap: { readonly from: number; readonly to: number };
}

/** An update with a timestamp of the document over all that stands before it. `token` is in DER; an empty one leaves the place for it. */
export function stampRevision(archived: Archived, token: Uint8Array): StampedRevision {
  const { parts, size } = archived;
  const digits = seal.contentsBytes * 2;
  let hex = '';
  for (const byte of token) hex += byte.toString(16).padStart(2, '0');
  const build = (range: string): Added => update(
    archived,
    written(parts.form.num, `<<\n/Fields [${references([parts.form.field, ...archived.stamps, size + 1])}]\n${parts.form.rest}>>`),
    [
      written(size, `<<\n/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.RFC3161\n/ByteRange [${range.padEnd(rangeWidth)}]\n/Contents <${hex.padEnd(digits, '0')}>\n>>`),
      written(size + 1, `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Timestamp ${archived.stamps.length + 1})\n/F 132\n/Rect [0 0 0 0]\n/P ${parts.page} 0 R\n/V ${size} 0 R\n>>`),
    ],
    { values: archived.values, stamps: [...archived.stamps, size + 1] },
  );
  const draft = build('');
  const from = archived.end + indexOf(draft.bytes, '/Contents <') + '/Contents '.length;
  const to = from + digits + 2;
  const end = archived.end + draft.bytes.length;
  return { ...build(`0 ${from} ${to} ${end - to}`), gap: { from, to } };
}

function indexOf(bytes: Uint8Array, text: string): number {
  const wanted = ascii(text);
  for (let at = 0; at + wanted.length <= bytes.length; at++) if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}
