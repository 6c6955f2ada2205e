/**
 * What the search knows: an index for each revision, and one for each dossier's findings. Built when somebody first wants to search, one
 * thing after another and in slices: names and hazards of every dossier first, then what is inside evidence and documents.
 */
import { upcastEvidence, type Evidence } from '../../shared/dossier/evidence.ts';
import { readMarkdown } from '../../shared/dossier/markdown.ts';
import type { DocumentEntry, Revision } from '../../shared/dossier/revision.ts';
import type { FindingSummary } from '../../shared/events/summary.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import { ask, reportDefect } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { contents } from './content-store.ts';
import { evidenceDocuments, findingDocument, passageDocuments, revisionDocuments, type SearchDocument } from './search-documents.ts';
import { searchIndex, type SearchIndex } from './search-index.ts';
import { inSlices, windowSlices } from './slices.ts';

/** A dossier to search: its latest revision, its findings on any, and whether it is still to be decided. */
export interface Searched { readonly dossier: DossierId; readonly revision: Digest; readonly findings: readonly FindingSummary[]; readonly open: boolean }

/** How far one revision has been read. `cut`: it holds more than is searched. */
export interface Held { readonly index: SearchIndex; readonly isRead: boolean; readonly cut: boolean; readonly hasPdf: boolean }

/** More than this of one dossier would take the window too much memory. */
export const mostDocuments = 60_000;

const revisions = new Map<Digest, Held>();
const findings = new Map<DossierId, { readonly index: SearchIndex; readonly known: Set<Digest> }>();

/** Counts up whenever more can be found. */
export const searchVersion = live(0);
const changed = (): void => searchVersion.set(searchVersion.get() + 1);

let line: Promise<void> = Promise.resolve();
const inLine = (step: () => Promise<void>): void => void (line = line.then(step).catch(reportDefect).then(changed));

export function heldOf(revision: Digest): Held | undefined {
  return revisions.get(revision);
}

export function findingsOf(dossier: DossierId): SearchIndex | undefined {
  return findings.get(dossier)?.index;
}

/** Sees to it that these dossiers can be searched, the first ones first. What is there already isn't read again. */
export function prepareSearch(dossiers: readonly Searched[]): void {
  const latest = new Set(dossiers.map(({ revision }) => revision));
  for (const revision of revisions.keys()) if (!latest.has(revision)) revisions.delete(revision);
  // What isn't on this machine may be here next time.
  const fresh = dossiers.filter(({ revision }) => !revisions.has(revision) && contents.contentOf(revision) !== undefined);
  for (const { revision } of fresh) revisions.set(revision, { index: searchIndex(), isRead: false, cut: false, hasPdf: false });
  for (const { revision } of fresh) inLine(() => takeNames(revision));
  for (const searched of dossiers) if (searched.findings.some(({ finding }) => findings.get(searched.dossier)?.known.has(finding) !== true)) inLine(() => takeFindings(searched));
  for (const { revision } of fresh) inLine(() => takeInside(revision));
}

async function take(revision: Digest, documents: Iterable<SearchDocument>): Promise<void> {
  const index = revisions.get(revision)?.index;
  if (index === undefined) return;
  await inSlices(documents, (document) => { if (index.size() < mostDocuments) index.add(document); }, windowSlices);
  if (index.size() >= mostDocuments) mark(revision, { cut: true });
}

function mark(revision: Digest, parts: Partial<Held>): void {
  const held = revisions.get(revision);
  if (held !== undefined) revisions.set(revision, { ...held, ...parts });
}

async function takeNames(revision: Digest): Promise<void> {
  const content = contents.contentOf(revision);
  if (content === undefined) return;
  await take(revision, revisionDocuments(content.revision, content.register));
}

async function takeFindings({ dossier, findings: recorded }: Searched): Promise<void> {
  const held = findings.get(dossier) ?? { index: searchIndex(), known: new Set<Digest>() };
  findings.set(dossier, held);
  await inSlices(recorded.filter(({ finding }) => !held.known.has(finding)), (finding) => {
    held.known.add(finding.finding);
    held.index.add(findingDocument(finding));
  }, windowSlices);
}

async function takeInside(revision: Digest): Promise<void> {
  const content = contents.contentOf(revision);
  if (content === undefined) return;
  await takeEvidence(revision, content.revision);
  for (const document of content.revision.documents) {
    if (document.mediaType === 'application/pdf') {
      mark(revision, { hasPdf: true });
      continue;
    }
    const text = await ask('document.read', { revision, document: document.id });
    if (text.ok && text.value !== null) await take(revision, passageDocuments(document, readable(document.mediaType, text.value)));
  }
  mark(revision, { isRead: true });
}

/** Longer Markdown is searched as it is written: taking it apart would keep the window waiting. */
const mostMarkdown = 120_000;

function readable(mediaType: DocumentEntry['mediaType'], text: string): string {
  return mediaType === 'text/markdown' && text.length <= mostMarkdown ? readMarkdown(text).text : text;
}

/** One piece at a time: a large one is parsed as a whole, and may be forgotten again once it is taken in. */
async function takeEvidence(revision: Digest, { evidence }: Revision): Promise<void> {
  if (evidence.length === 0) return;
  const read = await ask('evidence.read', { revision });
  if (!read.ok) return;
  for (const [place, bytes] of read.value.entries()) {
    const entry = evidence[place];
    if (entry === undefined || revisions.get(revision)?.cut === true) continue;
    const neutral = upcastEvidence(JSON.parse(new TextDecoder().decode(bytes))) as Evidence;
    await take(revision, evidenceDocuments(entry, neutral));
    await windowSlices.pause();
  }
  changed();
}
