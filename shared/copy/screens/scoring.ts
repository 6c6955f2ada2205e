/** Members' own scores of a hazard: their section of its detail, the table that compares them, the sheet that gives one. */
import type { Score } from '../../dossier/hazard.ts';
import type { Instant, RiskLevel } from '../../vocabulary.ts';
import { longDay } from '../date.ts';
import { count, figure } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { scoredSentence, scoreWords } from '../scoring.ts';
import { riskWords } from '../status.ts';

export const scoringWords = {
  section: {
    head: 'Members’ scores',
    hidden: (scored: number, eligible: number): string => `${scoredSentence(scored, eligible)} Their scores show once yours is given.`,
    outdated: 'The hazard has changed since you scored it. Your score no longer counts.',
    agreed: (scores: number): string => `Agreed, on ${count(scores, 'score')}`,
    agreedBy: (name: string, at: Instant, reason: string): string => (reason === '' ? `${name}, ${longDay(at)}` : `${name}, ${longDay(at)}: ${reason}`),
    give: 'Give your score', again: 'Score again', agree: 'Record agreed score', agreeAnew: 'Agree anew',
  },
  table: {
    label: (id: string): string => `Members’ scores of ${id}`,
    whose: 'Whose', heads: { severity: 'Sev.', likelihood: 'Lik.', detectability: 'Det.' }, level: 'Level',
    submitted: 'Submitted', you: 'You', members: 'Members', agreed: 'Agreed',
    median: (rating: number): string => `med. ${figure(rating)}`,
  },
  sheet: {
    titles: { own: (id: string): string => `Score ${id}`, agreed: (id: string): string => `Agreed score of ${id}` },
    leads: {
      own: 'Score what is left once its mitigations are in place. The others’ scores show when yours is given.',
      agreed: 'What the board agreed on. It names every member’s score that it rests on; the submitted register stays as it is.',
    },
    done: { own: (id: string): string => `Your score of ${id} is given.`, agreed: (id: string): string => `The agreed score of ${id} is recorded.` },
    choose: 'Choose a rating.',
    noLevel: 'The level shows once severity, likelihood and detectability are scored.',
    level: (submitted: RiskLevel, score: Score): Parts<'level'> => ['This gives ', slot('level'), `. Submitted: ${riskWords[submitted]}, ${scoreWords(score)}.`],
    why: 'Why', whyNote: 'shown with your score', reason: 'The board’s reason', reasonNote: 'signed with the score', reasonMissing: 'Write why the board agreed on it.',
    give: 'Give this score',
  },
} as const;
