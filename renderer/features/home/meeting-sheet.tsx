import { useState, type ReactNode } from 'react';
import { legibleText } from '../../../shared/bytes/legible-text.ts';
import { meetingWords } from '../../../shared/copy/screens/meeting.ts';
import type { BoardPermissions } from '../../../shared/commands/decide.ts';
import type { Meeting } from '../../../shared/events/meeting.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { Fields, TextField } from '../../components/field.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import type { HomeView } from '../../queries/home.ts';
import { useSession } from '../../queries/session.ts';
import { AgendaEditor } from './agenda-editor.tsx';
import { blankMeeting, draftOf, MeetingDraft, planOf, problemsOf, startOf, type MeetingField } from './meeting-draft.ts';
import styles from './meeting-sheet.module.css';

const words = meetingWords.sheet;

/** A secretary calls a meeting, or changes one; what is typed is kept as a draft. `meeting` null: a new one. */
export function MeetingSheet({ meeting, view, permissions, onClose }: { readonly meeting: Meeting | null; readonly view: HomeView; readonly permissions: BoardPermissions; readonly onClose: () => void }): ReactNode {
  const { now } = useSession();
  const [kept, save, remove] = useDraft<MeetingDraft>(`meeting.${meeting?.meeting ?? 'new'}`, MeetingDraft);
  const draft = kept ?? (meeting === null ? blankMeeting : draftOf(meeting));
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const problems = problemsOf(draft, now(), meeting?.startsAt ?? null);
  const problem = (field: MeetingField): { readonly problem?: string } => (tried && problems[field] !== undefined ? { problem: problems[field] } : {});
  const startsAt = startOf(draft);

  const change = (next: Partial<MeetingDraft>): void => {
    forget();
    save({ ...draft, ...next });
  };
  const call = async (): Promise<void> => {
    setTried(true);
    const plan = planOf(draft);
    if (plan === null || Object.keys(problems).length > 0) return;
    if (!await send({ name: 'call-meeting', meeting: meeting?.meeting ?? null, ...plan })) return;
    remove();
    announce(meeting === null ? words.called(plan.startsAt) : words.changed);
    onClose();
  };

  return (
    <SideSheet title={meeting === null ? words.callTitle : words.changeTitle} note={words.note} onClose={onClose}
      footer={<>{trouble !== null && <TroubleNote trouble={trouble} />}<Action primary onClick={() => void call()} busy={waiting} barred={permissions['call-meeting']}>{meeting === null ? words.submitCall : words.submitChange}</Action></>}>
      <Fields>
        <TextField label={words.title} value={draft.title} onChange={(title) => change({ title })} {...problem('title')} />
        <div className={styles.when}>
          <TextField type="date" label={words.day} value={draft.day} min={now().slice(0, 10)} onChange={(day) => change({ day })} {...problem('startsAt')} />
          <TextField type="time" label={words.time} note={words.timeNote} value={draft.time} onChange={(time) => change({ time })} />
          <TextField type="number" min="1" label={words.minutes} value={draft.minutes} onChange={(minutes) => change({ minutes })} {...problem('minutes')} />
        </div>
        {startsAt !== null && <p className={styles.local}>{words.local(startsAt, -new Date(startsAt).getTimezoneOffset())}</p>}
        <TextField label={words.place} note={words.placeNote} value={draft.place} onChange={(place) => change({ place })} {...problem('place')} />
        <AgendaEditor draft={draft} view={view} onChange={(next) => change(next)} problem={tried ? problems.agenda : undefined} />
        {meeting !== null && <CancelMeeting meeting={meeting} permissions={permissions} onDone={() => { remove(); onClose(); }} />}
      </Fields>
    </SideSheet>
  );
}

/** Calls it off, with a reason. */
function CancelMeeting({ meeting, permissions, onDone }: { readonly meeting: Meeting; readonly permissions: BoardPermissions; readonly onDone: () => void }): ReactNode {
  const [reason, setReason] = useState('');
  const { send, waiting, trouble } = useCommand();
  const cancel = async (): Promise<void> => {
    if (!await send({ name: 'cancel-meeting', meeting: meeting.meeting, reason: reason.trim() })) return;
    announce(words.cancelled);
    onDone();
  };
  return (
    <details className={styles.cancel}>
      <summary>{words.cancelHeading}</summary>
      <TextField label={words.cancelReason} value={reason} onChange={setReason} />
      <p>{words.cancelNote}</p>
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <Action grave onClick={() => void cancel()} busy={waiting} barred={permissions['cancel-meeting']}>{words.cancel(legibleText(meeting.title))}</Action>
    </details>
  );
}
