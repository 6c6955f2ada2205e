import { describe, expect, it } from 'vitest';
import { requirementLabel, requirementReason } from '../../../shared/copy/readiness.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { readiness, type JudgedRevision, type Requirement } from '../../../shared/events/readiness.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { Revision } from '../../../shared/dossier/revision.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { evidence, measured, threshold } from '../../builders/evidence.ts';
import { countedDigest } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { review, revisionOne } from '../../builders/review.ts';
import { aurora, contentWith } from '../../builders/revision.ts';

const designRecord = { id: 'D-1', title: 'Design record', mediaType: 'text/markdown', name: 'documents/record.md', object: countedDigest(0xd1), sizeBytes: 1 } as unknown as Revision['documents'][number];
const measuring = (...values: readonly (number | null)[]): readonly Evidence[] => values.map((value) => evidence({ results: [measured({ value })] }));
const ending = (completeness: Evidence['run']['completeness']): Evidence => evidence({ results: [measured()], run: { ...evidence().run, completeness } });

/** A revision with one limit for each piece of evidence, `E-001` and on. */
function revisionWith({ hazards = [hazard()], pieces = measuring(60), ...parts }: { readonly hazards?: readonly Hazard[]; readonly pieces?: readonly Evidence[] } & Omit<Partial<Revision>, 'hazards'> = {}): JudgedRevision {
  const id = (index: number): ItemId => `E-00${index + 1}` as ItemId;
  const { revision } = contentWith({ documents: [designRecord], thresholds: pieces.map((_, index) => threshold({ evidence: id(index) })), ...parts }, hazards);
  return {
    revision, register: { format: 1, kind: 'hazard-register', hazards: [...hazards] },
    evidence: pieces.map((neutral, index) => ({
      entry: { id: id(index), title: id(index), kind: 'benchmark', object: countedDigest(index), files: [{ name: 'a', digest: countedDigest(index), sizeBytes: 1 }] },
      evidence: neutral, judgement: judgeEvidence(id(index), neutral, revision.thresholds, []),
    })),
  };
}

const published = (charter: Parameters<typeof review>[0] = {}) => {
  const board = review(charter);
  board.publish();
  return board;
};
const results = (asked: readonly Requirement[]) => Object.fromEntries(asked.map(({ id, result }) => [id, result]));
const found = <K extends Requirement['id']>(id: K, content: JudgedRevision, charter: Parameters<typeof review>[0] = {}) =>
  readiness(published(charter).summary(), content).find((one) => one.id === id) as Extract<Requirement, { readonly id: K }>;

describe('what an approval asks', () => {
  it('is met by traced, mitigated hazards below the bar, measured limits, whole runs that pass, a design record, no blocker and a quorum', () => {
    const board = published({ residualBar: 'high' });
    board.vote('ingrid-solberg', 'approve');
    board.vote('amara-okafor', 'approve');
    const asked = readiness(board.summary(), revisionWith());
    expect(new Set(Object.values(results(asked)))).toEqual(new Set(['passed']));
    expect(asked).toHaveLength(9);
  });

  it('E-1, Q-5: fails where something fails, and what is missing is never passed', () => {
    const bare = revisionWith({ hazards: [hazard(), hazard({ id: 'H-2', mitigations: [], evidence: [] })], pieces: measuring(50, null) });
    expect(results(readiness(published({ residualBar: 'medium' }).summary(), bare))).toEqual({
      blockers: 'passed', evidence: 'failed', limits: 'indeterminate', runs: 'passed', residual: 'failed', mitigations: 'failed', traces: 'failed', record: 'passed', quorum: 'indeterminate',
    });
    const empty = results(readiness(published().summary(), revisionWith({ pieces: [] })));
    expect(empty).toMatchObject({ evidence: 'indeterminate', limits: 'indeterminate', runs: 'indeterminate' });
  });

  it('E-4: what only tells what was done or happened holds nothing back; what it says failed does', () => {
    const content = revisionWith({ pieces: [...measuring(60), evidence({ results: [], run: { ...evidence().run, completeness: 'unknown' } })] });
    const telling = (state: 'not-judged' | 'failed'): JudgedRevision => ({
      ...content, revision: { ...content.revision, thresholds: content.revision.thresholds.slice(0, 1) },
      evidence: content.evidence.map((piece, index) => (index === 0 ? piece : { ...piece, entry: { ...piece.entry, kind: 'provenance' }, judgement: { ...piece.judgement, state } })),
    });
    expect(results(readiness(published().summary(), telling('not-judged')))).toMatchObject({ evidence: 'passed', runs: 'passed' });
    expect(requirementReason(found('evidence', telling('not-judged')))).toBe('The one piece of evidence passes. 1\u00a0piece tells what was done or happened: no limit is set for it.');
    expect(results(readiness(published().summary(), telling('failed')))).toMatchObject({ evidence: 'failed' });
  });

  it('Q-4: an open blocker comes first', () => {
    const board = published();
    board.journal.write('ingrid-solberg', 'blocker.recorded/1', { dossier: aurora, revision: revisionOne, item: null, itemDigest: null, text: 'No.' });
    expect(readiness(board.summary(), revisionWith())[0]).toMatchObject({ id: 'blockers', result: 'failed', open: 1 });
  });

  it('asks that each limit is measured, the board’s too, under its own metric and variant and with a number', () => {
    const limits = (...unmeasured: Parameters<typeof threshold>[0][]) => revisionWith({ thresholds: [threshold(), ...unmeasured.map(threshold)] });
    expect(found('limits', limits())).toMatchObject({ result: 'passed', total: 1 });
    expect(found('limits', limits({ variant: 'Linf 8/255' })).unmeasured).toEqual([threshold({ variant: 'Linf 8/255' })]);
    expect(found('limits', limits({ evidence: 'E-009' }))).toMatchObject({ result: 'indeterminate', total: 2 });
    expect(found('limits', revisionWith({ pieces: measuring(null) })).result).toBe('indeterminate');
    expect(found('limits', limits(), { thresholds: [threshold({ evidence: null })] })).toMatchObject({ result: 'passed', total: 2 });
    expect(found('limits', limits(), { thresholds: [threshold({ evidence: null, metric: 'clean_acc' })] })).toMatchObject({ result: 'indeterminate', total: 2 });
  });

  it('E-1, E-8: a run that stopped early fails; a format that nobody reads and a run that nobody knows are indeterminate', () => {
    const { source } = evidence();
    const unread = evidence({ source: { ...source, reader: 'unknown' }, run: { ...evidence().run, completeness: 'unknown' } });
    expect(found('runs', revisionWith({ pieces: [ending('complete'), ending('partial'), ending('crashed'), unread] }))).toMatchObject({ result: 'failed', stopped: ['E-002', 'E-003'], unread: ['E-004'], unsure: [] });
    expect(found('runs', revisionWith({ pieces: [ending('complete'), unread] }))).toMatchObject({ result: 'indeterminate', unread: ['E-002'] });
    expect(found('runs', revisionWith({ pieces: [ending('unknown')] }))).toMatchObject({ result: 'indeterminate', unsure: ['E-001'] });
  });

  it('asks for an intended use and a design record', () => {
    expect(found('record', revisionWith({ intendedUse: ' \n' }))).toMatchObject({ result: 'failed', useStated: false });
    expect(found('record', revisionWith({ documents: [] }))).toMatchObject({ result: 'failed', designRecord: null });
    expect(found('record', revisionWith({ documents: [{ ...designRecord, title: 'Site plan' }] }))).toMatchObject({ result: 'indeterminate', documents: 1 });
    expect(found('record', revisionWith())).toMatchObject({ result: 'passed', designRecord: 'D-1' });
  });

  it('has a name and a reason for each, whatever was found, and no figure that is none', () => {
    for (const content of [revisionWith(), revisionWith({ pieces: [], hazards: [], documents: [], intendedUse: '' }), revisionWith({ pieces: [ending('partial'), ...measuring(50, null)] })]) {
      for (const one of readiness(published().summary(), content)) {
        expect(requirementLabel(one)).toMatch(/^[A-Z].*[^.]$/);
        expect(requirementReason(one)).toMatch(/^[A-Z0-9].*\.$/);
        expect(requirementReason(one)).not.toMatch(/undefined|NaN|null/);
      }
    }
  });
});
