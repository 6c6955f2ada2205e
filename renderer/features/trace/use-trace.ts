/** The traces of a dossier's latest revision, held against the last approval and against what the member has viewed. */
import { useMemo } from 'react';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { traceWords } from '../../../shared/copy/screens/trace.ts';
import type { TraceNames } from '../../../shared/copy/trace.ts';
import { linkKey, linkState, staleCauses, traceLinks, traceTargets, voteReach, type LinkState, type StaleCause, type TraceLink, type TraceTargets, type Viewing, type VoteReach } from '../../../shared/dossier/trace.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useLive } from '../../queries/use-live.ts';
import { marks } from '../../queries/viewed.ts';

/** An earlier vote, by whom, with what it spoke of that has changed. */
export interface EarlierVote extends VoteReach { readonly member: string }

export interface Trace {
  readonly links: ReadonlyMap<ItemId, readonly TraceLink[]>;
  readonly stateOf: (link: TraceLink) => LinkState;
  /** Only hazards that are stale. */
  readonly causes: ReadonlyMap<ItemId, readonly StaleCause[]>;
  readonly votes: readonly EarlierVote[];
  readonly names: TraceNames;
}

const none: ReadonlySet<ItemId> = new Set();

/** Digests of all targets are taken once for each revision; a mark of the member's only looks them up again. */
export function useTrace({ view: { summary, baseline }, content, delta }: ContentTabProps): Trace {
  const viewed = useLive(marks);
  const before = delta?.before;
  const now = useMemo(() => traceTargets(content, sha256), [content]);
  const approved = useMemo(() => (before === undefined ? null : traceTargets(before, sha256)), [before]);
  const earlier = useMemo((): ReadonlyMap<Digest, TraceTargets> => new Map([
    ...(baseline === null || approved === null ? [] : [[baseline.revision, approved] as const]),
    ...summary.revisions.slice(0, -1).flatMap(({ digest, content: held }) => (held?.register == null || digest === baseline?.revision ? [] : [[digest, traceTargets({ revision: held.revision, register: held.register }, sha256)] as const])),
  ]), [summary.revisions, baseline, approved]);
  const links = useMemo(() => new Map(content.register.hazards.map((hazard) => [hazard.id, traceLinks(hazard)])), [content]);
  const causes = useMemo(() => grouped(approved === null ? [] : staleCauses(approved, now, content.register)), [approved, now, content]);
  const states = useMemo(() => {
    const viewings = [...earlier].flatMap(([revision, targets]): Viewing[] => (viewed.has(revision) ? [{ revision, targets, viewed: viewed.get(revision)! }] : []));
    const basis = { now, approved, viewed: viewed.get(summary.latest.digest) ?? none, viewings };
    return new Map([...links.values()].flat().map((link) => [linkKey(link), linkState(link, basis)]));
  }, [earlier, viewed, now, approved, summary.latest.digest, links]);
  const votes = useMemo(() => {
    const stale = summary.tally.votes.flatMap(({ vote, standing }) => (standing.kind === 'stale' ? [vote] : []));
    return voteReach(stale, (revision) => earlier.get(revision), now, content.register).map((reach, index): EarlierVote => ({ ...reach, member: stale[index]!.member }));
  }, [summary.tally.votes, earlier, now, content]);
  const names = useMemo((): TraceNames => ({
    approved: before?.revision.product.release ?? null,
    revision: (digest) => {
      const own = summary.revisions.find((revision) => revision.digest === digest);
      return own !== undefined ? traceWords.revision(own.ordinal) : digest === baseline?.revision && before !== undefined ? before.revision.product.release : traceWords.earlierRevision;
    },
  }), [before, summary.revisions, baseline]);
  return useMemo(() => ({ links, stateOf: (link) => states.get(linkKey(link)) ?? { kind: 'steady' }, causes, votes, names }), [links, states, causes, votes, names]);
}

function grouped(causes: readonly StaleCause[]): ReadonlyMap<ItemId, readonly StaleCause[]> {
  const byHazard = new Map<ItemId, StaleCause[]>();
  for (const cause of causes) {
    const held = byHazard.get(cause.hazard);
    if (held === undefined) byHazard.set(cause.hazard, [cause]);
    else held.push(cause);
  }
  return byHazard;
}
