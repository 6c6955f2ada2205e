import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import { bom, file, metrics, model, xml } from '../../builders/evidence-files/cyclonedx-mlbom.ts';
import { rawFile } from '../../builders/raw-file.ts';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';

const read = (one: RawFile, format: string | null = null) => readEvidence({ files: [one], format, kind: null, answers: {} });
function evidenceOf(one: RawFile) {
  const result = read(one);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (one: RawFile): string[] => evidenceOf(one).warnings.map(({ code }) => code);
const withMetrics = (...performanceMetrics: readonly Record<string, unknown>[]): RawFile => file(bom({}, model({ modelCard: { quantitativeAnalysis: { performanceMetrics } } })));

describe('CycloneDX ML-BOM', () => {
  it('reads components at any depth, their hashes, licences and data sets', () => {
    const evidence = evidenceOf(file(bom()));
    expect(evidence).toMatchObject({
      kind: 'bom', verdict: 'none', source: { formatVersion: '1.6', tool: 'bom-maker', toolVersion: '0.3' }, subject: { modelName: 'example/brake-net' }, warnings: [],
      run: { completeness: 'unknown', endedAt: null },
    });
    expect(evidence.entries.filter(({ type }) => ['model', 'component', 'data-set'].includes(type)).map(({ id, type, title }) => [id, type, title])).toEqual([
      ['model-1', 'model', 'example/brake-net@2.1'], ['Night rides', 'data-set', 'Night rides'], ['file-1', 'component', 'weights/brake-net.onnx'], ['runtime@1.0', 'component', 'runtime@1.0'], ['data-1', 'data-set', 'Day rides'],
    ]);
    expect(evidence.entries.find(({ id }) => id === 'runtime@1.0')?.links).toEqual([{ to: 'file-1', as: 'part-of' }]);
    expect(evidence.entries[0]?.links).toEqual([{ to: 'file-1', as: 'made-from' }, { to: 'data-1', as: 'made-from' }, { to: 'Night rides', as: 'made-from' }]);
    expect(evidence.entries[0]?.text).toContain('licence Apache-2.0');
    for (const fact of [{ name: 'licence', value: 'Apache-2.0' }, { name: 'model digest', value: `sha256 ${'AB'.repeat(32)}` }, { name: 'task', value: 'detection' }, { name: 'made at', value: '2025-05-06T07:08:09Z' }, { name: 'energy for training', value: 'energy 0.4 kWh; CO2 equivalent 1.2 tCO2eq' }]) expect(evidence.facts).toContainEqual(fact);
  });

  it('E-5 labels each hash with its algorithm, and a revision as a revision', () => {
    expect(evidenceOf(file(bom())).lineage.map(({ path: at, hashAlgorithm, hash, role }) => [at, hashAlgorithm, hash, role])).toEqual([
      ['brake-net', 'sha256', 'ab'.repeat(32), 'out'], ['brake-net', 'md5', 'cd'.repeat(16), 'out'], ['weights/brake-net.onnx', 'sha512', '12'.repeat(64), 'out'],
    ]);
    const revision = file(bom({}, model({ version: 'ef'.repeat(20), hashes: [{ alg: 'SHA-1', content: 'ef'.repeat(20) }] })));
    expect(evidenceOf(revision).lineage[0]).toMatchObject({ hashAlgorithm: 'revision id, stated as sha1', hash: 'ef'.repeat(20) });
    expect(codes(revision)).toEqual(['hash-is-revision']);
    expect(codes(file(bom({}, model({ hashes: [{ alg: 'SHA-256', content: 'abc' }, { alg: 'SHA-1' }] }))))).toEqual(['hash-shape', 'no-hash']);
  });

  it('E-2 takes figures from strings, with slices, intervals and percentages as they stand', () => {
    expect(evidenceOf(file(bom())).results).toMatchObject([
      { metric: 'accuracy', variant: null, value: 0.93, rawText: '0.930', unit: 'none', direction: 'higher', ciLow: 0.91, ciHigh: 0.95, ciOf: 'as the model card states it, level not said' },
      { metric: 'accuracy', variant: 'at night', value: 88.5, rawText: '88.5 %', unit: 'percent', ciLow: 85, ciHigh: 91 },
      { metric: 'false alarm share', value: 0.02, direction: 'unknown', ciLow: null, ciOf: null },
    ]);
    expect(evidenceOf(rawFile('b.json', JSON.stringify(bom()).replace('"0.02"', '2.0e-2'))).results[2]).toMatchObject({ value: 0.02, rawText: '2.0e-2' });
    const twice = evidenceOf(withMetrics(metrics[0]!, metrics[0]!, metrics[0]!));
    expect(twice.results.map(({ variant }) => variant)).toEqual([null, 'example/brake-net', 'example/brake-net (2)']);
    expect(twice.warnings.map(({ code }) => code)).toEqual(['repeated', 'repeated']);
    const two = evidenceOf(file(bom({}, model(), model({ 'bom-ref': 'model-2', 'name': 'steer-net' }))));
    expect(two.results.map(({ variant }) => variant)).toEqual([null, 'at night', null, 'example/steer-net', 'at night, example/steer-net', 'example/steer-net']);
  });

  it('E-3 what is no number, or not finite, has no value and is told', () => {
    const evidence = evidenceOf(withMetrics({ type: 'accuracy', value: 'high' }, { type: 'loss', value: 'NaN' }, { type: 'recall', value: '1e999' }, { type: 'f1' }));
    expect(evidence.results.map(({ value, rawText }) => [value, rawText])).toEqual([[null, 'high'], [null, 'NaN'], [null, '1e999'], [null, '']]);
    expect(evidence.warnings.map(({ code }) => code)).toEqual(['not-a-number', 'not-finite', 'not-finite', 'not-a-number']);
    expect(evidence.run.completeness).toBe('partial');
    for (const confidenceInterval of [{ lowerBound: '0.9' }, { lowerBound: '0.95', upperBound: '0.99' }, { lowerBound: '90 %', upperBound: '99 %' }]) {
      const one = withMetrics({ type: 'accuracy', value: '0.93', confidenceInterval });
      expect(evidenceOf(one).results[0]).toMatchObject({ value: 0.93, ciLow: null, ciHigh: null, ciOf: null });
      expect(codes(one)).toEqual(['interval-unclear']);
    }
  });

  it('reads considerations as entries about the model', () => {
    const about = evidenceOf(file(bom())).entries.filter(({ links }) => links.some(({ as }) => as === 'about'));
    expect(about.map(({ id, type, title, text }) => [id, type, title, text])).toEqual([
      ['model-1, user 1', 'context', 'Test engineers', null], ['model-1, use 1', 'context', 'Braking in tests', null], ['model-1, limitation 1', 'limit', 'Blind in fog', null], ['model-1, trade-off 1', 'limit', 'Slower at night', null],
      ['model-1, ethical risk 1', 'finding', 'Watching people', 'mitigation: Faces are blurred'], ['model-1, fairness 1', 'finding', 'group at risk: Children', 'benefits: Fewer accidents\nharms: Seen later\nmitigation: More data'],
    ]);
  });

  it('reads the XML form alike, with lines for places', () => {
    const evidence = evidenceOf(rawFile('bom.xml', xml()));
    expect(evidence).toMatchObject({ source: { formatVersion: '1.6', tool: 'bom-maker', toolVersion: '0.3' }, subject: { modelName: 'example/brake-net' } });
    expect(evidence.entries.map(({ id, type }) => [id, type])).toEqual([['model-1', 'model'], ['model-1, limitation 1', 'limit'], ['model-1, ethical risk 1', 'finding'], ['file-1', 'component'], ['data-1', 'data-set']]);
    expect(evidence.entries[0]?.links).toEqual([{ to: 'file-1', as: 'made-from' }, { to: 'data-1', as: 'made-from' }]);
    expect(evidence.lineage).toMatchObject([{ path: 'brake-net', hashAlgorithm: 'sha256', hash: 'ab'.repeat(32) }]);
    expect(evidence.results).toMatchObject([{ metric: 'accuracy', variant: null, value: 0.93, ciLow: 0.91, ciHigh: 0.95 }, { metric: 'accuracy', variant: 'at night', value: null, rawText: 'often' }]);
    expect(evidence.warnings).toMatchObject([{ code: 'not-a-number', place: 'bom.xml, line 23' }]);
    expect(evidence.facts).toContainEqual({ name: 'licence', value: 'Apache-2.0' });
  });

  it('reads older and later versions with a warning, and a BOM that calls itself incomplete as partial', () => {
    expect(codes(file(bom({ specVersion: '1.4' }, { type: 'library', name: 'runtime' })))).toEqual(['old-version', 'no-model']);
    expect(codes(rawFile('bom.xml', xml('1.3'))).filter((code) => code !== 'not-a-number')).toEqual(['old-version']);
    for (const specVersion of ['1.5', '1.6', '1.7']) expect(codes(file(bom({ specVersion })))).toEqual([]);
    for (const specVersion of ['1.8', '2.0', 'next', undefined]) expect(codes(file(bom({ specVersion })))).toEqual(['unknown-version']);
    expect(evidenceOf(file(bom({ compositions: [{ aggregate: 'incomplete' }] })))).toMatchObject({ run: { completeness: 'partial' }, warnings: [{ code: 'incomplete' }] });
    expect(evidenceOf(file(bom({ vulnerabilities: [{ id: 'V-1', analysis: { state: 'resolved' } }, { id: 'V-2', ratings: [{ severity: 'high' }] }] }))).entries.filter(({ type }) => type === 'finding').map(({ id, state }) => [id, state]).slice(0, 2)).toEqual([['V-2', 'open'], ['model-1, ethical risk 1', null]]);
  });

  it('E-6 E-8 knows a comma too many for what it is, and refuses it with line and column', () => {
    const broken = rawFile('notes.txt', JSON.stringify(bom(), null, 2).replace('"version": 1,', '"version": 1,,'));
    expect(detect([broken])).toMatchObject({ kind: 'known', reader: { id: 'cyclonedx-mlbom' } });
    expect(read(broken)).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'notes.txt', format: 'cyclonedx-mlbom', place: 'line 6, column 16' } } });
    expect(read(file(bom({ components: {} })))).toMatchObject({ ok: false, trouble: { params: { place: '$.components' } } });
    expect(codes(file(bom({}, model({ hashes: 'none' }))))).toEqual(['no-list']);
    expect(read(rawFile('b.xml', xml().replace('<bom', '<!DOCTYPE bom [<!ENTITY x "y">]><bom')))).toMatchObject({ ok: false, trouble: { params: { place: 'line 2' } } });
    for (const text of ['{"bomFormat": "SPDX", "specVersion": "1.6"}', '{"$id": "http://cyclonedx.org/schema/bom-1.6.schema.json", "properties": {}}', '<bom xmlns="http://example.com/bom/1.6"/>']) expect(detect([rawFile('bom.json', text)]).kind).toBe('unknown');
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/cyclonedx-mlbom');
const has = existsSync(samples);
if (!has) console.info(`No genuine CycloneDX files at ${samples}: that part is left out.`);

describe.runIf(has)('CycloneDX ML-BOM, genuine', () => {
  const of = (name: string): RawFile => rawFile(name, readFileSync(path.join(samples, name)));

  it('the official example of a model card, whose figures are words', () => {
    const evidence = evidenceOf(of('valid-machine-learning-1.6.json'));
    expect(evidence).toMatchObject({ subject: { modelName: 'CompVis/stable-diffusion' }, results: [{ metric: 'The type of performance metric', value: null, rawText: 'The value of the performance metric', ciLow: null }], run: { completeness: 'partial' } });
    expect(evidence.warnings.map(({ code }) => code)).toEqual(['not-a-number', 'interval-unclear']);
    expect(evidence.entries.filter(({ type }) => type === 'limit')).toHaveLength(4);
  });

  it('the official example with a comma too many', () => {
    expect(read(of('bom-examples-bert-base-cased.INVALID-trailing-comma.json'))).toMatchObject({ ok: false, trouble: { params: { format: 'cyclonedx-mlbom', place: 'line 9, column 5', expected: 'a name in double quotes' } } });
  });

  it('energy of a training, and the files of a model', () => {
    expect(evidenceOf(of('valid-machine-learning-considerations-env-1.6.json')).facts).toContainEqual({ name: 'energy for training', value: 'energy 0.4 kWh; CO2 equivalent 31.22 tCO2eq; CO2 offset 31.22 tCO2eq' });
    const flux = evidenceOf(of('manifest-FLUX.1-dev.json'));
    expect(flux).toMatchObject({ source: { formatVersion: '1.5', tool: 'aibom-gen', toolVersion: '0.1.0-alpha.10' }, subject: { modelName: 'black-forest-labs/FLUX.1-dev' } });
    expect(flux.facts).toContainEqual({ name: 'licence', value: 'FLUX.1-dev Non-Commercial License' });
    expect(flux.entries.find(({ title }) => title === 'ae.safetensors')?.links).toEqual([{ to: 'black-forest-labs-flux.1-dev-66aaa908fc35e079a941470d', as: 'part-of' }]);
  });
});
