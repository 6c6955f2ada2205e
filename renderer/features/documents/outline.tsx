import { useEffect, useRef, type ReactNode } from 'react';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import type { ReadableDocument } from '../../../shared/dossier/readable.ts';
import { useLandmark } from '../../components/landmark.ts';
import styles from './documents.module.css';

/** The document's headings; the one that the cursor is under is marked. */
export function Outline({ document, stop, onGo }: { readonly document: ReadableDocument; readonly stop: number; readonly onGo: (stop: number) => void }): ReactNode {
  const landmark = useLandmark();
  const list = useRef<HTMLElement>(null);
  const at = document.outline.findLastIndex((heading) => heading.stop <= stop);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  // A title alone leads nowhere.
  if (document.outline.length < 2) return null;
  const highest = Math.min(...document.outline.map(({ level }) => level));
  return (
    <nav className={styles.outline} aria-label={landmark(documentsWords.outline.title)} ref={list}>
      <h2>{documentsWords.outline.title}</h2>
      <ol>
        {document.outline.map((heading, index) => (
          <li key={index} data-depth={Math.min(3, heading.level - highest)}><button type="button" aria-current={index === at ? 'location' : undefined} onClick={() => onGo(heading.stop)}>{heading.text === '' ? documentsWords.outline.untitled : heading.text}</button></li>
        ))}
      </ol>
    </nav>
  );
}
