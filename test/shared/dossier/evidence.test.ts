import { describe, expect, it } from 'vitest';
import { Evidence } from '../../../shared/dossier/evidence.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { evidence } from '../../builders/evidence.ts';
import { modelInfo } from '../../builders/evidence-text.ts';
import { rawFile } from '../../builders/raw-file.ts';

describe('E-5 hashes in evidence', () => {
  const lineage = { path: 'weights.pt', hashAlgorithm: 'md5', hash: '0cc175b9c0f1b6a831c399e269772661', sizeBytes: null, role: 'in' as const, step: null, check: 'not-at-hand' as const };
  const fits = (entry: object) => Evidence.safeParse({ ...evidence(), lineage: [entry] }).success;

  it('carry the name of their algorithm, always', () => {
    expect(fits(lineage)).toBe(true);
    const { hashAlgorithm: _, ...nameless } = lineage;
    expect(fits(nameless)).toBe(false);
    expect(fits({ ...lineage, hashAlgorithm: '' })).toBe(false);
  });

  it('of nothing are no match: a name alone never ties evidence to the artifact', () => {
    const read = readEvidence({ files: [rawFile('evidence/model.json', modelInfo())], format: null, kind: null, answers: { norm: 'Linf' } });
    expect(read.ok && read.value.evidence.subject).toMatchObject({ modelName: 'model', matchToArtifact: 'unknown' });
  });
});
