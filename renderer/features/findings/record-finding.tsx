import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { actionWords } from '../../../shared/copy/action.ts';
import { findingMeanings } from '../../../shared/copy/finding.ts';
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import { findingWords } from '../../../shared/copy/status.ts';
import { MemberId, Prose, type ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { Clamped } from '../../components/clamped.tsx';
import { Choices, Fields, TextArea } from '../../components/field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { SheetProps } from '../../dossier-tab.ts';
import { announce } from '../../bridge/notice.ts';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { itemPlaces } from '../../queries/item-titles.ts';
import { useSession } from '../../queries/session.ts';
import { addresseeChoices, releaseTeam, toOf, type AddresseeChoice } from './addressees.ts';

const words = findingsWords.sheet;

const Severity = z.enum(['blocker', 'major', 'minor', 'observation', 'question']);
type Severity = z.infer<typeof Severity>;
/** `to`: of a question, whom it is put to; null for the release team. */
const Draft = z.strictObject({ severity: Severity, text: Prose, to: MemberId.nullable().optional() });
type Draft = z.infer<typeof Draft>;

/** Writes a finding or a question on an item, or on the revision as a whole; what is typed is kept as a draft. */
export function RecordFinding({ dossier, view, content, item, onClose }: SheetProps & { readonly item: ItemId | null }): ReactNode {
  const [kept, save, remove] = useDraft<Draft>(`finding.${dossier}.${(item ?? 'revision').toLowerCase()}`, Draft);
  const { profile: { member } } = useSession();
  const draft: Draft = kept ?? { severity: 'major', text: '' };
  const { severity } = draft;
  const asks = severity === 'question';
  const kind = asks ? 'question' : 'finding';
  const choices = addresseeChoices(view.summary, member, member);
  const to: AddresseeChoice = choices.find(({ value }) => value === (draft.to ?? releaseTeam))?.value ?? choices[0]?.value ?? releaseTeam;
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const missing = draft.text.trim() === '';
  const about = words.about(item, item === null ? undefined : itemPlaces(content).get(item)?.title);

  const change = (next: Partial<Draft>): void => {
    forget();
    save({ ...draft, ...next });
  };
  const record = async (): Promise<void> => {
    setTried(true);
    if (missing) return;
    const said = { dossier, shown: view.summary.latest.digest, item, text: draft.text.trim() };
    const done = await send(severity === 'question' ? { name: 'ask-question', ...said, to: toOf(to) } : { name: 'record-finding', ...said, severity });
    if (!done) return;
    remove();
    announce(words.done[kind](item));
    onClose();
  };

  return (
    <SideSheet title={words.titles[kind]} note={<Clamped text={about} />} onClose={onClose} footer={<>{trouble !== null && <TroubleNote trouble={trouble} />}<SignWait shown={waiting && severity === 'blocker'} /><Action primary onClick={() => void record()} busy={waiting} barred={view.permissions[asks ? 'ask-question' : 'record-finding']}>{severity === 'blocker' ? actionWords.continueToSign : asks ? words.ask : actionWords.recordFinding}</Action></>}>
      <Fields>
        <Choices label={words.kind} name="severity" value={severity} onChange={(severity) => change({ severity })} choices={Severity.options.map((value) => ({ value, label: findingWords[value], meaning: findingMeanings[value] }))}
          inside={{ question: <SelectField label={words.to} value={to} onChange={(next) => change({ to: toOf(next) })} groups={[{ heading: null, options: choices }]} /> }} />
        <TextArea label={words.text[kind]} note={words.notes[kind]} rows={7} value={draft.text} onChange={(text) => change({ text })} {...(tried && missing ? { problem: words.missing[kind] } : {})} />
      </Fields>
    </SideSheet>
  );
}
