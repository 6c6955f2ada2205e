import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { standardsFile } from '../../builders/evidence-files/ailuminate-modelbench.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string | Uint8Array) => readEvidence({ files: [rawFile('standards/official.json', text)], format: null, kind: null, answers: {} });
function evidenceOf(text: string | Uint8Array) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}

describe('AILuminate reference standards', () => {
  it('E-1 holds reference figures only: no product, no verdict, and no threshold passes', () => {
    const evidence = evidenceOf(standardsFile());
    expect(evidence).toMatchObject({ source: { format: 'ailuminate-modelbench', formatVersion: '2.0.0' }, kind: 'benchmark', verdict: 'none', subject: { modelName: null }, run: { completeness: 'unknown', endedAt: '2026-01-20T08:15:00.000Z' } });
    expect(evidence.warnings[0]).toMatchObject({ code: 'reference-only' });
    const limit = { evidence: null, metric: 'reference_safe_fraction', variant: 'safe_hazard-1_1-cse', op: '>=' as const, value: 0.5, unit: 'fraction' as const, reason: 'too easy' };
    expect(judgeEvidence('E-1' as ItemId, evidence, [limit], []).state).toBe('indeterminate');
  });

  it('E-2 keeps each hazard with its raw text', () => {
    expect(evidenceOf(standardsFile().replace('0.81', '0.810')).results).toEqual([
      expect.objectContaining({ metric: 'reference_safe_fraction', variant: 'safe_hazard-1_1-cse', value: 0.81, rawText: '0.810', unit: 'fraction', direction: 'higher' }),
      expect.objectContaining({ variant: 'safe_hazard-1_1-iwp', value: 0.9 }),
    ]);
  });

  it('E-3 counts NaN and what is no fraction as missing', () => {
    expect(evidenceOf(standardsFile().replace('0.81', 'NaN')).results[0]).toMatchObject({ value: null, rawText: 'NaN' });
    const beyond = evidenceOf(standardsFile({ a: 81 }));
    expect(beyond.results[0]).toMatchObject({ value: null, rawText: '81' });
    expect(beyond.warnings.map(({ code }) => code)).toContain('out-of-range');
  });

  it('E-7 says that user and machine are named, and repeats them in no fact', () => {
    const { warnings, facts } = evidenceOf(standardsFile());
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['user-name', 'host-name']));
    expect(JSON.stringify(facts)).not.toMatch(/tester|bench-1/);
  });

  it('E-6 refuses a score that is no number, with its path', () => {
    expect(read(standardsFile({ 'safe_hazard-1_1-cse': 'high' }))).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'standards/official.json', place: expect.stringContaining('reference_standards') as string } } });
  });
});

const sample = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/ailuminate-modelbench/standards-1.1-en_us-official-private.json');
const has = existsSync(sample);
if (!has) console.info(`No genuine samples: ${sample} is not there.`);
describe.runIf(has)('genuine standards', () => {
  it('gives the figures that stand there', () => {
    const evidence = evidenceOf(new Uint8Array(readFileSync(sample)));
    expect(evidence.results).toHaveLength(12);
    expect(evidence.results.find(({ variant }) => variant === 'safe_hazard-1_1-sxc')).toMatchObject({ value: 0.738 });
    expect(evidence).toMatchObject({ source: { format: 'ailuminate-modelbench' }, dataset: { name: 'general_purpose_ai_chat_benchmark-1.1-en_us-official-private' }, run: { endedAt: '2025-10-30T00:18:50.000Z' } });
    expect(evidence.facts).toContainEqual({ name: 'reference models', value: 'llama-3.1-8b-instruct-turbo-together' });
    expect(evidence.warnings.map(({ code }) => code)).toContain('home-path');
  });
});
