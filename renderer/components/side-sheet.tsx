import { useEffect, useId, useRef, type ReactNode } from 'react';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { keySheetWords } from '../../shared/copy/screens/frame.ts';
import styles from './side-sheet.module.css';

/**
 * A sheet at the right of the dossier for writing something down while the dossier stays in sight and usable: it isn't modal. Opening moves the focus
 * to its title; Esc inside it closes it and gives the focus back.
 */
export function SideSheet({ title, note, onClose, footer, children }: { readonly title: string; readonly note?: ReactNode; readonly onClose: () => void; readonly footer?: ReactNode; readonly children: ReactNode }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus(); };
  }, []);
  return (
    <section className={styles.sheet} role="dialog" aria-modal="false" aria-labelledby={id} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) { event.stopPropagation(); onClose(); } }}>
      <header className={styles.head}>
        <div>
          <h2 id={id} tabIndex={-1} ref={heading}>{title}</h2>
          {note !== undefined && <p>{note}</p>}
        </div>
        <button type="button" className={styles.close} onClick={onClose}><kbd aria-hidden="true">{keySheetWords.keys.Escape}</kbd><span className="visually-hidden">{componentsWords.closeSheet}</span></button>
      </header>
      <div className={styles.body} tabIndex={-1}>{children}</div>
      {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
    </section>
  );
}
