import { useMemo } from 'react';
import { sha256 } from '../../shared/bytes/digest.ts';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import { scoringOf, type HazardScoring } from '../../shared/events/scoring.ts';
import type { ItemId } from '../../shared/vocabulary.ts';
import type { DossierView } from './dossier.ts';
import { known } from './record.ts';
import { useLive } from './use-live.ts';

const none: ReadonlyMap<ItemId, HazardScoring> = new Map();

/** What the members scored of the latest revision's hazards, by hazard. */
export function useScoring({ summary }: DossierView): ReadonlyMap<ItemId, HazardScoring> {
  const record = useLive(known);
  return useMemo(() => (record === null ? none : scoringOf(factsOn(record.view, summary.dossier), summary.ballot, summary.latest.content?.register ?? null, sha256)), [record, summary]);
}
