/** Which objects a set of facts needs: the revision, all that it names, and issued packets. */
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { Revision } from '../../shared/dossier/revision.ts';
import type { Fact } from '../../shared/events/fact.ts';
import type { ObjectSource } from '../../shared/ports.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';

/** Largest revision manifest, in bytes. */
export const maxRevisionBytes = 64 * 1024 * 1024;

/** The objects that a fact names itself: the roots from which the rest is found. */
export function rootsOf(fact: Fact): readonly { readonly digest: Digest; readonly kind: 'revision' | 'packet' }[] {
  if (fact.kind !== 'known') return [];
  if (fact.type === 'revision.published/1') return [{ digest: fact.body.revision, kind: 'revision' }];
  if (fact.type === 'packet.issued/1' || fact.type === 'addendum.issued/1' || fact.type === 'copy.issued/1') return [{ digest: fact.body.packet, kind: 'packet' }];
  if (fact.type === 'packet.countersigned/1') return [{ digest: fact.body.revision, kind: 'packet' }];
  return [];
}

/** What a revision names: register, neutral evidence with its raw files, documents. Artifacts stay where they are; only their digests travel. */
export function objectsOf(revision: Revision): readonly Digest[] {
  return [revision.hazards.object, ...revision.evidence.flatMap((entry) => [entry.object, ...entry.files.map((file) => file.digest)]), ...revision.documents.map((document) => document.object)];
}

/** Every object that `facts` need, each once, in order of need. `troubles` holds the revisions that could not be read. */
export async function reachable(facts: readonly Fact[], objects: ObjectSource): Promise<{ readonly digests: ReadonlySet<Digest>; readonly troubles: ReadonlyMap<Digest, Extract<Result<never>, { ok: false }>> }> {
  const digests = new Set<Digest>();
  const troubles = new Map<Digest, Extract<Result<never>, { ok: false }>>();
  const revisions = new Set<Digest>();
  for (const fact of facts) {
    for (const { digest, kind } of rootsOf(fact)) {
      digests.add(digest);
      if (kind === 'revision') revisions.add(digest);
    }
  }
  for (const digest of revisions) {
    const revision = await readRevision(digest, objects);
    if (revision.ok) for (const one of objectsOf(revision.value)) digests.add(one);
    else troubles.set(digest, revision);
  }
  return { digests, troubles };
}

/** A revision's manifest. */
export async function readRevision(digest: Digest, objects: ObjectSource): Promise<Result<Revision>> {
  const bytes = await objects.read(digest);
  if (!bytes.ok) return bytes;
  const revision = readStrict(Revision, bytes.value, { name: `revision ${digest}`, maxBytes: maxRevisionBytes, canonical: true, format: 1 });
  return revision.ok ? ok(revision.value) : revision;
}
