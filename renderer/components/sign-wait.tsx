import type { ReactNode } from 'react';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import styles from './sign-wait.module.css';

/** Says that the signing window, which main owns, waits for the member. */
export function SignWait({ shown }: { readonly shown: boolean }): ReactNode {
  return <p className={styles.wait} role="status">{shown ? componentsWords.signWait : ''}</p>;
}
