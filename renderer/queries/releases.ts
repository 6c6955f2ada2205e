import { useEffect, useMemo, useState } from 'react';
import type { Measurement } from '../../shared/dossier/evidence.ts';
import type { Digest, DossierId, ItemId } from '../../shared/vocabulary.ts';
import { contents } from './content-store.ts';
import { earlierReleases } from './earlier-releases.ts';
import { readEvidencePage } from './objects.ts';
import { known } from './record.ts';
import { useLive } from './use-live.ts';

/** What an earlier release of the product measured in one piece of evidence. */
export interface ReleaseResults { readonly release: string; readonly revision: Digest; readonly results: readonly Measurement[] }

/** Releases shown before the one under review. */
const mostReleases = 5;
/** Kept of one piece: beyond these, a metric has no line. */
const mostMeasurements = 5_000;
const kept = new Map<string, Promise<readonly Measurement[] | null>>();
const none: readonly ReleaseResults[] = [];

async function load(revision: Digest, piece: ItemId): Promise<readonly Measurement[] | null> {
  if (contents.contentOf(revision)?.revision.evidence.some(({ id }) => id === piece) !== true) return contents.contentOf(revision) === undefined ? null : [];
  const page = await readEvidencePage(revision, [piece]);
  return page.ok ? page.value.at(0).results.filter(({ value }) => value !== null).slice(0, mostMeasurements) : null;
}

function resultsOf(revision: Digest, piece: ItemId): Promise<readonly Measurement[] | null> {
  const key = `${revision} ${piece}`;
  const there = kept.get(key);
  if (there !== undefined) return there;
  const loading = load(revision, piece).then((results) => {
    // What is missing may arrive later.
    if (results === null) kept.delete(key);
    return results;
  });
  kept.set(key, loading);
  return loading;
}

/** What the last releases of the same product measured in a piece of evidence, oldest first, without the one under review; empty while they load and where they aren't here. */
export function useEarlierReleases(dossier: DossierId, piece: ItemId): readonly ReleaseResults[] {
  const record = useLive(known);
  const list = useMemo(() => (record === null ? [] : earlierReleases(record.view, record.contentOf, dossier, mostReleases)), [record, dossier]);
  const [read, setRead] = useState<readonly ReleaseResults[]>(none);
  const name = list.map(({ revision }) => revision).join(' ');
  useEffect(() => {
    let wanted = true;
    void Promise.all(list.map(async ({ release, revision }) => ({ release, revision, results: await resultsOf(revision, piece) }))).then((all) => {
      if (wanted) setRead(all.flatMap(({ release, revision, results }) => (results === null ? [] : [{ release, revision, results }])));
    });
    return () => { wanted = false; };
    // The same revisions are the same releases: a new fact elsewhere reads nothing again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [name, piece]);
  return read;
}
