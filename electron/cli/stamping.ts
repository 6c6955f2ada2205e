/** The timestamp authority that `--tsa` names, or that the profile's settings do. */
import { join } from 'node:path';
import { z } from 'zod';
import { openStamper, type Stamper } from '../packet/stamp.ts';
import { isWebAddress } from '../platform/web.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { archiveWords } from '../../shared/copy/archival.ts';
import { usageWords } from '../../shared/copy/command-line.ts';
import { Settings } from '../../shared/ipc/settings.ts';
import { ok, type Result } from '../../shared/result.ts';
import { usage, type Given } from './options.ts';
import type { CommandLinePorts } from './ports.ts';

/** What `--tsa` takes where nobody is to be asked, whatever the settings say. */
const nobody = 'none';
const settingsLimitBytes = 64 * 1024;
const Stored = z.looseObject({ timestampAuthority: Settings.shape.timestampAuthority });

/** Null where none is named. Refuses `input/usage` for what is no address. */
export function stamperOf(given: Given, ports: CommandLinePorts): Result<Stamper | null> {
  return stamperAt(given.text('tsa'), ports);
}

/** As {@link stamperOf}; where the option is absent, whom the app asks on this profile. */
export async function stamperOrUsual(given: Given, ports: CommandLinePorts): Promise<Result<Stamper | null>> {
  return stamperAt(given.text('tsa') ?? await usualAuthority(given.path('profile'), ports), ports);
}

function stamperAt(url: string | null, { board: { ids, clock, sha256 }, web, subtle }: CommandLinePorts): Result<Stamper | null> {
  if (url === null || url === nobody) return ok(null);
  return isWebAddress(url) ? ok(openStamper(url, { web, ids, clock, sha256, subtle: subtle as SubtleCrypto })) : usage(usageWords.value('tsa', archiveWords.address));
}

/** The app's setting. Settings that can't be read are as good as none: the app begins anew with them too. */
async function usualAuthority(profile: string | null, { board: { files } }: CommandLinePorts): Promise<string | null> {
  if (profile === null) return null;
  const path = join(profile, 'settings.json');
  const bytes = await files.read(path, settingsLimitBytes);
  if (!bytes.ok || bytes.value === null) return null;
  const stored = readStrict(Stored, bytes.value, { name: path, maxBytes: settingsLimitBytes });
  const address = stored.ok ? stored.value.timestampAuthority ?? '' : '';
  return address === '' ? null : address;
}
