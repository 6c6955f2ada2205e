import type { ReactNode } from 'react';
import styles from './prose.module.css';

/** Text that people wrote in a file: an empty line parts paragraphs, a single line break is only the file's own. */
export function Paragraphs({ text }: { readonly text: string }): ReactNode {
  return <div className={styles.prose}>{text.split(/\n\s*\n/).map((paragraph, index) => <p key={index}>{paragraph.replace(/\s*\n\s*/g, ' ')}</p>)}</div>;
}
