/** The board copy's appendix: what the board said on its way to the decision. It is in no other copy. */
import { exactTime, longDay } from '../../copy/date.ts';
import { count, figure, nbsp, sentenceStart } from '../../copy/number.ts';
import type { DeliberationThread } from '../deliberation.ts';
import type { Instant } from '../../vocabulary.ts';
import { rpn } from '../../risk/score.ts';
import { cell, paragraphsOf, quiet, strong, type Block, type Cell, type Rich, type Row } from './content.ts';
import { numberOf, type Source } from './source.ts';

/** The appendix; nothing where the copy holds no deliberation. */
export function deliberationSection(source: Source): Block[] {
  const { copy } = source;
  if (copy?.kind !== 'board') return [];
  const { threads, scores, agreed, notes } = copy.deliberation;
  const title = `Appendix ${numberOf(source, 'deliberation')}. Deliberation of the board`;
  const head: Block = { kind: 'subhead', number: null, title: [title], bookmark: title };
  if (threads.length + scores.length + agreed.length + notes.length === 0) return [head, { kind: 'note', rich: ['The record holds no question, no score of a member’s own and no note on a document.'] }];
  return [
    head,
    { kind: 'note', rich: ['Not for release. Marks, which no passphrase signs: the devices of their authors vouch for them, and this copy’s seal for the whole.'] },
    ...threadTable('Findings and what was said about them', threads.filter(({ severity }) => severity !== null)),
    ...threadTable('Questions and answers', threads.filter(({ severity }) => severity === null)),
    ...scoreTable(source),
    ...noteTable(source),
  ];
}

const saidBy = (name: string, at: Instant): Rich => [quiet(`${name}, ${longDay(at)}`)];

function threadTable(title: string, threads: readonly DeliberationThread[]): Block[] {
  if (threads.length === 0) return [];
  const cellOf = (thread: DeliberationThread): Cell => ({
    paragraphs: [
      ...paragraphsOf(thread.text), saidBy(thread.name, thread.at),
      ...thread.steps.flatMap((step): Rich[] => (step.kind === 'answered'
        ? [[strong('Reply. '), ...(paragraphsOf(step.text)[0] ?? [])], ...paragraphsOf(step.text).slice(1), saidBy(step.name, step.at)]
        : [[quiet(`Given to ${step.to ?? 'the release team'} by ${step.name}, ${longDay(step.at)}`)]])),
      ...(thread.closed === null ? [] : [[strong('Closed. '), ...(paragraphsOf(thread.closed.text)[0] ?? [])], ...paragraphsOf(thread.closed.text).slice(1), saidBy(thread.closed.name, thread.closed.at)]),
    ],
  });
  return [
    { kind: 'subhead', number: null, title: [title] },
    {
      kind: 'table', summary: title, columns: [{ head: ['On'], width: 18 }, { head: ['What was said'], width: 104 }, { head: ['Kind'], width: 20 }, { head: ['State'], width: 20 }],
      rows: threads.map((thread): Row => [[
        cell(strong(thread.item ?? 'Revision')), cellOf(thread), cell(thread.severity === null ? 'Question' : sentenceStart(thread.severity)),
        { paragraphs: [[{ sign: thread.closed === null ? 'open' : 'passed' }, `${nbsp}${thread.closed === null ? 'Open' : 'Closed'}`]], maxLines: 1 },
      ]]),
    },
  ];
}

function scoreTable({ copy }: Source): Block[] {
  if (copy?.kind !== 'board') return [];
  const { scores, agreed } = copy.deliberation;
  const all = [...scores.map((score) => ({ ...score, said: score.note, isAgreed: false })), ...agreed.map((score) => ({ ...score, said: score.reason, isAgreed: true }))]
    .map((score, index) => ({ score, index })).sort((a, b) => (a.score.item === b.score.item ? a.index - b.index : a.score.item < b.score.item ? -1 : 1)).map(({ score }) => score);
  if (all.length === 0) return [];
  return [
    { kind: 'subhead', number: null, title: ['Scores of single members'] },
    {
      kind: 'table', summary: 'Members’ own scores of hazards, and those agreed on',
      columns: [{ head: ['Hazard'], width: 18 }, { head: ['Member'], width: 40 }, { head: ['S'], width: 6, align: 'end' }, { head: ['L'], width: 6, align: 'end' }, { head: ['D'], width: 6, align: 'end' }, { head: ['RPN'], width: 14, align: 'end' }, { head: ['Note'], width: 72 }],
      rows: all.map(({ item, name, score, said, isAgreed, at }): Row => [[
        cell(strong(item)), { paragraphs: [[isAgreed ? strong('Agreed by the board') : name], [quiet(isAgreed ? `recorded by ${name}, ${longDay(at)}` : longDay(at))]] },
        cell(figure(score.severity)), cell(figure(score.likelihood)), cell(figure(score.detectability)), cell(isAgreed ? strong(figure(rpn(score))) : figure(rpn(score))), { paragraphs: said === null || said === '' ? [['–']] : paragraphsOf(said) },
      ]]),
      note: ['A later score of a member stands below the earlier one. None of them changed the register.'],
    },
  ];
}

function noteTable({ copy }: Source): Block[] {
  if (copy?.kind !== 'board' || copy.deliberation.notes.length === 0) return [];
  const { notes } = copy.deliberation;
  return [
    { kind: 'subhead', number: null, title: [`${sentenceStart(count(notes.length, 'note'))} on documents`], bookmark: 'Notes on documents' },
    {
      kind: 'table', summary: 'Notes of members on documents', columns: [{ head: ['Document'], width: 20 }, { head: ['Passage and note'], width: 104 }, { head: ['Member'], width: 38 }],
      rows: notes.map(({ item, quote, text, tags, name, at }): Row => [[
        cell(strong(item)),
        { paragraphs: [...paragraphsOf(`“${quote}”`).map((rich): Rich => rich.map((run) => (typeof run === 'string' ? quiet(run) : run))), ...paragraphsOf(text), ...(tags.length === 0 ? [] : [[quiet(`Tags: ${tags.join(', ')}`)]])] },
        { paragraphs: [[name], [quiet(exactTime(at))]], maxLines: 3 },
      ]]),
    },
  ];
}
