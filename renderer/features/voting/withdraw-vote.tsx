import { useState, type ReactNode } from 'react';
import type { Refusal } from '../../../shared/result.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { TextArea } from '../../components/field.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand } from '../../queries/command.ts';
import styles from './voting.module.css';

/** Takes the member's own vote back; no earlier one returns (rule V-7). */
export function WithdrawVote({ dossier, barred }: { readonly dossier: DossierId; readonly barred: Refusal | null }): ReactNode {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { send, waiting, trouble } = useCommand();
  if (!open) return <div className={styles.inline}><Action barred={barred} onClick={() => setOpen(true)}>Withdraw my vote</Action></div>;
  const submit = async (): Promise<void> => {
    if (!(await send({ name: 'withdraw-vote', dossier, reason: reason.trim() }))) return;
    announce('Your vote is withdrawn.');
    setOpen(false);
  };
  return (
    <div className={styles.inline}>
      <TextArea label="Why you withdraw it" note="no earlier vote returns (rule V-7)" value={reason} onChange={setReason} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action onClick={() => setOpen(false)}>Keep my vote</Action><Action grave busy={waiting} barred={barred} onClick={() => void submit()}>Withdraw and sign</Action><SignWait shown={waiting} /></div>
    </div>
  );
}
