import { useState, type ReactNode } from 'react';
import { shortDigest } from '../../shared/copy/number.ts';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { copyText } from './copy-text.ts';
import styles from './digest.module.css';

/** A digest by its eight characters, with a button that copies all of it; hovering or focusing shows the whole. `of` says what it names. */
export function DigestMark({ digest, of, whole = false }: { readonly digest: string; readonly of: string; readonly whole?: boolean }): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    if (!copyText(digest)) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1600);
  };
  return (
    <span className={styles.digest}>
      <code title={digest} className={whole ? styles.whole : undefined}>{whole ? digest.replace(/(.{8})(?=.)/g, '$1 ') : `${shortDigest(digest).slice(0, 4)} ${shortDigest(digest).slice(4)}`}</code>
      <button type="button" className={styles.copy} onClick={copy} aria-label={componentsWords.digest.copy(of, digest)} title={componentsWords.digest.copyShort(digest)}>
        {copied
          ? <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 8.5 6.5 11.5 12.5 5" /></svg>
          : <svg viewBox="0 0 16 16" aria-hidden="true"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 3.500V3.200A1.2 1.2 0 0 0 9.3 2H3.200A1.2 1.2 0 0 0 2 3.200V9.300A1.2 1.2 0 0 0 3.2 10.500H3.5" /></svg>}
      </button>
      <span className="visually-hidden" role="status">{copied ? componentsWords.digest.copied : ''}</span>
    </span>
  );
}
