import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';

/** `primary`: the one thing that the screen is for. `quiet`: text alone. `grave`: can't be taken back. */
type Weight = 'primary' | 'plain' | 'quiet' | 'grave';

interface Common {
  readonly weight?: Weight;
  /** The shortcut that does the same, shown inside. */
  readonly keys?: string;
  readonly children: ReactNode;
}

export function Button({ weight = 'plain', keys, children, className, type = 'button', ...rest }: Common & ButtonHTMLAttributes<HTMLButtonElement>): ReactNode {
  return (
    <button type={type} className={[styles.button, className].filter(Boolean).join(' ')} data-weight={weight} {...rest}>
      {children}
      {keys !== undefined && <kbd className={styles.keys}>{keys}</kbd>}
    </button>
  );
}

/** A link that looks like a button: for going somewhere. */
export function ButtonLink({ weight = 'plain', href, keys, children }: Common & { readonly href: string }): ReactNode {
  return (
    <a className={styles.button} data-weight={weight} href={href}>
      {children}
      {keys !== undefined && <kbd className={styles.keys}>{keys}</kbd>}
    </a>
  );
}
