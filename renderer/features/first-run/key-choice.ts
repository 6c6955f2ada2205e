/** Where the member's own key is to live, as answered, and the request to main that it makes. Pure. */
import { z } from 'zod';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import type { Chosen, ChosenModule, MemberKeyChoice } from '../../../shared/ipc/membership.ts';

/** Kept in the draft; drafts from before there was a choice have none. `tokenKey`: which of the shown keys, empty: the first. */
export const KeyForm = z.strictObject({ from: z.enum(['new', 'pkcs12', 'token']), tokenKey: z.string().max(1000) });
export type KeyForm = z.infer<typeof KeyForm>;

export const emptyKeyForm: KeyForm = { from: 'new', tokenKey: '' };

const words = firstRunWords.key;

export interface TokenKeyOption { readonly value: string; readonly label: string; readonly choice: MemberKeyChoice }

/** Every key that a member may point at. A token that shows none without its PIN is offered as a whole: main finds its one key. */
export function tokenKeyOptions({ choice, tokens }: ChosenModule): readonly TokenKeyOption[] {
  return tokens.filter(({ label }) => label !== '').flatMap(({ label, serial, keys }) => {
    const option = (keyId: string | null, text: string): TokenKeyOption => ({ value: JSON.stringify([label, serial, keyId]), label: text, choice: { from: 'token', choice, label, serial, keyId } });
    return keys.length === 0 ? [option(null, words.token.onlyKey(label))] : keys.map((key) => option(key.id, words.token.key(label, key.label, key.id)));
  });
}

/** What main is asked for, or what is still missing. */
export function keyChoice({ from, tokenKey }: KeyForm, { keyFile, module }: Pick<Chosen, 'keyFile' | 'module'>): { readonly choice: MemberKeyChoice } | { readonly problem: string } {
  if (from === 'new') return { choice: { from } };
  if (from === 'pkcs12') return keyFile === null ? { problem: words.problems.pkcs12 } : { choice: { from, choice: keyFile.choice } };
  if (module === null) return { problem: words.problems.module };
  const options = tokenKeyOptions(module);
  const option = options.find(({ value }) => value === tokenKey) ?? options[0];
  return option === undefined ? { problem: words.problems.token } : { choice: option.choice };
}
