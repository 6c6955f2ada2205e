/** What happened on a dossier, one line of signed facts in the record's order. */
import type { DossierId } from '../vocabulary.ts';
import { factsOn, type DossierFacts } from './dossier-facts.ts';
import { inOrder } from './order.ts';
import type { BoardView } from './state.ts';

type ListOf<K extends keyof DossierFacts> = DossierFacts[K] extends readonly (infer F)[] ? F : never;
/** A fact that the history tells of. */
export type HistoryFact = ListOf<'revisions' | 'findings' | 'resolutions' | 'questions' | 'assignments' | 'answers' | 'votes' | 'withdrawals' | 'recusals' | 'decisions' | 'discharges' | 'packets'>;

/** A fact and its place. `outOfStep`: its author's clock claims an instant before that of something it follows. */
export interface HistoryEntry { readonly fact: HistoryFact; readonly outOfStep: boolean }

/** Publications, findings and questions with what became of them, votes, decisions, discharges and packets, oldest first. */
export function historyOf(view: BoardView, dossier: DossierId): readonly HistoryEntry[] {
  const { revisions, findings, resolutions, questions, assignments, answers, votes, withdrawals, recusals, decisions, discharges, packets } = factsOn(view, dossier);
  const facts = inOrder<HistoryFact>([...revisions, ...findings, ...resolutions, ...questions, ...assignments, ...answers, ...votes, ...withdrawals, ...recusals, ...decisions, ...discharges, ...packets]);
  let latest = '';
  return facts.map((fact) => {
    const outOfStep = fact.claimedAt < latest;
    if (!outOfStep) latest = fact.claimedAt;
    return { fact, outOfStep };
  });
}
