import type { ReactNode } from 'react';
import { Icon } from '../components/icon.tsx';
import { useHome } from '../queries/home.ts';
import { useSession } from '../queries/session.ts';
import { goBack, hrefOf, tabWords, type Route } from '../route.ts';
import { SyncPill } from './sync-pill.tsx';
import styles from './top-bar.module.css';

const screenWords = { home: 'Home', verify: 'Verify', board: 'Board', settings: 'Settings' } as const;

/** The trail to the screen shown: each step but the last is a link. */
export function useTrail(route: Route): readonly { readonly words: string; readonly href: string }[] {
  const home = useHome();
  if (route.kind !== 'dossier') return [{ words: screenWords[route.kind], href: hrefOf(route) }];
  const { dossier, tab } = route;
  return [
    { words: screenWords.home, href: hrefOf({ kind: 'home' }) },
    { words: home?.titleOf(dossier) ?? dossier, href: hrefOf({ kind: 'dossier', dossier, tab: 'overview', item: null }) },
    { words: tabWords[tab], href: hrefOf({ kind: 'dossier', dossier, tab, item: null }) },
  ];
}

/** Where one is, on which board, and how the machine stands to its store. */
export function TopBar({ route }: { readonly route: Route }): ReactNode {
  const { board } = useSession().profile;
  const trail = useTrail(route);
  return (
    <header className={styles.bar}>
      <span className={styles.mark}><Icon name="signature" size={24} /></span>
      <button type="button" className={styles.back} onClick={goBack} aria-label="Back" title="Back (Alt+Left)" disabled={route.kind === 'home'}><Icon name="back" size={16} /></button>
      <nav aria-label="Trail" className={styles.trail}>
        <ol>
          {trail.map(({ words, href }, index) => (
            <li key={index}>{index === trail.length - 1 ? <span aria-current="page">{words}</span> : <a href={href}>{words}</a>}</li>
          ))}
        </ol>
      </nav>
      <span className={styles.board} title={board.name}>{board.name}</span>
      {board.sample && <span className={styles.sample} title="A sample board. What it signs never verifies as real.">SAMPLE</span>}
      <SyncPill />
    </header>
  );
}
