/** What changed since the last approval, as rows that the packet prints. */
import { alarmWords, basisWords, changeWords, movedWords, unitSuffixes } from '../copy/change.ts';
import { comparisonSigns, completenessWords, digitsFor, measurementWords } from '../copy/evidence.ts';
import { entryStateWords, entryTypeWords } from '../copy/entries.ts';
import { mitigationWords } from '../copy/hazard.ts';
import { asWritten, figure, nbsp, signed } from '../copy/number.ts';
import { evidenceVerdictWords, riskWords } from '../copy/status.ts';
import { speaksAgainst, type Change, type ChangeOf } from '../dossier/change.ts';
import type { Entry, Measurement } from '../dossier/evidence.ts';
import type { Mitigation, Score } from '../dossier/hazard.ts';
import type { Threshold } from '../dossier/threshold.ts';
import { fmeaScheme, type RiskScheme } from '../risk/scheme.ts';
import { levelOf, rpn } from '../risk/score.ts';
import type { BasisChange } from './basis.ts';

/** Columns that differ from kind to kind; a dash stands where there is nothing. */
interface Values { readonly what: string; readonly before: string; readonly after: string; readonly change?: string; readonly reading?: string }

const none = '–';

/** One change in words. `weakens` follows its reading: it speaks against the release, wholly or in part. */
export function basisChange(change: Change): BasisChange {
  return basisChangeUnder(fmeaScheme, change);
}

/** The same, with levels by a board's scheme. */
export function basisChangeUnder(scheme: RiskScheme, change: Change): BasisChange {
  const { what, before, after, change: difference = none, reading = changeWords[change.kind] } = valuesOf(change, scheme);
  return { item: itemOf(change), what, before, after, change: difference, reading, weakens: speaksAgainst(change) };
}

/** What belongs to a piece of evidence is found under its id; what has no id of its own, under what it is. */
function itemOf(change: Change): string {
  switch (change.kind) {
    case 'metric-moved': case 'metric-restated': case 'metric-removed': case 'metric-added': case 'property-flipped': case 'property-removed': case 'property-added':
    case 'entry-flipped': case 'entry-added': case 'entry-removed': case 'entry-restated': case 'entries-changed': case 'alarm-flipped':
    case 'threshold-loosened': case 'threshold-removed': case 'threshold-restated': case 'threshold-tightened': case 'threshold-added':
      return change.within ?? basisWords.limit;
    case 'trace-added': case 'trace-removed': return change.within ?? change.id;
    case 'artifact-added': case 'artifact-removed': case 'artifact-replaced': return basisWords.artifact;
    case 'exclusion-added': case 'exclusion-removed': case 'intended-use-changed': return basisWords.scope;
    case 'owners-changed': return basisWords.owners;
    default: return change.id;
  }
}

function valuesOf(change: Change, scheme: RiskScheme): Values {
  const { title: what } = change;
  switch (change.kind) {
    case 'property-flipped': return { what, before: evidenceVerdictWords[change.before.verdict], after: evidenceVerdictWords[change.after.verdict] };
    case 'property-removed': return { what, before: evidenceVerdictWords[change.before.verdict], after: none };
    case 'property-added': return { what, before: none, after: evidenceVerdictWords[change.after.verdict] };
    case 'verdict-flipped': return { what, before: evidenceVerdictWords[change.before], after: evidenceVerdictWords[change.after] };
    case 'entry-flipped': case 'entry-added': case 'entry-removed': return { what: entryWhat((change.after ?? change.before)!), before: stateOf(change.before), after: stateOf(change.after) };
    case 'entry-restated': return { what: entryWhat(change.after), before: none, after: none };
    case 'entries-changed': return { what: basisWords.entries(what, change.moved), before: figure(change.before), after: figure(change.after), change: change.after === change.before ? none : signed(change.after - change.before) };
    case 'alarm-flipped': return { what: basisWords.alarm(measurementWords(change.after)), before: alarmWords[change.before.breached], after: alarmWords[change.after.breached] };
    case 'hazard-rescored': return rescored(change, scheme);
    case 'hazard-added': return { what, before: none, after: scored(change.after.residual, scheme) };
    case 'hazard-removed': return { what, before: scored(change.before.residual, scheme), after: none };
    case 'intended-use-changed': return { what: basisWords.intendedUse, before: none, after: none };
    case 'owners-changed': return { what: basisWords.owners, before: none, after: none };
    case 'hazard-reworded': return { what, before: none, after: none };
    case 'mitigation-weakened': case 'mitigation-strengthened': case 'mitigation-reworded': return mitigated(what, change.before, change.after);
    case 'mitigation-added': return { what, before: none, after: mitigationWords[change.after.kind] };
    case 'mitigation-removed': return { what, before: mitigationWords[change.before.kind], after: none };
    case 'threshold-added': case 'threshold-removed': case 'threshold-loosened': case 'threshold-tightened': case 'threshold-restated':
      return { what: basisWords.limitOf(measurementWords((change.after ?? change.before)!)), before: limit(change.before), after: limit(change.after) };
    case 'metric-moved': {
      const digits = digitsOf(change.before, change.after);
      return { what: measurementWords(change.after), before: measured(change.before, digits), after: measured(change.after, digits), change: signed(change.delta, digits), reading: movedWords(change.reading, change.noise) };
    }
    case 'metric-added': case 'metric-removed': case 'metric-restated': {
      const digits = digitsOf(change.before, change.after);
      return { what: measurementWords((change.after ?? change.before)!), before: measured(change.before, digits), after: measured(change.after, digits) };
    }
    case 'completeness-changed': return { what: basisWords.run(what), before: completenessWords[change.before], after: completenessWords[change.after] };
    case 'evidence-added': case 'evidence-removed': case 'evidence-replaced': case 'evidence-restated':
      return { what, before: change.before?.object.slice(0, 8) ?? none, after: change.after?.object.slice(0, 8) ?? none };
    case 'trace-added': case 'trace-removed': return { what: basisWords.trace(what), before: change.before ?? none, after: change.after ?? none };
    case 'document-added': case 'document-removed': case 'document-replaced': return { what, before: change.before?.object.slice(0, 8) ?? none, after: change.after?.object.slice(0, 8) ?? none };
    case 'artifact-added': case 'artifact-removed': case 'artifact-replaced': return { what, before: change.before?.digest.slice(0, 8) ?? none, after: change.after?.digest.slice(0, 8) ?? none };
    case 'exclusion-added': return { what, before: none, after: basisWords.excluded };
    case 'exclusion-removed': return { what, before: basisWords.excluded, after: none };
  }
}

/** `Goal G-3: the output filter catches identifiers`. */
const entryWhat = ({ type, id, title }: Entry): string => `${entryTypeWords[type]} ${id}${title === id ? '' : `: ${title}`}`.slice(0, 300);
const stateOf = (entry: Entry | null): string => (entry === null ? none : entryStateWords[entry.state ?? 'unstated']);

/** A level with its RPN: the level says how grave, the number how far it moved within it. */
const scored = (score: Score, scheme: RiskScheme): string => `${riskWords[levelOf(score, scheme)]}${nbsp}${figure(rpn(score))}`;

function rescored({ title, before, after }: ChangeOf<'hazard-rescored'>, scheme: RiskScheme): Values {
  const of = (['severity', 'likelihood', 'detectability'] as const).some((rating) => before.residual[rating] !== after.residual[rating]) ? 'residual' : 'inherent';
  const delta = rpn(after[of]) - rpn(before[of]);
  return { what: basisWords.risk[of](title), before: scored(before[of], scheme), after: scored(after[of], scheme), change: delta === 0 ? none : signed(delta) };
}

/** The kind where it differs, else how much evidence supports it. */
function mitigated(what: string, before: Mitigation, after: Mitigation): Values {
  const said = ({ kind, evidence }: Mitigation): string => (before.kind === after.kind ? basisWords.records(evidence.length) : mitigationWords[kind]);
  return { what, before: said(before), after: said(after) };
}

function limit(threshold: Threshold | null): string {
  if (threshold === null) return none;
  const unit = unitSuffixes[threshold.unit];
  return `${comparisonSigns[threshold.op]}${nbsp}${asWritten(threshold.value)}${unit === '' ? '' : `${nbsp}${unit}`}`;
}

function measured(measurement: Measurement | null, digits: number): string {
  if (measurement === null) return none;
  if (measurement.value === null) return measurement.rawText === '' ? none : measurement.rawText.slice(0, 20);
  const unit = unitSuffixes[measurement.unit];
  return `${figure(measurement.value, digits)}${unit === '' ? '' : `${nbsp}${unit}`}`;
}

const digitsOf = (...measurements: readonly (Measurement | null)[]): number => digitsFor(measurements.flatMap((one) => (one?.value == null ? [] : [one.value])));
