/**
 * The board's meetings. A meeting is whatever a secretary last said of it (rule M-1); whether it is planned, under way or over depends only
 * on the instant that is asked about.
 */
import { everHeldRole } from '../board/member.ts';
import type { Digest, DossierId, Instant, MeetingId, MemberId } from '../vocabulary.ts';
import type { AgendaItem } from './catalogue.ts';
import { inOrder } from './order.ts';
import type { BoardView } from './state.ts';

export interface Meeting {
  readonly meeting: MeetingId;
  readonly title: string;
  readonly place: string;
  readonly startsAt: Instant;
  /** When its minutes are over. */
  readonly endsAt: Instant;
  readonly minutes: number;
  /** Each dossier once, in the order in which the board takes them. */
  readonly agenda: readonly AgendaItem[];
  /** The event that says so. */
  readonly event: Digest;
  /** How often it was called: once, and again for each change. */
  readonly calls: number;
  readonly calledBy: MemberId;
  /** Null while it isn't cancelled. A cancelled meeting stays so (rule M-3). */
  readonly cancelled: { readonly member: MemberId; readonly reason: string; readonly claimedAt: Instant } | null;
}

export type MeetingState = 'planned' | 'running' | 'over' | 'cancelled';

/** Every meeting that a secretary called, by its start, then by its id. */
export function meetingsOf({ state, rosters }: BoardView): readonly Meeting[] {
  const bySecretary = (fact: { readonly member: MemberId }): boolean => everHeldRole(rosters, fact.member, 'secretary');
  const cancellations = inOrder([...state.meetingCancellations.values()].filter(bySecretary));
  const calls = new Map<MeetingId, { readonly meeting: Meeting; readonly calls: number }>();
  for (const { digest, member, body: { meeting, startsAt, minutes, place, title, agenda } } of inOrder([...state.meetings.values()].filter(bySecretary))) {
    const cancelled = cancellations.find(({ body }) => body.meeting === meeting);
    const count = (calls.get(meeting)?.calls ?? 0) + 1;
    calls.set(meeting, {
      calls: count,
      meeting: {
        meeting, title, place, startsAt, minutes, endsAt: minutesAfter(startsAt, minutes), agenda: eachOnce(agenda), event: digest, calls: count, calledBy: member,
        cancelled: cancelled === undefined ? null : { member: cancelled.member, reason: cancelled.body.reason, claimedAt: cancelled.claimedAt },
      },
    });
  }
  return [...calls.values()].map(({ meeting }) => meeting).sort((a, b) => compare(a.startsAt, b.startsAt) || compare(a.meeting, b.meeting));
}

/** How a meeting stands at an instant. */
export function meetingState({ startsAt, endsAt, cancelled }: Pick<Meeting, 'startsAt' | 'endsAt' | 'cancelled'>, at: Instant): MeetingState {
  if (cancelled !== null) return 'cancelled';
  return at < startsAt ? 'planned' : at < endsAt ? 'running' : 'over';
}

/** The meeting under way, or the next one to come; null where none is called. */
export function nextMeeting(meetings: readonly Meeting[], at: Instant): Meeting | null {
  return meetings.find((meeting) => ['planned', 'running'].includes(meetingState(meeting, at))) ?? null;
}

/** Meetings that are over, the last one first. */
export function pastMeetings(meetings: readonly Meeting[], at: Instant): readonly Meeting[] {
  return meetings.filter((meeting) => meetingState(meeting, at) === 'over').reverse();
}

/** One matter with the time at which its turn comes, when everything before it takes what was planned. */
export interface AgendaSlot extends AgendaItem { readonly startsAt: Instant }

/** The agenda as a timetable. */
export function timetable({ startsAt, agenda }: Pick<Meeting, 'startsAt' | 'agenda'>): readonly AgendaSlot[] {
  let passed = 0;
  return agenda.map((item) => {
    const slot = { ...item, startsAt: minutesAfter(startsAt, passed) };
    passed += item.minutes;
    return slot;
  });
}

/** Dossiers that an agenda names more than once, a mistake or a forgery, are taken at their first place. */
function eachOnce(agenda: readonly AgendaItem[]): readonly AgendaItem[] {
  const seen = new Set<DossierId>();
  return agenda.filter(({ dossier }) => !seen.has(dossier) && seen.add(dossier));
}

function minutesAfter(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString() as Instant;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
