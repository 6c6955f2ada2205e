import type { ReactNode } from 'react';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import styles from './documents.module.css';

const { hints } = documentsWords.text;

/** What the keys do in a document's text. The sheet behind `?` says it to who can't see it. */
export function KeyHints(): ReactNode {
  return <p className={styles.keys} aria-hidden="true"><kbd>↑</kbd> <kbd>↓</kbd> {hints.paragraph} <kbd>←</kbd> <kbd>→</kbd> {hints.sentence} <kbd>{hints.shift}</kbd> {hints.longer} <kbd>{hints.enter}</kbd> {hints.notes}</p>;
}
