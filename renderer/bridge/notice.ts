/** What to tell the member without taking them away from what they do. The frame shows these; whoever asked main adds them. */
import type { Trouble } from '../../shared/result.ts';
import { live } from './live.ts';

export type Notice =
  | { readonly id: number; readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly id: number; readonly kind: 'done'; readonly text: string };

/** Oldest first. */
export const notices = live<readonly Notice[]>([]);

const mostShown = 4;
const doneMs = 8_000;
let lastId = 0;

/** Tells why something didn't happen. A trouble that is shown already isn't shown twice. */
export function tell(trouble: Trouble): void {
  const shown = notices.get();
  const text = JSON.stringify(trouble);
  if (shown.some((notice) => notice.kind === 'trouble' && JSON.stringify(notice.trouble) === text)) return;
  notices.set([...shown, { id: ++lastId, kind: 'trouble' as const, trouble }].slice(-mostShown));
}

/** Says for a while that something was done, in one short sentence, in place of the one before. */
export function announce(text: string): void {
  const id = ++lastId;
  notices.set([...notices.get().filter((notice) => notice.kind !== 'done'), { id, kind: 'done' as const, text }].slice(-mostShown));
  setTimeout(() => dismiss(id), doneMs);
}

export function dismiss(id: number): void {
  notices.set(notices.get().filter((notice) => notice.id !== id));
}
