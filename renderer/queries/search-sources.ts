/** Where the search’s material comes from: content that the window holds already, and evidence and documents from main, handed on as they come. */
import type { Hazard } from '../../shared/dossier/hazard.ts';
import type { PdfPage } from '../../shared/dossier/pdf-text.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import type { Written } from '../search/fact-records.ts';
import { listedDocument, listedEvidence, type Listed } from '../search/hazard-records.ts';
import type { Work } from '../search/messages.ts';
import type { SearchRecord } from '../search/record.ts';
import { ask } from '../bridge/client.ts';
import { extractPdfText } from '../content/extract.ts';
import { contents } from './content-store.ts';

/** A dossier to search: its revisions, the latest first, what members wrote about it, and whether it is still to be decided. */
export interface Searched { readonly dossier: DossierId; readonly revisions: readonly Digest[]; readonly written: Written; readonly open: boolean }
export type FactRecordsOf = (searched: Searched) => Iterable<SearchRecord>;

/** What crosses to the worker at once: few enough that the window doesn’t notice. */
const hazardsAtOnce = 100;
const namesAtOnce = 400;
const pagesAtOnce = 50;
const piecesAtOnce = 64;

/** Whether the revision is on this machine. */
export function isHere(revision: Digest): boolean {
  return contents.contentOf(revision) !== undefined;
}

/** Evidence and documents of a revision by their names. */
export function* namesOf(revision: Digest): Generator<readonly SearchRecord[]> {
  const { evidence = [], documents = [] } = contents.contentOf(revision)?.revision ?? {};
  for (let at = 0; at < evidence.length; at += namesAtOnce) yield evidence.slice(at, at + namesAtOnce).map(listedEvidence);
  for (let at = 0; at < documents.length; at += namesAtOnce) yield documents.slice(at, at + namesAtOnce).map(listedDocument);
}

export function* hazardsOf(revision: Digest): Generator<readonly Hazard[]> {
  const hazards = contents.contentOf(revision)?.register?.hazards ?? [];
  for (let at = 0; at < hazards.length; at += hazardsAtOnce) yield hazards.slice(at, at + hazardsAtOnce);
}

/** What is in the revision’s evidence, a page of pieces after the other. */
export async function* evidenceOf(revision: Digest): AsyncGenerator<Work> {
  const left = [...(contents.contentOf(revision)?.revision.evidence ?? [])];
  while (left.length > 0) {
    const page = await ask('evidence.page', { revision, pieces: left.slice(0, piecesAtOnce).map(({ id }) => id) });
    // What can’t be had is still found by its name.
    if (!page.ok || page.value.length === 0) return;
    for (const json of page.value) {
      const { id, title } = left.shift()!;
      yield { kind: 'evidence', entry: { id, title }, json };
    }
  }
}

/** What is in the revision’s documents, those in text before PDFs; null for one that can’t be read. */
export async function* insideOf(revision: Digest): AsyncGenerator<Work | null> {
  const documents = contents.contentOf(revision)?.revision.documents ?? [];
  for (const { id, title, mediaType } of documents) {
    if (mediaType === 'application/pdf') continue;
    const text = await ask('document.read', { revision, document: id });
    yield text.ok && text.value !== null ? { kind: 'document', entry: { id, title }, mediaType, text: text.value } : null;
  }
  for (const { id, title, mediaType } of documents) {
    if (mediaType !== 'application/pdf') continue;
    const bytes = await ask('document.pdf', { revision, document: id });
    const pages = bytes.ok && bytes.value !== null ? await extractPdfText(bytes.value) : null;
    if (pages?.ok !== true) yield null;
    else yield* partsOf({ id, title }, pages.value);
  }
}

/** A PDF some pages at a time. */
function* partsOf(entry: Listed, pages: readonly PdfPage[]): Generator<Work> {
  let stops = 0;
  for (let at = 0; at < pages.length; at += pagesAtOnce) {
    const part = pages.slice(at, at + pagesAtOnce).map(({ text, stops: of }) => ({ text, stops: of }));
    yield { kind: 'pages', entry, pages: part, before: { pages: at, stops } };
    stops += part.reduce((sum, page) => sum + page.stops.length, 0);
  }
}
