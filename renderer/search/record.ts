/** What the search knows of one thing that can be found. */
import type { FoundIn, FoundKind } from '../../shared/copy/find.ts';
import type { Score } from '../../shared/dossier/hazard.ts';

/** A stretch of a thing’s text, and which one it is. */
export interface Part { readonly in: FoundIn; readonly text: string }

/** Who may read a note. */
export type Lane = 'board' | 'privileged';

export interface SearchRecord {
  /** Its name on its shelf: a record of the same key takes its place. */
  readonly key: string;
  readonly kind: FoundKind;
  /** What the address names: an item, or a finding’s digest; null: the tab. */
  readonly item: string | null;
  /** Where in the item, as addresses write it; null: the item itself. */
  readonly spot: string | null;
  /** As people call it; empty where it has no name of its own. */
  readonly id: string;
  readonly title: string;
  /** Further ids that lead here: those of a hazard’s mitigations. */
  readonly otherIds: readonly string[];
  readonly parts: readonly Part[];
  /** Where it stands: headings, or the document or the piece of evidence that holds it. */
  readonly section: string;
  /** A hazard’s residual score. */
  readonly residual: Score | null;
  /** Who wrote it, by name. */
  readonly by: string | null;
  readonly tags: readonly string[];
  readonly lane: Lane | null;
}

/** A record with everything that it doesn’t say left empty. */
export function record(parts: Pick<SearchRecord, 'key' | 'kind' | 'title'> & Partial<SearchRecord>): SearchRecord {
  return { item: null, spot: null, id: '', otherIds: [], parts: [], section: '', residual: null, by: null, tags: [], lane: null, ...parts };
}
