/**
 * What each hazard rests on, and what became of that since another revision: links whose target is not what it was (suspect), hazards whose
 * evidence was measured anew (stale), and what a vote spoke of that has changed since. Explains, decides nothing: which votes count is V-4's.
 */
import type { EvidenceEntry } from './evidence.ts';
import { itemDigest, type OpenRevision } from './revision-tree.ts';
import type { Hazard, HazardRegister, Mitigation } from './hazard.ts';
import type { Sha256 } from '../ports.ts';
import type { Digest, ItemId } from '../vocabulary.ts';

/** One step of a trace: from a hazard to a mitigation, or from either to evidence. `hazard` is the one that the step belongs to. */
export interface TraceLink { readonly kind: 'mitigation' | 'evidence'; readonly hazard: ItemId; readonly from: ItemId; readonly to: ItemId }

/** The parts of an opened revision that a trace is made of. */
export type Traced = Pick<OpenRevision, 'revision' | 'register'>;

/** A hazard's links in its own order: each mitigation with its evidence, then the evidence that no mitigation of it names. */
export function traceLinks({ id: hazard, mitigations, evidence }: Hazard): readonly TraceLink[] {
  const supporting = new Set(mitigations.flatMap((mitigation) => mitigation.evidence));
  return [
    ...mitigations.flatMap((mitigation): TraceLink[] => [
      { kind: 'mitigation', hazard, from: hazard, to: mitigation.id }, ...[...new Set(mitigation.evidence)].map((to): TraceLink => ({ kind: 'evidence', hazard, from: mitigation.id, to })),
    ]),
    ...[...new Set(evidence)].filter((to) => !supporting.has(to)).map((to): TraceLink => ({ kind: 'evidence', hazard, from: hazard, to })),
  ];
}

/** Names a link: the same text for the same link in any revision. */
export const linkKey = ({ hazard, from, to }: TraceLink): string => `${hazard} ${from} ${to}`;

/** What the links of one revision lead to: evidence by the digest of its item, a mitigation, which is no item of its own, by what it says. */
export interface TraceTargets {
  /** Targets by {@link linkKey}; null where the revision has no such item. */
  readonly links: ReadonlyMap<string, string | null>;
  /** Evidence by its item digest, or by what that covers: title, kind, files and neutral form. */
  readonly evidence: ReadonlyMap<ItemId, string>;
  /** Evidence by its neutral form alone: what it found. */
  readonly found: ReadonlyMap<ItemId, Digest>;
}

/** The targets of a revision. */
export function traceTargets(traced: Traced, sha256: Sha256): TraceTargets {
  return targetsBy(traced, (entry) => itemDigest(entry, sha256));
}

/** The same without hashing anything: enough to tell what changed on this machine, and quick where a register is long. */
export function plainTargets(traced: Traced): TraceTargets {
  return targetsBy(traced, ({ title, kind, object, files }) => JSON.stringify([title, kind, object, files.map((file) => [file.name, file.digest])]));
}

function targetsBy({ revision, register }: Traced, nameOf: (entry: EvidenceEntry) => string): TraceTargets {
  const evidence = new Map(revision.evidence.map((entry) => [entry.id, nameOf(entry)]));
  const links = new Map<string, string | null>();
  for (const hazard of register.hazards) {
    const mitigations = new Map(hazard.mitigations.map((mitigation) => [mitigation.id, fingerprint(mitigation)]));
    for (const link of traceLinks(hazard)) links.set(linkKey(link), (link.kind === 'mitigation' ? mitigations : evidence).get(link.to) ?? null);
  }
  return { links, evidence, found: new Map(revision.evidence.map(({ id, object }) => [id, object])) };
}

/** Equal for mitigations that say the same. Not hashed: a register holds tens of thousands, and none leaves this machine. */
const fingerprint = ({ title, kind, evidence }: Mitigation): string => JSON.stringify([title, kind, [...evidence].sort()]);

/** An earlier revision in which the member marked items as viewed. */
export interface Viewing { readonly revision: Digest; readonly targets: TraceTargets; readonly viewed: ReadonlySet<ItemId> }

/** How a link stands. `suspect`: its target is not what was approved, or not what the member viewed. */
export type LinkState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'suspect'; readonly since: 'approval' }
  | { readonly kind: 'suspect'; readonly since: 'viewed'; readonly revision: Digest }
  /** Changed since the last approval, and the member has viewed it as it is now. */
  | { readonly kind: 'seen' }
  /** The link, or its target, was not there at the last approval. */
  | { readonly kind: 'new' }
  | { readonly kind: 'steady' };

/** What links are held against. `approved` null: nothing was approved before. */
export interface TraceBasis {
  readonly now: TraceTargets;
  readonly approved: TraceTargets | null;
  /** What the member has viewed of the revision that `now` is of. */
  readonly viewed: ReadonlySet<ItemId>;
  /** Oldest first. */
  readonly viewings: readonly Viewing[];
}

/** How one link stands: missing first, then what the member viewed last, then the last approval. */
export function linkState(link: TraceLink, { now, approved, viewed, viewings }: TraceBasis): LinkState {
  const key = linkKey(link);
  const target = now.links.get(key) ?? null;
  if (target === null) return { kind: 'missing' };
  const was = approved?.links.get(key) ?? null;
  const sinceApproval: LinkState = approved === null ? { kind: 'steady' } : was === null ? { kind: 'new' } : was === target ? { kind: 'steady' } : { kind: 'suspect', since: 'approval' };
  const asSeen: LinkState = sinceApproval.kind === 'suspect' ? { kind: 'seen' } : sinceApproval;
  if (hasViewed(link, viewed)) return asSeen;
  const last = viewings.findLast((viewing) => hasViewed(link, viewing.viewed) && targetThen(link, viewing.targets) !== null);
  if (last === undefined) return sinceApproval;
  return targetThen(link, last.targets) === target ? asSeen : { kind: 'suspect', since: 'viewed', revision: last.revision };
}

/** The evidence under each hazard to which a suspect link leads; hazards without any are left out. */
export function suspectEvidence({ hazards }: HazardRegister, basis: TraceBasis): ReadonlyMap<ItemId, readonly ItemId[]> {
  return new Map(hazards.flatMap((hazard) => {
    const suspect = [...new Set(traceLinks(hazard).filter((link) => link.kind === 'evidence' && linkState(link, basis).kind === 'suspect').map(({ to }) => to))];
    return suspect.length === 0 ? [] : [[hazard.id, suspect] as const];
  }));
}

/** A mitigation is shown with its hazard, so it is viewed with it. */
const hasViewed = ({ kind, hazard, to }: TraceLink, viewed: ReadonlySet<ItemId>): boolean => viewed.has(to) || (kind === 'mitigation' && viewed.has(hazard));

/** Evidence is the same thing under whichever link it was viewed. */
const targetThen = (link: TraceLink, { links, evidence }: TraceTargets): string | null => (link.kind === 'evidence' ? evidence.get(link.to) : links.get(linkKey(link))) ?? null;

/** Why a hazard is stale: evidence found something else than before, or is gone, and the hazard (or its mitigation) rested and still rests on it. */
export interface StaleCause { readonly hazard: ItemId; readonly mitigation: ItemId | null; readonly evidence: ItemId; readonly became: 'changed' | 'gone' }

/** Every cause between two revisions, in the register's order. A new title alone makes nothing stale; nor does a link that is new. */
export function staleCauses(before: TraceTargets, now: TraceTargets, { hazards }: HazardRegister): readonly StaleCause[] {
  return hazards.flatMap((hazard) => traceLinks(hazard).flatMap((link): StaleCause[] => {
    const was = before.found.get(link.to);
    if (link.kind !== 'evidence' || was === undefined || !before.links.has(linkKey(link)) || was === now.found.get(link.to)) return [];
    return [{ hazard: hazard.id, mitigation: link.from === hazard.id ? null : link.from, evidence: link.to, became: now.found.has(link.to) ? 'changed' : 'gone' }];
  }));
}

/** An earlier vote with what it spoke of that has changed since; `causes` null while the revision that it names isn't here. */
export interface VoteReach { readonly act: Digest; readonly revision: Digest; readonly causes: readonly StaleCause[] | null }

/** A vote speaks of every hazard of the revision that it names: what was measured anew since then is within its scope. */
export function voteReach(votes: readonly { readonly act: Digest; readonly revision: Digest }[], targetsOf: (revision: Digest) => TraceTargets | undefined, now: TraceTargets, register: HazardRegister): readonly VoteReach[] {
  const known = new Map<Digest, readonly StaleCause[] | null>();
  return votes.map(({ act, revision }) => {
    const before = known.has(revision) ? undefined : targetsOf(revision);
    if (!known.has(revision)) known.set(revision, before === undefined ? null : staleCauses(before, now, register));
    return { act, revision, causes: known.get(revision) ?? null };
  });
}
