import { useEffect, useRef, useState, type ReactNode } from 'react';
import { copyLinkWords, findWords } from '../../shared/copy/find.ts';
import { frameWords, keySheetWords } from '../../shared/copy/screens/frame.ts';
import { meetingWords } from '../../shared/copy/screens/meeting.ts';
import { tourWords } from '../../shared/copy/tour.ts';
import { useBoardPermissions } from '../queries/home.ts';
import { startLinks } from '../queries/link.ts';
import { openMeetingSheet } from '../queries/meeting-sheet.ts';
import { useShownRoute } from '../queries/pane.ts';
import { useRememberedPlaces } from '../queries/recent.ts';
import { useSession } from '../queries/session.ts';
import { useShortcuts } from '../queries/shortcuts.ts';
import { isTouring, startTour } from '../queries/tour.ts';
import { go, goBack, goForward, type Route } from '../route.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { copyLink } from './copy-link.ts';
import { KeySheet } from './key-sheet.tsx';
import { Notices } from './notices.tsx';
import { Palette, type PaletteKind } from './palette.tsx';
import { startPrintedLinks } from './printed-links.ts';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TourNote } from './tour-note.tsx';
import { TopBar, useLinkedWords, useTrail } from './top-bar.tsx';
import styles from './frame.module.css';

/** What stays around every screen of an open board. */
export function Frame({ route, children }: { readonly route: Route; readonly children: ReactNode }): ReactNode {
  const [over, setOver] = useState<'keys' | PaletteKind | null>(null);
  const main = useRef<HTMLElement>(null);
  const place = route.kind === 'dossier' ? route.dossier : route.kind;
  const { board } = useSession().profile;
  const shown = useShownRoute(route);
  const trail = useTrail(shown);
  const title = (trail.length > 1 ? trail.slice(1) : trail).map(({ words }) => words).reverse().join(' · ');
  const linked = useLinkedWords(shown);
  const mayCall = useBoardPermissions()?.['call-meeting'] === null;
  useRememberedPlaces(shown);
  useEffect(() => startLinks(() => setOver(null)), []);
  useEffect(startPrintedLinks, []);

  useEffect(() => {
    document.title = frameWords.title(title, board.name);
  }, [title, board.name]);

  // A new place is read from its beginning; the first one leaves the focus where the browser has it, and a tour keeps it in its note.
  const lastPlace = useRef(place);
  useEffect(() => {
    if (lastPlace.current === place) return;
    lastPlace.current = place;
    // A sheet that opened with the place has taken the focus itself.
    if (!isTouring() && document.activeElement?.closest('main [role=dialog]') == null) main.current?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [place]);

  useShortcuts(keySheetWords.everywhere, [
    { keys: 'Ctrl+k', words: findWords.box, run: () => setOver('all') },
    { keys: 'g h', words: frameWords.places.home, run: () => go({ kind: 'home' }) },
    { keys: 'g d', words: frameWords.places.dossiers, run: () => setOver('dossiers') },
    { keys: 'g v', words: frameWords.places.verify, run: () => go({ kind: 'verify' }) },
    { keys: 'g b', words: frameWords.places.board, run: () => go({ kind: 'board' }) },
    { keys: 'g s', words: frameWords.places.settings, run: () => go({ kind: 'settings' }) },
    { keys: 'g t', words: tourWords.take, run: startTour },
    ...(mayCall ? [{ keys: 'g m', words: meetingWords.call, run: () => openMeetingSheet(null) }] : []),
    { keys: 'Alt+ArrowLeft', words: frameWords.back, run: goBack },
    { keys: 'Alt+ArrowRight', words: frameWords.forward, run: goForward },
    ...(shown.kind === 'dossier' ? [{ keys: 'y', words: copyLinkWords(linked), run: () => copyLink(shown, linked) }] : []),
    { keys: 'Ctrl+p', words: keySheetWords.print, run: () => window.print() },
    { keys: '?', words: keySheetWords.title, run: () => setOver('keys') },
    { keys: 'F1', words: keySheetWords.whileTyping, run: () => setOver('keys') },
  ]);

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{frameWords.skip}</a>
      <TopBar route={shown} onFind={() => setOver('all')} />
      <Rail route={route} />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <ErrorBoundary key={place}>{children}</ErrorBoundary>
      </main>
      <TourNote route={route} />
      <StatusBar onKeys={() => setOver('keys')} />
      <Notices />
      {over === 'keys' && <KeySheet onClose={() => setOver(null)} />}
      {(over === 'all' || over === 'dossiers') && <Palette key={over} route={route} kind={over} onClose={() => setOver((now) => (now === over ? null : now))} />}
    </div>
  );
}
