/**
 * What the names of widely used metrics say: which way is better, and whether a value is a part of one. Names that aren't here say
 * nothing: their direction stays unknown rather than guessed.
 */
import { wilson } from '../dossier/interval.ts';
import type { Measurement, Unit } from '../dossier/evidence.ts';

/** Parts of one, by their names without `@k`. */
const fractions = /^(?:acc(?:uracy)?(?:_norm|_bytes|_mutual_info)?|(?:quasi_|prefix_|quasi_prefix_|flexible_|strict_)?(?:exact_)?match|em|f1(?:_score|_macro|_micro)?|macro_f1|micro_f1|precision|recall|pass|pct_stereotype|toxic_frac|(?:inst|prompt)_level_(?:strict|loose)_acc|rouge_?[12l]|bleu_[1-4]|mrr|ndcg|max_prob|prompt_truncated|finish_reason_\w+)$/i;
const higherNames = /^(?:acc(?:uracy)?(?:_norm|_bytes|_mutual_info)?|(?:quasi_|prefix_|quasi_prefix_|flexible_|strict_)?(?:exact_)?match|em|f1(?:_score|_macro|_micro)?|macro_f1|micro_f1|precision|recall|pass|(?:inst|prompt)_level_(?:strict|loose)_acc|rouge_?[12l](?:sum)?|bleu(?:_[1-4]|_acc)?|chrf|mrr|ndcg|mcc|auroc|roc_auc)$/i;
const lowerNames = /^(?:(?:word_|byte_|token_)?perplexity|bits_per_byte|(?:eval_|test_)?loss|wer|cer|ter|brier(?:_score)?|toxicity|toxic_frac|expected_max_toxicity|ece(?:_\w+)?|inference_runtime|error_rate|mae|mse|rmse|(?:attack_success_rate|asr))$/i;

const bare = (name: string): string => name.replace(/@\d+$/, '');

export function knownDirection(name: string): Measurement['direction'] {
  return higherNames.test(bare(name)) ? 'higher' : lowerNames.test(bare(name)) ? 'lower' : 'unknown';
}

/** A part of one only where the name and the value agree: some tools write the same name as a percentage, and nothing is rescaled (rule E-2). */
export function knownUnit(name: string, value: number | null): Unit {
  if (/^(?:num_|n_)\w+$|^batch_size$/i.test(name)) return 'count';
  if (/(?:_runtime|_seconds)$/i.test(name)) return 'seconds';
  return fractions.test(bare(name)) && (value === null || (value >= 0 && value <= 1)) ? 'fraction' : 'score';
}

export const isFractionName = (name: string): boolean => fractions.test(bare(name));

/** The interval of a rate on which all samples agree: a standard error of 0 from a few samples would claim to be exact. */
export function whenAllAgree(name: string, value: number | null, stderr: number | null, n: number | null): Partial<Measurement> {
  if (stderr !== 0 || n === null || n < 1 || (value !== 0 && value !== 1) || !isFractionName(name)) return {};
  const { low, high } = wilson(value, n);
  return { ciLow: low, ciHigh: high, ciOf: '95 % Wilson, as the standard error of 0 says nothing' };
}
