import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { oscalFinding, oscalOther, oscalPlan, oscalResult, oscalResults } from '../../builders/evidence-files/oscal.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string, format: string | null = null) => readEvidence({ files: [rawFile('ar.json', text)], format, kind: null, answers: {} });
function evidence(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const both = (first: string, second: string, parts: Record<string, unknown> = {}) => evidence(oscalResults([oscalResult([oscalFinding('ra-5', first), oscalFinding('si-4.2', second)], parts)]));
const counts = (of: { readonly results: readonly { readonly metric: string; readonly value: number | null }[] }) => Object.fromEntries(of.results.map(({ metric, value }) => [metric, value]));
const codes = (of: { readonly warnings: readonly { readonly code: string }[] }) => of.warnings.map(({ code }) => code);

describe('OSCAL', () => {
  it('counts findings by the status of their target', () => {
    expect(both('satisfied', 'satisfied')).toMatchObject({
      kind: 'evaluation', verdict: 'pass', verdictBasis: 'computed', source: { formatVersion: '1.1.3' }, run: { startedAt: '2026-02-10T07:00:00.000Z', endedAt: '2026-02-10T16:30:00.000Z', timezone: 'known', completeness: 'complete' },
    });
    expect(judgeEvidence('E-1' as ItemId, both('satisfied', 'satisfied'), [], []).state).toBe('passed');
    expect(both('satisfied', 'not-satisfied')).toMatchObject({ verdict: 'fail', results: [{ metric: 'satisfied', value: 1, n: 2, direction: 'higher' }, { metric: 'not-satisfied', value: 1, direction: 'lower' }, { metric: 'open-risks', value: 0 }] });
    expect(both('satisfied', 'not-satisfied').entries.map(({ id, type, state }) => [id, type, state])).toEqual([['finding-ra-5', 'control', 'passed'], ['finding-si-4.2', 'control', 'failed'], ['observation-1', 'evidence', null]]);
  });

  it('E-1 takes no other word as satisfied, nor one whose reason is fail', () => {
    for (const word of ['Satisfied', 'other', 'pass', '']) {
      expect(both('satisfied', word).verdict, word).toBe('inconclusive');
      expect(codes(both('satisfied', word))).toContain('unknown-verdict');
    }
    const contradicted = evidence(oscalResults([oscalResult([oscalFinding('ra-5', 'satisfied', { target: { 'target-id': 'ra-5', status: { state: 'satisfied', reason: 'fail' } } }), oscalFinding('si-4.2', 'satisfied')])]));
    expect(contradicted).toMatchObject({ verdict: 'inconclusive', entries: [{ state: 'error' }, {}, {}] });
  });

  it('E-1 does not pass without findings, an end, a finding on each reviewed control, or with an open risk', () => {
    const risk = (status: string) => ({ risks: [{ uuid: 'risk-1', title: 'R', description: 'd', statement: 's', status }] });
    expect(evidence(oscalResults([]))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
    expect(evidence(oscalResults([oscalResult([])]))).toMatchObject({ verdict: 'inconclusive' });
    expect(both('satisfied', 'satisfied', { end: undefined })).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial', endedAt: null } });
    const missing = evidence(oscalResults([oscalResult([oscalFinding('ra-5', 'satisfied')])]));
    expect(missing).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(missing.warnings).toContainEqual(expect.objectContaining({ code: 'no-finding', text: '1 of 2 reviewed controls have no finding: si-4.2.' }));
    for (const status of ['open', 'investigating', 'deviation-approved', 'whatever']) expect(counts(both('satisfied', 'satisfied', risk(status))), status).toMatchObject({ 'open-risks': 1 });
    expect(both('satisfied', 'satisfied', risk('open')).verdict).toBe('inconclusive');
    expect(both('satisfied', 'satisfied', risk('closed')).verdict).toBe('pass');
    const all = both('satisfied', 'satisfied', { 'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] } });
    expect(all).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
    expect(codes(all)).toContain('all-controls');
  });

  it('links findings to observations and risks, and reports links to nothing', () => {
    const linked = evidence(oscalResults([oscalResult([oscalFinding('ra-5', 'not-satisfied', { 'related-observations': [{ 'observation-uuid': 'observation-1' }], 'related-risks': [{ 'risk-uuid': 'gone' }] })])]));
    expect(linked.entries[0]?.links).toEqual([{ to: 'observation-1', as: 'supported-by' }, { to: 'gone', as: 'about' }]);
    expect(codes(linked)).toContain('dangling-reference');
  });

  it('lists the items of a plan as open until every risk that they name is closed', () => {
    const item = (id: string, ...risks: string[]) => ({ uuid: id, title: id, description: 'x', 'related-risks': risks.map((risk) => ({ 'risk-uuid': risk })) });
    const risk = (id: string, status: string) => ({ uuid: id, title: id, description: 'x', statement: 'y', status });
    const plan = evidence(oscalPlan([item('i1', 'r1'), item('i2', 'r1', 'r2'), item('i3')], [risk('r1', 'closed'), risk('r2', 'open')]));
    expect(plan).toMatchObject({ verdict: 'inconclusive', results: [{ metric: 'open-items', value: 2, n: 3 }, { metric: 'open-risks', value: 1, n: 2 }], entries: [{ id: 'i1', state: 'closed' }, { id: 'i2', state: 'open' }, { id: 'i3', state: 'open' }, {}, {}] });
    expect(evidence(oscalPlan([item('i1', 'r1')], [risk('r1', 'closed')])).verdict).toBe('none');
    expect(evidence(oscalPlan([], []))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
  });

  it.each(['catalog', 'profile', 'component-definition', 'system-security-plan', 'assessment-plan', 'mapping-collection'])('says that the model %s holds no results', (model) => {
    expect(evidence(oscalOther(model))).toMatchObject({ verdict: 'none', results: [], run: { completeness: 'unknown' }, warnings: [{ code: 'no-results', text: `The OSCAL model ${model} holds no results.` }] });
  });

  it('E-8 knows the format by the member at the root, and leaves other catalogues alone', () => {
    for (const text of ['{"catalog": {"metadata": {"title": "Plants"}}}', '{"catalog": []}', '{"results": [{"findings": []}]}']) expect(detect([rawFile('x.json', text)]), text).toEqual({ kind: 'unknown' });
    expect(detect([rawFile('x.json', oscalResults().replace('"findings": [', '"findings": [,'))])).toMatchObject({ kind: 'known', reader: { id: 'oscal' } });
  });

  it('E-6 refuses what it cannot take, with the place', () => {
    expect(read(oscalResults().replace('"state": "satisfied"', '"state": 1'))).toMatchObject({ ok: false, trouble: { params: { place: '$.assessment-results.results[0].findings[0].target.status.state' } } });
    expect(read('{"a": 1}', 'oscal')).toMatchObject({ ok: false, trouble: { params: { name: 'ar.json', place: '$' } } });
    expect(read(oscalResults().replace(/}\s*$/, ', "catalog": {}}'), 'oscal')).toMatchObject({ ok: false, trouble: { params: { place: '$' } } });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/oscal');
describe.runIf(existsSync(samples))('OSCAL: genuine files (../shared/evidence-samples, not part of the project)', () => {
  const sample = (name: string) => {
    const result = readEvidence({ files: [rawFile(name, readFileSync(path.join(samples, name)))], format: null, kind: null, answers: {} });
    if (!result.ok) throw new Error(JSON.stringify(result.trouble));
    return result.value.evidence;
  };
  it('reads assessment results: one finding, not satisfied, one risk under investigation', () => {
    expect(sample('ifa_assessment-results-example.json')).toMatchObject({
      verdict: 'fail', source: { formatVersion: '1.1.2' }, run: { startedAt: '2023-06-02T12:31:20.000Z', endedAt: '2023-06-02T12:46:51.000Z', completeness: 'complete' },
      results: [{ metric: 'satisfied', value: 0, n: 1 }, { metric: 'not-satisfied', value: 1 }, { metric: 'open-risks', value: 1, n: 1 }],
      entries: [{ id: '45d8a6c2-1368-4bad-9ba0-7141f0a32889', state: 'failed', stateRaw: 'not-satisfied' }, { state: 'open', stateRaw: 'investigating' }, { type: 'evidence' }, { type: 'evidence' }],
    });
  });
  it('reads a plan of action: two items and two risks open, and a link to what is no risk', () => {
    const plan = sample('ifa_poam.json');
    expect(plan).toMatchObject({ verdict: 'inconclusive', results: [{ metric: 'open-items', value: 2, n: 2 }, { metric: 'open-risks', value: 2, n: 2 }] });
    expect(plan.warnings).toContainEqual(expect.objectContaining({ code: 'dangling-reference', text: 'It refers to 401c15c9-ad6b-4d4a-a591-7d53a3abb3b6, which is not in the file.' }));
  });
});
