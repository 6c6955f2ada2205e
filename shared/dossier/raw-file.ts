/** A raw file of evidence, made ready for a person's eyes: its text as it is, in which nothing can hide or reorder anything else. */
import { visibleText } from '../bytes/readable-json.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

/** How much of a raw file is shown, in bytes. All of it is saved. */
export const shownRawBytes = 1_000_000;

/** A raw file's text with control and direction characters written out. `shownBytes` below `sizeBytes`: the rest isn't shown. */
export interface RawText { readonly text: string; readonly sizeBytes: number; readonly shownBytes: number }

/**
 * The start of a raw file as text; null where it isn't text: not UTF-8, or with a NUL in it. A byte order mark is dropped, line ends become line
 * feeds, tabs stay.
 */
export function rawText(bytes: Uint8Array): RawText | null {
  const shownBytes = bytes.length <= shownRawBytes ? bytes.length : wholeCharacters(bytes, shownRawBytes);
  const shown = bytes.subarray(0, shownBytes);
  if (shown.includes(0)) return null;
  const text = decodeUtf8(shown, 'raw file');
  if (!text.ok) return null;
  const plain = text.value.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  return { text: plain.split('\t').map(visibleText).join('\t'), sizeBytes: bytes.length, shownBytes };
}

/** At most `most`, not in the middle of a character. */
function wholeCharacters(bytes: Uint8Array, most: number): number {
  let end = most;
  while (end > most - 4 && (bytes[end]! & 0xc0) === 0x80) end--;
  return end;
}

/** Endings that a raw file may be suggested under: those of files that programs read and none runs. */
const quietEndings = ['csv', 'tsv', 'txt', 'json', 'jsonl', 'yaml', 'yml', 'xml', 'md', 'log', 'lock', 'sarif', 'toml', 'parquet', 'zip', 'zst', 'gz', 'npz', 'eval', 'onnx', 'vnnlib', 'counterexample', 'dot', 'tex', 'ini'] as const;

/** What a raw file is suggested to be called where it is saved: by the evidence's id and its own last name, as far as that is plain. */
export function rawFileName(evidence: string, name: string): string {
  const own = (name.split(/[/\\]/).at(-1) ?? '').normalize('NFC').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
  const ending = own.includes('.') ? own.slice(own.lastIndexOf('.') + 1).toLowerCase() : '';
  const isQuiet = (quietEndings as readonly string[]).includes(ending);
  return `${evidence}-${own.slice(-80) || 'file'}${isQuiet ? '' : '.txt'}`;
}
