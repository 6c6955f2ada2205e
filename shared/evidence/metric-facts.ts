/** What model cards say of a figure: people write the metric's name and the number, so spaces, capitals and percent signs occur. */
import { isFractionName, knownDirection, knownUnit } from './metric-names.ts';
import { numberOf } from './reader.ts';
import type { Measurement } from '../dossier/evidence.ts';

/** Parts of one under names that people write, beside those that tools write (`metric-names.ts`). */
const higherShares = /^(?:(?:balanced|mean|macro|micro|weighted|binary|categorical|sparse_categorical|top_?[15])_(?:accuracy|acc|precision|recall|f1)|sensitivity|specificity|f1_weighted|auc|roc_auc|auc_roc|auroc|pr_auc|auc_pr|iou|miou|mean_iou|dice|map|mean_average_precision|average_precision|true_positive_rate|true_negative_rate|tpr|tnr)$/;
const lowerShares = /^(?:false_(?:positive|negative)_rate|fpr|fnr|attack_success_rate)$/;
const higher = /^(?:sacrebleu|google_bleu|meteor|bertscore|r2|r_squared|matthews_correlation|pearson|spearmanr?|mean_reward)$/;
const lower = /^(?:(?:validation|train|training)_loss|log_loss|ppl|mean_squared_error|root_mean_squared_error|mean_absolute_error|mape|word_error_rate|character_error_rate|expected_calibration_error)$/;

/** Unit and direction of a figure from its metric's name; `isDoubtful` where the metric is a part of one and the figure isn't. */
export function metricFacts(metric: string, { value, isPercent }: CardNumber): Pick<Measurement, 'unit' | 'direction'> & { readonly isDoubtful: boolean } {
  const name = metric.toLowerCase().replace(/[^a-z0-9@]+/g, '_').replace(/^_|_$/g, '');
  const isShare = isFractionName(name) || higherShares.test(name) || lowerShares.test(name);
  const inRange = value === null || (value >= 0 && value <= 1);
  const said = knownDirection(name);
  return {
    unit: isPercent ? 'percent' : isShare ? (inRange ? 'fraction' : 'score') : knownUnit(name, value),
    direction: said !== 'unknown' ? said : higherShares.test(name) || higher.test(name) ? 'higher' : lowerShares.test(name) || lower.test(name) ? 'lower' : 'unknown',
    isDoubtful: isShare && !isPercent && !inRange,
  };
}

/** A figure as cards write it: a number, or text with one, with or without a percent sign. */
export interface CardNumber { readonly value: number | null; readonly isPercent: boolean }

export function cardNumber(text: string): CardNumber {
  const trimmed = text.trim();
  const isPercent = trimmed.endsWith('%');
  return { value: numberOf(isPercent ? trimmed.slice(0, -1).trimEnd() : trimmed), isPercent };
}
