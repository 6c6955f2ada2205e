/** A secretary calls a meeting, or changes one that isn't over (rules M-1, M-2 and M-3). */
import { factsOn } from '../../events/dossier-facts.ts';
import { meetingsOf } from '../../events/meeting.ts';
import type { BoardView } from '../../events/state.ts';
import { ok, refuse } from '../../result.ts';
import type { Instant, MeetingId, MemberId } from '../../vocabulary.ts';
import type { Command } from '../catalogue.ts';
import { lacksRole, type BoardScene, type Decided, type Refused } from './scene.ts';
import { openMeeting } from './open-meeting.ts';

export function mayCallMeeting(scene: BoardScene): Refused | null {
  return lacksRole(scene, 'secretary', 'call-meeting', 'M-1');
}

export function callMeeting(scene: BoardScene, { meeting, startsAt, minutes, place, title, agenda }: Command<'call-meeting'>): Decided {
  const refused = mayCallMeeting(scene);
  if (refused !== null) return refused;
  if (meeting !== null) {
    const open = openMeeting(scene, meeting);
    if (!open.ok) return open;
  }
  // What is under way may still be given a new agenda: its start stays where it was.
  if (startsAt <= scene.at && !isStartOf(scene, meeting, startsAt)) return refuse('board/meeting-too-early', { startsAt }, 'M-2');
  const agendaMinutes = agenda.reduce((sum, item) => sum + item.minutes, 0);
  if (agendaMinutes > minutes) return refuse('board/agenda-too-long', { minutes, agendaMinutes }, 'M-2');
  for (const [index, { dossier }] of agenda.entries()) {
    if (agenda.findIndex((item) => item.dossier === dossier) < index) return refuse('board/agenda-repeats', { dossier }, 'M-2');
    if (factsOn(scene.view, dossier).revisions.length === 0) return refuse('board/unknown-dossier', { dossier });
  }
  return ok([{ kind: 'mark', type: 'meeting.called/1', body: { meeting: meeting ?? newId(scene.view, startsAt, scene.actor.id), startsAt, minutes, place, title, agenda } }]);
}

function isStartOf({ view }: BoardScene, meeting: MeetingId | null, startsAt: Instant): boolean {
  return meetingsOf(view).some((one) => one.meeting === meeting && one.startsAt === startsAt);
}

/** By its start and who calls it; a second one of theirs at the same time is numbered. */
function newId({ state }: BoardView, startsAt: Instant, member: MemberId): MeetingId {
  const taken = new Set<string>([...state.meetings.values()].map(({ body }) => body.meeting));
  const base = `${startsAt.slice(0, 10)}-${startsAt.slice(11, 13)}${startsAt.slice(14, 16)}-${member}`;
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id as MeetingId;
}
