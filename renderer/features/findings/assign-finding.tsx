import { useState, type ReactNode } from 'react';
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import type { DossierId, MemberId } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { useCommand } from '../../queries/command.ts';
import { addresseeChoices, releaseTeam, toOf, type AddresseeChoice } from './addressees.ts';
import styles from './thread.module.css';

const words = findingsWords.assign;

/** Says who is to answer a finding from now on. */
export function AssignFinding({ dossier, view, finding, me, onClose }: { readonly dossier: DossierId; readonly view: RecordTabProps['view']; readonly finding: FindingSummary; readonly me: MemberId; readonly onClose: () => void }): ReactNode {
  const choices = addresseeChoices(view.summary, finding.severity === 'question' ? finding.member : null, me);
  const [to, setTo] = useState<AddresseeChoice>(choices[0]?.value ?? releaseTeam);
  const { send, waiting, trouble, forget } = useCommand();
  const assign = async (): Promise<void> => {
    if (!(await send({ name: 'assign-finding', dossier, finding: finding.finding, to: toOf(to) }))) return;
    announce(words.done);
    onClose();
  };
  return (
    <div className={styles.reply}>
      <SelectField label={words.label} value={to} onChange={(next) => { forget(); setTo(next); }} groups={[{ heading: null, options: choices }]} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action primary onClick={() => void assign()} busy={waiting}>{words.assign}</Action><Action onClick={onClose}>{words.leave}</Action></div>
    </div>
  );
}
