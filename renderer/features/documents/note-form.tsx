import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { z } from 'zod';
import { Anchor } from '../../../shared/annotation/anchor.ts';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import { privilegedWords } from '../../../shared/copy/screens/privileged.ts';
import { Prose } from '../../../shared/vocabulary.ts';
import type { Trouble } from '../../../shared/result.ts';
import { Action } from '../../components/action.tsx';
import { Fields, TextArea, TextField } from '../../components/field.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { Lane } from '../../queries/privileged.ts';
import { Excerpt } from './excerpt.tsx';
import styles from './documents.module.css';

const said = documentsWords.form;

/** A note that is being written: kept until main has recorded it. `tags` as they are typed. */
export const NoteDraft = z.strictObject({ anchor: Anchor, text: Prose, tags: z.string().max(500) });
export type NoteDraft = z.infer<typeof NoteDraft>;

/** Tags as they are typed, apart: commas between them, a `#` before one left out. */
export function tagsOf(typed: string): readonly string[] {
  return [...new Set(typed.split(',').map((tag) => tag.trim().replace(/^#/, '').trim().slice(0, 40)).filter((tag) => tag !== ''))].slice(0, 12);
}

export interface NoteFormProps {
  readonly draft: NoteDraft;
  /** Chosen before: it doesn't change under what is typed. */
  readonly lane: Lane;
  /** Who will be able to read a privileged note, by name. */
  readonly readers: readonly string[];
  /** The passage isn't in the document any more. */
  readonly gone: boolean;
  readonly barred: Trouble | null;
  readonly waiting: boolean;
  readonly trouble: Trouble | null;
  readonly onChange: (draft: NoteDraft) => void;
  readonly onSave: () => void;
  readonly onDrop: () => void;
}

/** Writes a note on the passage that it quotes. The lane stands above what is typed. */
export function NoteForm({ draft, lane, readers, gone, barred, waiting, trouble, onChange, onSave, onDrop }: NoteFormProps): ReactNode {
  const form = useRef<HTMLElement>(null);
  const [tried, setTried] = useState(false);
  const missing = draft.text.trim() === '';
  const { title } = lane === 'board' ? said : privilegedWords.form;
  useEffect(() => { form.current?.querySelector('textarea')?.focus(); }, []);
  const save = (): void => {
    setTried(true);
    if (!missing && !gone) onSave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onDrop();
    }
  };
  return (
    <section ref={form} className={styles.form} data-lane={lane} aria-label={title} onKeyDown={onKeyDown}>
      <h3>{title}</h3>
      <p className={styles.lane}>{lane === 'board' ? said.lane : privilegedWords.form.lane(readers)}</p>
      <Excerpt text={draft.anchor.quote.exact} />
      {gone && <p className={styles.problem} role="alert">{said.gone}</p>}
      <Fields>
        <TextArea label={said.text} rows={4} value={draft.text} onChange={(text) => onChange({ ...draft, text })} {...(tried && missing ? { problem: said.missing } : {})} />
        <TextField label={said.tags} note={said.tagsHint} value={draft.tags} onChange={(tags) => onChange({ ...draft, tags })} />
      </Fields>
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action primary busy={waiting} barred={barred} keys="Ctrl ↵" onClick={save}>{said.save}</Action><Action onClick={onDrop}>{said.discard}</Action></div>
    </section>
  );
}
