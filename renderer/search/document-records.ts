/** What can be found inside a document: each passage by itself, with the headings that it stands under, and each page of a PDF. Pure. */
import { paletteWords } from '../../shared/copy/screens/palette.ts';
import { readMarkdown } from '../../shared/dossier/markdown.ts';
import type { PdfPage } from '../../shared/dossier/pdf-text.ts';
import { readPlain, type ReadableDocument } from '../../shared/dossier/readable.ts';
import type { DocumentEntry } from '../../shared/dossier/revision.ts';
import { markOf, spotText } from '../../shared/ipc/spot.ts';
import type { Listed } from './hazard-records.ts';
import { record, type SearchRecord } from './record.ts';

/** Longer passages are found in pieces: an excerpt shows the piece, the address leads to the whole. */
const longestPiece = 1_200;

/** A document as it is read on screen, so that its stops are the same. */
export function readable(mediaType: DocumentEntry['mediaType'], text: string): ReadableDocument {
  return mediaType === 'text/markdown' ? readMarkdown(text) : readPlain(text);
}

/** Each paragraph, row or block of the document; headings are the path to what stands under them, and found themselves. */
export function* passageRecords(listed: Listed, { text, stops, outline }: Pick<ReadableDocument, 'text' | 'stops' | 'outline'>): Generator<SearchRecord> {
  const headings = new Map(outline.map((heading) => [heading.stop, heading]));
  let path: { readonly level: number; readonly text: string }[] = [];
  for (const [stop, { start, end }] of stops.entries()) {
    const heading = headings.get(stop);
    if (heading !== undefined) path = [...path.filter(({ level }) => level < heading.level), heading];
    yield* recordsOfStop(listed, { stop, passage: text.slice(start, end), section: path.filter((one) => one !== heading).map((one) => one.text).join(' › '), isHeading: heading !== undefined });
  }
}

/** The paragraphs of a PDF, each with its page. */
export function* pageRecords(listed: Listed, pages: readonly Pick<PdfPage, 'text' | 'stops'>[], before: { readonly pages: number; readonly stops: number }): Generator<SearchRecord> {
  let stop = before.stops;
  for (const [place, { text, stops }] of pages.entries()) {
    for (const { start, end } of stops) yield* recordsOfStop(listed, { stop: stop++, passage: text.slice(start, end), section: paletteWords.page(before.pages + place + 1), isHeading: false });
  }
}

function* recordsOfStop({ id, title }: Listed, { stop, passage, section, isHeading }: { readonly stop: number; readonly passage: string; readonly section: string; readonly isHeading: boolean }): Generator<SearchRecord> {
  if (passage.trim() === '') return;
  const spot = spotText({ kind: 'passage', stop, mark: markOf(passage) });
  for (const [place, piece] of pieces(passage).entries()) yield record({ key: `passage/${id}/${stop}/${place}`, kind: 'passage', item: id, spot, title, section, parts: [{ in: isHeading ? 'heading' : 'passage', text: piece }] });
}

/** A text in pieces that are all of it, none of them long, cut at blanks where there are any. */
export function pieces(text: string): readonly string[] {
  const cut: string[] = [];
  let open = text.trim();
  while (open.length > longestPiece) {
    const blank = Math.max(open.lastIndexOf(' ', longestPiece), open.lastIndexOf('\n', longestPiece));
    const end = blank > 0 ? blank : longestPiece;
    cut.push(open.slice(0, end));
    open = open.slice(end).trimStart();
  }
  if (open !== '') cut.push(open);
  return cut;
}
