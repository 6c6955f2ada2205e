import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import { sacmCase, sacmClaim, sacmEvidence, sacmLink, sacmWhole, sacmXmi } from '../../builders/evidence-files/sacm.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string, format: string | null = null) => readEvidence({ files: [rawFile('case.xml', text)], format, kind: null, answers: {} });
function evidence(text: string, format: string | null = null) {
  const result = read(text, format);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const gaps = (of: ReturnType<typeof evidence>) => Object.fromEntries(of.entries.filter(({ state }) => state === 'gap').map(({ id, stateRaw }) => [id, stateRaw]));
const codes = (of: ReturnType<typeof evidence>) => of.warnings.map(({ code }) => code);

describe('SACM', () => {
  it('reads claims, evidence, context and the inferences that join them', () => {
    const whole = evidence(sacmWhole());
    expect(whole.entries.map(({ id, type }) => [id, type])).toEqual([['top', 'claim'], ['low', 'claim'], ['report', 'evidence'], ['setting', 'context'], ['inf', 'strategy'], ['proof', 'strategy'], ['where', 'strategy']]);
    expect(whole.entries[0]).toMatchObject({ title: 'Claim top: What top says.', links: [{ to: 'inf', as: 'supported-by' }, { to: 'where', as: 'in-context-of' }] });
    expect(whole.entries[4]?.links).toEqual([{ to: 'low', as: 'supported-by' }]);
    expect(whole).toMatchObject({ kind: 'argument', verdict: 'none', source: { formatVersion: '2.2' }, run: { completeness: 'complete' }, warnings: [] });
    expect(whole.results.map(({ metric, value }) => [metric, value])).toEqual([['gaps', 0], ['claims', 2], ['evidence', 1], ['drafts', 0], ['cycles', 0]]);
  });

  it.each([['needsSupport', 'needs support'], ['assumed', 'assumed'], ['defeated', 'defeated'], ['asCited', 'cited from elsewhere'], ['certain', 'declared certain']])('E-1 a claim or an inference that is %s is a gap', (word, gap) => {
    expect(gaps(evidence(sacmWhole(word)))).toEqual({ low: gap });
    expect(gaps(evidence(sacmWhole('asserted', `assertionDeclaration="${word}"`)))).toEqual({ inf: gap });
    expect(evidence(sacmWhole(word)).verdict).toBe('inconclusive');
    expect(codes(evidence(sacmWhole(word))).includes('unknown-verdict')).toBe(word === 'certain');
  });

  it('E-1 finds claims without support, except axiomatic ones', () => {
    expect(gaps(evidence(sacmCase(sacmClaim('top'))))).toEqual({ top: 'no support' });
    expect(gaps(evidence(sacmCase(sacmClaim('top', 'axiomatic'))))).toEqual({});
    expect(gaps(evidence(sacmCase(`${sacmClaim('top')}${sacmEvidence('c')}${sacmLink('AssertedContext', 'x', ['c'], 'top')}`)))).toEqual({ top: 'no support' });
    expect(gaps(evidence(sacmWhole('asserted', 'toBeSupported="true"')))).toEqual({ inf: 'needs support' });
  });

  it('E-1 takes a counter-inference as a challenge, not as support', () => {
    const countered = evidence(sacmCase(`${sacmClaim('top')}${sacmEvidence('a')}${sacmEvidence('b')}${sacmLink('AssertedEvidence', 'x', ['a'], 'top')}${sacmLink('AssertedEvidence', 'y', ['b'], 'top', 'isCounter="true"')}`));
    expect(gaps(countered)).toEqual({ top: 'challenged by y' });
    expect(countered.entries.at(-1)?.links).toEqual([{ to: 'b', as: 'about' }]);
  });

  it('reports references to nothing, circles and doubles', () => {
    const dangling = evidence(sacmCase(`${sacmClaim('top', 'axiomatic')}${sacmLink('AssertedInference', 'x', ['gone'], 'top')}${sacmLink('AssertedInference', 'y', ['top'], 'away')}`));
    expect(gaps(dangling)).toEqual({ x: 'refers to gone, which is not there', y: 'refers to away, which is not there' });
    expect(dangling.run.completeness).toBe('partial');
    const circle = evidence(sacmCase(`${sacmClaim('a')}${sacmClaim('b')}${sacmLink('AssertedInference', 'x', ['a'], 'b')}${sacmLink('AssertedInference', 'y', ['b'], 'a')}`));
    expect(codes(circle)).toEqual(expect.arrayContaining(['cycle', 'no-top-claim']));
    const double = evidence(sacmCase(`${sacmClaim('a', 'axiomatic')}${sacmClaim('a', 'axiomatic')}`));
    expect(double.entries.map(({ id }) => id)).toEqual(['a', 'a (2)']);
    expect(codes(double)).toContain('duplicate-id');
  });

  it('reads XMI, with types in an attribute and references by position, by id or by number sign', () => {
    const xmi = evidence(sacmXmi);
    expect(xmi.entries.map(({ id, type, title, state }) => [id, type, title, state])).toEqual([['A', 'claim', 'The arm stops in time', null], ['B', 'claim', 'Brakes obey physics', null], ['I', 'strategy', 'I', null]]);
    for (const [source, target] of [['//@argumentationElement.1', '//@argumentationElement'], ['B', 'A'], ['#B', 'other.xmi#A'], ['#//@argumentationElement.1', '#//@argumentationElement.0']]) {
      expect(gaps(evidence(sacmXmi.replace('source="//@argumentationElement.1" target="//@argumentationElement.0"', `source="${source}" target="${target}"`))), source).toEqual({});
    }
    const several = `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:sacm="urn:sacm"><sacm:Claim xmi:id="_1" toBeSupported="true"/><sacm:AssertedInference xmi:id="_2" source="_3" target="/0"/><sacm:Claim xmi:id="_3" assumed="true"/></xmi:XMI>`;
    expect(gaps(evidence(several))).toEqual({ _1: 'needs support', _3: 'assumed' });
  });

  it('E-8 knows the format whatever the namespace, and leaves other XML alone', () => {
    for (const namespace of ['http://example.org/any', 'urn:x', 'http://omg.sacm/2.0/assurancecase']) expect(detect([rawFile('x', sacmCase(sacmClaim('a'), namespace))])).toMatchObject({ kind: 'known', reader: { id: 'sacm' } });
    for (const text of ['<XMI/>', '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:uml="urn:uml"/>', '<Argumentation/>', '<Claim/>', '<AssuranceCase/>']) expect(detect([rawFile('x', text)]), text).toEqual({ kind: 'unknown' });
  });
  it('E-6 refuses a DOCTYPE, broken XML and other roots', () => {
    expect(read(sacmWhole().replace('?>', '?><!DOCTYPE x [<!ENTITY e "e">]>'))).toMatchObject({ ok: false, trouble: { params: { format: 'sacm', expected: 'XML without a DOCTYPE' } } });
    expect(read(sacmWhole().slice(0, -40))).toMatchObject({ ok: false, trouble: { params: { format: 'sacm', expected: 'well-formed XML' } } });
    expect(read('<x/>', 'sacm')).toMatchObject({ ok: false, trouble: { params: { place: 'line 1' } } });
    expect(evidence(sacmCase(''))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/sacm');
describe.runIf(existsSync(samples))('SACM: a genuine file (../shared/evidence-samples, not part of the project)', () => {
  it('reads the braking case: four claims, one that needs support, one assumed', () => {
    const braking = evidence(readFileSync(path.join(samples, 'sacm_example_core_argument.xml'), 'utf8'));
    expect(gaps(braking)).toEqual({ cl_sub_2: 'needs support', cl_assumption_1: 'assumed' });
    expect(braking).toMatchObject({ verdict: 'inconclusive', source: { formatVersion: '2.3' }, facts: [{ name: 'name', value: 'VehicleBrakingAssuranceCase' }, { name: 'namespace' }, { name: 'top claims', value: 'cl_top' }], results: [{ value: 2 }, { metric: 'claims', value: 4 }, { metric: 'evidence', value: 2 }, {}, { metric: 'cycles', value: 0 }] });
    expect(braking.entries.find(({ id }) => id === 'inf_1')?.links).toEqual([{ to: 'cl_sub_1', as: 'supported-by' }, { to: 'cl_sub_2', as: 'supported-by' }, { to: 'ar_1', as: 'in-context-of' }]);
    expect(braking.entries.find(({ id }) => id === 'ctx_1')?.type).toBe('context');
  });
});
