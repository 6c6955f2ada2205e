/**
 * The words for every trouble: a title that says what happened, a detail that names the thing, the place and what was
 * expected, and what to do. A code without words doesn't compile.
 */
import type { Trouble } from '../result.ts';
import { boardWords } from './trouble/board.ts';
import { faultWords } from './trouble/fault.ts';
import { inputWords } from './trouble/input.ts';
import { integrityWords } from './trouble/integrity.ts';
import { keyWords } from './trouble/key.ts';
import { machineWords } from './trouble/machine.ts';
import type { AllParams, TroubleWords, WordTable } from './trouble/word-table.ts';
import { ruleSentences, type KnownRule } from './rules.ts';

export type { TroubleWords } from './trouble/word-table.ts';

const words: WordTable<AllParams> = { ...inputWords, ...boardWords, ...keyWords, ...machineWords, ...faultWords, ...integrityWords };

/** What to tell a person about a trouble. */
export function troubleWords(trouble: Trouble): TroubleWords {
  return (words[trouble.code] as (params: Trouble['params']) => TroubleWords)(trouble.params);
}

/** The rule behind a refusal, for example `Q-4: An open blocker bars approval until it is resolved.`; null where none is named. */
export function ruleWords(trouble: Trouble): string | null {
  const rule = trouble.family === 'refusal' ? trouble.rule : undefined;
  return rule === undefined ? null : `${rule}${Object.hasOwn(ruleSentences, rule) ? `: ${ruleSentences[rule as KnownRule]}` : ''}`;
}

/** Everything in one paragraph, for the command line and the log. */
export function troubleLine(trouble: Trouble): string {
  const { title, detail, todo } = troubleWords(trouble);
  const rule = trouble.family === 'refusal' ? trouble.rule : undefined;
  return [title, detail, todo, rule === undefined ? '' : `(Rule ${rule}.)`].filter((part) => part !== '').join(' ');
}
