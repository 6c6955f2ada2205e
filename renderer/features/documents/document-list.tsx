import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { annotationCounts, mediaTypeWords, readingWords } from '../../../shared/copy/document.ts';
import { size } from '../../../shared/copy/number.ts';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import type { DocumentEntry } from '../../../shared/dossier/revision.ts';
import type { AnnotationSummary } from '../../../shared/events/summary.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { Clamped } from '../../components/clamped.tsx';
import { StateShape } from '../../components/state-mark.tsx';
import type { ReadingPlace } from '../../queries/reading-places.ts';
import styles from './documents.module.css';

export interface DocumentListProps {
  readonly documents: readonly DocumentEntry[];
  readonly selected: ItemId | null;
  readonly viewed: ReadonlySet<ItemId>;
  readonly changed: ReadonlySet<string>;
  readonly places: Readonly<Record<ItemId, ReadingPlace>>;
  /** Those that stand, on whatever revision they were made. */
  readonly annotations: readonly AnnotationSummary[];
  readonly onSelect: (id: ItemId) => void;
}

/** The documents of the revision, each with its kind, its size, whether it was viewed and how far it was read. Arrow keys choose. */
export function DocumentList({ documents, selected, viewed, changed, places, annotations, onSelect }: DocumentListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = documents.findIndex(({ id }) => id === selected);
    const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: documents.length - 1 };
    const document = documents[Math.min(documents.length - 1, Math.max(0, to[event.key] ?? -1))];
    if (to[event.key] === undefined || document === undefined) return;
    event.preventDefault();
    onSelect(document.id);
  };

  return (
    <div className={styles.list} role="listbox" aria-label={documentsWords.list.label} tabIndex={0} ref={list} onKeyDown={onKeyDown} aria-activedescendant={selected === null ? undefined : `document-${selected}`}>
      {documents.map(({ id, title, mediaType, sizeBytes, object }) => {
        const isViewed = viewed.has(id);
        const place = places[id]?.object === object ? places[id] : undefined;
        const notes = annotationCounts(annotations.filter(({ item }) => item === id));
        const reading = place === undefined ? null : readingWords(place.part);
        return (
          <div key={id} id={`document-${id}`} className={styles.entry} role="option" aria-selected={id === selected} onClick={() => onSelect(id)}>
            <StateShape state={isViewed ? 'passed' : 'open'} />
            <span className={isViewed ? undefined : styles.unread}><Clamped text={title} /></span>
            <small>{documentsWords.list.about(id, mediaTypeWords[mediaType], size(sizeBytes))}</small>
            <small><span>{isViewed ? documentsWords.list.viewed(reading, changed.has(id)) : documentsWords.list.notViewed(changed.has(id))}</span>{notes !== null && <span>{notes}</span>}</small>
          </div>
        );
      })}
    </div>
  );
}
