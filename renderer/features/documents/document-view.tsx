import { useEffect, useMemo, type ReactNode } from 'react';
import { mediaTypeWords } from '../../../shared/copy/document.ts';
import { size } from '../../../shared/copy/number.ts';
import { readMarkdown } from '../../../shared/dossier/markdown.ts';
import { readPlain, type ReadableDocument } from '../../../shared/dossier/readable.ts';
import type { DocumentEntry } from '../../../shared/dossier/revision.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useRun } from '../../queries/command.ts';
import { useDocumentText } from '../../queries/document.ts';
import type { ReadingPlace } from '../../queries/reading-places.ts';
import { useViewed } from '../../queries/viewed.ts';
import type { Reading } from './documents.tsx';
import { Annotated } from './annotated.tsx';
import styles from './documents.module.css';

export interface DocumentViewProps extends ContentTabProps {
  readonly entry: DocumentEntry;
  /** How far it was read; undefined: not yet. */
  readonly place: ReadingPlace | undefined;
  readonly onPlace: (document: ItemId, place: ReadingPlace) => void;
  readonly onReading: (reading: Reading) => void;
}

/** One document: its head, its text to read and to annotate. A PDF is saved and read elsewhere. Once shown or saved it is viewed. */
export function DocumentView(props: DocumentViewProps): ReactNode {
  const { view, entry, onSheet } = props;
  const revision = view.summary.latest.digest;
  const text = useDocumentText(revision, entry.id);
  const { viewed, mark } = useViewed(revision);
  const saving = useRun<string | null>();
  const document = useMemo(() => (text?.ok === true && text.value !== null ? readable(entry, text.value) : null), [text, entry]);
  const isViewed = viewed.has(entry.id);
  const isShown = document !== null;
  useEffect(() => { if (isShown && !isViewed) mark([entry.id]); }, [isShown, isViewed, mark, entry.id]);

  const save = async (): Promise<void> => {
    const name = await saving.run(() => ask('document.save', { revision, document: entry.id }));
    if (typeof name !== 'string') return;
    mark([entry.id]);
    announce(`Saved as ${name}.`);
  };

  const head = (
    <header className={styles.head}>
      <div>
        <p className={styles.place}>{entry.id}, {mediaTypeWords[entry.mediaType]}, {size(entry.sizeBytes)} <DigestMark digest={entry.object} of={entry.title} /></p>
        <h2>{entry.title}</h2>
      </div>
      <div className={styles.actions}>
        <Action barred={view.permissions['record-finding']} onClick={() => onSheet({ kind: 'finding', item: entry.id })}>Record finding</Action>
        <Action primary={text?.ok === true && !isShown} busy={saving.waiting} onClick={() => void save()}>Save document</Action>
      </div>
      {saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}
    </header>
  );
  if (document !== null) return <Annotated key={document.text} {...props} document={document} head={head} />;
  return (
    <article className={styles.detail} aria-label={`Document ${entry.id}`}>
      {head}
      {text === undefined && <p className={styles.nothing} role="status">Opening {entry.id}…</p>}
      {text?.ok === false && <div className={styles.nothing}><TroubleNote trouble={text.trouble} /></div>}
      {text?.ok === true && <p className={styles.nothing}>A PDF isn’t shown here. Save it, and read it in a program of your own; it counts as viewed then. Notes can be written on Markdown and on plain text.</p>}
    </article>
  );
}

function readable({ mediaType }: DocumentEntry, text: string): ReadableDocument {
  return mediaType === 'text/markdown' ? readMarkdown(text) : readPlain(text);
}
