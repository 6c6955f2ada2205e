/** Which evidence under which hazard changed since its link was reviewed: at the last approval, or by the member since. */
import { useMemo } from 'react';
import { plainTargets, suspectEvidence, type TraceTargets, type Viewing } from '../../shared/dossier/trace.ts';
import type { DossierSummary } from '../../shared/events/summary.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import type { DossierContent } from './content.ts';
import { useLive } from './use-live.ts';
import { marks } from './viewed.ts';

const none: ReadonlyMap<ItemId, readonly ItemId[]> = new Map();
const nothing: ReadonlySet<ItemId> = new Set();

/** By hazard. `before`: what the dossier is compared with; undefined: nothing, or it isn't here. */
export function useSuspects({ revisions, latest }: Pick<DossierSummary, 'revisions' | 'latest'>, content: DossierContent, before: DossierContent | undefined): ReadonlyMap<ItemId, readonly ItemId[]> {
  const viewed = useLive(marks);
  const approved = useMemo(() => (before === undefined ? null : plainTargets(before)), [before]);
  const earlier = useMemo(() => revisions.filter(({ digest }) => digest !== latest.digest && viewed.has(digest)), [revisions, latest.digest, viewed]);
  const targets = useMemo((): ReadonlyMap<Digest, TraceTargets> => new Map(earlier.flatMap(({ digest, content: held }) => (held?.register == null ? [] : [[digest, plainTargets({ revision: held.revision, register: held.register })] as const]))), [earlier]);
  const own = viewed.get(latest.digest) ?? nothing;
  return useMemo(() => {
    if (approved === null && targets.size === 0) return none;
    const viewings = [...targets].map(([revision, then]): Viewing => ({ revision, targets: then, viewed: viewed.get(revision) ?? nothing }));
    return suspectEvidence(content.register, { now: plainTargets(content), approved, viewed: own, viewings });
  }, [approved, targets, viewed, own, content]);
}
