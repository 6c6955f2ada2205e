/** One difference between two revisions, by meaning; what kinds there are, how each reads, and which comes first. */
import type { Entry, Evidence, EvidenceEntry, Measurement, PropertyResult, Verdict } from './evidence.ts';
import type { Hazard, Mitigation, Score } from './hazard.ts';
import type { Artifact, DocumentEntry } from './revision.ts';
import type { Threshold } from './threshold.ts';
import type { ItemId } from '../vocabulary.ts';

/** Does it speak against the release? `mixed`: better in one way and worse in another, or only a reader can tell. */
export const readings = ['against', 'mixed', 'neutral', 'for'] as const;
export type Reading = (typeof readings)[number];

/** A metric's move against both intervals, stated or worked out (`noiseIntervalOf`): `unknown` where one of them has none. */
export type Noise = 'within' | 'beyond' | 'unknown';

interface Pair<B, A = B> { readonly before: B; readonly after: A }
/** How much of a long list of entries changed; `flipped` are flips that are not told one by one. */
export interface EntriesMoved { readonly added: number; readonly removed: number; readonly restated: number; readonly flipped: number }
interface Scores { readonly inherent: Score; readonly residual: Score }

/** What each kind of change holds, gravest kinds first: the order within one reading. */
interface ChangeParts {
  'property-flipped': Pair<PropertyResult>;
  'verdict-flipped': Pair<Verdict>;
  'entry-flipped': Pair<Entry>;
  'alarm-flipped': Pair<Measurement>;
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
  'entry-removed': Pair<Entry, null>;
  'entries-changed': Pair<number> & { readonly moved: EntriesMoved };
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
  'entry-added': Pair<null, Entry>;
  'entry-restated': Pair<Entry>;
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
 * metric, property, entry or threshold. `title`: its name in words. Values of each kind are in `before` and `after`, null where there is none.
 */
export type ChangeOf<K extends ChangeKind> = K extends ChangeKind ? { readonly kind: K; readonly id: string; readonly within: ItemId | null; readonly title: string; readonly reading: Reading } & ChangeParts[K] : never;
export type Change = ChangeOf<ChangeKind>;

const kindRanks: Record<ChangeKind, number> = {
  'property-flipped': 0, 'verdict-flipped': 1, 'entry-flipped': 2, 'alarm-flipped': 3, 'hazard-added': 4, 'hazard-rescored': 5, 'hazard-removed': 6,
  'mitigation-removed': 7, 'mitigation-weakened': 8, 'threshold-loosened': 9, 'threshold-removed': 10, 'metric-moved': 11, 'metric-restated': 12,
  'metric-removed': 13, 'property-removed': 14, 'entry-removed': 15, 'entries-changed': 16, 'completeness-changed': 17, 'evidence-removed': 18,
  'intended-use-changed': 19, 'exclusion-removed': 20, 'trace-removed': 21, 'document-removed': 22, 'hazard-reworded': 23, 'mitigation-reworded': 24,
  'mitigation-strengthened': 25, 'mitigation-added': 26, 'threshold-restated': 27, 'threshold-tightened': 28, 'threshold-added': 29, 'metric-added': 30,
  'property-added': 31, 'entry-added': 32, 'entry-restated': 33, 'evidence-replaced': 34, 'evidence-restated': 35, 'evidence-added': 36, 'trace-added': 37,
  'artifact-removed': 38, 'artifact-replaced': 39, 'artifact-added': 40, 'document-replaced': 41, 'document-added': 42, 'exclusion-added': 43, 'owners-changed': 44,
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
