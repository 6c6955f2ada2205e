/** Differences of the evidence of two revisions: files, metrics against their noise, properties, verdicts, entries. */
import type { Change, Noise, Reading } from './change.ts';
import type { Evidence, EvidenceEntry, Measurement, PropertyResult, Verdict } from './evidence.ts';
import { diffEntries } from './diff-entries.ts';
import { noiseIntervalOf } from './interval.ts';
import { matched } from './match.ts';
import type { OpenRevision } from './revision-tree.ts';
import { canonicalText } from '../bytes/canonical.ts';
import type { ItemId } from '../vocabulary.ts';

type Held = Pick<OpenRevision, 'revision' | 'evidence'>;

export function diffEvidence(before: Held, after: Held): Change[] {
  return matched(before.revision.evidence, after.revision.evidence, ({ id }) => id).flatMap(([a, b]): Change[] => {
    if (a === null) return [{ kind: 'evidence-added', id: b.id, within: null, title: b.title, reading: 'neutral', before: null, after: b }];
    if (b === null) return [{ kind: 'evidence-removed', id: a.id, within: null, title: a.title, reading: 'against', before: a, after: null }];
    const [was, is] = [before.evidence.get(a.id), after.evidence.get(b.id)];
    return [...diffEntry(a, b), ...(was === undefined || is === undefined || a.object === b.object ? [] : diffContent(b.id, was, is))];
  });
}

/** Other raw files replace it; the same files with another title, kind, answer or reader are the same evidence, stated otherwise. */
function diffEntry(a: EvidenceEntry, b: EvidenceEntry): Change[] {
  if (canonicalText(a) === canonicalText(b)) return [];
  const digests = ({ files }: EvidenceEntry): string => canonicalText(files.map(({ digest }) => digest).sort());
  return [{ kind: digests(a) === digests(b) ? 'evidence-restated' : 'evidence-replaced', id: b.id, within: null, title: b.title, reading: 'neutral', before: a, after: b }];
}

function diffContent(id: ItemId, a: Evidence, b: Evidence): Change[] {
  const changes: Change[] = [];
  if (a.properties.length + b.properties.length === 0 && a.verdict !== b.verdict) changes.push({ kind: 'verdict-flipped', id, within: id, title: id, reading: readVerdicts(a.verdict, b.verdict), before: a.verdict, after: b.verdict });
  if (a.run.completeness !== b.run.completeness) {
    const move = Number(b.run.completeness === 'complete') - Number(a.run.completeness === 'complete');
    changes.push({ kind: 'completeness-changed', id, within: id, title: id, reading: move < 0 ? 'against' : move > 0 ? 'for' : 'neutral', before: a.run.completeness, after: b.run.completeness });
  }
  const metrics = matched(a.results, b.results, ({ metric, variant }) => canonicalText([metric, variant])).flatMap(([was, is]) => diffMetric(id, was, is));
  const nameProperty = propertyKey(a.properties, b.properties);
  const properties = matched(a.properties, b.properties, nameProperty).flatMap(([was, is]) => diffProperty(id, was, is));
  return [...changes, ...metrics, ...properties, ...diffEntries(id, a.entries, b.entries)];
}

function diffMetric(within: ItemId, a: Measurement | null, b: Measurement | null): Change[] {
  const of = (b ?? a)!;
  const about = { id: of.metric, within, title: of.variant === null ? of.metric : `${of.metric}, ${of.variant}` };
  if (a === null || (a.value === null && b !== null && b.value !== null)) return [{ ...about, kind: 'metric-added', reading: 'neutral', before: null, after: b! }];
  if (b === null || (b.value === null && a.value !== null)) return [{ ...about, kind: 'metric-removed', reading: 'against', before: a, after: null }];
  const alarm: Change[] = a.breached === b.breached || (a.breached !== 'yes' && b.breached !== 'yes') ? [] : [{ ...about, kind: 'alarm-flipped', reading: readAlarm(b), before: a, after: b }];
  return [...alarm, ...diffValue(about, a, b)];
}

function diffValue(about: { readonly id: string; readonly within: ItemId; readonly title: string }, a: Measurement, b: Measurement): Change[] {
  if (a.value === null || b.value === null) return [];
  if (a.unit !== b.unit) return [{ ...about, kind: 'metric-restated', reading: 'mixed', before: a, after: b }];
  const delta = b.value - a.value;
  if (delta === 0) return [];
  const noise = noiseOf(a, b, delta);
  return [{ ...about, kind: 'metric-moved', reading: noise === 'within' ? 'neutral' : readMove(a, b, delta), before: a, after: b, delta, noise }];
}

/**
 * Whether a move exceeds what both intervals leave open: the halves that face each other, added as squares (Newcombe's method for
 * independent intervals).
 */
function noiseOf(a: Measurement, b: Measurement, delta: number): Noise {
  const [was, is] = [noiseIntervalOf(a), noiseIntervalOf(b)];
  if (was === null || is === null) return 'unknown';
  const [low, high] = delta > 0 ? [{ value: a.value!, end: was.high }, { value: b.value!, end: is.low }] : [{ value: b.value!, end: is.high }, { value: a.value!, end: was.low }];
  return Math.abs(delta) > Math.hypot(low.end - low.value, high.value - high.end) ? 'beyond' : 'within';
}

/** A tool that no longer says whether there is an alarm is no relief. */
function readAlarm(b: Measurement): Reading {
  return b.breached === 'yes' ? 'against' : b.breached === 'no' ? 'for' : 'mixed';
}

function readMove(a: Measurement, b: Measurement, delta: number): Reading {
  if (a.direction !== b.direction || (b.direction !== 'higher' && b.direction !== 'lower')) return 'mixed';
  return delta > 0 === (b.direction === 'higher') ? 'for' : 'against';
}

/** A property is what it states. Where one statement is checked on several networks of either revision, the network tells them apart. */
function propertyKey(before: readonly PropertyResult[], after: readonly PropertyResult[]): (property: PropertyResult) => string {
  const repeated = new Set<string>();
  for (const list of [before, after]) {
    const seen = new Set<string>();
    for (const { text } of list) {
      if (seen.has(text)) repeated.add(text);
      seen.add(text);
    }
  }
  return ({ text, network }) => canonicalText(repeated.has(text) ? [text, network] : [text]);
}

function diffProperty(within: ItemId, a: PropertyResult | null, b: PropertyResult | null): Change[] {
  const of = (b ?? a)!;
  const about = { id: of.id, within, title: of.text };
  if (a === null) return [{ ...about, kind: 'property-added', reading: 'neutral', before: null, after: b! }];
  if (b === null) return [{ ...about, kind: 'property-removed', reading: 'against', before: a, after: null }];
  return a.verdict === b.verdict && a.polarity === b.polarity ? [] : [{ ...about, kind: 'property-flipped', reading: readVerdicts(a.verdict, b.verdict), before: a, after: b }];
}

/** A pass is best, a failure worst, everything undecided between them. */
function readVerdicts(a: Verdict, b: Verdict): Reading {
  const standing = (verdict: Verdict): number => (verdict === 'pass' ? 2 : verdict === 'fail' ? 0 : 1);
  const move = standing(b) - standing(a);
  return move < 0 ? 'against' : move > 0 ? 'for' : 'neutral';
}
