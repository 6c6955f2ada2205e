/**
 * What `sat` and `unsat` say of a safety property. A solver only tells whether some input fulfils what the property file states; whether that is
 * the safe behaviour or its negation is said by a person (`polarity`) and never guessed.
 */
import type { Question } from './reader.ts';
import type { PropertyResult, Verdict } from '../dossier/evidence.ts';

/**
 * Of the negation, `unsat` proves that no input breaks the property and `sat` shows one that does. Of the safe behaviour itself, `unsat` says that no
 * input at all behaves safely, and `sat` only that some input does, which decides nothing.
 */
export function verdictOfSolver(word: 'sat' | 'unsat', polarity: PropertyResult['polarity']): Verdict {
  if (polarity === 'unknown') return 'inconclusive';
  if (polarity === 'states-negation') return word === 'unsat' ? 'pass' : 'fail';
  return word === 'unsat' ? 'fail' : 'inconclusive';
}

export const polarityQuestion = (place: string): Question =>
  ({ answer: 'polarity', place, text: 'Do the property files state the safe behaviour (states-safe) or its negation (states-negation)?' });
