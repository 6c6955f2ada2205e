import { useId, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { verifyPageWords as words } from '../../shared/copy/screens/verify-page.ts';
import { Button } from '../components/button.tsx';
import { shown } from './visible.ts';
import styles from './file-well.module.css';

interface FileWellProps {
  readonly number: number;
  readonly words: { readonly label: string; readonly note: string; readonly choose: string };
  readonly accept?: string;
  /** What lies in it; null: nothing, or it holds many and shows them elsewhere. */
  readonly file: File | null;
  readonly isMany?: boolean;
  readonly isMore?: boolean;
  /** It is the next thing to do. */
  readonly primary?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onRemove?: () => void;
}

/** A place for a file: drop it here, or choose it with the button. */
export function FileWell({ number, words: own, accept, file, isMany = false, isMore = false, primary = false, onFiles, onRemove }: FileWellProps): ReactNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <section className={styles.well} aria-labelledby={id} data-over={isOver} data-filled={file !== null} onDragEnter={() => setOver(true)} onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false); }} onDrop={drop}>
      <h2 id={id}><span className={styles.number} aria-hidden="true">{number}</span>{own.label}</h2>
      {file === null ? <p className={styles.note}>{own.note}</p> : <p className={styles.file}>{words.file(shown(file.name), file.size)}</p>}
      <div className={styles.actions}>
        <Button weight={primary ? 'primary' : 'plain'} onClick={() => input.current?.click()}>{file !== null ? words.another : isMore ? words.more : own.choose}</Button>
        {file !== null && onRemove !== undefined && <Button weight="quiet" aria-label={words.removeFile(shown(file.name))} onClick={onRemove}>{words.remove}</Button>}
      </div>
      <input ref={input} type="file" hidden multiple={isMany} accept={accept} data-well={number} onChange={(event) => { onFiles([...(event.target.files ?? [])]); event.target.value = ''; }} />
    </section>
  );
}
