import { useEffect, type ReactNode } from 'react';
import { size } from '../../../shared/copy/number.ts';
import type { DocumentEntry } from '../../../shared/dossier/revision.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { SheetProps } from '../../dossier-tab.ts';
import { useRun } from '../../queries/command.ts';
import { useDocumentText } from '../../queries/document.ts';
import { useViewed } from '../../queries/viewed.ts';
import styles from './document-sheet.module.css';

const kinds = { 'text/markdown': 'Markdown, as it is written', 'text/plain': 'Plain text', 'application/pdf': 'PDF' } as const satisfies Record<DocumentEntry['mediaType'], string>;

/** One document of the revision, to read: its text as it is written, never rendered; a PDF is saved and read elsewhere. Once shown or saved it is viewed. */
export function DocumentSheet({ entry, view, onClose, onSheet }: SheetProps & { readonly entry: DocumentEntry }): ReactNode {
  const revision = view.summary.latest.digest;
  const text = useDocumentText(revision, entry.id);
  const { viewed, mark } = useViewed(revision);
  const saving = useRun<string | null>();
  const isShown = text?.ok === true && text.value !== null;
  const isViewed = viewed.has(entry.id);
  useEffect(() => { if (isShown && !isViewed) mark([entry.id]); }, [isShown, isViewed, mark, entry.id]);

  const save = async (): Promise<void> => {
    const name = await saving.run(() => ask('document.save', { revision, document: entry.id }));
    if (typeof name !== 'string') return;
    mark([entry.id]);
    announce(`Saved as ${name}.`);
  };

  return (
    <SideSheet title={`${entry.id} ${entry.title}`} onClose={onClose}
      note={<span className={styles.note}>{kinds[entry.mediaType]}, {size(entry.sizeBytes)} <DigestMark digest={entry.object} of={entry.title} /></span>}
      footer={<>{saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}<Action barred={view.permissions['record-finding']} onClick={() => onSheet({ kind: 'finding', item: entry.id })}>Record finding</Action><Action primary={!isShown} busy={saving.waiting} onClick={() => void save()}>Save document</Action></>}>
      {text === undefined && <p className={styles.quiet} role="status">Opening {entry.id}…</p>}
      {text?.ok === false && <TroubleNote trouble={text.trouble} />}
      {text?.ok === true && (text.value === null ? <p className={styles.quiet}>A PDF isn’t shown here. Save it, and read it in a program of your own; it counts as viewed then.</p> : <pre className={styles.text}>{text.value}</pre>)}
    </SideSheet>
  );
}
