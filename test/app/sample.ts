import { fileURLToPath } from 'node:url';
import { own } from '../../electron/runtime/non-root.mjs';
import { nodeSha256, nodeVerifySignature } from '../../electron/platform/crypto.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { systemIds } from '../../electron/platform/ids.ts';
import { makeSample, type SampleBoard } from '../../electron/sample/make.ts';

/** Makes the sample board in a profile, as the app does, and gives it to the user that the app runs as. */
export async function sampleIn(profile: string): Promise<SampleBoard> {
  const ports = { files: openFiles(), clock: systemClock, ids: systemIds, sha256: nodeSha256, verify: nodeVerifySignature };
  const made = await makeSample(profile, { sources: fileURLToPath(new URL('../../assets/sample', import.meta.url)), ports });
  if (!made.ok) throw new Error(`${made.trouble.code} ${JSON.stringify(made.trouble.params)}`);
  own(profile);
  return made.value;
}
