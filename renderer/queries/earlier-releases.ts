/** The releases of the same product that the board saw before: one dossier each, by its latest revision. Pure. */
import type { ContentOf } from '../../shared/events/content.ts';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import { inOrder } from '../../shared/events/order.ts';
import { dossierIds, type BoardView } from '../../shared/events/state.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';

export interface EarlierRelease { readonly dossier: DossierId; readonly release: string; readonly revision: Digest }

/** Oldest first, the last `most` of them. In the order of first publication, which no later revision of an old release changes. */
export function earlierReleases(view: BoardView, contentOf: ContentOf, dossier: DossierId, most: number): readonly EarlierRelease[] {
  const published = new Map(dossierIds(view.state).map((id) => [id, factsOn(view, id).revisions] as const));
  const own = published.get(dossier)?.at(-1);
  const product = own === undefined ? undefined : contentOf(own.body.revision)?.revision.product.id;
  if (product === undefined) return [];
  const firsts = inOrder([...published.values()].flatMap(([first]) => (first === undefined ? [] : [first]))).map(({ body }) => body.dossier);
  const earlier = firsts.slice(0, Math.max(0, firsts.indexOf(dossier)));
  return earlier.flatMap((id): EarlierRelease[] => {
    const revision = published.get(id)!.at(-1)!.body.revision;
    const content = contentOf(revision);
    return content?.revision.product.id === product ? [{ dossier: id, release: content.revision.product.release, revision }] : [];
  }).slice(-most);
}
