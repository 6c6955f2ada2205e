/**
 * Archival revisions: what may follow a seal (`seal-grammar.md`). Each is an incremental update of one of two kinds, validation data
 * (a DSS, ETSI EN 319 142-1, 5.4.2) or a timestamp of the document (5.4.3), and follows from the file before it and its parts, byte by byte. The writer
 * builds it here; the verifier builds it again and compares.
 */
import type { PdfFile } from './verify/pdf-file.ts';
import { appendUpdate, references, sealedEnd, sealedParts, withSignature, written, type FileEnd, type SealedParts, type SignatureGap, type WrittenObject } from './update.ts';

/** Kinds of validation data, as a DSS names them. */
export const archiveKinds = ['Certs', 'CRLs', 'OCSPs'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];
export interface ArchiveValue { readonly kind: ArchiveKind; readonly der: Uint8Array }

/** Archival revisions that one packet may have: a new timestamp every few years, for longer than anybody plans. */
export const archiveLimit = 40;
/** What a DSS may hold in all, in values. */
export const archiveValueLimit = 500;

const extension = '/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>';

/** What the revisions so far have added, in their order: references of the DSS by kind, and the fields of timestamps. */
export interface Archived extends FileEnd {
  readonly parts: SealedParts;
  readonly values: Readonly<Record<ArchiveKind, readonly number[]>>;
  readonly stamps: readonly number[];
}

/** The file before an archive has added anything: as its seal left it, or its last countersignature, which then says where it ends. Null where it is not written as seals are. */
export function archivedNothing(file: PdfFile, after: FileEnd | null = null): Archived | null {
  const parts = sealedParts(file);
  if (parts === null) return null;
  const { size, end, previous } = after ?? sealedEnd(file, parts);
  return { parts, size, end, previous, values: { Certs: [], CRLs: [], OCSPs: [] }, stamps: [] };
}

interface Added { readonly bytes: Uint8Array; readonly archived: Archived }

function update(archived: Archived, rewritten: WrittenObject, added: readonly WrittenObject[], after: Pick<Archived, 'values' | 'stamps'>): Added {
  const { parts } = archived;
  const { bytes, end } = appendUpdate(parts.trailer, archived, rewritten, added);
  return { bytes, archived: { ...after, parts, ...end } };
}

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

export interface StampedRevision extends Added {
  /** The two ranges of the file that the token covers: all but the `/Contents` token. */
  readonly gap: SignatureGap;
}

/** An update with a timestamp of the document over all that stands before it. `token` is in DER; an empty one leaves the place for it. */
export function stampRevision(archived: Archived, token: Uint8Array): StampedRevision {
  const { parts, size } = archived;
  return withSignature(archived, token, (range, contents) => update(
    archived,
    written(parts.form.num, `<<\n/Fields [${references([...parts.form.fields, ...archived.stamps, size + 1])}]\n${parts.form.rest}>>`),
    [
      written(size, `<<\n/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.RFC3161\n/ByteRange [${range}]\n/Contents ${contents}\n>>`),
      written(size + 1, `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Timestamp ${archived.stamps.length + 1})\n/F 132\n/Rect [0 0 0 0]\n/P ${parts.page} 0 R\n/V ${size} 0 R\n>>`),
    ],
    { values: archived.values, stamps: [...archived.stamps, size + 1] },
  ));
}
