/** What can be found of a revision by itself: its hazards, and the names of its evidence and documents. Pure. */
import type { Hazard } from '../../shared/dossier/hazard.ts';
import type { ItemId } from '../../shared/vocabulary.ts';
import { record, type Part, type SearchRecord } from './record.ts';

/** A piece of evidence or a document as the revision lists it. */
export interface Listed { readonly id: ItemId; readonly title: string }

/** One hazard with what it says; its mitigations lead to it. */
export function hazardRecord({ id, title, effects, causes, owner, mitigations, note, residual }: Hazard): SearchRecord {
  return record({
    key: `hazard/${id}`, kind: 'hazard', item: id, id, title, otherIds: mitigations.map((mitigation) => mitigation.id), residual,
    parts: [
      ...effects.map((text): Part => ({ in: 'effect', text })), ...causes.map((text): Part => ({ in: 'cause', text })),
      ...mitigations.map((mitigation): Part => ({ in: 'mitigation', text: `${mitigation.id} ${mitigation.title}` })),
      ...(owner === null ? [] : [{ in: 'owner', text: owner } as const]), ...(note === null || note === '' ? [] : [{ in: 'note', text: note } as const]),
    ],
  });
}

/** A piece of evidence by its name, until what is in it is read. */
export function listedEvidence({ id, title }: Listed): SearchRecord {
  return record({ key: `evidence/${id}`, kind: 'evidence', item: id, id, title });
}

/** A document by its title, and by the name of its file. */
export function listedDocument({ id, title, name }: Listed & { readonly name: string }): SearchRecord {
  return record({ key: `document/${id}`, kind: 'document', item: id, id, title, parts: name === title ? [] : [{ in: 'file', text: name }] });
}
