import type { ReactNode } from 'react';
import { legibleText } from '../../../shared/bytes/legible-text.ts';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { disciplineWords, roleWords } from '../../../shared/copy/status.ts';
import type { Roster } from '../../../shared/board/roster.ts';
import { DigestMark } from '../../components/digest.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './board.module.css';

const words = boardWords.members;

/** Everybody whom the roster lists, those who left too. `token`: what your own key is on; null: it is on this machine. */
export function Members({ roster, you, token }: { readonly roster: Roster; readonly you: string; readonly token: string | null }): ReactNode {
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <thead><tr>{[words.name, words.discipline, words.roles, words.standing, words.key].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {roster.members.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}{member.id === you && <span className={styles.you}>{words.you}</span>}</th>
              <td>{disciplineWords(member.discipline)}{roster.charter.requiredDisciplines.includes(member.discipline) && <span className={styles.required}>{words.required}</span>}</td>
              <td>{member.roles.map((role) => roleWords[role]).join(', ')}</td>
              <td>{member.status === 'active' ? <StateMark state="passed">{words.active}</StateMark> : <StateMark state="void">{words.revoked}</StateMark>}</td>
              <td><DigestMark digest={member.key.keyId} of={words.keyOf(member.name)} />{member.id === you && <span className={styles.home}>{token === null ? words.here : words.onToken(legibleText(token))}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
