import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import { commit25, file, id, job, job1, made1, made25, made26, spec } from '../../builders/evidence-files/pachyderm.ts';
import { rawFile } from '../../builders/raw-file.ts';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';

const read = (one: RawFile, format: string | null = null) => readEvidence({ files: [one], format, kind: null, answers: {} });
function evidenceOf(one: RawFile) {
  const result = read(one);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (one: RawFile): string[] => evidenceOf(one).warnings.map(({ code }) => code);
const items = (one: RawFile) => evidenceOf(one).lineage.map(({ path: at, hash, role, step }) => [at, hash, role, step]);

describe('Pachyderm', () => {
  it('reads a commit, its 64-bit size from a string and its times', () => {
    const evidence = evidenceOf(file(commit25()));
    expect(evidence).toMatchObject({ kind: 'provenance', verdict: 'none', source: { formatVersion: '2.0 to 2.5' }, run: { completeness: 'complete', startedAt: '2022-03-01T10:00:00.123Z', endedAt: '2022-03-01T10:00:06.500Z', timezone: 'known' }, warnings: [] });
    expect(evidence.lineage).toEqual([{ path: `frames@master=${id('1')}`, hashAlgorithm: 'commit id, no hash of the content', hash: `frames@master=${id('1')}`, sizeBytes: 4000, role: 'out', step: null, check: 'not-at-hand' }]);
    expect(evidence.entries[0]).toMatchObject({ id: `frames@master=${id('1')}`, type: 'data', state: 'closed', at: '2022-03-01T10:00:06.500Z', text: `origin USER; parent frames@master=${id('0')}; 4000 bytes` });
    const huge = file(commit25({ details: { size_bytes: '9223372036854775807' } }));
    expect(evidenceOf(huge).lineage[0]?.sizeBytes).toBeNull();
    expect(codes(huge)).toEqual(['size-unclear']);
    expect(evidenceOf(file(commit25({ details: undefined }))).entries[0]?.text).toContain('at most 4096 bytes');
  });

  it('takes provenance as branches up to 2.5 and as commits before and after', () => {
    expect(items(file(made25()))).toEqual([
      ['labels.spec@master', 'labels.spec@master', 'param', `job labels@${id('1')}`], ['frames@master', 'frames@master', 'in', `job labels@${id('1')}`], [`labels@master=${id('1')}`, `labels@master=${id('1')}`, 'out', `job labels@${id('1')}`],
    ]);
    expect(codes(file(made25()))).toEqual(['provenance-branches']);
    expect(evidenceOf(file(made25())).lineage[0]?.hashAlgorithm).toBe('branch, no commit');
    expect(items(file(made26()))).toEqual([
      [`brakes/frames@master=${id('2')}`, `brakes/frames@${id('2')}`, 'in', `job brakes/labels@${id('2')}`], [`brakes/labels.spec@${id('3')}`, `brakes/labels.spec@${id('3')}`, 'param', `job brakes/labels@${id('2')}`], [`brakes/labels@master=${id('2')}`, `brakes/labels@${id('2')}`, 'out', `job brakes/labels@${id('2')}`],
    ]);
    expect(evidenceOf(file(made26()))).toMatchObject({ source: { formatVersion: '2.6 or later' }, warnings: [] });
    expect(items(file(made1()))).toEqual([[`frames@master=${id('5')}`, `frames@${id('5')}`, 'in', `job labels@${id('4')}`], [`labels@master=${id('4')}`, `labels@${id('4')}`, 'out', `job labels@${id('4')}`]]);
    expect(evidenceOf(file(made1()))).toMatchObject({ source: { formatVersion: '1.x' } });
  });

  it('E-5 never takes two repos that share a commit id for the same', () => {
    const hashes = [...evidenceOf(file(commit25())).lineage, ...evidenceOf(file(made25())).lineage].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('reads a job with its inputs, output and datums', () => {
    const evidence = evidenceOf(file(job()));
    expect(items(file(job()))).toEqual([
      [`frames@master=${id('1')}`, `frames@master=${id('1')}`, 'in', `job labels@${id('1')}`], [`rules@master=${id('6')}`, `rules@master=${id('6')}`, 'in', `job labels@${id('1')}`], [`labels@master=${id('1')}`, `labels@master=${id('1')}`, 'out', `job labels@${id('1')}`],
    ]);
    expect(evidence.results.map(({ metric, value, rawText, unit }) => [metric, value, rawText, unit])).toEqual([
      ['data_total', 10, '10', 'count'], ['data_processed', 7, '7', 'count'], ['data_skipped', 3, '3', 'count'], ['data_failed', 0, 'left out, which means 0', 'count'], ['data_recovered', 0, 'left out, which means 0', 'count'], ['process_time', 61.5, '61.5s', 'seconds'],
    ]);
    expect(evidence).toMatchObject({ verdict: 'none', run: { completeness: 'complete', endedAt: '2022-03-01T10:02:00.000Z' } });
    expect(evidence.entries.find(({ type }) => type === 'step')).toMatchObject({ id: `job labels@${id('1')}`, state: 'passed', stateRaw: 'JOB_SUCCESS', text: 'python3 /label.py' });
    expect(evidence.entries.find(({ id: at }) => at.startsWith('labels@'))?.links).toEqual([{ to: `job labels@${id('1')}`, as: 'made-from' }]);
    expect(evidenceOf(file(job1()))).toMatchObject({ source: { formatVersion: '1.x' }, run: { completeness: 'complete' }, lineage: [{ path: `frames@master=${id('5')}`, hash: `frames@${id('5')}` }, { path: `labels@master=${id('4')}` }] });
  });

  it('E-1 what is not finished, failed or was killed is never complete', () => {
    expect(evidenceOf(file(commit25({ finished: undefined })))).toMatchObject({ run: { completeness: 'partial', endedAt: null }, entries: [{ state: 'open' }] });
    expect(evidenceOf(file(commit25({ error: 'datum failed' })))).toMatchObject({ verdict: 'error', verdictRaw: 'datum failed', run: { completeness: 'crashed' } });
    for (const state of ['JOB_FAILURE', 'JOB_KILLED', 'JOB_UNRUNNABLE']) expect(evidenceOf(file(job({ state, reason: 'why' })))).toMatchObject({ verdict: 'error', verdictRaw: state, run: { completeness: 'crashed' } });
    for (const state of ['JOB_RUNNING', 'JOB_EGRESSING', undefined]) expect(evidenceOf(file(job({ state }))).run.completeness).toBe('partial');
    expect(evidenceOf(file(job({ state: 'JOB_SPLENDID' })))).toMatchObject({ run: { completeness: 'unknown' }, warnings: [{ code: 'unknown-verdict' }] });
    expect(evidenceOf(file(job({ finished: undefined }))).run.completeness).toBe('partial');
    expect(codes(file(job({ data_processed: '6' })))).toEqual(['partial']);
    expect(codes(file(job({ data_processed: '6', data_recovered: '1' })))).toEqual(['recovered']);
    expect(evidenceOf(file(commit25(), job({ state: 'JOB_FAILURE' }))).run.completeness).toBe('crashed');
  });

  it('reads objects that follow each other, an array, and a pipeline alone', () => {
    const list = evidenceOf(file(commit25(), made25(), job()));
    expect(list.entries.map(({ id: at }) => at)).toEqual([`frames@master=${id('1')}`, 'labels.spec@master', 'frames@master', `labels@master=${id('1')}`, `rules@master=${id('6')}`, `job labels@${id('1')}`]);
    expect(list.lineage.find(({ path: at, role }) => at.startsWith('labels@') && role === 'out')).toMatchObject({ sizeBytes: 4000 });
    const two = evidenceOf(file(job(), job({ job: { pipeline: { name: 'score' }, id: id('8') }, output_commit: { branch: { repo: { name: 'score' }, name: 'master' }, id: id('8') } })));
    expect(two.results.filter(({ metric }) => metric === 'data_total').map(({ variant }) => variant)).toEqual(['labels', 'score']);
    expect(evidenceOf(rawFile('a.json', JSON.stringify([commit25(), made25()]))).entries).toHaveLength(4);
    expect(evidenceOf(file(spec()))).toMatchObject({ run: { completeness: 'unknown' }, entries: [{ id: 'frames@master', type: 'data' }, { id: 'labels', type: 'step', links: [{ to: 'frames@master', as: 'made-from' }] }], facts: [{ name: 'image of labels', value: 'example/label:3' }] });
  });

  it('E-6 refuses with the line, also in a later object', () => {
    const one = JSON.stringify(commit25(), null, 2);
    const lines = one.split('\n').length;
    expect(read(rawFile('p.json', `${one}\n${one.slice(0, -3)}`))).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'p.json', place: expect.stringMatching(new RegExp(`^line ${lines * 2 - 1}, column`)) as unknown } } });
    expect(read(rawFile('p.json', `${one}\n{"a": 1,}`))).toMatchObject({ ok: false, trouble: { params: { place: `line ${lines + 1}, column 9` } } });
    expect(read(rawFile('p.json', '[]'), 'pachyderm')).toMatchObject({ ok: false });
  });

  it('E-8 is not a JSON Schema, nor anything with a job in it', () => {
    for (const value of [{ $schema: 'http://json-schema.org/draft-04/schema#', definitions: { CommitInfo: {} } }, { job: 'nightly' }, { commit: { id: 'abc' } }, { pipeline: { name: 'x' } }]) expect(detect([rawFile('x.json', JSON.stringify(value))]).kind).toBe('unknown');
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/pachyderm');
const has = existsSync(samples);
if (!has) console.info(`No genuine Pachyderm files at ${samples}: that part is left out.`);

describe.runIf(has)('Pachyderm, genuine', () => {
  const of = (name: string): RawFile => rawFile(name, readFileSync(path.join(samples, name)));

  it('commits of 2.x', () => {
    expect(evidenceOf(of('inspect_commit_images_v2.json'))).toMatchObject({ run: { completeness: 'complete', endedAt: '2021-08-02T20:13:11.851Z' }, lineage: [{ path: 'images@master=c6d7be4a13614f2baec2cb52d14310d0', sizeBytes: 244_068, role: 'out' }] });
    const edges = evidenceOf(of('inspect_commit_edges_v2.json'));
    expect(edges.lineage.map(({ path: at, role, sizeBytes }) => [at, role, sizeBytes])).toEqual([['edges.spec@master', 'param', null], ['images@master', 'in', null], ['edges@master=71c791f3252c492a8f8ad9a51e5a5cd5', 'out', 22_754]]);
    expect(edges.warnings.map(({ code }) => code)).toEqual(['provenance-branches']);
  });

  it('a pipeline; and the schema of a commit, which is none', () => {
    expect(evidenceOf(of('edges.pipeline.json')).entries.find(({ type }) => type === 'step')).toMatchObject({ id: 'edges', text: 'A pipeline that performs image edge detection by using the OpenCV library.\npython3 /edges.py\nglob /* of images@master' });
    expect(detect([of('_CommitInfo.schema.json')]).kind).toBe('unknown');
  });
});
