import { useEffect, useId, useRef, type ReactNode } from 'react';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { Icon } from './icon.tsx';
import styles from './dialog.module.css';

/** Something to look at in front of everything, closed by Esc, its button or a click beside it. The browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose} onClick={(event) => { if (event.target === dialog.current) dialog.current.close(); }}>
      <div className={styles.inside}>
        <div className={styles.head}>
          <h2 id={id}>{title}</h2>
          <button type="button" className={styles.close} onClick={() => dialog.current?.close()} aria-label={componentsWords.close}><Icon name="close" /></button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
