/** The timestamp authority that `--tsa` names. */
import { openStamper, type Stamper } from '../packet/stamp.ts';
import { isWebAddress } from '../platform/web.ts';
import { archiveWords } from '../../shared/copy/archival.ts';
import { usageWords } from '../../shared/copy/command-line.ts';
import { ok, type Result } from '../../shared/result.ts';
import { usage, type Given } from './options.ts';
import type { CommandLinePorts } from './ports.ts';

/** Null where none is named. Refuses `input/usage` for what is no address. */
export function stamperOf(given: Given, { board: { ids, clock, sha256 }, web, subtle }: CommandLinePorts): Result<Stamper | null> {
  const url = given.text('tsa');
  if (url === null) return ok(null);
  return isWebAddress(url) ? ok(openStamper(url, { web, ids, clock, sha256, subtle: subtle as SubtleCrypto })) : usage(usageWords.value('tsa', archiveWords.address));
}
