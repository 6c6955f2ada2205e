import './fonts.css';
import './tokens.css';
import './base.css';
import './print.css';
import '@mantine/core/styles.layer.css';
import { MantineProvider } from '@mantine/core';
import { useSyncExternalStore, type ReactNode } from 'react';
import type { Settings } from '../../shared/ipc/settings.ts';
import { styleNonce } from './hardening.ts';
import { cssVariables, mantineTheme } from './mantine-theme.ts';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

function onSystemChange(listener: () => void): () => void {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
}

/** Gives everything inside the theme that the member chose; `system` follows the machine as it changes. */
export function Theme({ choice, children }: { readonly choice: Settings['theme']; readonly children: ReactNode }) {
  const isSystemDark = useSyncExternalStore(onSystemChange, () => systemDark.matches);
  const scheme = choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
  return (
    <MantineProvider theme={mantineTheme} cssVariablesResolver={cssVariables} forceColorScheme={scheme} getStyleNonce={() => styleNonce}>
      {children}
    </MantineProvider>
  );
}
