import { useState, type ReactNode } from 'react';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
import type { Refusal } from '../../../shared/result.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { TextArea } from '../../components/field.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand } from '../../queries/command.ts';
import styles from './voting.module.css';

const words = votingWords.withdraw;

/** Takes the member's own vote back; no earlier one returns (rule V-7). */
export function WithdrawVote({ dossier, barred }: { readonly dossier: DossierId; readonly barred: Refusal | null }): ReactNode {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { send, waiting, trouble } = useCommand();
  if (!open) return <div className={styles.inline}><Action barred={barred} onClick={() => setOpen(true)}>{words.open}</Action></div>;
  const submit = async (): Promise<void> => {
    if (!(await send({ name: 'withdraw-vote', dossier, reason: reason.trim() }))) return;
    announce(words.done);
    setOpen(false);
  };
  return (
    <div className={styles.inline}>
      <TextArea label={words.why} note={words.whyNote} value={reason} onChange={setReason} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action onClick={() => setOpen(false)}>{words.keep}</Action><Action grave busy={waiting} barred={barred} onClick={() => void submit()}>{words.sign}</Action><SignWait shown={waiting} /></div>
    </div>
  );
}
