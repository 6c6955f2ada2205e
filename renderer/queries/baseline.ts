/** Which revision the delta is measured from: chosen for each dossier, and kept by main on this machine. */
import { useMemo } from 'react';
import type { DossierId } from '../../shared/vocabulary.ts';
import { ask, askOrTell } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { tell } from '../bridge/notice.ts';
import { baselineByDefault, baselineOptions, chosenOption, everyComparable, ofSameProduct, type BaselineChoice, type BaselineOption, type Comparable } from './baseline-options.ts';
import type { DossierView } from './dossier.ts';
import { useLooked } from './looked.ts';
import { known, type Known } from './record.ts';
import { useLive } from './use-live.ts';

export interface Baseline {
  readonly options: readonly BaselineOption[];
  /** Null: nothing was approved before, and nothing else is chosen. */
  readonly chosen: BaselineOption | null;
}

export type BaselineChoices = ReadonlyMap<DossierId, BaselineChoice>;
/** By dossier; the last approval where none is chosen. */
export const baselineChoices = live<BaselineChoices>(new Map());

const hides = live(false);

/** Whether changes of items that the member has viewed are folded away, and how to say so. */
export function useHidesReviewed(): readonly [boolean, (hide: boolean) => void] {
  return [useLive(hides), hides.set];
}

/** Reads what the member of the opened profile chose earlier. */
export async function readBaselines(): Promise<void> {
  const reply = await ask('baseline.read', {});
  if (reply.ok) baselineChoices.set(new Map(Object.entries(reply.value) as [DossierId, BaselineChoice][]));
  else tell(reply.trouble);
}

/** Compares with something else from now on. */
export function chooseBaseline(dossier: DossierId, choice: BaselineChoice): void {
  baselineChoices.set(new Map(baselineChoices.get()).set(dossier, choice));
  void askOrTell('baseline.choose', { dossier, choice });
}

/** What the dossier's latest revision is compared with, and what it can be. */
export function useBaseline({ summary, baseline: approval }: DossierView): Baseline {
  const record = useLive(known);
  const looked = useLooked();
  const choice = useLive(baselineChoices).get(summary.dossier) ?? baselineByDefault;
  const published = useMemo(() => (record === null ? [] : ofSameProduct(everyRevision(record), summary)), [record, summary]);
  const options = useMemo(() => baselineOptions({ summary, approval, looked, published }), [summary, approval, looked, published]);
  return { options, chosen: chosenOption(options, choice) };
}

// Several parts of a screen ask: the record is gone through once for all of them.
let last: { readonly record: Known; readonly all: readonly Comparable[] } | null = null;

function everyRevision(record: Known): readonly Comparable[] {
  if (last?.record === record) return last.all;
  const all = everyComparable(record);
  last = { record, all };
  return all;
}
