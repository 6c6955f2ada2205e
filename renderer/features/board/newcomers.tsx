import { useState, type ReactNode } from 'react';
import { namesakeOf } from '../../../shared/board/member.ts';
import type { Roster } from '../../../shared/board/roster.ts';
import { legibleText } from '../../../shared/bytes/legible-text.ts';
import { list } from '../../../shared/copy/number.ts';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { disciplineWords, roleWords } from '../../../shared/copy/status.ts';
import { troubleWords } from '../../../shared/copy/trouble.ts';
import type { Seat } from '../../../shared/board/joining.ts';
import type { InviteStanding, RequestStanding } from '../../../shared/ipc/membership.ts';
import type { Trouble } from '../../../shared/result.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Tick } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { Newcoming } from '../../queries/membership.ts';
import styles from './board.module.css';

const words = boardWords.newcomers;

interface NewcomersProps {
  readonly roster: Roster;
  readonly newcoming: Newcoming;
  readonly hasStore: boolean;
  /** The sheet that invites is open, and says itself what was refused. */
  readonly isInviting: boolean;
}

/** Who was invited, who asks to be admitted, and what the secretary does about it. */
export function Newcomers({ roster, newcoming, hasStore, isInviting }: NewcomersProps): ReactNode {
  const { newcomers, chooseRequest, waiting, trouble } = newcoming;
  // Keeps its place while it is read.
  if (newcomers === null) return <Section heading={words.heading}><p className={styles.note}>{words.reading}</p></Section>;
  const { admits, requests } = newcomers;
  // A request says all that its invitation does.
  const invites = newcomers.invites.filter(({ state }) => state === 'open' || state === 'expired');
  const isEmpty = requests.length === 0 && invites.length === 0;
  const open = admits ? <Action busy={waiting} onClick={() => void chooseRequest()}>{words.open}</Action> : undefined;
  return (
    <Section heading={words.heading} aside={open}>
      {isEmpty ? <p className={styles.note}>{words.none}</p> : (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <thead><tr><th scope="col">{words.name}</th><th scope="col">{words.seat}</th><th scope="col">{words.standing}</th><th scope="col">{words.key}</th><th scope="col"><span className="visually-hidden">{words.act}</span></th></tr></thead>
            <tbody>
              {requests.map((request) => <Asking key={request.choice} request={request} roster={roster} admits={admits} newcoming={newcoming} />)}
              {invites.map((one) => <Invited key={one.id} invite={one} />)}
            </tbody>
          </table>
        </div>
      )}
      {!isEmpty && !admits && <p className={styles.note}>{words.elsewhere}</p>}
      {!isEmpty && admits && !hasStore && <p className={styles.note}>{words.noStore}</p>}
      {trouble !== null && !isInviting && (trouble.code === 'key/cancelled' ? <p role="status">{words.notAdmitted}</p> : <TroubleNote trouble={trouble} />)}
      <SignWait shown={waiting && !isInviting} />
    </Section>
  );
}

const seatText = ({ discipline, roles }: Pick<Seat, 'discipline' | 'roles'>): string => words.seatOf(disciplineWords(discipline), list(roles.map((role) => roleWords[role])));

function Asking({ request, roster, admits, newcoming: { admit, waiting } }: { readonly request: RequestStanding; readonly roster: Roster; readonly admits: boolean; readonly newcoming: Newcoming }): ReactNode {
  const [namesake, setNamesake] = useState(false);
  const name = legibleText(request.name);
  const shares = namesakeOf(roster, request.name);
  const taken: Trouble | null = shares === undefined || namesake ? null : { family: 'refusal', code: 'board/name-taken', params: { name, member: shares.id } };
  const said = request.trouble === null ? null : troubleWords(request.trouble);
  return (
    <tr>
      <th scope="row">{name}{request.file !== null && <small className={styles.under}>{words.fromFile(request.file)}</small>}</th>
      <td>{request.seat !== null && seatText(request.seat)}</td>
      <td>
        {said === null ? <StateMark state="question">{words.asks}</StateMark> : <StateMark state="failed">{words.refused}</StateMark>}
        <small className={styles.under}>{said === null ? words.compare : `${said.title} ${said.detail}`}</small>
      </td>
      <td>{request.keyId !== null && <DigestMark digest={request.keyId} of={boardWords.members.keyOf(name)} whole />}</td>
      <td>
        {request.trouble === null && shares !== undefined && <Tick label={words.namesake(name)} checked={namesake} onChange={setNamesake} />}
        {request.trouble === null && admits && <Action primary busy={waiting} barred={taken} onClick={() => void admit({ request: request.choice, namesake }, name)}>{words.admit}<span className="visually-hidden"> {name}</span></Action>}
      </td>
    </tr>
  );
}

function Invited({ invite: { seat, expiresAt, state } }: { readonly invite: InviteStanding }): ReactNode {
  return (
    <tr>
      <th scope="row">{legibleText(seat.name)}</th>
      <td>{seatText(seat)}</td>
      <td><StateMark state={state === 'expired' ? 'void' : 'open'}>{words.states[state](expiresAt)}</StateMark></td>
      <td />
      <td className={styles.muted}>{state === 'open' && words.waitsForFile}</td>
    </tr>
  );
}
