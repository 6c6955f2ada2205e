import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useHome } from '../../queries/home.ts';
import { useSession } from '../../queries/session.ts';
import { hrefOf } from '../../route.ts';
import { ConditionsDue } from './conditions-due.tsx';
import { DossierTable } from './dossier-table.tsx';
import { homeDetail, homeSentence } from './home-words.ts';
import { Lately } from './lately.tsx';
import styles from './home.module.css';

/** Where the member stands. */
export function Home(): ReactNode {
  const home = useHome();
  const { profile, now } = useSession();
  if (home === undefined) return <Loading />;
  const at = now();
  const next = home.dossiers.find(({ summary }) => summary.waiting.length > 0);
  return (
    <Page>
      <PageHeader
        sentence={homeSentence(home)}
        detail={homeDetail(home)}
        actions={next !== undefined && <ButtonLink weight="primary" href={hrefOf({ kind: 'dossier', dossier: next.summary.dossier, tab: 'overview', item: null })}>Continue {next.title}</ButtonLink>}
      />
      {profile.found.length > 0 && <div className={styles.found}>{profile.found.map((trouble) => <TroubleNote key={JSON.stringify(trouble)} trouble={trouble} />)}</div>}
      {home.dossiers.length > 0 && (
        <>
          <DossierTable dossiers={home.dossiers} />
          <div className={styles.columns}>
            <ConditionsDue conditions={home.conditions} titleOf={home.titleOf} at={at} />
            <Lately recent={home.recent} titleOf={home.titleOf} at={at} />
          </div>
        </>
      )}
    </Page>
  );
}

/** Keeps the places of what is about to come. */
function Loading(): ReactNode {
  return (
    <Page>
      <p className="visually-hidden" role="status">Reading the record</p>
      <div className={styles.skeleton} aria-hidden="true"><span data-size="title" /><span data-size="line" />{[1, 2, 3].map((row) => <span key={row} data-size="row" />)}</div>
    </Page>
  );
}
