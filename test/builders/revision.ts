/** Revision content as plain data: what the rules need to know, without objects or hashing. */
import type { Hazard } from '../../shared/dossier/hazard.ts';
import type { Revision } from '../../shared/dossier/revision.ts';
import { readContent, type ContentOf, type RevisionContent } from '../../shared/events/content.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import { countedDigest } from './fact.ts';
import { hazard } from './hazard.ts';

export const aurora = 'aurora-7b-2.3' as DossierId;

/** Content of a revision of Aurora-7B 2.3 with one hazard of residual level Medium, owned by nobody on the board. */
export function contentWith(parts: Partial<Revision> = {}, hazards: readonly Hazard[] = [hazard()]): RevisionContent {
  const revision: Revision = {
    format: 1, kind: 'revision', dossier: aurora,
    product: { id: 'aurora-7b' as Revision['product']['id'], name: 'Aurora-7B', release: '2.3', vendor: 'Halden Compute AS' },
    intendedUse: 'Ward robots', notCovered: [], owners: ['Halden Compute AS'],
    artifacts: [{ name: 'aurora-7b-2.3.safetensors', kind: 'file', digest: countedDigest(0xf1), sizeBytes: 1 }],
    hazards: { object: countedDigest(0xf2), root: countedDigest(0xf3), count: hazards.length }, evidence: [], documents: [], thresholds: [], ...parts,
  };
  return readContent(revision, { format: 1, kind: 'hazard-register', hazards: [...hazards] });
}

/** Looks contents up by digest. */
export function contents(entries: Iterable<readonly [Digest, RevisionContent]>): ContentOf {
  const known = new Map(entries);
  return (digest) => known.get(digest);
}
