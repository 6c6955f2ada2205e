import { useId, useRef, type ReactNode } from 'react';
import { figure } from '../../../shared/copy/number.ts';
import { meetingWords } from '../../../shared/copy/screens/meeting.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { Icon } from '../../components/icon.tsx';
import { SelectField } from '../../components/select-field.tsx';
import type { HomeView } from '../../queries/home.ts';
import { agendaMinutes, minutesOf, moved, withDossier, type MeetingDraft } from './meeting-draft.ts';
import styles from './meeting-sheet.module.css';

const words = meetingWords.sheet;

/** The dossiers of a meeting in the order in which the board takes them, each with its minutes. */
export function AgendaEditor({ draft, view: { dossiers, titleOf }, onChange, problem }: { readonly draft: MeetingDraft; readonly view: Pick<HomeView, 'dossiers' | 'titleOf'>; readonly onChange: (next: MeetingDraft) => void; readonly problem: string | undefined }): ReactNode {
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const { agenda } = draft;
  const left = dossiers.filter(({ summary }) => !agenda.some((item) => item.dossier === summary.dossier));
  const whole = minutesOf(draft.minutes);
  const total = agendaMinutes(draft);

  /** The focus goes with what was moved, and to the next matter where one was taken off. */
  const focusOn = (index: number, which: string): void => {
    requestAnimationFrame(() => list.current?.children[index]?.querySelector<HTMLElement>(`[data-does=${which}]:not(:disabled), input`)?.focus());
  };

  return (
    <fieldset className={styles.agenda} aria-describedby={`${id}-sum`}>
      <legend>{words.agenda} <span>{words.agendaNote}</span></legend>
      <ol ref={list}>
        {agenda.map((item, index) => {
          const title = titleOf(item.dossier);
          return (
            <li key={item.dossier}>
              <span>{figure(index + 1)}</span>
              <span className={styles.title}>{title}</span>
              <input type="number" min={1} max={1440} value={item.minutes} aria-label={words.minutesOf(title)} aria-invalid={problem !== undefined && minutesOf(item.minutes) === null}
                onChange={(event) => onChange({ ...draft, agenda: agenda.map((one, at) => (at === index ? { ...one, minutes: event.target.value } : one)) })} />
              <span className={styles.moves}>
                <button type="button" data-does="earlier" aria-label={words.earlier(title)} title={words.earlier(title)} disabled={index === 0} onClick={() => { onChange(moved(draft, index, -1)); focusOn(index - 1, 'earlier'); }}><Icon name="up" size={16} /></button>
                <button type="button" data-does="later" aria-label={words.later(title)} title={words.later(title)} disabled={index === agenda.length - 1} onClick={() => { onChange(moved(draft, index, 1)); focusOn(index + 1, 'later'); }}><Icon name="down" size={16} /></button>
                <button type="button" data-does="off" aria-label={words.takeOff(title)} title={words.takeOff(title)} onClick={() => { onChange({ ...draft, agenda: agenda.filter((_, at) => at !== index) }); focusOn(Math.min(index, agenda.length - 2), 'off'); }}><Icon name="close" size={16} /></button>
              </span>
            </li>
          );
        })}
      </ol>
      {left.length > 0 && (
        <SelectField<DossierId | ''> label={words.add} value="" onChange={(dossier) => { if (dossier !== '') onChange(withDossier(draft, dossier)); }}
          groups={[{ heading: null, options: [{ value: '', label: words.addNothing }, ...left.map(({ summary, title }) => ({ value: summary.dossier, label: title }))] }]} />
      )}
      {dossiers.length === 0 && <p>{words.noDossiers}</p>}
      <p id={`${id}-sum`} role="status">{whole === null || agenda.length === 0 ? '' : words.sum(total, whole)}</p>
      {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
    </fieldset>
  );
}
