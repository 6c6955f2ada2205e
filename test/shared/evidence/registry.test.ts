import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import { exposureWarnings } from '../../../shared/evidence/exposure.ts';
import { modelInfo, progress, runConfig, vnnRows } from '../../builders/evidence-text.ts';
import { rawFile } from '../../builders/raw-file.ts';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';

const read = (files: readonly RawFile[], format: string | null = null) => readEvidence({ files, format, kind: null, answers: { polarity: 'states-negation' } });
const detected = (...files: RawFile[]): string => {
  const found = detect(files);
  return found.kind === 'known' ? found.reader.id : found.kind;
};

describe('E-8 detection', () => {
  it('goes by content, whatever the name', () => {
    expect(detected(rawFile('notes.txt', modelInfo()))).toBe('robustbench');
    expect(detected(rawFile('model.json', vnnRows('unsat')))).toBe('vnncomp-results');
    expect(detected(rawFile('a.csv', runConfig(3)), rawFile('b.csv', progress(3)))).toBe('safety-starter-agents');
    expect(detected(rawFile('progress.txt', ''), rawFile('config.json', runConfig(3)))).toBe('safety-starter-agents');
    expect(detected(rawFile('Carmon2019Unlabeled.json', '{}'))).toBe('unknown');
    expect(detected(rawFile('results.csv', ''))).toBe('unknown');
    expect(detected(rawFile('results.csv', 'a,b,c\n1,2,3\n'))).toBe('unknown');
  });

  it('keeps unknown files unread only when told what kind they are', () => {
    const files = [rawFile('log.bin', new Uint8Array([0, 159, 146, 150]))];
    expect(read(files)).toMatchObject({ ok: false, trouble: { code: 'evidence/unknown-format', params: { name: 'log.bin' } } });
    expect(readEvidence({ files, format: null, kind: 'redteam', answers: {} })).toMatchObject({ ok: true, value: { evidence: { kind: 'redteam', verdict: 'none', results: [], source: { format: 'unknown' } } } });
    expect(read([rawFile('a.json', modelInfo())], 'garak')).toMatchObject({ ok: false, trouble: { code: 'evidence/unknown-format' } });
    expect(read([rawFile('a.json', modelInfo())], 'unknown')).toMatchObject({ ok: false });
  });

  it('tells measurements apart that a file names alike: thresholds and comparisons go by their names', () => {
    const slices = { schema_version: '0.0.2', model_details: { name: 'x' }, quantitative_analysis: { performance_metrics: [{ type: 'accuracy', value: '0.9', slice: 'a' }, { type: 'accuracy', value: '0.8', slice: 'a' }, { type: 'accuracy', value: '0.7', slice: 'a' }] } };
    const result = read([rawFile('card.json', JSON.stringify(slices))]);
    const variants = result.ok ? result.value.evidence.results.map(({ variant }) => variant) : [];
    expect(variants).toHaveLength(3);
    expect(new Set(variants).size).toBe(3);
  });

  it('E-7 flags home directories with the line', () => {
    const text = 'ok\n"/home/ana/runs" and "/home/ana/x"\nC:\\Users\\ana\\x\n/srv/home\n';
    expect(exposureWarnings('log', text).map((one) => one.place)).toEqual(['log, line 2', 'log, line 3']);
    expect(exposureWarnings('log', '/Users/b\n'.repeat(9)).at(-1)?.text).toContain('4 more');
    const result = read([rawFile('progress.txt', progress(3)), rawFile('config.json', runConfig(3, {}, { output: '/home/ana/data' }))]);
    expect(result).toMatchObject({ ok: true, value: { evidence: { warnings: expect.arrayContaining([expect.objectContaining({ code: 'home-path' })]) } } });
  });
});

describe('E-6 hostile files', () => {
  it('refuses depth, NUL, wrong UTF-8 and half surrogates with a place', () => {
    const deep = modelInfo({ last: '@' }).replace('"@"', '['.repeat(100_000));
    expect(read([rawFile('deep.json', deep)])).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { expected: 'at most 64 levels' } } });
    expect(read([rawFile('nul.json', modelInfo({ name: 'a' }).replace('"a"', '"\0"'))])).toMatchObject({ ok: false, trouble: { params: { place: 'line 3' } } });
    expect(read([rawFile('half.json', modelInfo({ name: 'a' }).replace('"a"', '"\\ud800"'))])).toMatchObject({ ok: false, trouble: { params: { expected: 'no half of a surrogate pair' } } });
    const bytes = new TextEncoder().encode(modelInfo());
    bytes[40] = 0xff;
    expect(read([rawFile('latin.json', bytes)])).toMatchObject({ ok: false, trouble: { code: 'input/not-utf8', params: { offsetBytes: 40 } } });
    expect(read([rawFile('proto.json', modelInfo().replace('"link"', '"__proto__"'))])).toMatchObject({ ok: false });
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples');
const hasSamples = existsSync(samples);
if (!hasSamples) console.log(`Genuine samples are not tried: there is no folder ${samples}.`);

/** What lies beside the samples and is no evidence: licences, sources, JSON Schemas of the formats. */
const noEvidence = /^SOURCES\.tsv$|(?:^|\/)license\.txt$|(?:^|\/)_[^/]*schema[^/]*\.json$/;
/** Samples that are broken on purpose: each gets a clear refusal. */
const broken: Readonly<Record<string, string>> = {
  'cyclonedx-mlbom/bom-examples-bert-base-cased.INVALID-trailing-comma.json': 'line 9, column 5', 'sarif/BinSkim-MixedMode.INVALID-bom-and-trailing-comma.sarif': 'line 755', 'junit-xml/hostile-testXxe-xxe.xml': 'line 2',
};

describe.runIf(hasSamples)('genuine samples', () => {
  const load = (name: string): RawFile => rawFile(name, new Uint8Array(readFileSync(path.join(samples, name))));
  const all = hasSamples ? (readdirSync(samples, { recursive: true }) as string[]).map((name) => name.split(path.sep).join('/')).filter((name) => statSync(path.join(samples, name)).isFile()).sort() : [];
  const pieces = gatherPieces(all.map((name) => headOf(load(name))));

  it.each(pieces.map((names) => [names.join(' + '), names] as const))('%s', (_, names) => {
    const files = names.map(load);
    if (noEvidence.test(names[0]!)) {
      expect(detect(files).kind).toBe('unknown');
      return;
    }
    const found = detect(files);
    expect(found.kind === 'known' ? found.reader.id : found.kind).toBe(names[0]!.split('/')[0]);
    const result = readEvidence({ files, format: null, kind: null, answers: {} });
    const place = broken[names[0]!];
    if (place === undefined) expect(result).toMatchObject({ ok: true });
    else expect(result).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: names[0], place: expect.stringContaining(place) } } });
  });

  it('come as pieces: runs, projects and modules together', () => {
    const together = pieces.filter((names) => names.length > 1).map((names) => `${path.posix.dirname(names[0]!)}: ${names.length}`);
    expect(together).toEqual(['aiid: 4', 'dvc/bank-customer-churn: 6', 'gsn2x/modular: 4', 'helm/mmlu-philosophy-gpt2: 3', 'helm/narrative_qa-gpt2: 3', 'lm-eval-harness: 2', 'omnisafe/NaturalPG: 2',
      'safety-starter-agents/ppo_PointGoal1_s0_crashed_empty: 2', 'safety-starter-agents/ppo_PointPush2_s0: 2', 'safety-starter-agents/ppo_lagrangian_PointGoal1_s0: 2']);
  });

  it('each file by itself is its format too, or says that its run is not whole', () => {
    for (const name of all) {
      if (noEvidence.test(name)) continue;
      const found = detect([load(name)]);
      const id = found.kind === 'known' ? found.reader.id : found.kind;
      // An empty file, and a configuration or a parameter file without its run, can't be told by their content.
      if (!/progress\.txt$|config\.json$|params\.yaml$|artifacts\.yaml$|dvclive\.json$|sub\d\.gsn\.yaml$/.test(name)) expect(`${name}: ${id}`).toBe(`${name}: ${name.split('/')[0]}`);
    }
  });

  it('E-1 none of them passes that the tools themselves did not let pass', () => {
    const passing = pieces.filter((names) => {
      const result = readEvidence({ files: names.map(load), format: null, kind: null, answers: {} });
      return result.ok && judgeEvidence('E-1' as ItemId, result.value.evidence, [], []).state === 'passed';
    });
    // Genuine test reports in which every case passed, and a run that stayed below its own cost limit.
    expect(passing.map(([name]) => name)).toMatchInlineSnapshot(`
      [
        "junit-xml/junit-report-1463.xml",
        "junit-xml/junit-report-various-timestamps.xml",
        "junit-xml/surefire-FlakyTest.xml",
      ]
    `);
  });
});
