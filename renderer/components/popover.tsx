import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './popover.module.css';

export interface PopoverProps {
  /** What the button says. */
  readonly label: ReactNode;
  /** What the panel is called. */
  readonly title: string;
  readonly keys?: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A button with a small panel under it. Opening moves the focus into the panel; Esc, a click elsewhere or leaving it by Tab closes it. */
export function Popover({ label, title, keys, open, onOpen, children }: PopoverProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) panel.current?.focus({ preventScroll: true });
  }, [open]);
  const close = (): void => {
    onOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  return (
    <div className={styles.box} ref={box} onBlur={(event) => { if (open && event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) onOpen(false); }}
      onKeyDown={(event) => { if (open && event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); close(); } }}>
      <Button aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => onOpen(!open)} className={styles.opener} {...(keys === undefined ? {} : { keys })}>{label}</Button>
      {open && <div className={styles.cover} aria-hidden="true" onClick={() => onOpen(false)} />}
      {open && <div className={styles.panel} id={id} ref={panel} role="dialog" aria-label={title} tabIndex={-1}>{children}</div>}
    </div>
  );
}
