import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

type Members = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => JSON.stringify(value, null, 2);
const branch = (repo: string, type = 'user') => ({ repo: { name: repo, type }, name: 'master' });

export const id = (letter: string): string => letter.repeat(32);

/** A commit as 2.0 to 2.5 print it. */
export const commit25 = (changes: Members = {}): Members => ({
  commit: { branch: branch('frames'), id: id('1') }, origin: { kind: 'USER' }, parent_commit: { branch: branch('frames'), id: id('0') },
  started: '2022-03-01T10:00:00.123456789Z', finishing: '2022-03-01T10:00:05Z', finished: '2022-03-01T10:00:06.5Z', size_bytes_upper_bound: '4096', details: { size_bytes: '4000' }, ...changes,
});
export const made25 = (changes: Members = {}): Members => commit25({ commit: { branch: branch('labels'), id: id('1') }, origin: { kind: 'AUTO' }, direct_provenance: [branch('labels', 'spec'), branch('frames')], ...changes });

/** As 2.6 and later print it: provenance lists commits, and a project stands in each repo. */
export const made26 = (): Members => ({
  commit: { repo: { name: 'labels', type: 'user', project: { name: 'brakes' } }, id: id('2'), branch: { repo: { name: 'labels', type: 'user', project: { name: 'brakes' } }, name: 'master' } }, origin: { kind: 'AUTO' },
  started: '2024-03-01T10:00:00Z', finished: '2024-03-01T10:00:09Z',
  direct_provenance: [{ repo: { name: 'frames', type: 'user', project: { name: 'brakes' } }, id: id('2'), branch: { name: 'master', repo: { name: 'frames', type: 'user', project: { name: 'brakes' } } } }, { repo: { name: 'labels', type: 'spec', project: { name: 'brakes' } }, id: id('3') }],
  details: { size_bytes: '12' },
});

/** As 1.x prints it. */
export const made1 = (): Members => ({
  commit: { repo: { name: 'labels' }, id: id('4') }, branch: { repo: { name: 'labels' }, name: 'master' }, started: '2020-03-01T10:00:00Z', finished: '2020-03-01T10:01:00Z', size_bytes: '777',
  provenance: [{ commit: { repo: { name: 'frames' }, id: id('5') }, branch: { repo: { name: 'frames' }, name: 'master' } }],
});

export const job = (changes: Members = {}): Members => ({
  job: { pipeline: { name: 'labels' }, id: id('1') }, pipeline_version: '3', output_commit: { branch: branch('labels'), id: id('1') },
  data_processed: '7', data_skipped: '3', data_total: '10', stats: { process_time: '61.5s', download_bytes: '900' }, state: 'JOB_SUCCESS',
  created: '2022-03-01T10:00:07Z', started: '2022-03-01T10:00:08Z', finished: '2022-03-01T10:02:00Z',
  details: { transform: { image: 'example/label:3', cmd: ['python3', '/label.py'] }, input: { cross: [{ pfs: { repo: 'frames', repo_type: 'user', branch: 'master', commit: id('1'), glob: '/*' } }, { pfs: { repo: 'rules', branch: 'master', commit: id('6'), glob: '/' } }] } }, ...changes,
});

export const job1 = (changes: Members = {}): Members => ({
  job: { id: id('7') }, transform: { image: 'example/label:1', cmd: ['sh'], stdin: ['python3 /label.py'] }, pipeline: { name: 'labels' }, pipeline_version: '1', started: '2020-03-01T10:00:00Z', finished: '2020-03-01T10:01:00Z',
  output_commit: { repo: { name: 'labels' }, id: id('4') }, output_branch: 'master', state: 'JOB_SUCCESS', data_processed: '2', data_total: '2', input: { pfs: { repo: 'frames', branch: 'master', commit: id('5'), glob: '/*' } }, ...changes,
});

export const spec = (): Members => ({ pipeline: { name: 'labels' }, description: 'Labels frames.', transform: { image: 'example/label:3', cmd: ['python3', '/label.py'] }, input: { pfs: { repo: 'frames', glob: '/*' } } });

export const file = (...objects: readonly Members[]) => rawFile('pachyderm.json', `${objects.map(text).join('\n')}\n`);

export const fixtures: FormatFixtures = {
  format: 'pachyderm',
  good: {
    'a commit up to 2.5': [file(made25())], 'a commit of 2.6': [file(made26())], 'a commit of 1.x': [file(made1())], 'a job': [file(job())], 'a job of 1.x': [file(job1())],
    'a pipeline': [file(spec())], 'a list of objects': [file(commit25(), made25(), job())], 'an array': [rawFile('list.json', text([commit25(), made25()]))], 'a commit that is not finished': [file(commit25({ finished: undefined }))],
  },
};
