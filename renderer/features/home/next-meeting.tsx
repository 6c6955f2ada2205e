import type { ReactNode } from 'react';
import { legibleText } from '../../../shared/bytes/legible-text.ts';
import { localTime } from '../../../shared/copy/date.ts';
import { meetingWords } from '../../../shared/copy/screens/meeting.ts';
import type { BoardPermissions } from '../../../shared/commands/decide.ts';
import type { Meeting } from '../../../shared/events/meeting.ts';
import type { Instant } from '../../../shared/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { minutesAhead } from '../../components/due-day.tsx';
import { openMeetingSheet, saveMeeting } from '../../queries/meeting-sheet.ts';
import type { HomeView } from '../../queries/home.ts';
import styles from './next-meeting.module.css';

/** Null: the member may call and change meetings. */
type MayCall = BoardPermissions['call-meeting'];

/** The meeting under way or the next one: when, where, and what of it asks for the member's vote. Its dossiers open the table below. */
export function NextMeeting({ view: { meeting: next, laterMeetings, titleOf }, at, mayCall }: { readonly view: Pick<HomeView, 'meeting' | 'laterMeetings' | 'titleOf'>; readonly at: Instant; readonly mayCall: MayCall }): ReactNode {
  if (next === null) return null;
  const { meeting, state, here, needVote, notHere } = next;
  return (
    <section className={styles.meeting} aria-label={meetingWords.label}>
      <div className={styles.words}>
        <h2>{state === 'running' ? meetingWords.headingNow(legibleText(meeting.title)) : meetingWords.heading(legibleText(meeting.title), meeting.startsAt, at)}</h2>
        <p className={styles.facts}><time dateTime={meeting.startsAt}>{meetingWords.when(meeting.startsAt, meeting.endsAt)}</time>{minutesAhead(meeting.startsAt) !== 0 && <span>{localTime(meeting.startsAt, minutesAhead(meeting.startsAt))}</span>}<span>{legibleText(meeting.place)}</span><strong data-asks={needVote > 0}>{meetingWords.needVote(needVote, here)}</strong></p>
        {notHere.length > 0 && <p>{meetingWords.notHere(notHere.map(titleOf))}</p>}
        {laterMeetings.length > 0 && <Later meetings={laterMeetings} mayCall={mayCall} />}
      </div>
      <div className={styles.actions}>
        {mayCall === null && <Button onClick={() => openMeetingSheet(meeting.meeting)}>{meetingWords.change}</Button>}
        <Button onClick={() => void saveMeeting(meeting.meeting)}>{meetingWords.saveFile}</Button>
      </div>
    </section>
  );
}

/** Meetings after the next one, a line each. */
function Later({ meetings, mayCall }: { readonly meetings: readonly Meeting[]; readonly mayCall: MayCall }): ReactNode {
  return (
    <details className={styles.later}>
      <summary>{meetingWords.laterCount(meetings.length)}</summary>
      <ul>
        {meetings.map(({ meeting, title, startsAt, endsAt, place }) => (
          <li key={meeting}>
            <span>{legibleText(title)}</span><time dateTime={startsAt} title={localTime(startsAt, minutesAhead(startsAt))}>{meetingWords.when(startsAt, endsAt)}</time><span>{legibleText(place)}</span>
            {mayCall === null && <Button weight="quiet" onClick={() => openMeetingSheet(meeting)} aria-label={meetingWords.changeNamed(legibleText(title))}>{meetingWords.changeShort}</Button>}
          </li>
        ))}
      </ul>
    </details>
  );
}
