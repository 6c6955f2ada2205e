/** Schemas whose values come out in canonical order. */
import { z } from 'zod';

/**
 * A strict object whose members are checked, and so come out, in the order of canonical JSON (RFC 8785, 3.2.3: by UTF-16 units). What it lets
 * through is written without being sorted again: with 100,000 measurements that is most of the time.
 */
export function canonicalObject<S extends z.core.$ZodLooseShape>(shape: S): ReturnType<typeof z.strictObject<S>> {
  return z.strictObject(Object.fromEntries(Object.entries(shape).sort(([a], [b]) => (a < b ? -1 : 1))) as S);
}
