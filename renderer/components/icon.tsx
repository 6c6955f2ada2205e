import type { ReactNode } from 'react';
import styles from './icon.module.css';

const paths = {
  home: <path d="M3 9.2 10 3.5l7 5.700V16a1 1 0 0 1-1 1h-3.500v-4.500h-5V17H4a1 1 0 0 1-1-1Z" />,
  dossier: <><path d="M5 2.800h6.500L15.500 6.800V16.200a1 1 0 0 1-1 1h-9.500a1 1 0 0 1-1-1V3.800a1 1 0 0 1 1-1Z" /><path d="M11.300 3v4h4M7 10.500h6M7 13.500h6" /></>,
  verify: <><path d="M10 2.500 16.500 5v4.800c0 3.700-2.800 6.200-6.500 7.700-3.700-1.500-6.500-4-6.500-7.700V5Z" /><path d="M7 9.900 9.200 12.100 13.200 7.800" /></>,
  board: <><circle cx="7.500" cy="7" r="2.800" /><path d="M2.200 16.500c0-3 2.300-4.800 5.300-4.800s5.300 1.800 5.300 4.800" /><path d="M12.800 4.400a2.800 2.800 0 0 1 0 5.200M14.600 12.100c2 .6 3.200 2.200 3.200 4.400" /></>,
  settings: <><circle cx="10" cy="10" r="2.600" /><path d="M10 2.500v2M10 15.500v2M2.500 10h2M15.500 10h2M4.700 4.700l1.400 1.400M13.900 13.900l1.400 1.400M15.300 4.700l-1.400 1.400M6.100 13.900l-1.400 1.400" /></>,
  laptop: <><path d="M4 4.500h12a.8.8 0 0 1 .8.8v8.200H3.200V5.300A.8.8 0 0 1 4 4.500Z" /><path d="M1.800 15.800h16.400" /></>,
  exchange: <path d="M3 7.500h12M12 4.500l3 3-3 3M17 12.500H5M8 9.500l-3 3 3 3" />,
  back: <path d="M12.500 4.500 7 10l5.500 5.500" />,
  next: <path d="M7.500 4.500 13 10l-5.500 5.500" />,
  up: <path d="M4.500 12.500 10 7l5.500 5.500" />,
  down: <path d="M4.500 7.500 10 13l5.500-5.500" />,
  search: <><circle cx="9" cy="9" r="5.200" /><path d="M13 13 17 17" /></>,
  link: <path d="M8.200 11.800a3.200 3.200 0 0 0 4.600 0l2.700-2.700a3.200 3.200 0 0 0-4.600-4.600l-1.200 1.200M11.800 8.200a3.200 3.200 0 0 0-4.600 0l-2.700 2.700a3.200 3.200 0 0 0 4.600 4.600l1.200-1.200" />,
  close: <path d="M5 5l10 10M15 5 5 15" />,
  check: <path d="M4.500 10.500 8.200 14.200 15.500 6.200" />,
  signature: <path d="M2.500 16.800h15M3.500 12.500c2-5.500 4-8 5-7.500s-2 6-1.500 7.500 2.500-4 4-4 0 3.500 1.500 3.500 2.500-2 4-2" />,
} as const satisfies Record<string, ReactNode>;
export type IconName = keyof typeof paths;

/** A drawing in the ink of its text; words beside it, or its parent's label, say what it stands for. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: 16 | 20 | 24 }): ReactNode {
  return <svg className={styles.icon} data-size={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">{paths[name]}</svg>;
}
