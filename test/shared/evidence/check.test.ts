import { describe, expect, it } from 'vitest';
import { checkText, checkWords } from '../../../shared/copy/check.ts';
import type { Evidence, Warning } from '../../../shared/dossier/evidence.ts';
import type { Threshold } from '../../../shared/dossier/threshold.ts';
import { checkDossier, type CheckFinding, type CheckInput } from '../../../shared/evidence/check.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { entry, lineageItem, type Question } from '../../../shared/evidence/reader.ts';
import type { Day, ItemId } from '../../../shared/vocabulary.ts';
import { evidence, measured, property, threshold } from '../../builders/evidence.ts';
import { hazard } from '../../builders/hazard.ts';

const today = '2026-11-27' as Day;
const warned = (code: string): Warning => ({ code, place: 'model.json, line 3', text: 'Something.' });

interface Parts { readonly evidence?: Partial<Evidence>; readonly thresholds?: readonly Threshold[]; readonly questions?: readonly Question[]; readonly input?: Partial<CheckInput> }

/** A dossier with one hazard and one piece of evidence that clears its threshold, bent. */
function findings({ evidence: parts = {}, thresholds = [threshold()], questions = [], input = {} }: Parts = {}): readonly CheckFinding[] {
  const id = 'E-001' as ItemId;
  const whole = evidence({ results: [measured()], subject: { modelName: 'model', modelVersionOrDigest: null, matchToArtifact: 'asserted' }, ...parts } as never);
  const design = evidence({ kind: 'design' });
  const argument = evidence({ kind: 'argument' });
  const piece = (name: string, of: Evidence, asked: readonly Question[]) => ({ id: name as ItemId, entry: { id: name as ItemId, title: name, kind: of.kind, object: '0'.repeat(64), files: of.source.files } as never, evidence: of, questions: asked, judgement: judgeEvidence(name as ItemId, of, thresholds, [], today) });
  return checkDossier({
    register: { format: 1, kind: 'hazard-register', hazards: [hazard({ evidence: [id] as never, mitigations: [{ id: 'M-1', title: 'x', kind: 'reduce', evidence: [id] }] as never })] },
    pieces: [piece(id, whole, questions), piece('E-D', design, []), piece('E-A', argument, [])], artifacts: [], documents: [{} as never], notCovered: ['x'], on: today, ...input,
  });
}
const rules = (parts: Parts = {}): string[] => findings(parts).map(({ rule, level }) => `${level} ${rule}`);
const hazards = (...of: Parameters<typeof hazard>[0][]): Partial<CheckInput> => ({ register: { format: 1, kind: 'hazard-register', hazards: of.map((parts) => hazard(parts)) } });

describe('what a board would find missing', () => {
  it('nothing, in a dossier that has it all', () => {
    expect(rules()).toEqual([]);
  });

  it.each<[string, Parts, string[]]>([
    ['a hazard without evidence', { input: hazards({ evidence: [], mitigations: [{ id: 'M-1', title: 'x', kind: 'reduce', evidence: [] }] as never }) }, ['error hazard-untraced', 'note evidence-untraced']],
    ['a hazard without mitigation', { input: hazards({ evidence: ['E-001'] as never, mitigations: [] }) }, ['warning hazard-unmitigated']],
    ['a mitigation without evidence', { input: hazards({ evidence: ['E-001'] as never, mitigations: [{ id: 'M-1', title: 'x', kind: 'reduce', evidence: [] }] as never }) }, ['warning mitigation-unsupported']],
    ['no hazards', { input: hazards() }, ['error no-hazards', 'note evidence-untraced']],
    ['evidence without a threshold', { thresholds: [] }, ['warning no-threshold']],
    ['a threshold on nothing', { thresholds: [threshold(), threshold({ metric: 'speed' })] }, ['error threshold-not-measured']],
    ['a value that misses', { thresholds: [threshold({ value: 90 })] }, ['error threshold-failed']],
    ['an interval across the limit', { evidence: { results: [measured({ ciLow: 50, ciHigh: 70 })] } }, ['warning threshold-inconclusive']],
    ['expired evidence', { evidence: { expiresOn: '2026-11-26' as Day } }, ['error expired']],
    ['evidence that expires today', { evidence: { expiresOn: today } }, []],
    ['a partial run', { evidence: { run: { ...evidence().run, completeness: 'partial' } } }, ['error run-partial']],
    ['a crashed run', { evidence: { run: { ...evidence().run, completeness: 'crashed' } } }, ['error run-crashed']],
    ['a run of which nobody knows', { evidence: { run: { ...evidence().run, completeness: 'unknown' } } }, ['warning run-unknown']],
    ['a violated property', { evidence: { results: [], properties: [property('fail'), property('pass')] as never }, thresholds: [] }, ['error property-violated']],
    ['an undecided property', { evidence: { results: [], properties: [property('inconclusive')] as never }, thresholds: [] }, ['warning property-undecided']],
    ['a tool that says no', { evidence: { verdict: 'fail' } }, ['error verdict-failed']],
    ['a tool that came to nothing', { evidence: { verdict: 'error' } }, ['warning verdict-inconclusive']],
    ['a tool’s alarm', { evidence: { results: [measured({ breached: 'yes' })] }, thresholds: [] }, ['error tool-alarm']],
    ['an argument with a gap', { evidence: { kind: 'argument', results: [], entries: [entry({ id: 'G1', type: 'goal', title: 'Safe', state: 'gap' })] }, thresholds: [] }, ['warning argument-gap']],
    ['an unknown subject', { evidence: { subject: { modelName: null, modelVersionOrDigest: null, matchToArtifact: 'unknown' } } }, ['note subject-unknown']],
    ['an unanswered polarity', { questions: [{ answer: 'polarity', place: 'results.csv', text: 'Safe or negated?' }] }, ['warning polarity-unknown']],
    ['another open answer', { questions: [{ answer: 'norm', place: 'model.json', text: 'Which norm?' }] }, ['warning answer-missing']],
    ['a secret', { evidence: { warnings: [warned('secret')] } }, ['error secret']],
    ['a home directory', { evidence: { warnings: [warned('home-path')] } }, ['warning home-path']],
    ['a late design record', { evidence: { warnings: [warned('late-record')] } }, ['error design-record-late']],
    ['what a reader noticed', { evidence: { warnings: [warned('not-finite')] } }, ['note reader-warning']],
    ['raw files', { evidence: { source: { ...evidence().source, format: 'unknown' } }, thresholds: [] }, ['note evidence-unread']],
    ['a weak hash', { evidence: { lineage: [lineageItem({ path: 'x', hash: '01', hashAlgorithm: 'md5', role: 'out', step: 'a' })] } }, ['note weak-hash']],
    ['no documents, no limits of scope', { input: { documents: [], notCovered: [] } }, ['note scope-missing', 'note documents-missing']],
  ])('%s', (_, parts, expected) => {
    expect(rules(parts)).toEqual(expected);
  });

  it('a design record made after a run, and ids that lead nowhere', () => {
    const record = (parts: Partial<Evidence>) => ({ evidence: { source: { ...evidence().source, format: 'design-record' }, kind: 'design', results: [], ...parts } as Partial<Evidence>, thresholds: [] });
    const facts = [{ name: 'made on', value: '2026-05-02' }];
    const run = (startedAt: string) => evidence({ run: { ...evidence().run, startedAt: startedAt as never } });
    const input = (of: Evidence): Partial<CheckInput> => ({ pieces: [...[record({ facts }).evidence].map((parts) => piece('E-001', evidence(parts as never))), piece('E-R', of), piece('E-A', evidence({ kind: 'argument' }))] });
    const piece = (name: string, of: Evidence) => ({ id: name as ItemId, entry: { id: name, files: of.source.files } as never, evidence: of, questions: [], judgement: judgeEvidence(name as ItemId, of, [], []) });
    expect(findings({ input: input(run('2026-05-01T23:00:00.000Z')) }).map(({ rule }) => rule)).toContain('record-after-run');
    expect(findings({ input: input(run('2026-05-02T01:00:00.000Z')) }).map(({ rule }) => rule)).not.toContain('record-after-run');
    expect(rules(record({ links: { hazardIds: ['H-404'], mitigationIds: [], claimIds: [], incidentIds: [] } }))).toContain('warning named-unknown');
  });

  it('missing parts of the dossier', () => {
    expect(findings({ input: { pieces: [] } }).map(({ rule }) => rule)).toEqual(['design-record-missing', 'safety-case-missing']);
  });

  it('says each in whole sentences that name the item', () => {
    for (const finding of findings({ thresholds: [threshold({ value: 90 }), threshold({ metric: 'speed' })], evidence: { expiresOn: '2020-01-01' as Day, warnings: [warned('secret'), warned('odd')] } })) {
      const { text, todo } = checkText(finding);
      expect(text).toMatch(/^[A-Z][^]*\.$/);
      if (finding.rule !== 'reader-warning') expect(todo).toMatch(/\.$/);
    }
    for (const { rule } of Object.values(checkWords)) expect(rule).toMatch(/^[A-Z].*\.$/);
  });
});
