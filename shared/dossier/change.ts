/** One difference between two revisions, by meaning; what kinds there are, how each reads, and which comes first. */
import type { Evidence, EvidenceEntry, Measurement, PropertyResult, Verdict } from './evidence.ts';
import type { Hazard, Mitigation, Score } from './hazard.ts';
import type { Artifact, DocumentEntry } from './revision.ts';
import type { Threshold } from './threshold.ts';
import type { ItemId } from '../vocabulary.ts';

/** Does it speak against the release? `mixed`: better in one way and worse in another, or only a reader can tell. */
export const readings = ['against', 'mixed', 'neutral', 'for'] as const;
export type Reading = (typeof readings)[number];

/** A metric's move against both intervals: `unknown` where one of them has none. */
export type Noise = 'within' | 'beyond' | 'unknown';

interface Pair<B, A = B> { readonly before: B; readonly after: A }
interface Scores { readonly inherent: Score; readonly residual: Score }

/** What each kind of change holds, gravest kinds first: the order within one reading. */
interface ChangeParts {
  'property-flipped': Pair<PropertyResult>;
  'verdict-flipped': Pair<Verdict>;
  'hazard-added': Pair<null, Hazard>;
  'hazard-rescored': Pair<Scores>;
  'hazard-removed': Pair<Hazard, null>;
  'mitigation-removed': Pair<Mitigation, null>;
  'mitigation-weakened': Pair<Mitigation>;
  'threshold-loosened': Pair<Threshold>;
  'threshold-removed': Pair<Threshold, null>;
  'metric-moved': Pair<Measurement> & { readonly delta: number; readonly noise: Noise };
  'metric-restated': Pair<Measurement>;
  'metric-removed': Pair<Measurement, null>;
  'property-removed': Pair<PropertyResult, null>;
  'completeness-changed': Pair<Evidence['run']['completeness']>;
  'evidence-removed': Pair<EvidenceEntry, null>;
  'intended-use-changed': Pair<string>;
  'exclusion-removed': Pair<string, null>;
  'trace-removed': Pair<ItemId, null>;
  'document-removed': Pair<DocumentEntry, null>;
  'hazard-reworded': Pair<Hazard>;
  'mitigation-reworded': Pair<Mitigation>;
  'mitigation-strengthened': Pair<Mitigation>;
  'mitigation-added': Pair<null, Mitigation>;
  'threshold-restated': Pair<Threshold>;
  'threshold-tightened': Pair<Threshold>;
  'threshold-added': Pair<null, Threshold>;
  'metric-added': Pair<null, Measurement>;
  'property-added': Pair<null, PropertyResult>;
  'evidence-replaced': Pair<EvidenceEntry>;
  'evidence-restated': Pair<EvidenceEntry>;
  'evidence-added': Pair<null, EvidenceEntry>;
  'trace-added': Pair<null, ItemId>;
  'artifact-removed': Pair<Artifact, null>;
  'artifact-replaced': Pair<Artifact>;
  'artifact-added': Pair<null, Artifact>;
  'document-replaced': Pair<DocumentEntry>;
  'document-added': Pair<null, DocumentEntry>;
  'exclusion-added': Pair<null, string>;
  'owners-changed': Pair<readonly string[]>;
}
export type ChangeKind = keyof ChangeParts;

/**
 * `id`: what people call the item (`H-007`, `M-012`, `E-004`, an artifact's name). `within`: the hazard of a mitigation, the evidence of a
 * metric, property or threshold. `title`: its name in words. Values of each kind are in `before` and `after`, null where there is none.
 */
export type ChangeOf<K extends ChangeKind> = K extends ChangeKind ? { readonly kind: K; readonly id: string; readonly within: ItemId | null; readonly title: string; readonly reading: Reading } & ChangeParts[K] : never;
export type Change = ChangeOf<ChangeKind>;

const kindRanks: Record<ChangeKind, number> = {
  'property-flipped': 0, 'verdict-flipped': 1, 'hazard-added': 2, 'hazard-rescored': 3, 'hazard-removed': 4, 'mitigation-removed': 5, 'mitigation-weakened': 6,
  'threshold-loosened': 7, 'threshold-removed': 8, 'metric-moved': 9, 'metric-restated': 10, 'metric-removed': 11, 'property-removed': 12, 'completeness-changed': 13,
  'evidence-removed': 14, 'intended-use-changed': 15, 'exclusion-removed': 16, 'trace-removed': 17, 'document-removed': 18, 'hazard-reworded': 19,
  'mitigation-reworded': 20, 'mitigation-strengthened': 21, 'mitigation-added': 22, 'threshold-restated': 23, 'threshold-tightened': 24, 'threshold-added': 25,
  'metric-added': 26, 'property-added': 27, 'evidence-replaced': 28, 'evidence-restated': 29, 'evidence-added': 30, 'trace-added': 31, 'artifact-removed': 32,
  'artifact-replaced': 33, 'artifact-added': 34, 'document-replaced': 35, 'document-added': 36, 'exclusion-added': 37, 'owners-changed': 38,
};

/** Whether it speaks against the release, wholly or in part. */
export function speaksAgainst({ reading }: Change): boolean {
  return reading === 'against' || reading === 'mixed';
}

/** The residual rating that a change is about, larger for worse, severity first; 0 for what is no hazard. */
function weight(change: Change): number {
  const of = ({ severity, likelihood, detectability }: Score): number => severity * 10_000 + likelihood * 100 + detectability;
  switch (change.kind) {
    case 'hazard-added': case 'hazard-rescored': case 'hazard-reworded': return of(change.after.residual);
    case 'hazard-removed': return of(change.before.residual);
    default: return 0;
  }
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Gravest first: what speaks against the release, then by kind, then the worse hazard, then by id. The same on every machine. */
export function compareChanges(a: Change, b: Change): number {
  return readings.indexOf(a.reading) - readings.indexOf(b.reading) || kindRanks[a.kind] - kindRanks[b.kind] || weight(b) - weight(a)
    || compareTexts(a.within ?? '', b.within ?? '') || compareTexts(a.id, b.id) || compareTexts(a.title, b.title);
}
