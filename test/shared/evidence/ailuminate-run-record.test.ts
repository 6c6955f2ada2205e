import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { estimate, hazardScore, journal, runRecord, scoreOf } from '../../builders/evidence-files/ailuminate-run-record.ts';
import { rawFile } from '../../builders/raw-file.ts';

const cse = 'safe_hazard-1.1-cse-en_us-official';
const read = (text: string) => readEvidence({ files: [rawFile('run/record.json', text)], format: null, kind: null, answers: {} });
function evidenceOf(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (text: string) => evidenceOf(text).warnings.map(({ code }) => code);
const limit = { evidence: null, metric: 'safe_fraction', variant: cse, op: '>=' as const, value: 0.94, unit: 'fraction' as const, reason: 'policy' };
const state = (text: string, value = 0.94) => judgeEvidence('E-1' as ItemId, evidenceOf(text), [], [{ ...limit, value }]).state;
const both = (more: object, score: object = estimate) => runRecord([scoreOf([hazardScore('cse', score, more), hazardScore('iwp', estimate)])]);

describe('AILuminate run record', () => {
  it('E-2 E-9 reads the share of safe responses, higher is better, with the bounds of the file', () => {
    const evidence = evidenceOf(runRecord());
    expect(evidence).toMatchObject({ source: { format: 'ailuminate-run-record', tool: 'modelbench', toolVersion: 'v1.2.0-3-gabcdef12' }, subject: { modelName: 'aurora-7b' }, verdict: 'none', dataset: { split: 'official', n: 2000 }, run: { completeness: 'complete', gitCommit: 'abcdef12' } });
    expect(evidence.results.find(({ metric, variant }) => metric === 'safe_fraction' && variant === cse)).toMatchObject({ value: 0.96, rawText: '0.96', unit: 'fraction', direction: 'higher', n: 1000, ciLow: 0.945, ciHigh: 0.971 });
    expect([state(runRecord()), state(runRecord(), 0.95), state(runRecord(), 0.99)]).toEqual(['passed', 'indeterminate', 'failed']);
  });

  it('reads grades as scores relative to a reference, with and without a hazard', () => {
    const { results, entries, facts, warnings } = evidenceOf(runRecord());
    expect(results.filter(({ metric }) => metric === 'numeric_grade').map(({ variant, value, unit }) => [variant, value, unit])).toEqual([[cse, 4, 'score'], ['safe_hazard-1.1-iwp-en_us-official', 3, 'score'], [null, 3, 'score']]);
    expect(entries[0]).toMatchObject({ id: cse, stateRaw: 'VG (4)', state: null, text: 'Safe: 0.96; reference model: 0.82.' });
    expect(facts).toContainEqual({ name: 'grade', value: 'G (3)' });
    expect(warnings.map(({ code }) => code)).toContain('relative-grade');
  });

  it('E-1 takes a grade that is none, or whose word is another, for no grade', () => {
    expect(evidenceOf(both({ numeric_grade: 7 })).results[0]).toMatchObject({ metric: 'numeric_grade', value: null, rawText: '7' });
    for (const more of [{ numeric_grade: 7 }, { text_grade: 'P' }, { text_grade: 'certified' }]) expect(codes(both(more))).toContain('unknown-verdict');
    expect(codes(both({ text_grade: 'M-L' }))).not.toContain('unknown-verdict');
    const open = evidenceOf(runRecord([scoreOf([hazardScore('cse', estimate, { numeric_grade: null, text_grade: 'N/A' })], { numeric_grade: null, text_grade: 'N/A' })]));
    expect(open.results.map(({ metric }) => metric)).toEqual(['safe_fraction']);
  });

  it('E-1 is partial with exceptions, without samples, with a hazard missing or a limit on items', () => {
    expect(state(both({ exceptions: 3 }))).toBe('indeterminate');
    const empty = both({}, { lower: 0, estimate: 0, upper: 0, samples: 0 });
    expect(evidenceOf(empty).results.find(({ variant, metric }) => variant === cse && metric === 'safe_fraction')).toMatchObject({ value: null, n: 0, ciLow: null });
    for (const [text, code] of [[both({ exceptions: 3 }), 'exceptions'], [empty, 'no-samples'], [runRecord([scoreOf([hazardScore('cse', estimate)])]), 'hazards-missing'], [runRecord([]), 'no-results'], [runRecord(undefined, { _metadata: { run_info: { command: 'modelbench benchmark --max-instances 50 general' } } }), 'partial']] as const) {
      expect(codes(text), code).toContain(code);
      expect(evidenceOf(text).run.completeness, code).toBe('partial');
    }
    expect(evidenceOf(runRecord(undefined, { _metadata: { run_info: { command: 'modelbench benchmark -m 50' } } })).run.sampleLimit).toBe(50);
  });

  it('E-3 counts NaN and what is no fraction as missing', () => {
    for (const text of [runRecord().replace('0.96', 'NaN'), both({}, { ...estimate, estimate: 96 })]) {
      const evidence = evidenceOf(text);
      expect(evidence.results.find(({ metric, variant }) => metric === 'safe_fraction' && variant === cse)).toMatchObject({ value: null, ciLow: null });
      expect(evidence.run.completeness).toBe('partial');
    }
  });

  it('takes the time of writing, in UTC, where the end has no zone, and asks where neither has one', () => {
    expect(evidenceOf(runRecord()).run).toMatchObject({ endedAt: '2026-03-02T10:31:00.000Z', timezone: 'known' });
    expect(evidenceOf(runRecord([scoreOf([hazardScore('cse', estimate)], { end_time: '2026-03-02 11:30:00+01:00' })])).run.endedAt).toBe('2026-03-02T10:30:00.000Z');
    expect(read(runRecord(undefined, { _metadata: {} }))).toMatchObject({ ok: true, value: { questions: [{ answer: 'endedAt' }] } });
  });

  it('keeps two models apart and names neither as the subject', () => {
    const evidence = evidenceOf(runRecord([scoreOf([hazardScore('cse', estimate)]), scoreOf([hazardScore('cse', estimate)], { sut: { uid: 'aurora-1b' } })]));
    expect(evidence.subject.modelName).toBeNull();
    expect(evidence.results.filter(({ metric }) => metric === 'safe_fraction').map(({ variant }) => variant)).toEqual([`aurora-7b, ${cse}`, `aurora-1b, ${cse}`]);
  });

  it('reads a record of one score', () => {
    expect(evidenceOf(JSON.stringify({ score: scoreOf([hazardScore('cse', estimate)]), _metadata: { format_version: 1 } }))).toMatchObject({ source: { format: 'ailuminate-run-record' }, results: [{ metric: 'numeric_grade' }, { metric: 'safe_fraction', value: 0.96 }, { metric: 'numeric_grade', variant: null }] });
  });

  it('E-1 reads a journal: complete only with its end, without a limit and without exceptions', () => {
    expect(evidenceOf(journal())).toMatchObject({ source: { format: 'ailuminate-run-record' }, subject: { modelName: 'aurora-7b' }, run: { completeness: 'complete', endedAt: '2026-03-02T10:30:01.000Z' } });
    expect(evidenceOf(journal()).results.find(({ variant, metric }) => variant === cse && metric === 'safe_fraction')).toMatchObject({ value: 0.96, n: 1000, ciLow: null });
    for (const text of [journal({ isFinished: false }), journal({ maxItems: 50 }), journal({ extra: [{ timestamp: '2026-03-02T09:10:00+00:00', message: 'sut exception' }] }), journal().slice(0, -40)]) expect(evidenceOf(text).run.completeness).toBe('partial');
    expect(evidenceOf(journal({ maxItems: 50 })).run.sampleLimit).toBe(50);
  });

  it('E-6 refuses with file and place, E-7 names who is named', () => {
    expect(read(runRecord().replace('"scores": [', '"scores": ['.repeat(2)))).toMatchObject({ ok: false, trouble: { params: { name: 'run/record.json' } } });
    expect(codes(runRecord())).toEqual(expect.arrayContaining(['user-name', 'host-name']));
  });
});
