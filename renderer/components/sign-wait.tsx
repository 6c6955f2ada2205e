import type { ReactNode } from 'react';
import styles from './sign-wait.module.css';

/** Says that the signing window, which main owns, waits for the member. */
export function SignWait({ shown }: { readonly shown: boolean }): ReactNode {
  return <p className={styles.wait} role="status">{shown ? 'Waiting for you in the signing window.' : ''}</p>;
}
