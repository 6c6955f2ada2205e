import { useEffect, useRef, type ReactNode } from 'react';
import { legibleText } from '../../../shared/bytes/legible-text.ts';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import type { ProfileState } from '../../../shared/ipc/contract.ts';
import { Action } from '../../components/action.tsx';
import { Button } from '../../components/button.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { saveRequest, useChoosing, useMembership } from '../../queries/membership.ts';
import { useSync } from '../../queries/sync.ts';
import { FirstRunScreen } from './first-run-screen.tsx';
import { StorePick } from './store-pick.tsx';
import styles from './first-run.module.css';

const words = firstRunWords.waiting;
type WaitingProfile = Extract<ProfileState, { readonly kind: 'waiting' }>;

/** The member asked to join: until a roster names them, what they do meanwhile; then the one signature that lets them in. */
export function Waiting({ profile }: { readonly profile: WaitingProfile }): ReactNode {
  return profile.admitted ? <Admitted profile={profile} /> : <Asked profile={profile} />;
}

function Asked({ profile }: { readonly profile: WaitingProfile }): ReactNode {
  const { state, run } = useSync();
  const isRunning = state?.kind === 'running';
  return (
    <FirstRunScreen title={words.asked} lead={profile.store === null ? words.noStore : profile.delivered ? words.delivered : words.byHand}>
      <Facts profile={profile} />
      <div className={styles.actions}>
        <Button weight={profile.delivered ? 'plain' : 'primary'} onClick={() => void saveRequest()}>{words.save}</Button>
        {profile.store !== null && <Button onClick={() => void run()} aria-disabled={isRunning}>{isRunning ? words.syncing : words.sync}</Button>}
      </div>
      {profile.store === null && <NoStore />}
      {state !== null && state.kind === 'offline' && state.offline !== null && <TroubleNote trouble={state.offline} />}
    </FirstRunScreen>
  );
}

/** The invitation named no store: the folder can be given here, once the board has one. */
function NoStore(): ReactNode {
  const { chosen: { store }, chooseStore, waiting: choosing, trouble: choiceTrouble } = useChoosing();
  const { useStore: takeStore, waiting, trouble } = useMembership();
  const found = trouble ?? choiceTrouble;
  return (
    <div className={styles.next}>
      <StorePick store={store} words={firstRunWords.found.store} busy={choosing} onChoose={() => void chooseStore()} />
      {store !== null && <p className={styles.next}><Action primary busy={waiting} onClick={() => void takeStore(store.choice)}>{words.useStore}</Action></p>}
      {found !== null && <TroubleNote trouble={found} />}
    </div>
  );
}

/** The signing window comes by itself once: whoever closes it enters later. */
function Admitted({ profile }: { readonly profile: WaitingProfile }): ReactNode {
  const { enter, waiting, trouble } = useMembership();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void enter();
  }, [enter]);
  return (
    <FirstRunScreen title={words.admitted} lead={words.admittedLead}>
      <Facts profile={profile} />
      {trouble !== null && (trouble.code === 'key/cancelled' ? <p role="status">{words.notEntered}</p> : <TroubleNote trouble={trouble} />)}
      <div className={styles.actions}>
        <Action primary busy={waiting} onClick={() => void enter()}>{words.enter}</Action>
        <SignWait shown={waiting} />
      </div>
    </FirstRunScreen>
  );
}

function Facts({ profile: { board, keyId, trustFingerprint, store } }: { readonly profile: WaitingProfile }): ReactNode {
  return (
    <KeyValues items={[
      [words.facts.board, legibleText(board.name)],
      ...(keyId === null ? [] : [[words.facts.key, <span key="key"><DigestMark digest={keyId} of={words.keyOf} whole /><br /><span className={styles.hint}>{words.facts.keyNote}</span></span>] as const]),
      [words.facts.fingerprint, <DigestMark key="board" digest={trustFingerprint} of={words.fingerprintOf} whole />],
      [words.facts.store, store === null ? words.facts.none : <code key="store" className={styles.path}>{store}</code>],
    ]} />
  );
}
