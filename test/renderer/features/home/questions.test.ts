import { expect, test } from 'vitest';
import { homeDetail, toAnswer } from '../../../../renderer/features/home/home-words.ts';
import { homeView } from '../../../../renderer/queries/home-view.ts';
import { newsSentence } from '../../../../shared/copy/screens/home.ts';
import type { MemberId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { minutesLater } from '../../../builders/fact.ts';
import { review, revisionOne, type Review } from '../../../builders/review.ts';
import { aurora } from '../../../builders/revision.ts';
import { placeholder } from '../../../builders/sentence.ts';

const { ingrid, amara } = people;
const homeOf = (board: Review, member: MemberId) => homeView({ record: { view: board.view(), contentOf: board.contentOf, position: board.journal.facts.length }, member, at: minutesLater(1000), viewedOf: () => new Set(), looked: new Map(), choiceOf: () => ({ kind: 'approval' }) });

test('Home counts what waits for the member’s answer, and tells lately who asked and replied', () => {
  const board = review();
  board.publish();
  const question = board.act(ingrid.id, { name: 'ask-question', dossier: aurora, shown: revisionOne, item: null, to: amara.id, text: 'Why?' }).digest;
  const waits = (member: MemberId) => homeOf(board, member).dossiers.map(({ summary }) => toAnswer(summary));
  expect([waits(amara.id), waits(ingrid.id)]).toEqual([[1], [0]]);
  expect(homeDetail(homeOf(board, amara.id))).toContain('One question waits for your answer.');
  board.act(amara.id, { name: 'assign-finding', dossier: aurora, finding: question, to: null });
  board.act(people.halden.id, { name: 'answer-finding', dossier: aurora, finding: question, text: 'So.' });
  expect([waits(amara.id), waits(ingrid.id)]).toEqual([[0], [1]]);
  const told = homeOf(board, ingrid.id).recent.map((fact) => newsSentence(fact, { memberName: (id) => id, titleOf: (id) => id, meetingTitleOf: (id) => id, packetNumberOf: (packet) => packet }));
  expect(told[0]).toMatch(/replied to a finding/);
  expect(told[1]).toMatch(/to the release team/);
  expect(told[2]).toMatch(/asked amara-okafor/);
  for (const sentence of told) expect(sentence).not.toMatch(placeholder);
});
