/** A revision for a screen: the words that its authors chose, with whatever turns or hides written out. Ids, digests, limits and what rules compare stay as they are. */
import { legibleText } from '../../shared/bytes/legible-text.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import type { Revision } from '../../shared/dossier/revision.ts';

const titled = <T extends { readonly title: string }>(item: T): T => ({ ...item, title: legibleText(item.title) });

export function shownRevision(revision: Revision): Revision {
  const { product: { id, name, release, vendor }, owners, intendedUse, notCovered, evidence, documents } = revision;
  return {
    ...revision, product: { id, name: legibleText(name), release: legibleText(release), vendor: legibleText(vendor) }, owners: owners.map(legibleText),
    intendedUse: legibleText(intendedUse), notCovered: notCovered.map(legibleText), evidence: evidence.map(titled), documents: documents.map(titled),
  };
}

export function shownRegister(register: HazardRegister): HazardRegister {
  return {
    ...register, hazards: register.hazards.map((hazard) => ({
      ...titled(hazard), effects: hazard.effects.map(legibleText), causes: hazard.causes.map(legibleText), mitigations: hazard.mitigations.map(titled),
      owner: hazard.owner === null ? null : legibleText(hazard.owner), note: hazard.note === null ? null : legibleText(hazard.note),
    })),
  };
}
