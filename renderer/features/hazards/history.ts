/** One hazard through the revisions of its product, newest first. Pure. */
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import { diffHazards } from '../../../shared/dossier/diff-hazards.ts';
import type { Hazard, HazardRegister, Score } from '../../../shared/dossier/hazard.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { hazardChanges, type HazardChange } from './changed.ts';

export interface HistoryRow<R> {
  readonly revision: R;
  /** Residual; null where the revision doesn't list the hazard, or isn't here. */
  readonly score: Score | null;
  /** What became of it since the revision before: `Removed` where it is gone, null where nothing did. */
  readonly change: HazardChange | null;
}

/** Rows from the first revision that lists the hazard to the last of `revisions`, which come oldest first. */
export function hazardHistory<R extends { readonly register: HazardRegister | null }>(revisions: readonly R[], id: ItemId): readonly HistoryRow<R>[] {
  const rows: HistoryRow<R>[] = [];
  let before: Hazard | null = null;
  for (const revision of revisions) {
    if (revision.register === null) {
      if (rows.length > 0) rows.push({ revision, score: null, change: { reading: 'neutral', text: hazardsWords.changes.notHere } });
      continue;
    }
    const hazard = revision.register.hazards.find((candidate) => candidate.id === id) ?? null;
    if (hazard !== null) rows.push({ revision, score: hazard.residual, change: rows.length === 0 ? { reading: 'neutral', text: hazardsWords.changes.firstListed } : changeOf(before, hazard) });
    else if (before !== null) rows.push({ revision, score: null, change: { reading: 'mixed', text: hazardsWords.changes.removed } });
    before = hazard;
  }
  return rows.reverse();
}

function changeOf(before: Hazard | null, hazard: Hazard): HazardChange | null {
  return before === null ? { reading: 'against', text: hazardsWords.changes.listedAgain } : (hazardChanges(diffHazards([before], [hazard])).get(hazard.id) ?? null);
}
