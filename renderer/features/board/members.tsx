import type { ReactNode } from 'react';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { disciplineWords, roleWords } from '../../../shared/copy/status.ts';
import type { Roster } from '../../../shared/board/roster.ts';
import { DigestMark } from '../../components/digest.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './board.module.css';

const words = boardWords.members;

/** Everybody whom the roster lists, those who left too. */
export function Members({ roster, you }: { readonly roster: Roster; readonly you: string }): ReactNode {
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
              <td><DigestMark digest={member.key.keyId} of={words.keyOf(member.name)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
