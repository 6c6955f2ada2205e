import type { ReactNode } from 'react';
import { memberOf } from '../../shared/board/member.ts';
import { frameWords, keySheetWords } from '../../shared/copy/screens/frame.ts';
import { disciplineWords } from '../../shared/copy/status.ts';
import { rosterInForce } from '../../shared/events/ballot.ts';
import { useSession } from '../queries/session.ts';
import { useSync } from '../queries/sync.ts';
import styles from './status-bar.module.css';

/** On which board one is, who one is there, and how fresh this machine's record is. */
export function StatusBar({ onKeys }: { readonly onKeys: () => void }): ReactNode {
  const { profile: { board, member, rosters }, memberName } = useSession();
  const { state } = useSync();
  const discipline = memberOf(rosterInForce(rosters).roster, member)?.discipline;
  return (
    <footer className={styles.bar}>
      <span>{board.name}</span>
      <span>{frameWords.signedInAs(memberName(member), discipline === undefined ? null : disciplineWords(discipline))}</span>
      <span className={styles.space} />
      {state !== null && state.lastAt !== null && <span>{frameWords.lastExchange(state.lastAt)}</span>}
      <button type="button" onClick={onKeys}><kbd>?</kbd> {keySheetWords.button}</button>
    </footer>
  );
}
