import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import { dvcLock, dvcYaml, metricsJson, oldLock, paramsYaml, pointer, projectFiles } from '../../builders/evidence-files/dvc.ts';
import { rawFile } from '../../builders/raw-file.ts';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';

const read = (files: readonly RawFile[], format: string | null = null) => readEvidence({ files, format, kind: null, answers: {} });
function evidenceOf(files: readonly RawFile[]) {
  const result = read(files);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (files: readonly RawFile[]): string[] => evidenceOf(files).warnings.map(({ code }) => code);

describe('DVC project', () => {
  it('reads stages, data, parameters and seeds as one piece', () => {
    const evidence = evidenceOf(projectFiles());
    expect(evidence).toMatchObject({ kind: 'provenance', verdict: 'none', subject: { modelName: 'brake-net' }, run: { completeness: 'complete', seeds: [7], startedAt: null, endedAt: null, timezone: 'unknown' }, warnings: [] });
    expect(evidence.entries.filter(({ type }) => type === 'step').map(({ id }) => id)).toEqual(['split', 'train@small', 'train@wide', 'eval']);
    expect(evidence.entries.find(({ id }) => id === 'models/small.pt')).toMatchObject({ type: 'data', links: [{ to: 'train@small', as: 'made-from' }] });
    expect(evidence.entries.find(({ id }) => id === 'split')?.links.map(({ to }) => to)).toEqual(['data/raw.csv', 'split.py', 'params.yaml: split.seed = 7', 'params.yaml: split.share = 0.25']);
    expect(evidence.lineage).toContainEqual({ path: 'models/small.pt', hashAlgorithm: 'md5', hash: 'd'.repeat(32), sizeBytes: 4000, role: 'out', step: 'train@small', check: 'not-at-hand' });
    expect(evidence.facts).toContainEqual({ name: 'model digest', value: `md5 ${'d'.repeat(32)}` });
  });

  it('E-5 calls a hash of a directory list what it is', () => {
    const evidence = evidenceOf(projectFiles());
    expect(evidence.lineage.find((item) => item.path === 'data/train' && item.role === 'in')).toMatchObject({ hashAlgorithm: 'md5 of a directory list', hash: `${'c'.repeat(32)}.dir`, sizeBytes: 90_000, step: 'train@small' });
    expect(evidence.entries.find(({ id }) => id === 'data/train')?.text).toContain('12 files');
    expect(evidence.lineage.find(({ path: at }) => at === 'data/images')).toMatchObject({ hashAlgorithm: 'md5 of a directory list', role: 'out', step: 'run/data/images.dvc' });
    expect(evidenceOf([rawFile('x.dvc', pointer)]).lineage).toMatchObject([{ path: 'images', sizeBytes: 5000 }]);
    expect(evidenceOf([rawFile('dvc.lock', oldLock)]).lineage.map(({ hashAlgorithm }) => hashAlgorithm)).toEqual(['etag', 'md5 of a directory list']);
    expect(evidenceOf([rawFile('dvc.lock', oldLock)])).toMatchObject({ source: { formatVersion: '1.0' }, run: { completeness: 'unknown' } });
  });

  it('E-1 a stage that never ran makes it partial', () => {
    const files = projectFiles({ 'run/dvc.lock': dvcLock.slice(0, dvcLock.indexOf('  eval:')) });
    const evidence = evidenceOf(files);
    expect(evidence.run.completeness).toBe('partial');
    expect(evidence.entries[0]).toMatchObject({ id: 'eval', state: 'gap', stateRaw: 'not in dvc.lock' });
    expect(codes(files)).toContain('never-run');
    expect(evidenceOf([rawFile('dvc.yaml', dvcYaml)]).run.completeness).toBe('partial');
    expect(evidenceOf(projectFiles({ 'run/dvc.lock': null })).run.completeness).toBe('partial');
  });

  it('E-1 a run with other parameters, commands, inputs or metrics is out of date', () => {
    const each: Record<string, string>[] = [
      { 'run/params.yaml': paramsYaml.replace('0.25', '0.3') },
      { 'run/dvc.yaml': dvcYaml.replace('eval.py', 'eval.py --fast') },
      { 'run/dvc.lock': dvcLock.replace(`md5: ${'d'.repeat(32)}`, `md5: ${'0'.repeat(31)}a`) },
      { 'run/dvclive/metrics.json': metricsJson.replace('0.910', '0.99') },
    ];
    for (const changes of each) {
      expect(codes(projectFiles(changes))).toContain('stale');
      expect(evidenceOf(projectFiles(changes)).run.completeness).toBe('partial');
    }
  });

  it('shows templates as written where their values are missing', () => {
    const evidence = evidenceOf(projectFiles({ 'run/params.yaml': null }));
    expect(evidence.warnings.filter(({ code }) => code === 'template').map(({ place }) => place)).toContain('run/dvc.yaml, line 12');
    expect(evidence.entries.map(({ id }) => id)).toContain('train');
    expect(evidence.run.completeness).toBe('complete');
    const matrix = dvcYaml.replace('foreach: ${models}\n    do:', 'matrix:\n      model: ${models}\n      size: [1, 2]\n    other:').replace('  train:\n', '  grid:\n').replace('      cmd: python train', '    cmd: python train');
    expect(evidenceOf(projectFiles({ 'run/dvc.yaml': matrix.replace('    other:\n', '').replaceAll('      deps:\n        - data/train\n      outs:\n        - models/${item}.pt\n', '').replace('${item}', '${item.model}') })).entries.map(({ id }) => id)).toEqual(expect.arrayContaining(['grid@small-1', 'grid@wide-2']));
  });

  it('E-2 takes metrics with their own digits and no guessed direction', () => {
    expect(evidenceOf(projectFiles()).results).toMatchObject([
      { metric: 'test.accuracy', variant: null, value: 0.91, rawText: '0.910', unit: 'none', direction: 'higher' },
      { metric: 'test.loss', value: 0.25, rawText: '2.5e-1', direction: 'lower' },
      { metric: 'steps', value: 40, direction: 'unknown' },
    ]);
  });

  it('E-3 a metric that is NaN has no value', () => {
    const files = projectFiles({ 'run/dvclive/metrics.json': metricsJson.replace('0.910', '  NaN') });
    expect(evidenceOf(files).results[0]).toMatchObject({ metric: 'test.accuracy', value: null, rawText: 'NaN' });
    expect(codes(files)).toContain('not-finite');
  });

  it('E-6 refuses what is no DVC file with its place, and a broken file beside it takes nothing with it', () => {
    expect(read([rawFile('dvc.lock', dvcLock.replace('schema: ', 'schema: ['))], 'dvc')).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'dvc.lock', place: 'line 2' } } });
    expect(read(projectFiles({ 'run/dvc.lock': 'stages: 3\n' }), 'dvc')).toMatchObject({ ok: false, trouble: { params: { name: 'run/dvc.lock' } } });
    const files = projectFiles({ 'run/params.yaml': 'base: [' });
    expect(codes(files)).toContain('unreadable-part');
    expect(evidenceOf(files)).toMatchObject({ run: { completeness: 'partial' }, lineage: expect.arrayContaining([expect.objectContaining({ path: 'models/wide.pt' })]) as unknown });
    expect(codes([rawFile('a.dvc', `outs:\n- path: a\n  size: 3\n- path: b\n  md5: ${'1'.repeat(32)}\n`)])).toEqual(['no-hash', 'no-hash']);
  });

  it('E-8 gathers what a project names, each file with its nearest project', () => {
    const files = [...projectFiles(), rawFile('run/sub/dvc.yaml', dvcYaml), rawFile('run/sub/params.yaml', paramsYaml), rawFile('run/notes.yaml', 'a: 1\n'), rawFile('other/params.yaml', paramsYaml), rawFile('lone.dvc', pointer)];
    expect(gatherPieces(files.map(headOf))).toEqual([projectFiles().map(({ name }) => name), ['run/sub/dvc.yaml', 'run/sub/params.yaml'], ['run/notes.yaml'], ['other/params.yaml'], ['lone.dvc']]);
    const richer = projectFiles({ 'run/dvclive/metrics.json': '{"config": {"model": "x"}, "results": {}}' });
    expect(gatherPieces(richer.map(headOf))).toContainEqual(['run/dvclive/metrics.json']);
    for (const text of ['stages:\n  - build\n  - test\nbuild:\n  script: make\n', 'outs:\n- path: a\n', paramsYaml]) expect(detect([rawFile('dvc.yaml', text)]).kind).toBe('unknown');
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/dvc');
const has = existsSync(samples);
if (!has) console.info(`No genuine DVC files at ${samples}: that part is left out.`);

describe.runIf(has)('DVC project, genuine', () => {
  const of = (folder: string): RawFile[] => readdirSync(path.join(samples, folder), { withFileTypes: true }).filter((item) => item.isFile()).map(({ name }) => rawFile(`p/${name}`, readFileSync(path.join(samples, folder, name))));

  it('bank-customer-churn', () => {
    const files = of('bank-customer-churn');
    expect(gatherPieces(files.map(headOf))).toEqual([files.map(({ name }) => name)]);
    const evidence = evidenceOf(files);
    expect(evidence).toMatchObject({ source: { format: 'dvc', formatVersion: '2.0' }, subject: { modelName: 'randomforest-model' }, run: { seeds: [42], completeness: 'complete' } });
    expect(evidence.entries.filter(({ type }) => type === 'step').map(({ id }) => id)).toEqual(['data_split', 'train', 'eval']);
    expect(evidence.lineage).toHaveLength(2 + 4 + 3 + 2 + 5 + 5 + 1);
    expect(evidence.lineage).toContainEqual({ path: 'model//clf-model', hashAlgorithm: 'md5', hash: 'c8a06d11eee4053037d215f4fe6b7ae5', sizeBytes: 20_931_746, role: 'out', step: 'train', check: 'not-at-hand' });
    expect(evidence.warnings.map(({ code }) => code)).toEqual(['metrics-missing']);
    expect(evidence.results).toMatchObject([{ metric: 'step', value: 0, direction: 'unknown' }]);
  });

  it('a pointer to 25,002 files', () => {
    expect(evidenceOf(of('')).lineage).toMatchObject([{ path: 'dataset', hash: 'b2c461b1b0bcb7a0a2318d5be1f13758.dir', hashAlgorithm: 'md5 of a directory list', sizeBytes: 866_190_740 }]);
  });
});
