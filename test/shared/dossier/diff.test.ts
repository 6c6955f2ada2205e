import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { compareChanges, readings, speaksAgainst, type Change, type ChangeKind } from '../../../shared/dossier/change.ts';
import { diffRevisions, type Comparable } from '../../../shared/dossier/diff.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import { Mitigation, type Hazard } from '../../../shared/dossier/hazard.ts';
import type { Revision } from '../../../shared/dossier/revision.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { contentWith } from '../../builders/revision.ts';
import { entry, evidence, measured, property, threshold } from '../../builders/evidence.ts';
import { countedDigest } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';

function comparable(parts: { hazards?: readonly Hazard[]; pieces?: Readonly<Record<string, Evidence>>; revision?: Partial<Revision> } = {}): Comparable {
  const { hazards = [hazard()], pieces = {}, revision = {} } = parts;
  const entries = Object.entries(pieces).map(([id, piece]) => ({
    id: id as ItemId, title: id, kind: piece.kind, object: sha256(new TextEncoder().encode(canonicalText(piece))), files: [...piece.source.files],
  }));
  const content = contentWith({ evidence: entries, ...revision }, hazards);
  return { revision: content.revision, register: content.register!, evidence: new Map(Object.entries(pieces).map(([id, held]) => [id as ItemId, held])) };
}

/** Changes as `kind id reading`, in their order. */
const told = (changes: readonly Change[]): string[] => changes.map(({ kind, id, reading }) => `${kind} ${id} ${reading}`);
const between = (before: Parameters<typeof comparable>[0], after: Parameters<typeof comparable>[0]): string[] => told(diffRevisions(comparable(before), comparable(after)));
const piece = (parts: Parameters<typeof evidence>[0]) => ({ pieces: { 'E-001': evidence(parts) } });
const moved = (a: Parameters<typeof measured>[0], b: Parameters<typeof measured>[0]) =>
  diffRevisions(comparable(piece({ results: [measured(a)] })), comparable(piece({ results: [measured(b)] }))).filter(({ kind }) => kind.startsWith('metric'));

describe('hazards', () => {
  const score = (severity: number, likelihood: number, detectability: number) => ({ severity, likelihood, detectability });
  it('are added, removed, re-scored and reworded', () => {
    expect(between({ hazards: [] }, {})).toEqual(['hazard-added H-001 against']);
    expect(between({}, { hazards: [] })).toEqual(['hazard-removed H-001 mixed']);
    expect(between({}, { hazards: [hazard({ title: 'Other words' })] })).toEqual(['hazard-reworded H-001 neutral']);
  });

  it.each([
    [score(8, 3, 4), 'against'], [score(8, 2, 3), 'for'], [score(9, 1, 4), 'mixed'],
  ])('a residual score of %j reads as %s', (residual, reading) => {
    expect(between({}, { hazards: [hazard({ residual })] })).toEqual([`hazard-rescored H-001 ${reading}`]);
  });

  it('a higher inherent score counts where the residual one stays', () => {
    expect(between({}, { hazards: [hazard({ inherent: score(8, 7, 5) })] })).toEqual(['hazard-rescored H-001 against']);
    expect(between({}, { hazards: [hazard({ inherent: score(8, 7, 5), residual: score(8, 1, 4) })] })).toEqual(['hazard-rescored H-001 for']);
  });

  const mitigated = (...mitigations: readonly Mitigation[]) => ({ hazards: [hazard({ mitigations: [...mitigations] })] });
  const check = (kind: Mitigation['kind'], supports: readonly string[] = ['E-001']): Mitigation => Mitigation.parse({ id: 'M-001', title: 'Dose range check', kind, evidence: supports });
  it('lose, gain and weaken mitigations', () => {
    expect(between({}, mitigated())).toEqual(['mitigation-removed M-001 against']);
    expect(between(mitigated(), {})).toEqual(['mitigation-added M-001 for']);
    expect(between({}, mitigated(check('warn')))).toEqual(['mitigation-weakened M-001 against']);
    expect(between({}, mitigated(check('eliminate')))).toEqual(['mitigation-strengthened M-001 for']);
    expect(between({}, mitigated(check('protect', [])))).toEqual(['mitigation-weakened M-001 against']);
    expect(between({}, mitigated(check('protect', ['E-002'])))).toEqual(['mitigation-reworded M-001 mixed']);
  });

  it('lose and gain traces', () => {
    expect(between({}, { hazards: [hazard({ evidence: ['E-002'] })] })).toEqual(['trace-removed E-001 against', 'trace-added E-002 for']);
  });
});

describe('evidence', () => {
  it('is added, removed, replaced by other files, or stated otherwise', () => {
    expect(between({}, piece({}))).toEqual(['evidence-added E-001 neutral']);
    expect(between(piece({}), {})).toEqual(['evidence-removed E-001 against']);
    expect(between(piece({}), piece({ facts: [{ name: 'norm', value: 'Linf' }] }))).toEqual(['evidence-restated E-001 neutral']);
    const source = { ...evidence().source, files: [{ name: 'model.json', digest: countedDigest(9), sizeBytes: 11 }] };
    expect(between(piece({}), piece({ source }))).toEqual(['evidence-replaced E-001 neutral']);
  });

  it('a metric moves beyond its noise, within it, or nobody can know', () => {
    expect(moved({ value: 60, stderr: 1 }, { value: 55, stderr: 1 })).toMatchObject([{ kind: 'metric-moved', noise: 'beyond', delta: -5, reading: 'against' }]);
    expect(moved({ value: 60, stderr: 1 }, { value: 58, stderr: 1 })).toMatchObject([{ noise: 'within', reading: 'neutral' }]);
    expect(moved({ value: 60 }, { value: 61 })).toMatchObject([{ noise: 'unknown', reading: 'for' }]);
    expect(moved({ value: 60, stderr: 1 }, { value: 59 })).toMatchObject([{ noise: 'unknown', reading: 'against' }]);
    expect(moved({ value: 60, direction: 'lower' }, { value: 61, direction: 'lower' })).toMatchObject([{ reading: 'against' }]);
    expect(moved({ value: 60, direction: 'target' }, { value: 61, direction: 'target' })).toMatchObject([{ reading: 'mixed' }]);
    expect(moved({ value: 60, stderr: 1 }, { value: 60, stderr: 2 })).toEqual([]);
  });

  it('E-9 shares without an interval are held against Wilson’s, where the file says how many cases there were', () => {
    const of = (value: number, n: number | null, parts: Parameters<typeof measured>[0] = {}) => ({ value, n, ...parts });
    // 60 % of 1,000 is 56.9 to 63.0; 55 % is 51.9 to 58.1: the halves that face each other are 3.1 each, 4.3 together.
    expect(moved(of(60, 1000), of(55, 1000))).toMatchObject([{ noise: 'beyond', delta: -5 }]);
    expect(moved(of(60, 1000), of(56, 1000))).toMatchObject([{ noise: 'within', reading: 'neutral' }]);
    expect(moved(of(0.6, 1000, { unit: 'fraction' }), of(0.55, 1000, { unit: 'fraction' }))).toMatchObject([{ noise: 'beyond' }]);
    expect(moved(of(0.6, 100, { unit: 'fraction' }), of(0.55, 100, { unit: 'fraction' }))).toMatchObject([{ noise: 'within' }]);
    expect(moved(of(100, 20), of(95, 20))).toMatchObject([{ noise: 'within' }]);
    expect(moved(of(60, 1000), of(55, null, { stderr: 0.5 }))).toMatchObject([{ noise: 'beyond' }]);
    for (const [a, b] of [[of(60, 1000), of(55, null)], [of(60, 0), of(55, 1000)], [of(60, 1000, { unit: 'count' }), of(55, 1000, { unit: 'count' })], [of(120, 1000), of(110, 1000)], [of(60, 1000, { ciLow: 59 }), of(55, 1000)]] as const) {
      expect(moved(a, b)).toMatchObject([{ noise: 'unknown' }]);
    }
  });

  it('a tool’s alarm that is raised or cleared is told, also where the value stays', () => {
    const flips = (a: 'yes' | 'no' | 'unknown', b: 'yes' | 'no' | 'unknown') => between(piece({ results: [measured({ breached: a })] }), piece({ results: [measured({ breached: b })] })).filter((text) => text.startsWith('alarm'));
    expect([flips('no', 'yes'), flips('yes', 'no'), flips('yes', 'unknown'), flips('unknown', 'no'), flips('no', 'no')]).toEqual([['alarm-flipped robust_acc against'], ['alarm-flipped robust_acc for'], ['alarm-flipped robust_acc mixed'], [], []]);
  });

  const entriesMoved = (a: readonly ReturnType<typeof entry>[], b: readonly ReturnType<typeof entry>[]) =>
    diffRevisions(comparable(piece({ entries: [...a] })), comparable(piece({ entries: [...b] }))).filter(({ kind }) => kind.startsWith('entr'));
  it('entries are told by what became of them', () => {
    const goal = (state: Parameters<typeof entry>[1] & object) => entry('G1', { type: 'goal', ...state });
    expect(told(entriesMoved([goal({})], [goal({ state: 'gap' })]))).toEqual(['entry-flipped G1 against']);
    expect(told(entriesMoved([goal({ state: 'gap' })], [goal({})]))).toEqual(['entry-flipped G1 for']);
    expect(told(entriesMoved([entry('t', { state: 'passed' })], [entry('t', { state: 'skipped' })]))).toEqual(['entry-flipped t against']);
    expect(told(entriesMoved([entry('t', { state: 'error' })], [entry('t', { state: 'skipped' })]))).toEqual(['entry-flipped t neutral']);
    expect(told(entriesMoved([entry('i', { type: 'incident', state: 'open' })], [entry('i', { type: 'incident', state: 'closed' }), entry('j', { type: 'incident', state: 'open' })]))).toEqual(['entry-added j against', 'entry-flipped i for']);
    expect(told(entriesMoved([entry('t', { state: 'passed' }), entry('c', { type: 'component' })], []))).toEqual(['entry-removed t against', 'entry-removed c neutral']);
    const supported = goal({ links: [{ to: 'Sn1', as: 'supported-by' }] });
    expect(told(entriesMoved([supported], [goal({})]))).toEqual(['entry-restated G1 against']);
    expect(told(entriesMoved([entry('lr', { type: 'hyperparameter', text: '1e-3' })], [entry('lr', { type: 'hyperparameter', text: '1e-2' })]))).toEqual(['entry-restated lr mixed']);
    expect(entriesMoved([entry('t', { text: 'took 3 s' })], [entry('t', { text: 'took 4 s', at: null })])).toEqual([]);
  });

  it('a long list is counted, apart from what flipped', () => {
    const cases = (from: number, to: number, flipped: readonly number[] = []) => Array.from({ length: to - from }, (_, n) => entry(`t${from + n}`, { state: flipped.includes(from + n) ? 'failed' : 'passed' }));
    expect(told(entriesMoved(cases(0, 3000), cases(1000, 4000, [1500, 3500])))).toEqual(['entry-flipped t1500 against', 'entries-changed E-001 against']);
    expect(entriesMoved(cases(0, 60), cases(0, 70))).toMatchObject([{ kind: 'entries-changed', reading: 'neutral', before: 60, after: 70, moved: { added: 10, removed: 0, restated: 0, flipped: 0 } }]);
    const all = entriesMoved(cases(0, 1000), cases(0, 1000, Array.from({ length: 1000 }, (_, n) => n)));
    expect(all).toHaveLength(201);
    expect(all.find(({ kind }) => kind === 'entries-changed')).toMatchObject({ reading: 'against', moved: { flipped: 800 } });
    expect(entriesMoved(cases(0, 3000), cases(0, 3000))).toEqual([]);
  });

  it('uses the halves of two uneven intervals that face each other', () => {
    const low = { value: 10, ciLow: 0, ciHigh: 11, ciOf: '95 %' }, high = { value: 12, ciLow: 11, ciHigh: 40, ciOf: '95 %' };
    expect(moved(low, high)).toMatchObject([{ noise: 'beyond' }]);
    expect(moved(high, low)).toMatchObject([{ noise: 'beyond', delta: -2 }]);
    expect(moved({ ...low, ciHigh: 12 }, high)).toMatchObject([{ noise: 'within' }]);
  });

  it('a metric is lost, gained, or changes its unit', () => {
    expect(told(moved({}, { value: null }))).toEqual(['metric-removed robust_acc against']);
    expect(told(moved({}, { metric: 'clean_acc' }))).toEqual(['metric-removed robust_acc against', 'metric-added clean_acc neutral']);
    expect(told(moved({}, { value: 0.6, unit: 'fraction' }))).toEqual(['metric-restated robust_acc mixed']);
  });

  it('E-1 a property that no longer passes speaks against the release, whatever the network is called', () => {
    const of = (verdict: Evidence['verdict'], network = 'a.onnx') => piece({ verdict, properties: [{ ...property(verdict), id: 'P-1', network }] });
    const flips = (a: ReturnType<typeof of>, b: ReturnType<typeof of>) => between(a, b).filter((text) => !text.startsWith('evidence'));
    expect(flips(of('pass'), of('inconclusive', 'b.onnx'))).toEqual(['property-flipped P-1 against']);
    expect(flips(of('inconclusive'), of('fail'))).toEqual(['property-flipped P-1 against']);
    expect(flips(of('inconclusive'), of('pass'))).toEqual(['property-flipped P-1 for']);
    expect(flips(of('inconclusive'), of('error'))).toEqual(['property-flipped P-1 neutral']);
    expect(flips(of('pass'), of('pass', 'b.onnx'))).toEqual([]);
    const two = piece({ properties: ['a.onnx', 'b.onnx'].map((network) => ({ ...property('pass'), network })) });
    expect(between(two, of('pass', 'b.onnx'))).toContain('property-removed pass against');
  });

  it('a verdict without properties and a run that no longer completed are told', () => {
    const run = { ...evidence().run, completeness: 'partial' as const };
    expect(between(piece({ verdict: 'pass' }), piece({ verdict: 'fail' }))).toContain('verdict-flipped E-001 against');
    expect(between(piece({}), piece({ run }))).toContain('completeness-changed E-001 against');
  });
});

describe('thresholds and the description', () => {
  const limits = (...thresholds: Parameters<typeof threshold>[0][]) => ({ revision: { thresholds: thresholds.map(threshold) } });
  it.each([
    [{ value: 50 }, 'threshold-loosened', 'against'], [{ value: 60 }, 'threshold-tightened', 'for'], [{ op: '>' as const }, 'threshold-tightened', 'for'],
    [{ unit: 'fraction' as const }, 'threshold-restated', 'mixed'], [{ reason: 'Another reason.' }, 'threshold-restated', 'neutral'],
  ])('%j', (change, kind, reading) => {
    expect(between(limits({}), limits(change))).toEqual([`${kind} robust_acc ${reading}`]);
  });

  it('a limit from above loosens upwards; a limit from the other side is another limit', () => {
    expect(between(limits({ op: '<=' }), limits({ op: '<=', value: 60 }))).toEqual(['threshold-loosened robust_acc against']);
    expect(between(limits({}), limits({ op: '<=' }))).toEqual(['threshold-removed robust_acc against', 'threshold-added robust_acc for']);
  });

  it('artifacts, documents, intended use and exclusions', () => {
    const document = { id: 'D-1' as ItemId, title: 'Design record', mediaType: 'text/markdown' as const, name: 'd.md', object: countedDigest(1), sizeBytes: 1 };
    const artifact = { name: 'model.bin', kind: 'file' as const, digest: countedDigest(1), sizeBytes: 1 };
    const a = { revision: { documents: [document], artifacts: [artifact], intendedUse: 'Wards', notCovered: ['Theatres'], owners: ['Halden'] } };
    expect(between(a, { revision: { ...a.revision, documents: [] } })).toEqual(['document-removed D-1 against']);
    expect(between(a, { revision: { ...a.revision, documents: [{ ...document, object: countedDigest(2) }] } })).toEqual(['document-replaced D-1 neutral']);
    expect(between(a, { revision: { ...a.revision, artifacts: [{ ...artifact, digest: countedDigest(2) }] } })).toEqual(['artifact-replaced model.bin neutral']);
    expect(between(a, { revision: { ...a.revision, intendedUse: 'Wards and homes' } })).toEqual(['intended-use-changed intended-use mixed']);
    expect(between(a, { revision: { ...a.revision, notCovered: ['Lifts'] } })).toEqual(['exclusion-removed not-covered against', 'exclusion-added not-covered for']);
    expect(between(a, { revision: { ...a.revision, owners: [] } })).toEqual(['owners-changed owners neutral']);
  });
});

const ids = (letter: string) => fc.uniqueArray(fc.constantFrom(1, 2, 3).map((n) => `${letter}-00${n}`), { maxLength: 3 });
const score = fc.record({ severity: fc.integer({ min: 1, max: 10 }), likelihood: fc.integer({ min: 1, max: 10 }), detectability: fc.integer({ min: 1, max: 10 }) });
const mitigation = (id: string) => fc.record({ id: fc.constant(id), title: fc.constantFrom('one', 'two'), kind: fc.constantFrom('eliminate', 'protect', 'warn'), evidence: ids('E') });
const anyHazard = (id: string) => ids('M').chain((own) => fc.record({
  id: fc.constant(id), title: fc.constantFrom('Fire', 'Smoke'), inherent: score, residual: score, evidence: ids('E'), mitigations: fc.tuple(...own.map(mitigation)),
})).map((parts) => hazard(parts as never));
const anyPiece = fc.record({
  results: fc.array(fc.record({ metric: fc.constantFrom('a', 'b'), value: fc.option(fc.integer({ min: 0, max: 3 })), stderr: fc.option(fc.constantFrom(0.1, 5)), unit: fc.constantFrom('percent', 'fraction') }), { maxLength: 3 }),
  entries: fc.uniqueArray(fc.record({ id: fc.constantFrom('g1', 'g2', 'g3'), state: fc.constantFrom(null, 'gap', 'passed', 'failed'), title: fc.constantFrom('one', 'two') }), { maxLength: 3, selector: ({ id }) => id }),
  verdicts: fc.array(fc.constantFrom('pass', 'fail', 'inconclusive'), { maxLength: 3 }), completeness: fc.constantFrom('complete', 'partial'), file: fc.integer({ min: 1, max: 2 }),
}).map(({ results, entries, verdicts, completeness, file }) => evidence({
  entries: entries.map(({ id, ...parts }) => entry(id, parts as never)),
  results: results.map((parts) => measured(parts as never)), properties: verdicts.map((verdict, n) => ({ ...property(verdict as never), text: `p${n % 2}`, network: `n${n}` })),
  run: { ...evidence().run, completeness: completeness as never }, source: { ...evidence().source, files: [{ name: 'f', digest: countedDigest(file), sizeBytes: 1 }] },
}));
const anyRevision = fc.record({
  hazards: ids('H').chain((own) => fc.tuple(...own.sort().map(anyHazard))), pieces: ids('E').chain((own) => fc.tuple(...own.map((id) => anyPiece.map((value) => [id, value] as const)))),
  use: fc.constantFrom('Wards', 'Homes'), limits: fc.array(fc.record({ value: fc.integer({ min: 0, max: 2 }), op: fc.constantFrom('>=', '>', '<=') }), { maxLength: 2 }),
}).map(({ hazards, pieces, use, limits }) => comparable({ hazards, pieces: Object.fromEntries(pieces), revision: { intendedUse: use, thresholds: limits.map((limit) => threshold(limit as never)) } }));

const opposites: readonly (readonly [string, string])[] = [['added', 'removed'], ['weakened', 'strengthened'], ['loosened', 'tightened']];
function mirrored(kind: ChangeKind): string {
  for (const [one, other] of opposites) for (const [from, to] of [[one, other], [other, one]] as const) if (kind.endsWith(from)) return kind.slice(0, -from.length) + to;
  return kind;
}

describe('any two revisions', () => {
  it('nothing changed from a revision to itself', () => {
    fc.assert(fc.property(anyRevision, (a) => { expect(diffRevisions(a, a)).toEqual([]); }), { numRuns: 100 });
  });

  it('the way back mirrors the way there', () => {
    fc.assert(fc.property(anyRevision, anyRevision, (a, b) => {
      const there = diffRevisions(a, b).map((change) => canonicalText([mirrored(change.kind), change.within, change.after, change.before])).sort();
      const back = diffRevisions(b, a).map((change) => canonicalText([change.kind, change.within, change.before, change.after])).sort();
      expect(back).toEqual(there);
    }), { numRuns: 200 });
  });

  it('what differs in a reviewed part is told, and gravest comes first', () => {
    fc.assert(fc.property(anyRevision, anyRevision, (a, b) => {
      const changes = diffRevisions(a, b);
      const parts = ({ revision, register }: Comparable) => canonicalText([register, revision.evidence, revision.thresholds, revision.intendedUse]);
      if (parts(a) !== parts(b)) expect(changes.length).toBeGreaterThan(0);
      expect([...changes].sort(compareChanges)).toEqual(changes);
      const ranks = changes.map(({ reading }) => readings.indexOf(reading));
      expect([...ranks].sort((x, y) => x - y)).toEqual(ranks);
      expect(changes.filter(speaksAgainst)).toEqual(changes.slice(0, changes.filter(speaksAgainst).length));
    }), { numRuns: 200 });
  });
});
