/** What happened on a dossier, one line of signed facts in the record's order, and what happened to the board around it. */
import type { DossierId } from '../vocabulary.ts';
import { factsOn, type DossierFacts } from './dossier-facts.ts';
import type { FactOf } from './fact.ts';
import { inOrder } from './order.ts';
import type { BoardView } from './state.ts';

type ListOf<K extends keyof DossierFacts> = DossierFacts[K] extends readonly (infer F)[] ? F : never;
/** A fact that the history tells of. */
export type HistoryFact = ListOf<Exclude<keyof DossierFacts, 'dossier'>> | FactOf<'meeting.called/1'> | FactOf<'meeting.cancelled/1'>;

/** A fact and its place. `outOfStep`: its author's clock claims an instant before that of something it follows. */
export interface HistoryEntry { readonly fact: HistoryFact; readonly outOfStep: boolean }

/** Every fact about the dossier, and the meetings that had it on their agenda, oldest first. */
export function historyOf(view: BoardView, dossier: DossierId): readonly HistoryEntry[] {
  const { dossier: _dossier, ...lists } = factsOn(view, dossier);
  const facts = inOrder<HistoryFact>([...(Object.values(lists) as readonly (readonly HistoryFact[])[]).flat(), ...meetingFacts(view, dossier)]);
  let latest = '';
  return facts.map((fact) => {
    const outOfStep = fact.claimedAt < latest;
    if (!outOfStep) latest = fact.claimedAt;
    return { fact, outOfStep };
  });
}

/** Calls whose agenda names the dossier, later calls of the same meeting that take it off, and cancellations. */
function meetingFacts({ state }: BoardView, dossier: DossierId): readonly (FactOf<'meeting.called/1'> | FactOf<'meeting.cancelled/1'>)[] {
  const calls = [...state.meetings.values()];
  const meetings = new Set(calls.filter(({ body }) => body.agenda.some((item) => item.dossier === dossier)).map(({ body }) => body.meeting));
  return [...calls, ...state.meetingCancellations.values()].filter(({ body }) => meetings.has(body.meeting));
}
