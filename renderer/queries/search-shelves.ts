/**
 * What the search worker is given, and how far that is: a shelf for each revision, and one for what members wrote about each dossier. One
 * thing after another: names and hazards of every dossier first, then what is inside evidence and documents. The window only hands over.
 */
import type { FactRecordsOf, Searched } from './search-sources.ts';
import { evidenceOf, hazardsOf, insideOf, isHere, namesOf } from './search-sources.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { reportDefect } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { dropShelf, endSearch, onSearchEnd, takeIn } from './search-worker.ts';
import type { Work } from '../search/messages.ts';
import type { SearchRecord } from '../search/record.ts';

/** How far one revision has been read. `cut`: it holds more than is searched. `unread`: a document in it can’t be read. */
export interface Held { readonly isRead: boolean; readonly cut: boolean; readonly unread: boolean }

const revisions = new Map<Digest, Held>();
/** What the worker has of each dossier’s facts: each record by its key, as it was given. */
const facts = new Map<string, Map<string, string>>();

/** Counts up whenever more can be found. */
export const searchVersion = live(0);
/** While much is read what is found so far grows in steps that can be followed. */
const tellEveryMs = 1_500;
let toldAtMs = 0;
function changed(): void {
  toldAtMs = performance.now();
  searchVersion.set(searchVersion.get() + 1);
}

/** Who closes the palette is likely to open it again: what is known is kept for this long. */
const keptMs = 5 * 60_000;
let leaving: ReturnType<typeof setTimeout> | null = null;

/** Does steps one after the other, and says after each that more can be found. */
function inOrder(): (step: () => Promise<void>) => void {
  let line: Promise<void> = Promise.resolve();
  return (step) => void (line = line.then(step).catch(reportDefect).then(changed));
}
const inLine = inOrder();
/** What members write doesn’t wait until every document is read. */
const inFactLine = inOrder();

onSearchEnd(() => {
  revisions.clear();
  facts.clear();
  changed();
});

/** The shelf of a published revision. */
export function revisionShelf(revision: Digest): string {
  return `revision/${revision}`;
}

/** The shelf of what members wrote about a dossier. */
export function factShelf({ dossier }: Pick<Searched, 'dossier'>): string {
  return `facts/${dossier}`;
}

export function heldOf(revision: Digest): Held | undefined {
  return revisions.get(revision);
}

/** The search is in use, until the answer is called: then what it knows is kept for a while, and given back. */
export function holdSearch(): () => void {
  if (leaving !== null) clearTimeout(leaving);
  leaving = null;
  return () => {
    leaving = setTimeout(endSearch, keptMs);
  };
}

/** Sees to it that these dossiers can be searched, the first ones first. What is there already isn’t read again; what isn’t named any more goes. */
export function prepareSearch(dossiers: readonly Searched[], factsOf: FactRecordsOf): void {
  const wanted = new Set(dossiers.flatMap((searched) => searched.revisions));
  for (const revision of revisions.keys()) if (!wanted.has(revision)) forget(revision);
  // What isn’t on this machine may be here next time.
  const fresh = dossiers.flatMap((searched) => searched.revisions.filter((revision) => !revisions.has(revision) && isHere(revision)));
  for (const revision of fresh) revisions.set(revision, { isRead: false, cut: false, unread: false });
  for (const revision of fresh) inLine(() => takeNames(revision));
  for (const searched of dossiers) inFactLine(() => takeFacts(searched, factsOf));
  for (const revision of fresh) inLine(() => takeInside(revision));
}

function forget(revision: Digest): void {
  revisions.delete(revision);
  dropShelf(revisionShelf(revision));
}

function mark(revision: Digest, parts: Partial<Held>): void {
  const held = revisions.get(revision);
  if (held !== undefined) revisions.set(revision, { ...held, ...parts });
}

async function give(revision: Digest, work: Work): Promise<void> {
  if (!revisions.has(revision)) return;
  const done = await takeIn(revisionShelf(revision), work);
  if (done?.cut === true) mark(revision, { cut: true });
  if (performance.now() - toldAtMs > tellEveryMs) changed();
}

async function takeNames(revision: Digest): Promise<void> {
  for (const records of namesOf(revision)) await give(revision, { kind: 'records', records });
  for (const hazards of hazardsOf(revision)) await give(revision, { kind: 'hazards', hazards });
}

async function takeFacts(searched: Searched, factsOf: FactRecordsOf): Promise<void> {
  const shelf = factShelf(searched);
  const known = facts.get(shelf) ?? new Map<string, string>();
  facts.set(shelf, known);
  const seen = new Set<string>();
  let fresh: SearchRecord[] = [];
  for (const record of factsOf(searched)) {
    const text = JSON.stringify(record);
    if (known.get(record.key) !== text) fresh.push(record);
    known.set(record.key, text);
    seen.add(record.key);
    if (seen.size % factsAtOnce !== 0) continue;
    // The window draws and types in between.
    await (fresh.length > 0 ? takeIn(shelf, { kind: 'records', records: fresh }) : new Promise((resolve) => setTimeout(resolve)));
    fresh = [];
    if (facts.get(shelf) !== known) return;
  }
  if (fresh.length > 0) await takeIn(shelf, { kind: 'records', records: fresh });
  const gone = [...known.keys()].filter((key) => !seen.has(key));
  for (const key of gone) known.delete(key);
  if (gone.length > 0) await takeIn(shelf, { kind: 'remove', keys: gone });
}
const factsAtOnce = 200;

async function takeInside(revision: Digest): Promise<void> {
  const isWanted = (): boolean => revisions.has(revision);
  for await (const work of evidenceOf(revision)) {
    if (!isWanted() || revisions.get(revision)?.cut === true) break;
    await give(revision, work);
  }
  changed();
  for await (const work of insideOf(revision)) {
    if (!isWanted()) return;
    if (work === null) mark(revision, { unread: true });
    else await give(revision, work);
  }
  mark(revision, { isRead: true });
}
