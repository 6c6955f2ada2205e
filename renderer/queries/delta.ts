/** What is different between two revisions, worked out once for each pair that a screen shows. */
import { useMemo } from 'react';
import type { Change } from '../../shared/dossier/change.ts';
import { diffRevisions } from '../../shared/dossier/diff.ts';
import type { ItemId } from '../../shared/vocabulary.ts';
import { changedItems } from './changes.ts';
import type { DossierContent } from './content.ts';

export interface Difference {
  /** Gravest first. */
  readonly changes: readonly Change[];
  /** The items that differ, as Home counts them. */
  readonly items: readonly ItemId[];
}

/** Undefined while either revision isn't here. */
export function useDifference(before: DossierContent | undefined, after: DossierContent | undefined): Difference | undefined {
  return useMemo(() => {
    if (before === undefined || after === undefined || before.unread !== undefined || after.unread !== undefined) return undefined;
    const opened = ({ revision, register, evidence }: DossierContent) => ({ revision, register, evidence: new Map(evidence.map((piece) => [piece.entry.id, piece.evidence])) });
    return { changes: diffRevisions(opened(before), opened(after)), items: changedItems(before, after) };
  }, [before, after]);
}
