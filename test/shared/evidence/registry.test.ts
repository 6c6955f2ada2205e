import fc from 'fast-check';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, readEvidence, readers } from '../../../shared/evidence/registry.ts';
import { homePathWarnings } from '../../../shared/evidence/home-path.ts';
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

  it('E-7 flags home directories with the line', () => {
    const text = 'ok\n"/home/ana/runs" and "/home/ana/x"\nC:\\Users\\ana\\x\n/srv/home\n';
    expect(homePathWarnings('log', text).map((one) => one.place)).toEqual(['log, line 2', 'log, line 3']);
    expect(homePathWarnings('log', '/Users/b\n'.repeat(9)).at(-1)?.text).toContain('4 more');
    const result = read([rawFile('progress.txt', progress(3)), rawFile('config.json', runConfig(3, {}, { output: '/home/ana/data' }))]);
    expect(result).toMatchObject({ ok: true, value: { evidence: { warnings: expect.arrayContaining([expect.objectContaining({ code: 'home-path' })]) } } });
  });
});

describe('E-6 hostile files', () => {
  const bodies: Record<string, string> = { robustbench: modelInfo(), 'vnncomp-results': vnnRows('unsat', 'unsat'), progress: progress(4), config: runConfig(4) };
  const group = (which: string, content: string | Uint8Array): RawFile[] =>
    which === 'progress' ? [rawFile('progress.txt', content), rawFile('config.json', runConfig(4))] : which === 'config' ? [rawFile('progress.txt', progress(4)), rawFile('config.json', content)] : [rawFile('file', content)];
  const format = (which: string): string => (which === 'progress' || which === 'config' ? 'safety-starter-agents' : which);

  it('never throws and never passes what it doesn\'t know, however the bytes are bent (property)', () => {
    const mutation = fc.record({ which: fc.constantFrom(...Object.keys(bodies)), at: fc.nat(), remove: fc.nat({ max: 40 }), insert: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('\0', 'NaN', '1e400', '"', '{', '[', ',', '\t', '\r\n', '\uFEFF', '\ud800')) });
    fc.assert(fc.property(mutation, fc.boolean(), ({ which, at, remove, insert }, forced) => {
      const body = bodies[which]!;
      const start = at % body.length;
      const result = read(group(which, body.slice(0, start) + insert + body.slice(start + remove)), forced ? format(which) : null);
      if (!result.ok) expect(result.trouble.family).toBe('refusal');
      else if (which === 'vnncomp-results') for (const property of result.value.evidence.properties) if (property.verdict === 'pass') expect(['unsat', 'holds']).toContain(property.verdictRaw);
    }), { numRuns: 2000 });
  });

  it('takes any bytes under any format (property)', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(null, ...readers.map((reader) => reader.id)), (bytes, forced) => {
      const result = read([rawFile('x', bytes)], forced);
      if (!result.ok) expect(result.trouble.family).toBe('refusal');
    }), { numRuns: 1000 });
  });

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

describe.runIf(hasSamples)('genuine samples', () => {
  const load = (name: string): RawFile => rawFile(name, new Uint8Array(readFileSync(path.join(samples, name))));
  const all = hasSamples ? (readdirSync(samples, { recursive: true }) as string[]).filter((name) => statSync(path.join(samples, name)).isFile()) : [];

  it('RobustBench', () => {
    const metrics = (name: string) => {
      const result = read([load(name)]);
      if (!result.ok) throw new Error(JSON.stringify(result.trouble));
      return Object.fromEntries(result.value.evidence.results.map(({ metric, value }) => [metric, value]));
    };
    expect(metrics('robustbench/Carmon2019Unlabeled.json')).toEqual({ clean_acc: 89.69, autoattack_acc: 59.53, robust_acc: 59.53 });
    expect(metrics('robustbench/cifar10-L2-Amini2024MeanSparse.json')).toMatchObject({ autoattack_acc: 87.28, external: 84.33, robust_acc: 84.33 });
    expect(metrics('robustbench/imagenet-corruptions-AlexNet.json')).toMatchObject({ corruptions_acc: 21.12, corruptions_mce: 100 });
  });

  it('Safety Gym starter agents', () => {
    const run = (name: string) => {
      const result = read([load(`safety-starter-agents/${name}/progress.txt`), load(`safety-starter-agents/${name}/config.json`)]);
      if (!result.ok) throw new Error(JSON.stringify(result.trouble));
      return result.value.evidence;
    };
    expect(run('ppo_PointGoal1_s0_crashed_empty').run.completeness).toBe('crashed');
    expect(run('ppo_PointPush2_s0').run.completeness).toBe('complete');
    expect(run('ppo_lagrangian_PointGoal1_s0').run.completeness).toBe('partial');
    expect(run('ppo_PointPush2_s0').results.every((result) => result.threshold === null)).toBe(true);
    expect(run('ppo_lagrangian_PointGoal1_s0').results.find((result) => result.threshold !== null)).toMatchObject({ metric: 'AverageEpCost', threshold: { value: 25, op: '<=' } });
    expect(run('ppo_PointPush2_s0').warnings.map((one) => one.code)).toContain('home-path');
  });

  it.each(all.filter((name) => !/^(?:robustbench\/.*\.json|safety-starter-agents\/.*\/)/.test(name)))('%s is unknown, kept raw', (name) => {
    expect(detected(load(name))).toBe('unknown');
    expect(readEvidence({ files: [load(name)], format: null, kind: 'design', answers: {} })).toMatchObject({ ok: true, value: { evidence: { source: { format: 'unknown' }, verdict: 'none' } } });
  });
});
