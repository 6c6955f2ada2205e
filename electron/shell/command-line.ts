/** What the app is started with. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { ok, refuse, type Result } from '../../shared/result.ts';

export interface StartOptions {
  /** The profile's folder; null: the usual one. */
  readonly profile: string | null;
  /** Makes the sample board where the profile has no board yet. */
  readonly sample: boolean;
}

/** Reads the words after the program and, in a checkout, its folder. Chromium's own switches are passed over. Refuses `input/usage`. */
export function readStartOptions(words: readonly string[], from: string): Result<StartOptions> {
  const ours = words.filter((word, index) => /^--(?:profile|sample)(?:=|$)/.test(word) || words[index - 1] === '--profile');
  try {
    const { values } = parseArgs({ args: ours, options: { profile: { type: 'string' }, sample: { type: 'boolean', default: false } } });
    return ok({ profile: values.profile === undefined ? null : resolve(from, values.profile), sample: values.sample });
  } catch (error) {
    return refuse('input/usage', { problem: (error as Error).message });
  }
}
