/** A charter's rules in words: on the Board screen, and where one is about to be founded. */
import type { Charter } from '../board/charter.ts';
import type { RiskScheme } from '../risk/scheme.ts';
import { count, figure, list } from './number.ts';
import { schemeSentence } from './risk-scheme.ts';
import { disciplineWords, riskWords } from './status.ts';

export const majorityWords = { 'simple': 'More approvals than rejections', 'two-thirds': 'Two thirds of approvals and rejections' } as const satisfies Record<Charter['majority'], string>;

/** Each rule under its name, in the order in which a vote meets them. `scheme`: the one that the charter names. */
export function charterFacts(charter: Charter, scheme: RiskScheme['id']): readonly (readonly [name: string, text: string])[] {
  return [
    ['Votes needed', figure(charter.minimumVotes)],
    ['Disciplines', charter.requiredDisciplines.length === 0 ? 'None required' : charter.requiredDisciplines.map(disciplineWords).join(', ')],
    ['Majority', majorityWords[charter.majority]],
    ['Residual risk', charter.residualBar === null ? 'Sets no bar' : charter.residualBar === 'high' ? 'High needs conditions' : `${riskWords[charter.residualBar]} or above needs conditions`],
    ['Risk levels', schemeSentence(scheme)],
    ['Approval stands', `${count(charter.validityDays, 'day')} at most`],
    ...(charter.packets === 'countersigned' ? [['Packets', 'Countersigned by everybody whose vote counts'] as const] : []),
  ];
}

/** What a charter comes to: `A decision needs two votes, among them one of ML robustness and Legal, and more approvals than rejections. An approval stands at most 365 days.` */
export function charterSentence({ minimumVotes, requiredDisciplines, majority, validityDays }: Charter): string {
  const among = requiredDisciplines.length === 0 ? '' : `, among them one of ${list(requiredDisciplines.map(disciplineWords))},`;
  const enough = majority === 'simple' ? 'more approvals than rejections' : 'approvals that are two thirds of all';
  return `A decision needs ${count(minimumVotes, 'vote')}${among} and ${enough}. An approval stands at most ${count(validityDays, 'day')}.`;
}
