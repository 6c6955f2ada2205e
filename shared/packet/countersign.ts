/**
 * Countersignatures: the revisions that members add to a countersigned packet (`seal-grammar.md`). Each is one incremental update that fills exactly one
 * of the fields that were prepared before the seal, and follows from the file before it, the field, the claimed second and the signature, byte by byte.
 * The writer builds it here; the verifier takes it apart, builds it again and compares.
 */
import type { Instant } from '../vocabulary.ts';
import { countersignFieldName, seal } from './seal.ts';
import { countersignerLimit } from './statement.ts';
import { appendUpdate, sealedEnd, sealedParts, sealedText, withSignature, written, type FileEnd, type SealedParts, type SignatureGap } from './update.ts';
import type { PdfFile } from './verify/pdf-file.ts';

/** A field as the sealed revision has it, and how it looks once it is signed. */
export interface CountersignField {
  readonly index: number;
  readonly name: string;
  readonly num: number;
  /** The field's entries before and after its appearance's reference. */
  readonly entries: readonly [string, string];
  readonly look: Look;
}

/** From the appearance of the waiting field: the entries that the signed one repeats, the operators that draw it around the place of the time, and the glyph of each character of a time. */
interface Look { readonly entries: string; readonly before: string; readonly after: string; readonly glyphs: ReadonlyMap<string, string> }

/** What a shown time is made of: whoever lays out the field encodes a glyph for each, since a subset font has no others. */
export const timeCharacters = '0123456789-: UTC';

/** The claimed second as a field shows it, for example `2026-11-27 15:04:22 UTC`. Part of the format: it never follows a region or a language. */
export function shownTime(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

/** The stream of a waiting field: the signed look as comments that nobody sees, then what is drawn until then. `signed` draws with one `{at}` where the time's glyphs go. */
export function waitingLook(glyphs: ReadonlyMap<string, string>, signed: string, waiting: string): string {
  const table = [...timeCharacters].map((character) => ` ${character.charCodeAt(0).toString(16)} ${glyphs.get(character) ?? ''}`).join('');
  return `%glyphs${table}\n%signed ${signed}\n${waiting}\n`;
}

/** Largest object that a waiting field or its appearance is written in: a real one has a twentieth of it. */
const objectBytes = 64 * 1024;
const [streamStart, streamEnd] = ['\n>>\nstream\n', '\nendstream\nendobj'] as const;

/** The text of one small object of the sealed revision; empty where it has none, or a larger one. */
function smallText(file: PdfFile, num: number): string {
  const span = file.span(file.revisions[0]!, num);
  return span === null || span.to - span.from > objectBytes ? '' : sealedText(file, num);
}

// One pass each: a pattern that tries every place of a hostile object until its end would take hours over it.
function lookOf(text: string): Look | null {
  const start = text.indexOf(streamStart);
  const dict = start < 0 ? null : /^\d+ 0 obj\n<<\n([^]*)\/Length \d+$/.exec(text.slice(0, start));
  const content = text.slice(start + streamStart.length);
  const [glyphLine = '', signedLine = ''] = content.split('\n', 2);
  const table = /^%glyphs((?: [0-9a-f]{2} [0-9a-f]{4})+)$/.exec(glyphLine);
  const signed = /^%signed ([^{}]*)\{at\}([^{}]*)$/.exec(signedLine);
  const waiting = content.slice(glyphLine.length + signedLine.length + 1);
  if (dict === null || table === null || signed === null || !waiting.startsWith('\n') || waiting.length <= streamEnd.length || !waiting.endsWith(streamEnd)) return null;
  const pairs = [...table[1]!.matchAll(/ ([0-9a-f]{2}) ([0-9a-f]{4})/g)].map(([, character, glyph]) => [String.fromCharCode(parseInt(character!, 16)), glyph!] as const);
  const glyphs = new Map(pairs);
  return glyphs.size === timeCharacters.length && [...timeCharacters].every((character) => glyphs.has(character)) ? { entries: dict[1]!, before: signed[1]!, after: signed[2]!, glyphs } : null;
}

const appearance = '/AP <<\n/N ';

function fieldOf(file: PdfFile, num: number, index: number): CountersignField | null {
  const name = countersignFieldName(index);
  const text = smallText(file, num);
  const at = text.indexOf(appearance) + appearance.length;
  const head = /^\d+ 0 obj\n<<\n/.exec(text)?.[0] ?? '', end = '>>\nendobj';
  const look = /^(\d{1,10}) 0 R\n>>\n/.exec(text.slice(at, at + 24))?.[1];
  if (head === '' || look === undefined || at < head.length + appearance.length || text.lastIndexOf(appearance) + appearance.length !== at || !text.endsWith(`\n${end}`)) return null;
  const [before, after] = [text.slice(head.length, at), text.slice(at + look.length, -end.length)];
  if (!before.includes(`/T (${name})\n`) || /\/V\b/.test(before + after)) return null;
  const drawn = lookOf(smallText(file, Number(look)));
  return drawn === null ? null : { index, name, num, entries: [before, after], look: drawn };
}

/** How far the countersigning of a file has come. */
export interface Countersigning extends FileEnd {
  readonly parts: SealedParts;
  /** In their order; none: the packet is sealed. */
  readonly fields: readonly CountersignField[];
  /** Indices of the fields that are filled, in the order of their revisions. */
  readonly filled: readonly number[];
}

/** The file as its seal left it, before anybody countersigned. Null where it is not written as seals are. */
export function countersignedNothing(file: PdfFile): Countersigning | null {
  const parts = sealedParts(file);
  if (parts === null || parts.form.fields.length > 1 + countersignerLimit) return null;
  const fields = parts.form.fields.slice(1).map((num, index) => fieldOf(file, num, index));
  return fields.includes(null) ? null : { parts, ...sealedEnd(file, parts), fields: fields as CountersignField[], filled: [] };
}

/** Whether every field is filled: only then may an archive follow. True of a sealed packet. */
export function isComplete({ fields, filled }: Countersigning): boolean {
  return filled.length === fields.length;
}

export interface CountersignedRevision {
  readonly bytes: Uint8Array;
  readonly after: Countersigning;
  /** What the signature covers: the whole file up to this revision's end, but for the `/Contents` token. */
  readonly gap: SignatureGap;
}

/** The update that fills a waiting field. `cms` is in DER; an empty one leaves the place for it. */
export function countersignRevision(before: Countersigning, field: CountersignField, at: Instant, cms: Uint8Array): CountersignedRevision {
  const { size, parts } = before;
  const shown = [...shownTime(at)].map((character) => field.look.glyphs.get(character)!).join('');
  const drawn = `${field.look.before}<${shown}>${field.look.after}\n`;
  return withSignature(before, cms, (range, contents) => {
    const { bytes, end } = appendUpdate(parts.trailer, before, written(field.num, `<<\n${field.entries[0]}${size + 1}${field.entries[1]}/V ${size} 0 R\n>>`), [
      written(size, `<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /${seal.subFilter}\n/ByteRange [${range}]\n/Contents ${contents}\n/M (D:${at.slice(0, 19).replace(/[-:T]/g, '')}Z)\n/Reason (Countersigned)\n>>`),
      written(size + 1, `<<\n${field.look.entries}/Length ${drawn.length}\n>>\nstream\n${drawn}\nendstream`),
    ]);
    return { bytes, after: { ...before, ...end, filled: [...before.filled, field.index] } };
  });
}
