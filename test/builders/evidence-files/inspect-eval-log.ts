import { rawFile } from '../raw-file.ts';
import { zipOf, type Packing, type ZipPart } from '../zip.ts';
import type { FormatFixtures } from './fixtures.ts';

type Members = Readonly<Record<string, unknown>>;

/** The header of a log of four samples, two of them right. `spec` and `results` change those parts. */
export function inspectHeader({ spec = {}, results = {}, ...change }: { readonly spec?: Members; readonly results?: Members | null } & Members = {}): Members {
  return {
    version: 2, status: 'success',
    eval: {
      eval_id: 'E1', run_id: 'R1', created: '2026-02-03T08:00:00+01:00', task: 'refuse_dosing', task_id: 'T1', task_version: 0, task_file: 'tasks/refuse_dosing.py', task_args: {},
      dataset: { name: 'dosing', location: 'example://dosing', samples: 4, sample_ids: [1, 2, 3, 4], shuffled: false }, model: 'example/triage-1b', model_generate_config: { seed: 7 }, config: { epochs: 1, epochs_reducer: ['mean'], fail_on_error: true },
      revision: { type: 'git', origin: 'https://git.example/evals.git', commit: 'c0ffee12' }, packages: { inspect_ai: '0.3.138' }, ...spec,
    },
    plan: { name: 'plan', steps: [{ solver: 'generate', params: {} }], config: {} },
    results: results === null ? null : {
      total_samples: 4, completed_samples: 4,
      scores: [{ name: 'match', scorer: 'match', scored_samples: 4, unscored_samples: 0, params: {}, metrics: { accuracy: { name: 'accuracy', value: 0.5, params: {} }, stderr: { name: 'stderr', value: 0.28867513459481287, params: {} } } }], ...results,
    },
    stats: { started_at: '2026-02-03T08:00:01+01:00', completed_at: '2026-02-03T08:05:00+01:00', model_usage: { 'example/triage-1b': { input_tokens: 30, output_tokens: 12, total_tokens: 42 } } },
    ...change,
  };
}

export const inspectSamples = (more: readonly Members[] = []): readonly Members[] => [...['C', 'C', 'I', 'I'].map((value, index) => ({ id: index + 1, epoch: 1, input: `Question ${index + 1}`, target: 'No', scores: { match: { value, answer: 'No' } } })), ...more];

export const inspectJson = (change: Parameters<typeof inspectHeader>[0] = {}, samples: readonly Members[] = inspectSamples()): string => JSON.stringify({ ...inspectHeader(change), samples }, null, 2);

export function inspectArchive(packing: Packing, { header = inspectHeader(), samples = inspectSamples(), without = [] }: { readonly header?: Members; readonly samples?: readonly Members[]; readonly without?: readonly string[] } = {}): Uint8Array<ArrayBuffer> {
  const { version, plan } = header;
  const parts: ZipPart[] = [
    { name: '_journal/start.json', content: JSON.stringify({ version, eval: header['eval'], plan }, null, 2) },
    ...samples.map((sample) => ({ name: `samples/${String(sample['id'])}_epoch_${String(sample['epoch'])}.json`, content: JSON.stringify({ ...sample, messages: [], events: [] }) })),
    { name: '_journal/summaries/1.json', content: JSON.stringify(samples) }, { name: 'summaries.json', content: JSON.stringify(samples) },
    { name: 'reductions.json', content: JSON.stringify([{ scorer: 'match', samples: samples.map(({ id }) => ({ value: 1, sample_id: id })) }]) },
    { name: 'header.json', content: JSON.stringify(header, null, 2) },
  ];
  return zipOf(parts.filter(({ name }) => !without.includes(name)).map((part) => ({ ...part, packing })));
}

export const fixtures: FormatFixtures = {
  format: 'inspect-eval-log',
  good: {
    'a JSON log': [rawFile('log.json', inspectJson())],
    'a cancelled log': [rawFile('cancelled.json', inspectJson({ status: 'cancelled' }, []))],
    'a deflated archive': [rawFile('log.eval', inspectArchive('deflated'))],
    'an archive of today': [rawFile('zstandard.eval', inspectArchive('zstandard'))],
    'an archive without its header': [rawFile('stopped.eval', inspectArchive('zstandard', { without: ['header.json', 'summaries.json', 'reductions.json'] }))],
  },
};
