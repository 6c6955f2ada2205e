/**
 * The seal's fixed facts, shared by the program that writes it and the one that checks it; `seal-grammar.md` shows where
 * each one stands in the file.
 */

export const seal = {
  subFilter: 'ETSI.CAdES.detached',
  /** Bytes kept for the CMS; `/Contents` has twice as many hexadecimal digits. */
  contentsBytes: 16 * 1024,
  /** Characters of the `/ByteRange` array between its brackets: `0 <n> <n> <n>` and then spaces. */
  byteRangeWidth: 40,
  fieldName: 'Seal',
  /** DocMDP level 1: no change of the document is permitted (ISO 32000-2, 12.8.2.2). */
  docMdpLevel: 1,
  /** DocMDP level 2, for a countersigned packet: prepared fields may be signed, and nothing else changed. */
  countersignedMdpLevel: 2,
} as const;

/** The name of the field that waits for the countersignature at a place, counted from 0. */
export function countersignFieldName(index: number): string {
  return `Countersignature ${index + 1}`;
}

/** The text between the brackets of `/ByteRange` for a file of `fileBytes` whose `/Contents` token spans `[from, to)`. */
export function byteRangeText(from: number, to: number, fileBytes: number): string {
  return `0 ${from} ${to} ${fileBytes - to}`.padEnd(seal.byteRangeWidth, ' ');
}
