import { useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import { Prose, type DossierId } from '../../../shared/vocabulary.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { TextArea } from '../../components/field.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import styles from './thread.module.css';

const words = findingsWords.resolve;

/** How a finding was settled, in words; resolving a blocker is signed. */
export function ResolveFinding({ dossier, finding, onClose }: { readonly dossier: DossierId; readonly finding: FindingSummary; readonly onClose: () => void }): ReactNode {
  const [kept, save, remove] = useDraft<string>(`resolve.${finding.finding}`, Prose);
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const text = kept ?? '';
  const signs = finding.severity === 'blocker';

  const resolve = async (): Promise<void> => {
    setTried(true);
    if (text.trim() === '') return;
    if (!(await send({ name: 'resolve-finding', dossier, finding: finding.finding, resolution: text.trim() }))) return;
    remove();
    announce(words.done);
    onClose();
  };

  return (
    <div className={styles.resolve}>
      <TextArea label={words.label} note={words.note} value={text} onChange={(next) => { forget(); save(next); }} {...(tried && text.trim() === '' ? { problem: words.missing } : {})} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action onClick={onClose}>{actionWords.keepDraft}</Action><Action primary onClick={() => void resolve()} busy={waiting}>{signs ? actionWords.continueToSign : words.resolve}</Action><SignWait shown={waiting && signs} /></div>
    </div>
  );
}
