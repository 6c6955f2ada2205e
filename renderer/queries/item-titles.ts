/** What each item of a revision is called, and on which tab it is shown. Pure. */
import type { RevisionContent } from '../../shared/events/content.ts';
import type { ItemId } from '../../shared/vocabulary.ts';
import type { DossierTab } from '../route.ts';
import type { DossierContent } from './content.ts';

/** What one item is called; undefined where there is none of that id. A mitigation is called by its own title. */
export function itemTitle({ revision, register }: Pick<RevisionContent, 'revision' | 'register'>, id: string): string | undefined {
  const hazards = register?.hazards ?? [];
  return [...revision.evidence, ...revision.documents].find((item) => item.id === id)?.title ?? hazards.find((hazard) => hazard.id === id)?.title
    ?? hazards.flatMap(({ mitigations }) => mitigations).find((mitigation) => mitigation.id === id)?.title;
}

export interface ItemPlace { readonly title: string; readonly tab: DossierTab }

/** By id; empty while the content isn't here. A mitigation is shown with its hazard. */
export function itemPlaces(content: DossierContent | undefined): ReadonlyMap<ItemId, ItemPlace> {
  if (content === undefined) return new Map();
  return new Map<ItemId, ItemPlace>([
    ...content.revision.documents.map(({ id, title }) => [id, { title, tab: 'documents' }] as const),
    ...content.register.hazards.flatMap(({ mitigations }) => mitigations.map(({ id, title }) => [id, { title, tab: 'hazards' }] as const)),
    ...content.revision.evidence.map(({ id, title }) => [id, { title, tab: 'evidence' }] as const),
    ...content.register.hazards.map(({ id, title }) => [id, { title, tab: 'hazards' }] as const),
  ]);
}
