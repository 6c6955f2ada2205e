/** The charter of a new board: from a file, or the one that most boards start with. */
import { Charter } from '../../shared/board/charter.ts';
import { checkSchema } from '../../shared/bytes/schema.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { readYaml } from '../../shared/dossier/yaml-text.ts';
import type { Result } from '../../shared/result.ts';

const maxCharterBytes = 1024 * 1024;

/** Two votes, a simple majority, no approval without conditions over a high residual risk, valid for a year. */
export const defaultCharter: Omit<Charter, 'name'> = {
  minimumVotes: 2, requiredDisciplines: [], majority: 'simple', residualBar: 'high', validityDays: 365, thresholds: [],
};

/** A charter in JSON or YAML; the file's name tells which. */
export function readCharter(bytes: Uint8Array, name: string): Result<Charter> {
  if (name.toLowerCase().endsWith('.json')) return readStrict(Charter, bytes, { name, maxBytes: maxCharterBytes });
  const yaml = readYaml(name, bytes, maxCharterBytes);
  return yaml.ok ? checkSchema(Charter, yaml.value.value, name) : yaml;
}
