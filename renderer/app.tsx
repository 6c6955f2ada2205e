import { useEffect, type ReactNode } from 'react';
import { Board } from './features/board/board.tsx';
import { DossierScreen } from './dossier-screen.tsx';
import { FirstRun } from './features/first-run/first-run.tsx';
import { Unopened } from './features/first-run/unopened.tsx';
import { Waiting } from './features/first-run/waiting.tsx';
import { Home } from './features/home/home.tsx';
import { Settings } from './features/settings/settings.tsx';
import { Verify } from './features/verify/verify.tsx';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { Frame } from './frame/frame.tsx';
import { Notices } from './frame/notices.tsx';
import { startRecord } from './queries/record.ts';
import { useProfile, useProfileTrouble, useSettings } from './queries/session.ts';
import { startSync } from './queries/sync.ts';
import { readBaselines } from './queries/baseline.ts';
import { readLooked } from './queries/looked.ts';
import { readViewed } from './queries/viewed.ts';
import { useRoute, type Route } from './route.ts';
import type { BoardId } from '../shared/vocabulary.ts';
import { Theme } from './theme/theme.tsx';

/** The window: what it shows depends on what the profile holds. */
export function App(): ReactNode {
  const [{ theme }] = useSettings();
  return (
    <Theme choice={theme}>
      <ErrorBoundary><Contents /></ErrorBoundary>
    </Theme>
  );
}

function Contents(): ReactNode {
  const profile = useProfile();
  const trouble = useProfileTrouble();
  const hasBoard = profile !== null && profile.kind !== 'empty';
  useEffect(() => (hasBoard ? startSync() : undefined), [hasBoard]);
  if (profile?.kind === 'open') return <OpenBoard key={`${profile.board.id}/${profile.device}`} board={profile.board.id} />;
  return (
    <>
      {profile === null && trouble !== null && <Unopened trouble={trouble} />}
      {profile?.kind === 'empty' && <FirstRun />}
      {profile?.kind === 'waiting' && <Waiting profile={profile} />}
      <Notices />
    </>
  );
}

function OpenBoard({ board }: { readonly board: BoardId }): ReactNode {
  const route = useRoute();
  useEffect(() => {
    void readViewed();
    void readLooked();
    void readBaselines();
    return startRecord(board);
  }, [board]);
  return <Frame route={route}><Screen route={route} /></Frame>;
}

function Screen({ route }: { readonly route: Route }): ReactNode {
  switch (route.kind) {
    case 'home': return <Home />;
    case 'dossier': return <DossierScreen dossier={route.dossier} tab={route.tab} item={route.item} {...(route.spot !== undefined && { spot: route.spot })} beside={route.beside ?? null} />;
    case 'verify': return <Verify />;
    case 'board': return <Board />;
    case 'settings': return <Settings />;
  }
}
