/** The meeting that a command is about, while something can still be said of it (rule M-3). */
import { meetingsOf, meetingState, type Meeting } from '../../events/meeting.ts';
import { ok, refuse } from '../../result.ts';
import type { MeetingId } from '../../vocabulary.ts';
import type { BoardScene, Decided } from './scene.ts';

/** Refuses a meeting that isn't here, is cancelled or is over. */
export function openMeeting({ view, at }: BoardScene, id: MeetingId): Decided<Meeting> {
  const meeting = meetingsOf(view).find((one) => one.meeting === id);
  if (meeting === undefined) return refuse('board/unknown-meeting', { meeting: id });
  const state = meetingState(meeting, at);
  return state === 'cancelled' || state === 'over' ? refuse('board/meeting-closed', { meeting: id, state }, 'M-3') : ok(meeting);
}
