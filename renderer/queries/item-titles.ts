/** What each item of a revision is called, and on which tab it is shown. Pure. */
import type { ItemId } from '../../shared/vocabulary.ts';
import type { DossierTab } from '../route.ts';
import type { DossierContent } from './content.ts';

export interface ItemPlace { readonly title: string; readonly tab: DossierTab }

/** By id; empty while the content isn't here. A mitigation is shown with its hazard. */
export function itemPlaces(content: DossierContent | undefined): ReadonlyMap<ItemId, ItemPlace> {
  if (content === undefined) return new Map();
  return new Map<ItemId, ItemPlace>([
    ...content.revision.documents.map(({ id, title }) => [id, { title, tab: 'overview' }] as const),
    ...content.register.hazards.flatMap(({ mitigations }) => mitigations.map(({ id, title }) => [id, { title, tab: 'hazards' }] as const)),
    ...content.revision.evidence.map(({ id, title }) => [id, { title, tab: 'evidence' }] as const),
    ...content.register.hazards.map(({ id, title }) => [id, { title, tab: 'hazards' }] as const),
  ]);
}
