/** Which revision the delta is measured from: chosen once for a dossier and kept while the member moves about. */
import { useMemo } from 'react';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import { dossierIds } from '../../shared/events/state.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { live } from '../bridge/live.ts';
import { baselineOptions, chosenOption, type BaselineChoice, type BaselineOption, type Comparable } from './baseline-options.ts';
import type { DossierView } from './dossier.ts';
import { useLooked } from './looked.ts';
import { known, type Known } from './record.ts';
import { useLive } from './use-live.ts';

export interface Baseline {
  readonly options: readonly BaselineOption[];
  /** Null: nothing was approved before, and nothing else is chosen. */
  readonly chosen: BaselineOption | null;
}

const choices = live<ReadonlyMap<DossierId, BaselineChoice>>(new Map());
const byDefault: BaselineChoice = { kind: 'approval' };

const hides = live(false);

/** Whether changes of items that the member has viewed are folded away, and how to say so. */
export function useHidesReviewed(): readonly [boolean, (hide: boolean) => void] {
  return [useLive(hides), hides.set];
}

/** Compares with something else from now on. */
export function chooseBaseline(dossier: DossierId, choice: BaselineChoice): void {
  choices.set(new Map(choices.get()).set(dossier, choice));
}

/** What the dossier's latest revision is compared with, and what it can be. */
export function useBaseline({ summary, baseline: approval }: DossierView): Baseline {
  const record = useLive(known);
  const looked = useLooked();
  const choice = useLive(choices).get(summary.dossier) ?? byDefault;
  const published = useMemo(() => (record === null ? [] : sameProduct(record, summary)), [record, summary]);
  const options = useMemo(() => baselineOptions({ summary, approval, looked, published }), [summary, approval, looked, published]);
  return { options, chosen: chosenOption(options, choice) };
}

function sameProduct(record: Known, { dossier, latest }: DossierView['summary']): readonly Comparable[] {
  const product = latest.content?.revision.product.id;
  return everyRevision(record).filter((one) => one.dossier === dossier || (product !== undefined && one.content?.revision.product.id === product));
}

// Several parts of a screen ask: the record is gone through once for all of them.
let last: { readonly record: Known; readonly all: readonly Comparable[] } | null = null;

function everyRevision(record: Known): readonly Comparable[] {
  if (last?.record === record) return last.all;
  const { view, contentOf } = record;
  const all = dossierIds(view.state).flatMap((id) => factsOn(view, id).revisions.map(({ body, claimedAt }, index): Comparable => ({ dossier: id, revision: body.revision, ordinal: index + 1, claimedAt, content: contentOf(body.revision) })));
  last = { record, all };
  return all;
}
