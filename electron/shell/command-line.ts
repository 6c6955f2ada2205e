/** What the app is started with. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { linkScheme } from '../../shared/ipc/deep-link.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

export interface StartOptions {
  /** The profile's folder; null: the usual one. */
  readonly profile: string | null;
  /** Makes the sample board where the profile has no board yet. */
  readonly sample: boolean;
  /** A link that the system handed over, as it came: nothing has read it yet. */
  readonly link: string | null;
}

/**
 * Reads the words after the program and, in a checkout, its folder. Chromium's own switches are passed over. Refuses `input/usage`.
 * A link is written by strangers: where one comes, whatever stands behind it is no option, however the system cut it into words.
 */
export function readStartOptions(all: readonly string[], from: string): Result<StartOptions> {
  const end = all.findIndex((word) => word === '--' || isLink(word));
  const words = end < 0 ? all : all.slice(0, end);
  const ours = words.filter((word, index) => /^--(?:profile|sample)(?:=|$)/.test(word) || words[index - 1] === '--profile');
  try {
    const { values } = parseArgs({ args: ours, options: { profile: { type: 'string' }, sample: { type: 'boolean', default: false } } });
    return ok({ profile: values.profile === undefined ? null : resolve(from, values.profile), sample: values.sample, link: all.find(isLink) ?? null });
  } catch (error) {
    return refuse('input/usage', { problem: (error as Error).message });
  }
}

function isLink(word: string): boolean {
  return word.toLowerCase().startsWith(`${linkScheme}:`);
}
