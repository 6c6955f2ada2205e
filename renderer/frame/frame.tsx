import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSession } from '../queries/session.ts';
import { useShortcuts } from '../queries/shortcuts.ts';
import { go, goBack, goForward, type Route } from '../route.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeySheet } from './key-sheet.tsx';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar, useTrail } from './top-bar.tsx';
import styles from './frame.module.css';

/** What stays around every screen of an open board. */
export function Frame({ route, children }: { readonly route: Route; readonly children: ReactNode }): ReactNode {
  const [isKeySheetOpen, setKeySheetOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const place = route.kind === 'dossier' ? route.dossier : route.kind;
  const { board } = useSession().profile;
  const title = useTrail(route).slice(-2).map(({ words }) => words).reverse().join(' · ');

  useEffect(() => {
    document.title = `${title} · ${board.name} · Countersign`;
  }, [title, board.name]);

  // A new place is read from its beginning; the first one leaves the focus where the browser has it.
  const lastPlace = useRef(place);
  useEffect(() => {
    if (lastPlace.current === place) return;
    lastPlace.current = place;
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [place]);

  useShortcuts('Everywhere', [
    { keys: 'g h', words: 'Home', run: () => go({ kind: 'home' }) },
    { keys: 'g v', words: 'Verify', run: () => go({ kind: 'verify' }) },
    { keys: 'g b', words: 'Board', run: () => go({ kind: 'board' }) },
    { keys: 'g s', words: 'Settings', run: () => go({ kind: 'settings' }) },
    { keys: 'Alt+ArrowLeft', words: 'Back', run: goBack },
    { keys: 'Alt+ArrowRight', words: 'Forward', run: goForward },
    { keys: '?', words: 'This list', run: () => setKeySheetOpen(true) },
    { keys: 'F1', words: 'This list, also while typing', run: () => setKeySheetOpen(true) },
  ]);

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>Skip to the content</a>
      <TopBar route={route} />
      <Rail route={route} />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <ErrorBoundary key={place}>{children}</ErrorBoundary>
      </main>
      <StatusBar onKeys={() => setKeySheetOpen(true)} />
      <Notices />
      {isKeySheetOpen && <KeySheet onClose={() => setKeySheetOpen(false)} />}
    </div>
  );
}
