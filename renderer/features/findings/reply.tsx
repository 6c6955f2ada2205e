import { useId, useState, type ReactNode, type Ref } from 'react';
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import type { Refusal } from '../../../shared/result.ts';
import { Prose, type DossierId } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import styles from './thread.module.css';

const words = findingsWords.reply;

/** A short reply under a thread, kept as a draft while it is typed; Ctrl+Enter sends it. `children`: what else can be done. */
export function Reply({ dossier, finding, field, barred, children }: { readonly dossier: DossierId; readonly finding: FindingSummary; readonly field: Ref<HTMLTextAreaElement>; readonly barred: Refusal | null; readonly children: ReactNode }): ReactNode {
  const id = useId();
  const [kept, save, remove] = useDraft<string>(`reply.${finding.finding}`, Prose);
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const text = kept ?? '';
  const missing = text.trim() === '';

  const reply = async (): Promise<void> => {
    setTried(true);
    if (missing || barred !== null) return;
    if (!(await send({ name: 'answer-finding', dossier, finding: finding.finding, text: text.trim() }))) return;
    remove();
    setTried(false);
    announce(words.done);
  };

  return (
    <form className={styles.reply} onSubmit={(event) => { event.preventDefault(); void reply(); }}>
      <label htmlFor={id}>{words.label} <kbd aria-hidden="true">R</kbd> <span aria-hidden="true">{words.sends}</span></label>
      <textarea id={id} ref={field} rows={2} value={text} maxLength={2_000} aria-invalid={tried && missing} onChange={(event) => { forget(); save(event.target.value); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopPropagation(); void reply(); } }} />
      {tried && missing && <p className={styles.problem} role="alert">{words.missing}</p>}
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.buttons}><Action primary onClick={() => void reply()} busy={waiting} barred={barred}>{words.send}</Action>{children}</div>
    </form>
  );
}
