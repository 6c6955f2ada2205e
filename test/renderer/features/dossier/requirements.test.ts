import { describe, expect, it } from 'vitest';
import { overviewSentence } from '../../../../renderer/features/dossier/overview-sentence.ts';
import { requirements } from '../../../../renderer/features/dossier/requirements.ts';
import type { DossierContent } from '../../../../renderer/queries/content.ts';
import { judgeEvidence } from '../../../../shared/evidence/judge.ts';
import type { Hazard } from '../../../../shared/dossier/hazard.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { evidence, measured, threshold } from '../../../builders/evidence.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { hazard } from '../../../builders/hazard.ts';
import { review, revisionOne } from '../../../builders/review.ts';
import { aurora, contentWith } from '../../../builders/revision.ts';

function contentOf(hazards: readonly Hazard[], values: readonly (number | null)[]): DossierContent {
  const { revision } = contentWith({}, hazards);
  return {
    revision, register: { format: 1, kind: 'hazard-register', hazards: [...hazards] },
    evidence: values.map((value, index) => {
      const neutral = evidence({ results: [measured({ value })] });
      const id = `E-00${index + 1}` as ItemId;
      return { entry: { id, title: id, kind: 'benchmark', object: countedDigest(index), files: [{ name: 'a', digest: countedDigest(index), sizeBytes: 1 }] }, evidence: neutral, judgement: judgeEvidence(id, neutral, [threshold({ evidence: id })], []) };
    }),
  };
}
const results = (asked: ReturnType<typeof requirements>) => Object.fromEntries(asked.map(({ id, result }) => [id, result]));

describe('what an approval asks', () => {
  it('is met by traced, mitigated hazards below the bar, evidence that passes, no blocker and a quorum', () => {
    const board = review({ residualBar: 'high' });
    board.publish();
    board.vote('ingrid-solberg', 'approve');
    board.vote('amara-okafor', 'approve');
    expect(new Set(Object.values(results(requirements(board.summary(), contentOf([hazard()], [60])))))).toEqual(new Set(['passed']));
  });

  it('E-1, Q-5: fails where something fails, and what is missing is never passed', () => {
    const board = review({ residualBar: 'medium' });
    board.publish();
    const asked = requirements(board.summary(), contentOf([hazard(), hazard({ id: 'H-2', mitigations: [], evidence: [] })], [50, null]));
    expect(results(asked)).toEqual({ blockers: 'passed', evidence: 'failed', residual: 'failed', mitigations: 'failed', traces: 'failed', quorum: 'indeterminate' });
    expect(results(requirements(board.summary(), contentOf([hazard()], []))).evidence).toBe('indeterminate');
  });

  it('Q-4: an open blocker comes first, in the list and in the sentence', () => {
    const board = review();
    board.publish();
    board.journal.write('ingrid-solberg', 'blocker.recorded/1', { dossier: aurora, revision: revisionOne, item: null, itemDigest: null, text: 'No.' });
    const summary = board.summary();
    const asked = requirements(summary, contentOf([hazard()], [50]));
    expect(asked[0]).toMatchObject({ id: 'blockers', result: 'failed' });
    expect(overviewSentence(summary, asked, null).startsWith(asked[0]!.reason.split('.')[0]!)).toBe(true);
  });
});
