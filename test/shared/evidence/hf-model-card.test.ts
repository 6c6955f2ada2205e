import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { indexCard } from '../../builders/evidence-files/hf-model-card.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string | Uint8Array) => readEvidence({ files: [rawFile('README.md', text)], format: null, kind: null, answers: {} });
function evidenceOf(text: string | Uint8Array) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const warnings = (text: string) => evidenceOf(text).warnings.map(({ code, place }) => `${code} at ${place}`);
const known = (text: string) => { const detected = detect([rawFile('README.md', text)]); return detected.kind === 'known' ? detected.reader.id : detected.kind; };
const withMetrics = (lines: string) => `---\nlicense: mit\nmodel-index:\n- name: m\n  results:\n  - dataset:\n      type: d\n    metrics:\n${lines}---\n# m\n`;

describe('Hugging Face model card', () => {
  it('E-2 reads model-index with data set, configuration and split as variant, and the digits of the file', () => {
    const evidence = evidenceOf(indexCard);
    expect(evidence).toMatchObject({ source: { format: 'hf-model-card' }, kind: 'model-card', verdict: 'none', subject: { modelName: 'aurora-crane' }, dataset: { name: 'Cranes', split: 'test', versionOrDigest: '0123456789abcdef0123456789abcdef01234567' } });
    expect(evidence.results).toEqual([
      expect.objectContaining({ metric: 'accuracy', variant: 'port/cranes, default, test', value: 0.91, rawText: '0.910', unit: 'fraction', direction: 'higher' }),
      expect.objectContaining({ metric: 'f1', value: 88.5, rawText: '88.5%', unit: 'percent' }),
    ]);
    expect(evidence.entries.map(({ id, type }) => [id, type])).toEqual([['aurora/aurora-base', 'model'], ['port/cranes', 'data-set'], ['Uses', 'context'], ['Bias, Risks, and Limitations', 'limit']]);
    expect(evidence.facts).toContainEqual({ name: 'license', value: 'apache-2.0' });
    expect(warnings(indexCard)).toContain('not-a-number at README.md, line 27');
  });

  it('reads Windows line ends to the same', () => {
    const windows = evidenceOf(indexCard.replaceAll('\n', '\r\n'));
    const plain = evidenceOf(indexCard);
    expect(windows.results).toEqual(plain.results);
    expect(windows.entries).toEqual(plain.entries);
    expect(windows.warnings).toEqual(plain.warnings);
  });

  it('reads a card without front matter, with a warning', () => {
    const text = '# Model Card for aurora-crane\n\n## Uses\n\nWarns the driver.\n';
    expect(evidenceOf(text)).toMatchObject({ source: { format: 'hf-model-card' }, subject: { modelName: 'aurora-crane' }, results: [] });
    expect(warnings(text)).toEqual(['no-front-matter at README.md']);
  });

  it('E-6 reads a card whose front matter is invalid, without figures and with its line', () => {
    const broken = indexCard.replace('license: apache-2.0', 'license: [apache-2.0');
    expect(evidenceOf(broken)).toMatchObject({ results: [], subject: { modelName: 'aurora-crane' } });
    expect(warnings(broken)[0]).toMatch(/^front-matter-invalid at README\.md, line \d+$/);
    for (const bad of ['license: !!python/object:os.system x', 'license: mit\nlicense: mit', `license: ${'['.repeat(5000)}`]) expect(warnings(indexCard.replace('license: apache-2.0', bad))[0], bad.slice(0, 40)).toContain('front-matter-invalid');
    expect(warnings(indexCard.replace('\n---\n\n# Model', '\n\n# Model'))[0]).toBe('front-matter-invalid at README.md, line 1');
  });

  it('E-3 counts NaN, words and lists as missing, and doubts a fraction above 1', () => {
    const text = withMetrics('    - type: loss\n      value: .nan\n    - type: wer\n      value: low\n    - type: accuracy\n      value: 91.2\n');
    expect(evidenceOf(text).results.map(({ metric, value, unit, direction }) => [metric, value, unit, direction])).toEqual([['loss', null, 'score', 'lower'], ['wer', null, 'score', 'lower'], ['accuracy', 91.2, 'score', 'higher']]);
    expect(warnings(text)).toEqual(expect.arrayContaining(['not-finite at README.md, line 10', 'not-a-number at README.md, line 12', 'unit-doubt at README.md, line 14']));
    expect(warnings(text).filter((one) => one.endsWith('line 10'))).toHaveLength(1);
  });

  it('keeps figures of one metric and data set apart', () => {
    const text = withMetrics('    - type: f1\n      name: F1 (macro)\n      value: 0.5\n    - type: f1\n      name: F1 (micro)\n      value: 0.6\n    - type: f1\n      name: F1 (micro)\n      value: 0.7\n');
    expect(evidenceOf(text).results.map(({ variant }) => variant)).toEqual(['d, F1 (macro)', 'd, F1 (micro)', 'd, F1 (micro) (2)']);
  });

  it('E-1 never passes a figure that a card only repeats', () => {
    const limit = { evidence: null, metric: 'accuracy', variant: 'port/cranes, default, test', op: '>=' as const, value: 0.5, unit: 'fraction' as const, reason: 'low' };
    expect(judgeEvidence('E-1' as ItemId, evidenceOf(indexCard), [limit], []).state).toBe('indeterminate');
  });

  it('E-8 claims neither other Markdown nor the cards of data sets and apps', () => {
    for (const text of ['# Changes\n\n- Faster.\n', '# Threat model\n\nThe metadata of a pre-trained checkpoint.\n', '# Data model\n\nTables and their metadata.\n', '---\nlayout: post\ntitle: News\ntags: [a]\n---\nText\n', '---\nlicense: mit\ntags: [x]\ntask_categories: [ner]\n---\n# Set\n', '---\nsdk: gradio\napp_file: app.py\nlicense: mit\ntags: []\n---\n', 'a: 1\nb: 2\n', '---\nG1:\n  text: Safe\n---\n', '# README\n\nHow to build the model runner.\n']) expect(known(text), text.slice(0, 30)).not.toBe('hf-model-card');
    for (const text of ['# MyModel\n\nNo metadata here.\n', '# aurora\n\n## Model description\n\nx\n\n## Intended uses & limitations\n\ny\n', '---\npipeline_tag: text-generation\n---\n']) expect(known(text), text.slice(0, 30)).toBe('hf-model-card');
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/hf-model-card');
const has = existsSync(samples);
if (!has) console.info(`No genuine samples: ${samples} is not there.`);
describe.runIf(has)('genuine cards', () => {
  const sample = (name: string) => new Uint8Array(readFileSync(path.join(samples, name)));
  it('gives what stands there', () => {
    const simple = evidenceOf(sample('sample_simple_model_index.md'));
    expect(simple.results.map(({ metric, variant, value, rawText }) => [metric, variant, value, rawText])).toEqual([['accuracy', 'beans', 0.9, '0.9'], ['f1', 'beans, default, test', 0.66, '0.66']]);
    expect(simple).toMatchObject({ subject: { modelName: 'my-cool-model' }, source: { format: 'hf-model-card' } });
    const windows = evidenceOf(sample('sample_windows_line_breaks.md'));
    expect(windows).toMatchObject({ source: { format: 'hf-model-card' }, results: [], warnings: [], subject: { modelName: 'Hello old Windows line breaks' } });
    expect(windows.facts).toEqual(expect.arrayContaining([{ name: 'license', value: 'mit' }, { name: 'language', value: 'eo' }]));
    expect(evidenceOf(sample('sample_no_metadata.md'))).toMatchObject({ source: { format: 'hf-model-card' }, subject: { modelName: 'MyCoolModel' }, results: [], warnings: [{ code: 'no-front-matter' }] });
  });
});
