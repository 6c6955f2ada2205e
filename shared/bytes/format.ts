/** Format numbers: every file that outlives a run carries one, and a newer one is refused plainly, never guessed. */
import { ok, refuse } from '../result.ts';
import type { Result } from '../result.ts';

/** Refuses `input/format-number` when `value.format` is a whole number above `supported`; any other misfit is the schema's to tell. */
export function checkFormatNumber(value: unknown, supported: number, name: string): Result<void> {
  const found = typeof value === 'object' && value !== null && Object.hasOwn(value, 'format') ? (value as { format: unknown }).format : undefined;
  return typeof found === 'number' && Number.isInteger(found) && found > supported ? refuse('input/format-number', { name, found, supported }) : ok(undefined);
}
