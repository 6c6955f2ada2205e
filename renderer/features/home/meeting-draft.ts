/** What a secretary writes of a meeting, as it stands in the fields, and what it comes to. Pure. */
import { z } from 'zod';
import { meetingWords } from '../../../shared/copy/screens/meeting.ts';
import type { MeetingPlan } from '../../../shared/events/catalogue.ts';
import type { Meeting } from '../../../shared/events/meeting.ts';
import { DossierId, Instant } from '../../../shared/vocabulary.ts';

/** Texts as typed: a day, a time of day in UTC, and whole minutes. */
export const MeetingDraft = z.strictObject({
  title: z.string().max(500), day: z.string().max(20), time: z.string().max(20), minutes: z.string().max(10), place: z.string().max(500),
  agenda: z.array(z.strictObject({ dossier: DossierId, minutes: z.string().max(10) })).max(100),
});
export type MeetingDraft = z.infer<typeof MeetingDraft>;

const usualMinutes = '90';
/** For a dossier that is put on the agenda. */
const usualItemMinutes = '20';

/** A meeting that nobody has written anything of yet. */
export const blankMeeting: MeetingDraft = { title: '', day: '', time: '', minutes: usualMinutes, place: '', agenda: [] };

/** A called meeting, to be changed. */
export function draftOf({ title, startsAt, minutes, place, agenda }: Meeting): MeetingDraft {
  return { title, day: startsAt.slice(0, 10), time: startsAt.slice(11, 16), minutes: String(minutes), place, agenda: agenda.map((item) => ({ dossier: item.dossier, minutes: String(item.minutes) })) };
}

/** The start that the fields name; null while they name none. */
export function startOf({ day, time }: Pick<MeetingDraft, 'day' | 'time'>): Instant | null {
  const at = Instant.safeParse(`${day}T${time.slice(0, 5)}:00.000Z`);
  return at.success && Number.isFinite(Date.parse(at.data)) ? at.data : null;
}

/** Minutes as a number; null where they aren't whole or out of bounds. */
export function minutesOf(text: string): number | null {
  const minutes = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return minutes >= 1 && minutes <= 1_440 ? minutes : null;
}

/** How long the agenda takes, as far as it is written. */
export function agendaMinutes({ agenda }: Pick<MeetingDraft, 'agenda'>): number {
  return agenda.reduce((sum, item) => sum + (minutesOf(item.minutes) ?? 0), 0);
}

export type MeetingField = 'title' | 'startsAt' | 'minutes' | 'place' | 'agenda';

/** What is missing or wrong, by field. `startsBefore`: the start of the meeting that is changed, which may stay as it is. */
export function problemsOf(draft: MeetingDraft, at: Instant, startsBefore: Instant | null): Partial<Record<MeetingField, string>> {
  const { problems } = meetingWords.sheet;
  const startsAt = startOf(draft);
  const minutes = minutesOf(draft.minutes);
  return {
    ...(draft.title.trim() === '' && { title: problems.title }),
    ...((startsAt === null || (startsAt <= at && startsAt !== startsBefore)) && { startsAt: problems.startsAt }),
    ...(minutes === null && { minutes: problems.minutes }),
    ...(draft.place.trim() === '' && { place: problems.place }),
    ...(draft.agenda.some((item) => minutesOf(item.minutes) === null) ? { agenda: problems.itemMinutes } : minutes !== null && agendaMinutes(draft) > minutes && { agenda: problems.tooLong }),
  };
}

/** The meeting as a command says it; null while something is missing. */
export function planOf(draft: MeetingDraft): MeetingPlan | null {
  const startsAt = startOf(draft);
  const minutes = minutesOf(draft.minutes);
  const agenda = draft.agenda.flatMap((item) => {
    const own = minutesOf(item.minutes);
    return own === null ? [] : [{ dossier: item.dossier, minutes: own }];
  });
  return startsAt === null || minutes === null || agenda.length < draft.agenda.length ? null : { startsAt, minutes, title: draft.title.trim(), place: draft.place.trim(), agenda };
}

/** Puts a dossier at the agenda's end. */
export function withDossier(draft: MeetingDraft, dossier: DossierId): MeetingDraft {
  return { ...draft, agenda: [...draft.agenda, { dossier, minutes: usualItemMinutes }] };
}

/** Exchanges a matter with its neighbour; at the end of the list it stays where it is. */
export function moved({ agenda, ...draft }: MeetingDraft, index: number, by: 1 | -1): MeetingDraft {
  const [one, other] = [agenda[index], agenda[index + by]];
  if (one === undefined || other === undefined) return { ...draft, agenda };
  return { ...draft, agenda: agenda.map((item, at) => (at === index ? other : at === index + by ? one : item)) };
}
