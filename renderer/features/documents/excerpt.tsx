import type { ReactNode } from 'react';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import styles from './documents.module.css';

const most = 180;

/** A passage quoted, its middle left out where it is long. */
export function Excerpt({ text }: { readonly text: string }): ReactNode {
  const line = text.replace(/\s+/g, ' ').trim();
  const shown = line.length <= most ? line : documentsWords.excerpt(whole(line.slice(0, most - 60)), whole(line.slice(-50)));
  return <blockquote className={styles.excerpt}>{shown}</blockquote>;
}

/** Without half a pair of surrogates at either edge. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '').trim();
}
