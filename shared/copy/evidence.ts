/** Evidence and its judgement in words. */
import type { EvidenceState, Judgement, JudgementReason } from '../evidence/judge.ts';

export const evidenceStateWords = { 'passed': 'Passed', 'failed': 'Failed', 'indeterminate': 'Inconclusive', 'not-judged': 'Not judged' } as const satisfies Record<EvidenceState, string>;

const judgementReasons = {
  'interval-clears': 'The whole interval is within the limit.', 'interval-beyond': 'The whole interval is beyond the limit.', 'interval-across': 'The interval lies across the limit: too close to call.',
  'value-clears': 'The value is within the limit; no interval is known.', 'value-beyond': 'The value is beyond the limit; no interval is known.',
  'not-measured': 'The limit names something that was not measured.', 'no-value': 'The file holds no number for it.', 'units-differ': 'Measurement and limit have different units.',
  'direction-differs': 'The limit points the other way than the measurement.', 'run-not-complete': 'The run is not known to be complete, so it can’t pass.',
} as const satisfies Record<JudgementReason, string>;

/** Who set the limit that was applied. */
export const limitOriginWords = { board: 'Board’s limit', dossier: 'Dossier’s limit', file: 'Limit in the file' } as const satisfies Record<Judgement['threshold']['origin'], string>;

/** Why a judgement came out as it did, as a sentence. */
export function judgementSentence({ reason }: Pick<Judgement, 'reason'>): string {
  return judgementReasons[reason];
}
