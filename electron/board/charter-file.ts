/** The charter of a new board: from a file, or the one that most boards start with. */
import { basename } from 'node:path';
import { Charter, defaultCharter } from '../../shared/board/charter.ts';
import { checkSchema } from '../../shared/bytes/schema.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { readYaml } from '../../shared/dossier/yaml-text.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';

const maxCharterBytes = 1024 * 1024;

export { defaultCharter };

/** A charter in JSON or YAML; the file's name tells which. */
export function readCharter(bytes: Uint8Array, name: string): Result<Charter> {
  if (name.toLowerCase().endsWith('.json')) return readStrict(Charter, bytes, { name, maxBytes: maxCharterBytes });
  const yaml = readYaml(name, bytes, maxCharterBytes);
  return yaml.ok ? checkSchema(Charter, yaml.value.value, name) : yaml;
}

/** The thresholds of a board's charter, from its file on disk. */
export async function readCharterThresholds(path: string, files: Pick<Files, 'read'>): Promise<Result<Charter['thresholds']>> {
  const bytes = await files.read(path, maxCharterBytes);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return refuse('input/not-found', { path });
  const charter = readCharter(bytes.value, basename(path));
  return charter.ok ? ok(charter.value.thresholds) : charter;
}
