/** Which meeting is being written down: the sheet lies on Home, and is asked for from anywhere. */
import type { MeetingId } from '../../shared/vocabulary.ts';
import { meetingWords } from '../../shared/copy/screens/meeting.ts';
import { askOrTell } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { announce } from '../bridge/notice.ts';
import { go } from '../route.ts';
import { useLive } from './use-live.ts';

/** `meeting` null: a new one. */
export interface MeetingSheet { readonly meeting: MeetingId | null }

const open = live<MeetingSheet | null>(null);

/** Opens the sheet on Home. */
export function openMeetingSheet(meeting: MeetingId | null): void {
  go({ kind: 'home' });
  open.set({ meeting });
}

export function closeMeetingSheet(): void {
  open.set(null);
}

/** Null: it is closed. */
export function useMeetingSheet(): MeetingSheet | null {
  return useLive(open);
}

/** Asks where to put the meeting's calendar file and writes it there. */
export async function saveMeeting(meeting: MeetingId): Promise<void> {
  const name = await askOrTell('meeting.save', { meeting });
  if (typeof name === 'string') announce(meetingWords.saved(name));
}
