import { useMemo, useState, type ReactNode } from 'react';
import { documentsSentence } from '../../../shared/copy/document.ts';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import type { ReadableDocument } from '../../../shared/dossier/readable.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useGo } from '../../queries/pane.ts';
import { useReadingPlaces } from '../../queries/reading-places.ts';
import { useViewed } from '../../queries/viewed.ts';
import { DocumentList } from './document-list.tsx';
import { DocumentView } from './document-view.tsx';
import { Outline } from './outline.tsx';
import styles from './documents.module.css';

/** What the document that is open tells the pane beside it. */
export interface Reading { readonly item: ItemId; readonly document: ReadableDocument; readonly stop: number; readonly onGo: (stop: number) => void }

/** All documents of the latest revision, and one of them to read and to annotate. */
export function Documents(props: ContentTabProps): ReactNode {
  const go = useGo();
  const { dossier, view, content, delta, item } = props;
  const { viewed } = useViewed(view.summary.latest.digest);
  const [places, keepPlace] = useReadingPlaces(dossier);
  const [reading, setReading] = useState<Reading | null>(null);
  const { documents } = content.revision;
  const standing = useMemo(() => view.summary.annotations.filter(({ withdrawnAt }) => withdrawnAt === null), [view.summary.annotations]);
  const changed = useMemo(() => new Set<string>(delta?.items ?? []), [delta]);
  const selected = documents.find(({ id }) => id === item) ?? documents.find(({ id }) => !viewed.has(id)) ?? documents[0];
  // The first one to open stays open once it is viewed.
  const [first] = useState(selected?.id);
  const entry = documents.find(({ id }) => id === item) ?? documents.find(({ id }) => id === first) ?? selected;
  const select = (id: ItemId): void => go({ kind: 'dossier', dossier, tab: 'documents', item: id }, { replace: true });

  return (
    <div className={styles.tab}>
      <div className={styles.side}>
        <p className={styles.all} role="status">{documentsSentence(documents.length, documents.filter(({ id }) => viewed.has(id)).length)}</p>
        {documents.length > 0 && <DocumentList documents={documents} selected={entry?.id ?? null} viewed={viewed} changed={changed} places={places ?? {}} annotations={standing} onSelect={select} />}
        {reading !== null && reading.item === entry?.id && <Outline document={reading.document} stop={reading.stop} onGo={reading.onGo} />}
      </div>
      {entry === undefined && <EmptyState sentence={documentsWords.list.empty} />}
      {entry !== undefined && places === undefined && <p className={styles.nothing} role="status">{documentsWords.list.opening(entry.id)}</p>}
      {entry !== undefined && places !== undefined && <DocumentView key={`${view.summary.latest.digest}/${entry.id}`} {...props} entry={entry} place={places[entry.id]} onPlace={keepPlace} onReading={setReading} />}
    </div>
  );
}
