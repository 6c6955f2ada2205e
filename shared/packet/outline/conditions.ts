/** The conditions with their clauses: what each obliges to, who set it, and what follows from missing it. */
import { dateTime, longDay } from '../../copy/date.ts';
import { count, inWords, list, nbsp, sentenceStart } from '../../copy/number.ts';
import { conditionWords } from '../../copy/status.ts';
import { conditionTable } from './decision-page.ts';
import type { Block } from './content.ts';
import { numberOf, type Source } from './source.ts';

/** The section of conditions; a packet without any has none. */
export function conditionSection(source: Source): Block[] {
  const { conditions, votes, issuedAt } = source.basis;
  if (conditions.length === 0) return [];
  const number = numberOf(source, 'conditions');
  const open = conditions.filter(({ state }) => state === 'open');
  const setBy = votes.filter(({ choice }) => choice === 'approve-with-conditions').map(({ name }) => name);
  const clauses = [...new Set(conditions.flatMap(({ clause }) => clause ?? []))];
  const states = (['open', 'discharged', 'lapsed'] as const).flatMap((state) => {
    const n = conditions.filter((condition) => condition.state === state).length;
    return n === 0 ? [] : [`${inWords(n)}${nbsp}${conditionWords[state].toLowerCase()}`];
  });
  return [
    { kind: 'section', number, title: 'Conditions' },
    { kind: 'lead', rich: [`${sentenceStart(count(conditions.length, 'condition'))} when this was sealed, ${dateTime(issuedAt)}: ${list(states)}.`] },
    { ...conditionTable(conditions), summary: 'Conditions of the approval with their clauses' },
    {
      kind: 'labelled', number: `${number}.1`, label: 'Effect',
      paragraphs: [[`A condition is met by a discharge that the board records no later than 23:59${nbsp}UTC of its day (C-2). One that is still open then has lapsed for good, and the approval ends with it (C-3).${open.length === 0 ? '' : ` The next falls due on ${longDay(open.map(({ dueOn }) => dueOn).sort()[0]!)}.`}`]],
    },
    { kind: 'labelled', number: `${number}.2`, label: 'Set by', paragraphs: [[setBy.length === 0 ? 'No conditional vote is listed.' : `The conditional ${setBy.length === 1 ? 'vote' : 'votes'} of ${list(setBy)}; every obligation that they name is here, once (C-1).`]] },
    {
      kind: 'labelled', number: `${number}.3`, label: 'Clauses',
      paragraphs: [[clauses.length === 0 ? 'No condition names a clause.' : `${list(clauses)}, as the members wrote them. The board does not hold the contract; what a clause provides is read there.${conditions.some(({ clause }) => clause === null) ? ' A dash stands where no clause was named.' : ''}`]],
    },
  ];
}
