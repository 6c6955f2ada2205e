/** Reads the statement of a paper that belongs to a packet: a copy's or an addendum's. */
import type { z } from 'zod';
import { fromBase64 } from '../../bytes/base64.ts';
import { Envelope } from '../../bytes/envelope.ts';
import { checkFormatNumber } from '../../bytes/format.ts';
import { readStrict } from '../../bytes/strict-json.ts';
import { ok, refuse, type Result } from '../../result.ts';
import { limit, newerNumber, StatementFrame, statementFile } from './record-files.ts';

/** Null where the statement is of another type. Refuses what doesn't fit, and `input/format-number` for a newer version's. Whether anyone signed it is judged elsewhere. */
export function readRelatedStatement<T>(bytes: Uint8Array, type: string, schema: z.ZodType<T>): Result<{ readonly statement: T; readonly envelope: Envelope }> | null {
  const options = { name: statementFile, maxBytes: limit.statementBytes, canonical: true };
  const envelope = readStrict(Envelope, bytes, options);
  if (!envelope.ok) return null;
  const payload = fromBase64(envelope.value.payload, statementFile);
  if (!payload.ok) return null;
  const frame = readStrict(StatementFrame, payload.value, options);
  if (!frame.ok) return null;
  const { predicateType, predicate } = frame.value;
  const newer = newerNumber(predicateType, type);
  if (newer !== null) return refuse('input/format-number', { name: statementFile, found: newer, supported: 1 });
  if (predicateType !== type) return null;
  const supported = checkFormatNumber(predicate, 1, statementFile);
  if (!supported.ok) return supported;
  const statement = readStrict(schema, payload.value, options);
  return statement.ok ? ok({ statement: statement.value, envelope: envelope.value }) : statement;
}
