/** The time to judge at, from a `datetime-local` field that is read as UTC. */
import { Instant } from '../../shared/vocabulary.ts';

/** The instant; null for an empty field, `invalid` for a text that is none. */
export function instantOf(text: string): Instant | null | 'invalid' {
  if (text === '') return null;
  const [, upToMinutes, seconds = ':00'] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.\d+)?$/.exec(text) ?? [];
  const instant = Instant.safeParse(`${upToMinutes ?? ''}${seconds}.000Z`);
  return instant.success ? instant.data : 'invalid';
}
