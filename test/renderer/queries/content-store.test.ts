import { describe, expect, test } from 'vitest';
import { contentStore } from '../../../renderer/queries/content-store.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { makeRevision, openRegister } from '../../../shared/dossier/revision-tree.ts';
import { integrity, ok, type Result, type Trouble } from '../../../shared/result.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { countedDigest } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { contentWith } from '../../builders/revision.ts';
import { valueOf } from '../../builders/test-vault.ts';

function published() {
  const { dossier, product, intendedUse, notCovered, owners, artifacts, thresholds } = contentWith().revision;
  return valueOf(makeRevision({ dossier, product, intendedUse, notCovered, owners, artifacts, thresholds, register: { format: 1, kind: 'hazard-register', hazards: [hazard({ evidence: [], mitigations: [] })] }, evidence: [], documents: [] }, sha256));
}

/** A main process whose objects can be taken away and damaged; every read is counted. */
function workbench() {
  const made = published();
  const objects = new Map<Digest, Uint8Array>(made.objects);
  let reads = 0;
  const troubles: Trouble[] = [];
  const source = { read: async (digest: Digest): Promise<Result<Uint8Array>> => {
    const bytes = objects.get(digest);
    return bytes === undefined ? integrity('object/missing', { digest }) : ok(bytes);
  } };
  const store = contentStore((revision) => {
    reads++;
    return openRegister(revision, source, sha256);
  }, (trouble) => void troubles.push(trouble));
  return { made, objects, store, troubles, reads: () => reads };
}

describe('revision content', () => {
  test('is loaded once', async () => {
    const { made, store, reads } = workbench();
    expect(await store.load([made.digest, made.digest])).toBe(true);
    expect(store.contentOf(made.digest)?.register?.hazards).toHaveLength(1);
    const before = reads();
    expect(await store.load([made.digest])).toBe(false);
    expect(reads()).toBe(before);
  });

  test('what is missing is asked for again and told to nobody', async () => {
    const { made, objects, store, troubles } = workbench();
    objects.delete(made.revision.hazards.object);
    expect(await store.load([made.digest, countedDigest(7)])).toBe(true);
    expect(store.contentOf(made.digest)).toMatchObject({ register: null, highestResidual: 'unknown' });
    objects.set(made.revision.hazards.object, made.objects.get(made.revision.hazards.object)!);
    expect(await store.load([made.digest])).toBe(true);
    expect(store.contentOf(made.digest)?.highestResidual).not.toBe('unknown');
    expect(troubles).toEqual([]);
  });

  test('what is damaged is told once and not taken in', async () => {
    const { made, objects, store, troubles } = workbench();
    objects.set(made.digest, new Uint8Array([123, 125]));
    expect(await store.load([made.digest])).toBe(false);
    expect(await store.load([made.digest])).toBe(false);
    expect(troubles.map((trouble) => trouble.code)).toEqual(['object/damaged']);
    expect(store.contentOf(made.digest)).toBeUndefined();
  });
});
