import { useState, type ReactNode } from 'react';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { rosterInForce } from '../../../shared/events/ballot.ts';
import { holdsRole } from '../../../shared/board/member.ts';
import type { Trouble } from '../../../shared/result.ts';
import { Action } from '../../components/action.tsx';
import { Button } from '../../components/button.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Page, Section } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { saveTrust } from '../../queries/board.ts';
import { useNewcomers } from '../../queries/membership.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { Audit } from './audit.tsx';
import styles from './board.module.css';
import { CharterRules } from './charter.tsx';
import { InviteSheet } from './invite-sheet.tsx';
import { Members } from './members.tsx';
import { Newcomers } from './newcomers.tsx';
import { RemoveSample } from './remove-sample.tsx';
import { StatusListSection } from './status-list.tsx';
import { StoreSection } from './store.tsx';

const words = boardWords;

/** Who the board is, who is about to join, by which rules it decides, and how others can tell. */
export function Board(): ReactNode {
  const { profile } = useSession();
  const newcoming = useNewcomers();
  const [isInviting, setInviting] = useState(false);
  const { roster } = rosterInForce(profile.rosters);
  const { charter } = roster;
  const active = roster.members.filter((member) => member.status === 'active');
  const voters = active.filter((member) => member.roles.includes('voter'));
  const barredFrom = (act: string): Trouble | null => (holdsRole(roster, profile.member, 'secretary') ? null : { family: 'refusal', code: 'board/not-the-role', params: { member: profile.member, role: 'secretary', act } });
  const barred = barredFrom('invite');
  useShortcuts(words.keys.group, barred === null ? [{ keys: 'i', words: words.newcomers.invite, run: () => setInviting(true) }] : []);
  const isShort = voters.length < charter.minimumVotes;
  return (
    <div className={styles.board} data-sheet={isInviting}>
      <div className={styles.page}>
        <Page>
          <PageHeader
            sentence={words.sentence(active.length, voters.length, charter.minimumVotes)}
            detail={<>{isShort && <>{words.members.tooFew} </>}{words.roster(roster.seq, roster.issuedAt, roster.expiresAt)}</>}
            actions={<Action primary={isShort && barred === null} barred={barred} onClick={() => setInviting(true)}>{words.newcomers.invite}</Action>}
          />
          {profile.found.length > 0 && <div className={styles.found}>{profile.found.map((trouble) => <TroubleNote key={JSON.stringify(trouble)} trouble={trouble} />)}</div>}
          <Section heading={words.members.heading}>
            <Members roster={roster} you={profile.member} token={profile.token} />
          </Section>
          {barred === null && <Newcomers roster={roster} newcoming={newcoming} hasStore={profile.store !== null} isInviting={isInviting} />}
          <div className={styles.columns}>
            <div>
              <Section heading={words.charter.heading}><CharterRules charter={charter} /></Section>
              <StatusListSection barred={barredFrom('sign-status-list')} />
            </div>
            <div>
              <Section heading={words.trust.heading} aside={<Button onClick={() => void saveTrust()}>{words.trust.save}</Button>}>
                <p className={styles.note}>{words.trust.note}</p>
                <KeyValues items={[
                  [words.trust.fingerprint, <DigestMark key="trust" digest={profile.trustFingerprint} of={words.trust.fingerprintOf} whole />],
                  [words.trust.board, <DigestMark key="board" digest={profile.board.id} of={words.trust.boardOf} />],
                  [words.trust.rootKeys, words.trust.rootKeysOf(roster.threshold, roster.rootKeys.length)],
                  [words.trust.device, <code key="device">{profile.device.slice(0, 8)}</code>],
                ]} />
                {newcoming.newcomers?.admits === true && !profile.board.sample && <p className={styles.note}>{words.trust.backup}</p>}
              </Section>
              <StoreSection store={profile.store} />
            </div>
          </div>
          <Audit />
          {profile.forks.length > 0 && (
            <Section heading={words.forks}>
              {profile.forks.map((fork) => <TroubleNote key={fork.device} trouble={{ family: 'integrity', code: 'feed/fork', params: { device: fork.device, seq: fork.seq, first: fork.digests[0] ?? '', second: fork.digests[1] ?? '' } }} />)}
            </Section>
          )}
          {profile.board.sample && <RemoveSample />}
        </Page>
      </div>
      {isInviting && <div className={styles.sheet}><InviteSheet roster={roster} store={profile.store} newcoming={newcoming} onClose={() => setInviting(false)} /></div>}
    </div>
  );
}
