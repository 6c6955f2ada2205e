/** What became of each hazard since the last approval, for the register's column. Pure. */
import type { Score } from '../../../shared/dossier/hazard.ts';
import type { Change, Reading } from '../../../shared/dossier/change.ts';
import { signed } from '../../../shared/copy/number.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';

export interface HazardChange { readonly reading: Reading; readonly text: string }

/** The gravest change of each hazard, its mitigations' included. Removed hazards have no row here: the overview lists them. */
export function hazardChanges(changes: readonly Change[]): ReadonlyMap<ItemId, HazardChange> {
  const found = new Map<ItemId, HazardChange>();
  for (const change of changes) {
    const about = aboutHazard(change);
    if (about === null) continue;
    const before = found.get(about.hazard);
    // A new or re-scored hazard says so even where something graver happened to one of its mitigations.
    if (before === undefined) found.set(about.hazard, { reading: change.reading, text: about.text });
    else if (before.text === edited && about.text !== edited) found.set(about.hazard, { reading: before.reading === 'neutral' ? change.reading : before.reading, text: about.text });
  }
  return found;
}

const { edited } = hazardsWords.changes;

function aboutHazard(change: Change): { readonly hazard: ItemId; readonly text: string } | null {
  switch (change.kind) {
    case 'hazard-added': return { hazard: change.after.id, text: hazardsWords.changes.new };
    case 'hazard-rescored': return { hazard: change.id as ItemId, text: movesOf(change.before.residual, change.after.residual) };
    case 'hazard-reworded': return { hazard: change.after.id, text: edited };
    case 'mitigation-added': case 'mitigation-removed': case 'mitigation-weakened': case 'mitigation-strengthened': case 'mitigation-reworded':
    case 'trace-added': case 'trace-removed': return change.within === null ? null : { hazard: change.within, text: edited };
    default: return null;
  }
}

/** `L +1`: which residual ratings moved; `Inherent` where only those before the mitigations did. */
function movesOf(before: Score, after: Score): string {
  const moves = (['severity', 'likelihood', 'detectability'] as const).filter((rating) => before[rating] !== after[rating]).map((rating) => ({ rating, by: signed(after[rating] - before[rating]) }));
  return moves.length === 0 ? hazardsWords.changes.inherent : hazardsWords.changes.moves(moves);
}
