import type { ReactNode } from 'react';
import { holdsRole } from '../../../shared/board/member.ts';
import { homeWords } from '../../../shared/copy/screens/home.ts';
import { meetingWords } from '../../../shared/copy/screens/meeting.ts';
import { rosterInForce } from '../../../shared/events/ballot.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useBoardPermissions, useHome } from '../../queries/home.ts';
import { closeMeetingSheet, openMeetingSheet, useMeetingSheet } from '../../queries/meeting-sheet.ts';
import { useSession } from '../../queries/session.ts';
import { hrefOf } from '../../route.ts';
import { ConditionsDue } from './conditions-due.tsx';
import { DossierTable } from './dossier-table.tsx';
import { FirstStep } from './first-step.tsx';
import { homeDetail, homeSentence } from './home-words.ts';
import { Lately } from './lately.tsx';
import { ListDue } from './list-due.tsx';
import { MeetingSheet } from './meeting-sheet.tsx';
import { NextMeeting } from './next-meeting.tsx';
import styles from './home.module.css';

/** Where the member stands. */
export function Home(): ReactNode {
  const home = useHome();
  const permissions = useBoardPermissions();
  const sheet = useMeetingSheet();
  const { profile, now } = useSession();
  if (home === undefined || permissions === undefined) return <Loading />;
  const at = now();
  const next = home.dossiers.find(({ summary }) => summary.waiting.length > 0);
  const mayCall = permissions['call-meeting'];
  const meetings = [...(home.meeting === null ? [] : [home.meeting.meeting]), ...home.laterMeetings];
  const written = sheet === null ? undefined : sheet.meeting === null ? null : meetings.find(({ meeting }) => meeting === sheet.meeting);
  return (
    <div className={styles.home} data-sheet={written !== undefined}>
      <div className={styles.page}>
        <Page>
          <PageHeader
            sentence={homeSentence(home)}
            detail={homeDetail(home)}
            actions={(
              <>
                {home.dossiers.length === 0 && <FirstStep />}
                {mayCall === null && home.meeting === null && home.dossiers.length > 0 && <Button onClick={() => openMeetingSheet(null)}>{meetingWords.call}</Button>}
                {next !== undefined && <ButtonLink weight="primary" href={hrefOf({ kind: 'dossier', dossier: next.summary.dossier, tab: 'overview', item: null })}>{homeWords.goOn(next.title)}</ButtonLink>}
              </>
            )}
          />
          {profile.found.length > 0 && <div className={styles.found}>{profile.found.map((trouble) => <TroubleNote key={JSON.stringify(trouble)} trouble={trouble} />)}</div>}
          {holdsRole(rosterInForce(profile.rosters).roster, profile.member, 'secretary') && <ListDue />}
          <NextMeeting view={home} at={at} mayCall={mayCall} />
          {home.dossiers.length > 0 && (
            <>
              <DossierTable dossiers={home.dossiers} meeting={home.meeting} />
              <div className={styles.columns}>
                <ConditionsDue conditions={home.conditions} titleOf={home.titleOf} at={at} />
                <Lately recent={home.recent} names={home} at={at} />
              </div>
            </>
          )}
        </Page>
      </div>
      {written !== undefined && <div className={styles.sheet}><MeetingSheet key={written?.meeting ?? ''} meeting={written} view={home} permissions={permissions} onClose={closeMeetingSheet} /></div>}
    </div>
  );
}

/** Keeps the places of what is about to come. */
function Loading(): ReactNode {
  return (
    <Page>
      <p className="visually-hidden" role="status">{homeWords.reading}</p>
      <div className={styles.skeleton} aria-hidden="true"><span data-size="title" /><span data-size="line" />{[1, 2, 3].map((row) => <span key={row} data-size="row" />)}</div>
    </Page>
  );
}
