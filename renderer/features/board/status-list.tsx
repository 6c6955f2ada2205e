import type { ReactNode } from 'react';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import type { Trouble } from '../../../shared/result.ts';
import { Action } from '../../components/action.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Section } from '../../components/page.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useMinute } from '../../queries/clock.ts';
import { signedDays, statusListStanding, useStatusList } from '../../queries/status-list.ts';
import styles from './board.module.css';

const words = boardWords.statusList;

/** What others can know of the board's packets today: the list that was signed last, and whether it still says what the record says. */
export function StatusListSection({ barred }: { readonly barred: Trouble | null }): ReactNode {
  const { view, sign, save, waiting, trouble } = useStatusList();
  const now = useMinute();
  const standing = view === null ? null : statusListStanding(view, now);
  return (
    <Section heading={words.heading} aside={view?.list === null || view === null ? undefined : <Action busy={waiting} onClick={() => void save()}>{words.save}</Action>}>
      <p className={styles.note}>{words.note}</p>
      {standing !== null && <p className={styles.standing}><StateMark state={standing.state} strong>{standing.said}</StateMark></p>}
      {view?.list && (
        <KeyValues items={[
          [words.heads.list, words.list(view.list.sequence, view.list.packets)],
          [words.heads.signed, words.signedBy(view.list.issuer, view.list.issuedAt)],
          [words.heads.until, words.until(view.list.nextUpdate)],
        ]} />
      )}
      <p className={styles.note}>{words.validity(signedDays)}</p>
      <div className={styles.actions}>
        <Action barred={barred} busy={waiting || view === null} primary={barred === null && standing !== null && standing.state !== 'passed'} onClick={() => void sign()}>{view?.list ? words.signNext : words.signFirst}</Action>
        <SignWait shown={waiting} />
      </div>
      {trouble !== null && <TroubleNote trouble={trouble} />}
    </Section>
  );
}
