/** What a rule is, and what comes of asking all of them. */
import type { Model } from './model.ts';

/**
 * `ids`: clause and number of the test in veraPDF's public profiles for PDF/A-3a and PDF/UA-1, whose wording this follows; `own`: no profile has
 * it. `check` answers what it found wrong, in words; an empty list: the file keeps the rule.
 */
export interface Rule { readonly ids: readonly string[]; readonly says: string; check(model: Model): readonly string[] }

export const rule = (ids: string, says: string, check: (model: Model) => readonly string[] | boolean): Rule => ({
  ids: ids.split(', '), says,
  check: (model) => {
    const found = check(model);
    return typeof found === 'boolean' ? (found ? [] : [says]) : found;
  },
});

export interface Breach { readonly ids: readonly string[]; readonly problems: readonly string[] }

/** The rules that the file breaks. A rule that can't be asked, because the file can't be read so far, is broken. */
export function breaches(model: Model, rules: readonly Rule[]): Breach[] {
  return rules.flatMap(({ ids, check }) => {
    try {
      const problems = check(model);
      return problems.length === 0 ? [] : [{ ids, problems: problems.slice(0, 3) }];
    } catch (error) {
      return [{ ids, problems: [`cannot be asked: ${error instanceof Error ? error.message : String(error)}`] }];
    }
  });
}
