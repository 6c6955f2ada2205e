import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { findingWords } from '../../../shared/copy/status.ts';
import { ItemId, Prose } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { Choices, Fields, TextArea } from '../../components/field.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { SheetProps } from '../../dossier-tab.ts';
import { announce } from '../../bridge/notice.ts';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { itemPlaces } from '../../queries/item-titles.ts';

const Severity = z.enum(['blocker', 'major', 'minor', 'observation']);
type Severity = z.infer<typeof Severity>;
const Draft = z.strictObject({ severity: Severity, text: Prose });
type Draft = z.infer<typeof Draft>;

const meanings: Record<Severity, string> = {
  blocker: 'Bars approval until resolved; you sign it.', major: 'Has to be weighed in the decision.', minor: 'Should be put right.', observation: 'Worth knowing.',
};

/** Writes a finding on an item, or on the revision as a whole; what is typed is kept as a draft. */
export function RecordFinding({ dossier, view, content, item, onClose }: SheetProps & { readonly item: ItemId | null }): ReactNode {
  const [kept, save, remove] = useDraft<Draft>(`finding.${dossier}.${(item ?? 'revision').toLowerCase()}`, Draft);
  const draft = kept ?? { severity: 'major' as const, text: '' };
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const missing = draft.text.trim() === '';
  const about = item === null ? 'The revision as a whole' : `${item} ${itemPlaces(content).get(item)?.title ?? ''}`.trim();

  const change = (next: Partial<Draft>): void => {
    forget();
    save({ ...draft, ...next });
  };
  const record = async (): Promise<void> => {
    setTried(true);
    if (missing) return;
    const done = await send({ name: 'record-finding', dossier, shown: view.summary.latest.digest, item, severity: draft.severity, text: draft.text.trim() });
    if (!done) return;
    remove();
    announce(`Finding recorded on ${item ?? 'the revision'}.`);
    onClose();
  };

  return (
    <SideSheet title="Record a finding" note={about} onClose={onClose} footer={<>{trouble !== null && <TroubleNote trouble={trouble} />}<SignWait shown={waiting && draft.severity === 'blocker'} /><Action primary onClick={() => void record()} busy={waiting} barred={view.permissions['record-finding']}>{draft.severity === 'blocker' ? 'Continue to sign' : 'Record finding'}</Action></>}>
      <Fields>
        <Choices label="How grave" name="severity" value={draft.severity} onChange={(severity) => change({ severity })} choices={Severity.options.map((value) => ({ value, label: findingWords[value], meaning: meanings[value] }))} />
        <TextArea label="Finding" note="what you saw, and what it means" rows={7} value={draft.text} onChange={(text) => change({ text })} {...(tried && missing ? { problem: 'Write what you found.' } : {})} />
      </Fields>
    </SideSheet>
  );
}
