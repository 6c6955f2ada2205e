import { expect, test } from 'vitest';
import { judgesOtherArtifact, staleByItself, staleUnder } from '../../../shared/evidence/stale.ts';
import { plainTargets, suspectEvidence, traceTargets, type TraceBasis } from '../../../shared/dossier/trace.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { EvidenceEntry } from '../../../shared/dossier/evidence.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { countedDigest } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { contentWith } from '../../builders/revision.ts';

const own = countedDigest(0xabc);
const artifacts = [{ digest: own }];
const subject = (modelVersionOrDigest: string | null, matchToArtifact: 'exact' | 'asserted' | 'unknown' = 'asserted') => ({ subject: { modelName: null, modelVersionOrDigest, matchToArtifact } });
const id = (text: string): ItemId => text as ItemId;

test('evidence that names another artifact by its digest is stale; what names none, or only a version, is not held against it', () => {
  const others = [countedDigest(1), `sha256:${countedDigest(1)}`, `SHA256:${countedDigest(0xabd).toUpperCase()}`];
  expect(others.map((name) => judgesOtherArtifact(subject(name), artifacts))).toEqual([true, true, true]);
  const fine = [own, `sha256:${own}`, own.toUpperCase(), null, '5.0', 'v2', countedDigest(1).slice(0, 40)];
  expect(fine.map((name) => judgesOtherArtifact(subject(name), artifacts))).toEqual(fine.map(() => false));
  // Its lineage holds the artifact itself.
  expect(judgesOtherArtifact(subject(countedDigest(1), 'exact'), artifacts)).toBe(false);
});

test('a hazard is told each reason of each piece that it rests on', () => {
  const piece = (name: string, digest: string | null, expired: boolean) => ({ entry: { id: id(name) }, evidence: subject(digest), judgement: { expired } });
  const byItself = staleByItself([piece('E-1', null, true), piece('E-2', countedDigest(1), true), piece('E-3', own, false)], artifacts);
  expect([...byItself]).toEqual([['E-1', ['expired']], ['E-2', ['expired', 'other-artifact']]]);
  expect(staleUnder([id('E-3'), id('E-2')], byItself, [id('E-3')])).toEqual([{ evidence: 'E-3', reason: 'suspect-link' }, { evidence: 'E-2', reason: 'expired' }, { evidence: 'E-2', reason: 'other-artifact' }]);
});

test('suspect evidence is the same with and without hashing', () => {
  const entry = (name: string, object: number): EvidenceEntry => ({ id: id(name), title: name, kind: 'benchmark', object: countedDigest(object), files: [{ name: 'a.csv', digest: countedDigest(object + 100), sizeBytes: 1 }] });
  const revision = (hazards: readonly Hazard[], ...evidence: readonly EvidenceEntry[]) => {
    const { revision: bare, register } = contentWith({ evidence: [...evidence] }, hazards);
    return { revision: bare, register: register! };
  };
  const rests = [hazard({ id: 'H-1', evidence: ['E-1', 'E-2'], mitigations: [] }), hazard({ id: 'H-2', evidence: ['E-2'], mitigations: [] })];
  const [before, now] = [revision(rests, entry('E-1', 1), entry('E-2', 2)), revision(rests, entry('E-1', 9), entry('E-2', 2))];
  for (const targets of [plainTargets, (traced: typeof now) => traceTargets(traced, sha256)]) {
    const basis: TraceBasis = { now: targets(now), approved: targets(before), viewed: new Set(), viewings: [] };
    expect([...suspectEvidence(now.register, basis)]).toEqual([['H-1', ['E-1']]]);
    expect(suspectEvidence(now.register, { ...basis, viewed: new Set([id('E-1')]) }).size).toBe(0);
  }
});
