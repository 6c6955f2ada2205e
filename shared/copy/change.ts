/** What changed between two revisions, in few words. Each table names its whole type: a new kind of change without words doesn't compile. */
import type { ChangeKind, EntriesMoved, Noise, Reading } from '../dossier/change.ts';
import type { Measurement, Unit } from '../dossier/evidence.ts';
import { count, figure, list, nbsp } from './number.ts';

/** What became of the item; a metric that moved is said by {@link movedWords}. */
export const changeWords = {
  'property-flipped': 'Verdict changed', 'verdict-flipped': 'Verdict changed',
  'hazard-added': 'Added', 'hazard-rescored': 'Re-scored', 'hazard-removed': 'Removed', 'hazard-reworded': 'Reworded',
  'mitigation-removed': 'Removed', 'mitigation-weakened': 'Weakened', 'mitigation-reworded': 'Reworded', 'mitigation-strengthened': 'Strengthened', 'mitigation-added': 'Added',
  'threshold-loosened': 'Loosened', 'threshold-removed': 'Limit removed', 'threshold-restated': 'Limit restated', 'threshold-tightened': 'Tightened', 'threshold-added': 'Limit added',
  'metric-moved': 'Moved', 'metric-restated': 'Restated', 'metric-removed': 'No longer measured', 'metric-added': 'Measured now',
  'entry-flipped': 'State changed', 'entry-added': 'Listed now', 'entry-removed': 'No longer listed', 'entry-restated': 'Reworded', 'entries-changed': 'List differs', 'alarm-flipped': 'Alarm changed',
  'property-removed': 'No longer checked', 'property-added': 'Checked now', 'completeness-changed': 'Run differs',
  'evidence-removed': 'Removed', 'evidence-replaced': 'Replaced', 'evidence-restated': 'Restated', 'evidence-added': 'Added', 'trace-removed': 'Trace removed', 'trace-added': 'Traced',
  'document-removed': 'Removed', 'document-replaced': 'Replaced', 'document-added': 'Added', 'artifact-removed': 'Removed', 'artifact-replaced': 'Replaced', 'artifact-added': 'Added',
  'exclusion-removed': 'No longer excluded', 'exclusion-added': 'Excluded now', 'intended-use-changed': 'Reworded', 'owners-changed': 'Changed',
} as const satisfies Record<ChangeKind, string>;

/** What a change says of the release, behind how many do: `11 against`. */
export const readingNames = { against: 'against', mixed: 'mixed', neutral: 'neutral', for: 'for' } as const satisfies Record<Reading, string>;

const directions = { against: 'Worse', for: 'Better', mixed: 'Moved', neutral: 'Moved' } as const satisfies Record<Reading, string>;
/** Whether a metric moved by more than its own noise. */
export const noiseWords = { within: 'within noise', beyond: 'beyond noise', unknown: 'noise not known' } as const satisfies Record<Noise, string>;

/** How a metric moved: `Better, beyond noise`. */
export function movedWords(reading: Reading, noise: Noise): string {
  return `${directions[reading]}, ${noiseWords[noise]}`;
}

/** What a line of changes is about, where that is no item's own title. */
export const basisWords = {
  limit: 'Limit', artifact: 'Artifact', scope: 'Scope', owners: 'Owners', intendedUse: 'Intended use', excluded: 'excluded',
  entries: (what: string, moved: EntriesMoved): string => `Entries of ${what}: ${entriesMovedWords(moved)}`,
  alarm: (what: string): string => `The tool’s alarm for ${what}`,
  limitOf: (what: string): string => `Limit of ${what}`,
  run: (what: string): string => `Run of ${what}`,
  trace: (what: string): string => `Evidence for ${what}`,
  risk: { residual: (what: string): string => `Residual risk, ${what}`, inherent: (what: string): string => `Initial risk, ${what}` },
  records: (n: number): string => count(n, 'record'),
} as const;

/** What a tool's own alarm says of a measurement. */
export const alarmWords = { yes: 'Alarm', no: 'No alarm', unknown: 'Not said' } as const satisfies Record<Measurement['breached'], string>;

/** How much of a long list changed: `12 added, 3 removed and 1 reworded`. */
export function entriesMovedWords({ added, removed, restated, flipped }: EntriesMoved): string {
  const parts = [[added, 'added'], [removed, 'removed'], [restated, 'reworded'], [flipped, 'more changed state']] as const;
  return list(parts.filter(([n]) => n > 0).map(([n, word]) => `${figure(n)}${nbsp}${word}`));
}

/** How many items differ from the last approved revision: `16 items changed`. */
export function itemsChanged(items: number): string {
  return items === 0 ? 'Nothing changed' : `${count(items, 'item')} changed`;
}

/** What follows a number in a narrow column; empty where the row's words say the unit. */
export const unitSuffixes = { fraction: '', percent: '%', count: '', seconds: 's', score: '', 'per-episode': '', none: '' } as const satisfies Record<Unit, string>;
