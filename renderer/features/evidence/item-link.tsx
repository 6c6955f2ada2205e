import type { ReactNode } from 'react';
import { listParts } from '../../../shared/copy/parts.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { Sentence } from '../../components/sentence.tsx';
import { hrefOf } from '../../route.ts';
import type { DossierContent } from '../../queries/content.ts';

/** Which tab shows an id that evidence names. */
export type ItemTabs = ReadonlyMap<string, 'hazards' | 'evidence'>;

export function itemTabs({ register, evidence }: DossierContent): ItemTabs {
  return new Map([...register.hazards.map(({ id }) => [id, 'hazards'] as const), ...evidence.map(({ entry }) => [entry.id, 'evidence'] as const)]);
}

/** An id that a file names: a link where the dossier has such an item, else the bare id, since it may be another system's. */
export function ItemLink({ id, dossier, items }: { readonly id: string; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  const tab = items.get(id);
  return tab === undefined ? id : <a href={hrefOf({ kind: 'dossier', dossier, tab, item: id as ItemId })}>{id}</a>;
}

/** Several of them; beyond `most` only how many more. */
export function ItemLinks({ ids, most, dossier, items }: { readonly ids: readonly string[]; readonly most: number; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  const shown = ids.slice(0, most);
  return <Sentence parts={listParts(shown.length, ids.length)} slots={Object.fromEntries(shown.map((id, index) => [index, <ItemLink key={index} id={id} dossier={dossier} items={items} />]))} />;
}
