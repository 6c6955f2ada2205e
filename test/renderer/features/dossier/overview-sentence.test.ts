import { expect, test } from 'vitest';
import { overviewSentence } from '../../../../renderer/features/dossier/overview-sentence.ts';
import { requirementReason } from '../../../../shared/copy/readiness.ts';
import { dossierWords } from '../../../../shared/copy/screens/dossier.ts';
import type { Requirement } from '../../../../shared/events/readiness.ts';
import { review } from '../../../builders/review.ts';

const summary = () => {
  const board = review();
  board.publish();
  return board.summary();
};
const blocked: Requirement = { id: 'blockers', result: 'failed', open: 2 };
const unrecorded: Requirement = { id: 'record', result: 'failed', useStated: true, designRecord: null, documents: 0 };
const unmeasured: Requirement = { id: 'limits', result: 'indeterminate', total: 0, unmeasured: [] };

const firstOf = (one: Requirement): string => `${requirementReason(one).split('. ')[0]!.replace(/\.$/, '')}.`;

test('the overview opens with what fails, gravest first, each in its first sentence; then with what is not known', () => {
  expect(overviewSentence(summary(), [blocked, unmeasured, unrecorded], null)).toBe(`${firstOf(blocked)} ${firstOf(unrecorded)}`);
  expect(overviewSentence(summary(), [unmeasured], null)).toBe(firstOf(unmeasured));
  expect(overviewSentence(summary(), [{ id: 'quorum', result: 'indeterminate', tally: summary().tally }], null)).not.toBe('');
});

test('while evidence is being read the overview says nothing that it would take back', () => {
  expect(overviewSentence(summary(), [blocked, unmeasured, unrecorded], null, true)).toBe(dossierWords.sentence.reading);
});
