import { useEffect, useMemo, type ReactNode } from 'react';
import { mediaTypeWords } from '../../../shared/copy/document.ts';
import { size } from '../../../shared/copy/number.ts';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import { readMarkdown } from '../../../shared/dossier/markdown.ts';
import { readPlain, type ReadableDocument } from '../../../shared/dossier/readable.ts';
import type { DocumentEntry } from '../../../shared/dossier/revision.ts';
import type { Trouble } from '../../../shared/result.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useRun } from '../../queries/command.ts';
import { useDocumentText, usePdfBytes } from '../../queries/document.ts';
import type { ReadingPlace } from '../../queries/reading-places.ts';
import { useViewed } from '../../queries/viewed.ts';
import type { Reading } from './documents.tsx';
import { Annotated } from './annotated.tsx';
import { usePdf } from './use-pdf.ts';
import styles from './documents.module.css';

const { head: headWords, list: listWords } = documentsWords;

export interface DocumentViewProps extends ContentTabProps {
  readonly entry: DocumentEntry;
  /** How far it was read; undefined: not yet. */
  readonly place: ReadingPlace | undefined;
  readonly onPlace: (document: ItemId, place: ReadingPlace) => void;
  readonly onReading: (reading: Reading) => void;
}

/** One document: its head, its text to read and to annotate. Once shown or saved it is viewed. */
export function DocumentView(props: DocumentViewProps): ReactNode {
  return props.entry.mediaType === 'application/pdf' ? <PdfView {...props} /> : <TextView {...props} />;
}

function TextView(props: DocumentViewProps): ReactNode {
  const { view, entry } = props;
  const text = useDocumentText(view.summary.latest.digest, entry.id);
  const document = useMemo(() => (text?.ok === true && text.value !== null ? readable(entry, text.value) : null), [text, entry]);
  const head = <Head {...props} isShown={document !== null} isFailed={text?.ok === false} />;
  return document !== null ? <Annotated key={document.text} {...props} document={document} head={head} /> : <Unread entry={entry} head={head} trouble={text?.ok === false ? text.trouble : null} />;
}

/** A PDF: main hands on its bytes, a frame of its own takes them apart. */
function PdfView(props: DocumentViewProps): ReactNode {
  const { view, entry } = props;
  const bytes = usePdfBytes(view.summary.latest.digest, entry.id);
  const pdf = usePdf(documentsWords.pdf.frame(entry.id), bytes?.ok === true ? bytes.value : null);
  const trouble = bytes?.ok === false ? bytes.trouble : pdf.trouble;
  const head = <Head {...props} isShown={pdf.total !== null && trouble === null} isFailed={trouble !== null} />;
  return trouble === null && bytes !== undefined ? <Annotated key={entry.object} {...props} document={pdf.document} pdf={pdf} head={head} /> : <Unread entry={entry} head={head} trouble={trouble} />;
}

/** What stands above a document, and marks it as viewed. `isFailed`: it can only be saved. */
function Head({ view, entry, onSheet, isShown, isFailed }: DocumentViewProps & { readonly isShown: boolean; readonly isFailed: boolean }): ReactNode {
  const revision = view.summary.latest.digest;
  const { viewed, mark } = useViewed(revision);
  const saving = useRun<string | null>();
  const isViewed = viewed.has(entry.id);
  useEffect(() => { if (isShown && !isViewed) mark([entry.id]); }, [isShown, isViewed, mark, entry.id]);
  const save = async (): Promise<void> => {
    const name = await saving.run(() => ask('document.save', { revision, document: entry.id }));
    if (typeof name !== 'string') return;
    mark([entry.id]);
    announce(headWords.saved(name));
  };
  return (
    <header className={styles.head}>
      <div>
        <p className={styles.place}>{listWords.about(entry.id, mediaTypeWords[entry.mediaType], size(entry.sizeBytes))} <DigestMark digest={entry.object} of={entry.title} /></p>
        <h2>{entry.title}</h2>
      </div>
      <div className={styles.actions}>
        <Action barred={view.permissions['record-finding']} onClick={() => onSheet({ kind: 'finding', item: entry.id })}>{headWords.finding}</Action>
        <Action primary={isFailed} busy={saving.waiting} onClick={() => void save()}>{isFailed ? headWords.saveRaw : headWords.save}</Action>
      </div>
      {saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}
    </header>
  );
}

/** A document that isn't there yet, or can't be shown. */
function Unread({ entry, head, trouble }: { readonly entry: DocumentEntry; readonly head: ReactNode; readonly trouble: Trouble | null }): ReactNode {
  return (
    <article className={styles.detail} aria-label={headWords.label(entry.id)}>
      {head}
      {trouble === null ? <p className={styles.nothing} role="status">{listWords.opening(entry.id)}</p> : <div className={styles.nothing}><TroubleNote trouble={trouble} /></div>}
    </article>
  );
}

function readable({ mediaType }: DocumentEntry, text: string): ReadableDocument {
  return mediaType === 'text/markdown' ? readMarkdown(text) : readPlain(text);
}
