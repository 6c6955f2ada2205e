/**
 * A PDF file as its revisions: what each incremental update made of it (ISO 32000-1, 7.5.6). The chain of
 * `startxref` and `/Prev` is followed exactly; nothing is searched for and nothing is repaired.
 */
import { decode } from './pdf-filter.ts';
import { Malformed, PdfLexer } from './pdf-lexer.ts';
import { countOf, emptyDict, entry, isName, latin1, pdfNull, type PdfDict, type PdfObject } from './pdf-object.ts';
import { objectLimit, readSection, type Entry, type Section } from './pdf-xref.ts';

/** `entries`: of all revisions together, since each keeps a table of its own. */
/** No larger file is read. */
export const fileLimitBytes = 512 * 1024 * 1024;
const limit = { fileBytes: fileLimitBytes, sections: 400, entries: 4_000_000, resolveDepth: 32 } as const;
/** So many bytes of object streams count as one object against the limit: 256 MiB in all. */
const unpackedWeightBytes = 512;

/** The file as it stood after one of its updates. */
export interface Revision {
  readonly index: number;
  /** First byte of this revision's own part, and the byte after its `%%EOF` without the end of line. */
  readonly start: number;
  readonly eof: number;
  readonly sections: readonly Section[];
  readonly trailer: PdfDict;
  /** Every object as of this revision. */
  readonly entries: ReadonlyMap<number, Entry>;
}

export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly version: string;
  /** Oldest first; at least one. */
  readonly revisions: readonly Revision[];
  /** An object as of a revision; the null object when it is not there. Never throws. */
  object(revision: Revision, num: number, gen?: number): PdfObject;
  /** Follows references as of a revision until something else is found. */
  resolve(revision: Revision, object: PdfObject): PdfObject;
  /** The entry of a dictionary, resolved. */
  get(revision: Revision, dict: PdfDict, key: string): PdfObject;
  /** Where one object stands as of a revision; null where it stands in no place of its own. */
  span(revision: Revision, num: number): { readonly from: number; readonly to: number } | null;
  /** Where every object of a revision stands that is not packed: from its number to past its `endobj`, in file order. */
  spans(revision: Revision): readonly { readonly num: number; readonly from: number; readonly to: number }[];
  /** The document catalog as of a revision, empty when there is none. */
  catalog(revision: Revision): PdfDict;
}

/** Why a file could not be read. `not-pdf`: nothing about it looks like a PDF. `unsupported`: well formed, but not read here. */
export interface Unread { readonly kind: 'not-pdf' | 'malformed' | 'unsupported'; readonly problem: string; readonly offsetBytes: number }

type PdfAnswer = { readonly ok: true; readonly file: PdfFile } | { readonly ok: false; readonly unread: Unread };

/** Reads a whole PDF, every object of every revision included. Never throws. */
export function readPdf(bytes: Uint8Array): PdfAnswer {
  const unread = (kind: Unread['kind'], problem: string, offsetBytes: number): PdfAnswer => ({ ok: false, unread: { kind, problem, offsetBytes } });
  const head = latin1(bytes.subarray(0, 1024));
  const tail = latin1(bytes.subarray(Math.max(0, bytes.length - 1024)));
  // One damaged byte must not make a packet look like no PDF at all: both ends have to be foreign for that.
  if (!head.includes('%PDF-') && !/startxref\s+\d+\s+%%EOF/.test(tail)) return unread('not-pdf', 'the file does not begin with %PDF- and does not end as a PDF does', 0);
  if (bytes.length > limit.fileBytes) return unread('unsupported', `the file is larger than ${limit.fileBytes} bytes`, 0);
  try {
    const version = /^%PDF-([12]\.\d)(?=[\r\n \t])/.exec(head)?.[1];
    if (version === undefined) throw new Malformed('the file does not begin with a PDF header', 0);
    const revisions = readRevisions(bytes);
    if (revisions.some((revision) => revision.sections.some(({ trailer }) => trailer.entries.has('Encrypt')))) return unread('unsupported', 'the file is encrypted', 0);
    return { ok: true, file: new ReadFile(bytes, version, revisions) };
  } catch (error) {
    if (error instanceof Malformed) return unread('malformed', error.problem, error.offsetBytes);
    // A stack or a type error over hostile bytes is still only a file that can't be read.
    if (error instanceof RangeError || error instanceof TypeError) return unread('malformed', 'the file cannot be read', 0);
    throw error;
  }
}

function readRevisions(bytes: Uint8Array): Revision[] {
  const tailFrom = Math.max(0, bytes.length - 64);
  const tail = /startxref[\r\n \t]+(\d{1,12})[\r\n \t]+%%EOF[\r\n \t]*$/.exec(latin1(bytes.subarray(tailFrom)));
  if (!tail) throw new Malformed('the file does not end with startxref, an offset and %%EOF', bytes.length);
  const chain: Section[][] = [];
  const seen = new Set<number>();
  let count = 0;
  const read = (offset: number): Section => {
    if (seen.has(offset)) throw new Malformed('cross-reference sections form a loop', offset);
    seen.add(offset);
    if (++count > limit.sections) throw new Malformed(`more than ${limit.sections} cross-reference sections`, offset);
    return readSection(bytes, offset);
  };
  for (let next: number | null = Number(tail[1]); next !== null;) {
    const section = read(next);
    const sections = section.hybrid === null ? [section] : [section, read(section.hybrid)];
    if (section.prev !== null && section.prev > section.offset) {
      // A linearized file's first part names the rest of its table, which stands later (Annex F); it is the oldest revision.
      const rest = read(section.prev);
      if (rest.prev !== null || rest.hybrid !== null) throw new Malformed('a /Prev points forward', section.offset);
      sections.push(rest);
      next = null;
    } else next = section.prev;
    chain.unshift(sections);
  }
  const revisions: Revision[] = [];
  let entries = 0;
  for (const sections of chain) {
    const revision = nextRevision(bytes, revisions.at(-1) ?? null, sections);
    entries += revision.entries.size;
    if (entries > limit.entries) throw new Malformed('the revisions list too many objects', sections[0]!.offset);
    revisions.push(revision);
  }
  // The end may be written twice: what stands between the two would belong to no revision.
  const end = revisions.at(-1)!.eof;
  if (bytes.subarray(end).some((byte) => ![9, 10, 13, 32].includes(byte))) throw new Malformed('something stands after the end of the last revision', end);
  return revisions;
}

function nextRevision(bytes: Uint8Array, before: Revision | null, sections: readonly Section[]): Revision {
  const first = sections[0]!;
  const from = Math.max(...sections.map((section) => section.end));
  const start = before?.eof ?? 0;
  if (sections.some((section) => section.offset < start)) throw new Malformed('a cross-reference section stands inside an earlier revision', first.offset);
  const lexer = new PdfLexer(bytes, from);
  lexer.expect('startxref');
  if (lexer.natural() !== first.offset) lexer.fail('startxref does not name the section before it');
  while ([9, 10, 13, 32].includes(bytes[lexer.at] ?? -1)) lexer.at++;
  if (latin1(bytes.subarray(lexer.at, lexer.at + 5)) !== '%%EOF') lexer.fail('a revision does not end with %%EOF');
  const eof = lexer.at + 5;
  if (first.hybrid !== null) refuseTwoFaces(first, sections[1]!);
  // A table hides what its hybrid stream shows, and a later section overrides: apply the oldest first.
  const entries = new Map(before?.entries);
  for (const section of [...sections].reverse()) {
    for (const [num, found] of section.entries) {
      if (found.kind === 'offset' && found.offset >= eof) throw new Malformed(`object ${num} is said to stand outside its revision`, section.offset);
      if (!(section.kind === 'table' && section.hybrid !== null && found.kind === 'free' && sections[1]!.entries.has(num))) entries.set(num, found);
    }
  }
  if (entries.size > objectLimit) throw new Malformed(`more than ${objectLimit} objects`, first.offset);
  return { index: before === null ? 0 : before.index + 1, start, eof, sections, trailer: first.trailer, entries };
}

/** A hybrid's two parts may list the same object only at the same place: otherwise old and new viewers show different files (7.5.8.4). */
function refuseTwoFaces(table: Section, hidden: Section): void {
  for (const [num, found] of hidden.entries) {
    const listed = table.entries.get(num);
    if (listed === undefined || listed.kind === 'free') continue;
    if (listed.kind !== found.kind || listed.kind !== 'offset' || found.kind !== 'offset' || listed.offset !== found.offset || listed.gen !== found.gen) throw new Malformed(`a hybrid file gives object ${num} two places`, table.offset);
  }
  const [shown, other] = [table.trailer, hidden.trailer].map((trailer) => trailer.entries.get('Root'));
  if (other !== undefined && (shown?.kind !== 'ref' || other.kind !== 'ref' || shown.num !== other.num || shown.gen !== other.gen)) throw new Malformed('a hybrid file names two catalogs', table.offset);
}

interface Standing { readonly num: number; readonly gen: number; readonly object: PdfObject; readonly to: number }

/** Objects by where they stand, read once; two entries that name one offset share one object. */
class ReadFile implements PdfFile {
  readonly bytes: Uint8Array;
  readonly version: string;
  readonly revisions: readonly Revision[];
  private readonly standing = new Map<number, Standing>();
  private readonly packed = new Map<number, readonly { readonly num: number; readonly object: PdfObject }[]>();
  private unpacked = 0;

  constructor(bytes: Uint8Array, version: string, revisions: readonly Revision[]) {
    this.bytes = bytes;
    this.version = version;
    this.revisions = revisions;
    for (const revision of revisions) this.readAll(revision);
  }

  private readAll(revision: Revision): void {
    for (const section of revision.sections) {
      for (const [num, found] of section.entries) {
        if (found.kind !== 'offset') continue;
        const at = this.standing.get(found.offset) ?? this.readAt(revision, found.offset);
        if (at.num !== num || at.gen !== found.gen) throw new Malformed(`object ${num} does not stand where the cross-reference says`, found.offset);
      }
    }
    // Every object stream is opened now, so that nothing can go wrong when a later revision asks again.
    for (const found of revision.entries.values()) if (found.kind === 'offset' && !this.packed.has(found.offset)) this.unpack(found.offset);
    for (const section of revision.sections) {
      for (const [num, found] of section.entries) {
        if (found.kind !== 'packed') continue;
        if (this.packedObject(revision, num, found.container, found.index) === null) throw new Malformed(`object ${num} does not stand in object stream ${found.container}`, section.offset);
      }
    }
  }

  private readAt(revision: Revision, offset: number): Standing {
    const lexer = new PdfLexer(this.bytes, offset);
    const read = lexer.indirect((num, gen) => {
      const length = revision.entries.get(num);
      if (length?.kind !== 'offset' || length.gen !== gen) return null;
      const found = new PdfLexer(this.bytes, length.offset).indirect(() => null);
      return found.num === num ? countOf(found.object) : null;
    });
    const standing = { ...read, to: lexer.at };
    this.standing.set(offset, standing);
    return standing;
  }

  private packedObject(revision: Revision, num: number, container: number, index: number): PdfObject | null {
    const at = revision.entries.get(container);
    if (at?.kind !== 'offset') return null;
    const found = this.packed.get(at.offset)?.[index];
    return found?.num === num ? found.object : null;
  }

  private unpack(offset: number): void {
    const stream = this.standing.get(offset)?.object;
    if (stream?.kind !== 'stream' || !isName(entry(stream.dict, 'Type'), 'ObjStm')) return;
    const count = countOf(entry(stream.dict, 'N')), first = countOf(entry(stream.dict, 'First'));
    const data = decode(stream);
    if (data === null || count === null || first === null) throw new Malformed('an object stream cannot be read', offset);
    this.unpacked += count + data.length / unpackedWeightBytes;
    if (this.unpacked > objectLimit) throw new Malformed('the object streams hold too much', offset);
    const header = new PdfLexer(data, 0, false);
    this.packed.set(offset, Array.from({ length: count }, () => ({ num: header.natural(), object: new PdfLexer(data, first + header.natural(), false).object() })));
  }

  object(revision: Revision, num: number, gen = 0): PdfObject {
    const found = revision.entries.get(num);
    if (found?.kind === 'offset') return found.gen === gen ? this.standing.get(found.offset)?.object ?? pdfNull : pdfNull;
    return found?.kind === 'packed' && gen === 0 ? this.packedObject(revision, num, found.container, found.index) ?? pdfNull : pdfNull;
  }

  span(revision: Revision, num: number): { readonly from: number; readonly to: number } | null {
    const found = revision.entries.get(num);
    const at = found?.kind === 'offset' ? this.standing.get(found.offset) : undefined;
    return found?.kind === 'offset' && at?.num === num ? { from: found.offset, to: at.to } : null;
  }

  spans(revision: Revision): readonly { readonly num: number; readonly from: number; readonly to: number }[] {
    const spans = [...revision.entries.values()].flatMap((found) => {
      const at = found.kind === 'offset' ? this.standing.get(found.offset) : undefined;
      return found.kind === 'offset' && at !== undefined ? [{ num: at.num, from: found.offset, to: at.to }] : [];
    });
    return spans.sort((a, b) => a.from - b.from);
  }

  resolve(revision: Revision, object: PdfObject): PdfObject {
    let found = object;
    for (let depth = 0; found.kind === 'ref'; depth++) {
      if (depth > limit.resolveDepth) return pdfNull;
      found = this.object(revision, found.num, found.gen);
    }
    return found;
  }

  get(revision: Revision, dict: PdfDict, key: string): PdfObject {
    return this.resolve(revision, entry(dict, key));
  }

  catalog(revision: Revision): PdfDict {
    const root = this.get(revision, revision.trailer, 'Root');
    return root.kind === 'dict' ? root : emptyDict;
  }
}
