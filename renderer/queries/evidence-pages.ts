/** Reads many pieces of evidence a page at a time, what is on screen first. Pure: what reads comes in as a port. */
import type { Evidence } from '../../shared/dossier/evidence.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import type { ItemId } from '../../shared/vocabulary.ts';

/** Pieces asked for at once; main answers as many as a page holds. */
const mostAtOnce = 256;

export interface PagePorts {
  /** The first of the pieces, in that order, and how many it was; `parse` gives them as values. */
  readonly read: (pieces: readonly ItemId[]) => Promise<Result<Page>>;
  /** What is wanted before the rest; it may change between pages. */
  readonly first: () => ReadonlySet<ItemId>;
  /** A page brought something that was wanted first. */
  readonly onFirst: (evidence: ReadonlyMap<ItemId, Evidence>) => void;
  readonly onAll: (evidence: ReadonlyMap<ItemId, Evidence>) => void;
}

/** Pieces as they came. */
export interface Page { readonly length: number; readonly at: (index: number) => Evidence }

/** Null once every piece is here; otherwise why not. The next page is on its way while one is taken in. */
export async function readInPages(pieces: readonly ItemId[], { read, first, onFirst, onAll }: PagePorts): Promise<Trouble | null> {
  const held = new Map<ItemId, Evidence>();
  const left = new Set(pieces);
  const next = (): readonly ItemId[] => {
    const early = [...first()].filter((id) => left.has(id));
    const asked = early.length > 0 ? early : left;
    return [...asked].slice(0, mostAtOnce);
  };
  let asked = next();
  let page = asked.length === 0 ? null : read(asked);
  while (page !== null) {
    const answer = await page;
    if (!answer.ok) return answer.trouble;
    const came = asked.slice(0, answer.value.length);
    for (const id of came) left.delete(id);
    // An answer without a piece would be asked for forever.
    asked = came.length === 0 ? [] : next();
    page = asked.length === 0 ? null : read(asked);
    for (const [index, id] of came.entries()) held.set(id, answer.value.at(index));
    if (left.size > 0 && came.some((id) => first().has(id))) onFirst(held);
  }
  onAll(new Map(pieces.flatMap((id) => (held.has(id) ? [[id, held.get(id)!] as const] : []))));
  return null;
}
