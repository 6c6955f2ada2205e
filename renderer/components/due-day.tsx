import type { ReactNode } from 'react';
import { shortDay } from '../../shared/copy/date.ts';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import type { Day, Instant } from '../../shared/vocabulary.ts';

/** How many minutes this machine's clock is ahead of UTC at an instant. */
export function minutesAhead(at: Instant): number {
  return -new Date(at).getTimezoneOffset();
}

/** A day by which something is due. It ends in UTC; pointing at it says when that is by this machine's clock. */
export function DueDay({ day }: { readonly day: Day }): ReactNode {
  const end = `${day}T23:59:00.000Z` as Instant;
  return <time dateTime={day} title={componentsWords.dueUntil(end, minutesAhead(end))}>{shortDay(day)}</time>;
}
