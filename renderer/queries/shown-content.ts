/** A revision for a screen: the words that its authors chose, with whatever turns or hides written out. Ids, digests, limits and what rules compare stay as they are. */
import { legibleText } from '../../shared/bytes/legible-text.ts';
import type { Hazard, HazardRegister } from '../../shared/dossier/hazard.ts';
import type { Revision } from '../../shared/dossier/revision.ts';

/** The value itself where nothing in it is written out: a register of 10,000 hazards isn't kept twice. */
function changed<T extends object>(value: T, parts: Partial<T>): T {
  return (Object.keys(parts) as (keyof T)[]).every((name) => parts[name] === value[name]) ? value : { ...value, ...parts };
}

/** The list itself where no item came out as another. */
function each<T>(items: readonly T[], show: (item: T) => T): readonly T[] {
  const shown = items.map(show);
  return shown.every((item, index) => item === items[index]) ? items : shown;
}

const titled = <T extends { readonly title: string }>(item: T): T => changed(item, { title: legibleText(item.title) } as Partial<T>);

export function shownRevision(revision: Revision): Revision {
  const { product: { id, name, release, vendor }, owners, intendedUse, notCovered, evidence, documents } = revision;
  return {
    ...revision, product: { id, name: legibleText(name), release: legibleText(release), vendor: legibleText(vendor) }, owners: owners.map(legibleText),
    intendedUse: legibleText(intendedUse), notCovered: notCovered.map(legibleText), evidence: evidence.map(titled), documents: documents.map(titled),
  };
}

const asTheyAre = new WeakSet<HazardRegister>();

/** Says that nothing in a register is to be written out. */
export function showAsIs(register: HazardRegister): void {
  asTheyAre.add(register);
}

export function shownRegister(register: HazardRegister): HazardRegister {
  return asTheyAre.has(register) ? register : changed(register, { hazards: each(register.hazards, shownHazard) as HazardRegister['hazards'] });
}

function shownHazard(hazard: Hazard): Hazard {
  const { title, effects, causes, mitigations, owner, note } = hazard;
  return changed(hazard, {
    title: legibleText(title), effects: each(effects, legibleText) as Hazard['effects'], causes: each(causes, legibleText) as Hazard['causes'], mitigations: each(mitigations, titled) as Hazard['mitigations'],
    owner: owner === null ? null : legibleText(owner), note: note === null ? null : legibleText(note),
  });
}
