import { expect, test } from 'vitest';
import { baselineOptions, chosenOption, type Comparable } from '../../../renderer/queries/baseline-options.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { countedDigest, minutesLater } from '../../builders/fact.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo } from '../../builders/review.ts';

const earlier = 'aurora-7b-2.2' as DossierId, old = countedDigest(0xe220), three = countedDigest(0xe003);
const product = contentWith().revision.product;
const comparable = (revision: Digest, ordinal: number, minute: number, dossier = aurora): Comparable => ({ dossier, revision, ordinal, claimedAt: minutesLater(minute), content: contentWith(dossier === aurora ? {} : { dossier, product: { ...product, release: '2.2' } }) });
const summary = () => { const board = review(); board.publish(); board.publish(revisionTwo); return board.summary(); };
const published = [comparable(old, 1, 0, earlier), comparable(revisionOne, 1, 10), comparable(revisionTwo, 2, 20)];
const approval = { dossier: earlier, revision: old, decision: countedDigest(1) };

test('the last approval and the last look come first, then every other revision, this dossier’s first', () => {
  const options = baselineOptions({ summary: summary(), approval, looked: new Map([[revisionOne, minutesLater(15)], [revisionTwo, minutesLater(30)]]), published });
  expect(options.map(({ choice, name }) => [choice.kind, name])).toEqual([['approval', '2.2'], ['looked', 'revision 1'], ['revision', 'revision 1'], ['revision', '2.2']]);
  expect(options[3]!.label).toMatch(/^Aurora-7B 2\.2, revision 1, /);
});

test('the last look is the newest at any revision but the latest', () => {
  const looked = new Map([[revisionOne, minutesLater(40)], [three, minutesLater(30)], [revisionTwo, minutesLater(50)]]);
  const options = baselineOptions({ summary: summary(), approval: null, looked, published: [...published, comparable(three, 3, 25)] });
  expect(options.find(({ choice }) => choice.kind === 'looked')?.revision).toBe(revisionOne);
  expect(baselineOptions({ summary: summary(), approval: null, looked: new Map([[revisionTwo, minutesLater(50)]]), published }).some(({ choice }) => choice.kind === 'looked')).toBe(false);
});

test('what was chosen gives way to the last approval once it is gone, and to nothing where nothing was approved', () => {
  const options = baselineOptions({ summary: summary(), approval, looked: new Map(), published });
  expect(chosenOption(options, { kind: 'revision', revision: revisionOne })?.revision).toBe(revisionOne);
  expect(chosenOption(options, { kind: 'looked' })?.choice).toEqual({ kind: 'approval' });
  expect(chosenOption(options.filter(({ choice }) => choice.kind !== 'approval'), { kind: 'approval' })).toBeNull();
});
