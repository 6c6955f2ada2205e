import { useRef, useState, type DragEvent, type FormEvent, type ReactNode } from 'react';
import { longestPersonName } from '../../../shared/board/name-length.ts';
import { legibleText } from '../../../shared/bytes/legible-text.ts';
import { list } from '../../../shared/copy/number.ts';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import { roleWords } from '../../../shared/copy/status.ts';
import type { ChosenInvite } from '../../../shared/ipc/membership.ts';
import { Action } from '../../components/action.tsx';
import { Button } from '../../components/button.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Choices, TextField, Tick } from '../../components/field.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useChoosing, useMembership } from '../../queries/membership.ts';
import type { FirstRunDraft } from './first-run-draft.ts';
import { FirstRunScreen, Problem, Question } from './first-run-screen.tsx';
import { keyChoice } from './key-choice.ts';
import { KeyQuestion } from './key-question.tsx';
import { StorePick } from './store-pick.tsx';
import styles from './first-run.module.css';

const words = firstRunWords.join;
type JoinForm = FirstRunDraft['join'];

/** Joins a board: the invitation, the one comparison that makes it worth something, and then main's own window, which makes the keys. */
export function Join({ form, onChange, onBack, onDone }: { readonly form: JoinForm; readonly onChange: (form: JoinForm) => void; readonly onBack: () => void; readonly onDone: () => void }): ReactNode {
  const choices = useChoosing();
  const { chosen: { invite, store }, chooseInvite, dropInvite, chooseStore, waiting: choosing, trouble: choiceTrouble } = choices;
  const { join, waiting, trouble } = useMembership(onDone);
  const [compared, setCompared] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const page = useRef<HTMLFormElement>(null);
  const name = form.name ?? invite?.seat.name ?? '';
  const hasCompared = invite !== null && compared === invite.choice;
  const problems = {
    compared: invite === null || hasCompared ? null : words.comparedProblem,
    name: invite === null ? null : name.trim() === '' ? firstRunWords.problems.joinName : [...name.trim()].length > longestPersonName ? firstRunWords.problems.founderLong(longestPersonName) : null,
    store: form.store === 'folder' && store === null ? firstRunWords.problems.store : null,
  };
  const key = keyChoice(form.key, choices.chosen);
  const shown = (field: keyof typeof problems): string | null => (tried ? problems[field] : null);
  const nameProblem = shown('name');

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (invite !== null && 'choice' in key && Object.values(problems).every((problem) => problem === null)) await join({ invite: invite.choice, name: name.trim(), store: form.store === 'folder' ? store?.choice ?? null : null, memberKey: key.choice });
    else requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[data-problem="true"] :is(input, button)')?.focus());
  }

  return (
    <FirstRunScreen title={words.title} lead={words.lead} onBack={onBack} wide>
      <form ref={page} noValidate onSubmit={(event) => void submit(event)}>
        <Question heading={words.invite.heading} text={words.invite.text}>
          <InvitePick invite={invite} busy={choosing} onChoose={() => void chooseInvite()} onDrop={(file) => void dropInvite(file)} />
          {choiceTrouble !== null && <TroubleNote trouble={choiceTrouble} />}
        </Question>
        {invite !== null && (
          <>
            <Question heading={words.board.heading} text={words.board.text}>
              <InviteFacts invite={invite} />
              <div data-problem={shown('compared') !== null}>
                <Tick label={words.compared} checked={hasCompared} onChange={(yes) => setCompared(yes ? invite.choice : null)} />
                {shown('compared') !== null && <Problem>{words.comparedProblem}</Problem>}
              </div>
            </Question>
            <Question heading={words.you.heading} text={words.you.text}>
              <div data-problem={nameProblem !== null}>
                <TextField label={words.you.name} note={words.you.nameNote} value={name} onChange={(next) => onChange({ ...form, name: next })} {...(nameProblem === null ? {} : { problem: <Problem>{nameProblem}</Problem> })} />
              </div>
            </Question>
            <KeyQuestion form={form.key} onChange={(next) => onChange({ ...form, key: next })} choosing={choices} problem={tried && 'problem' in key ? key.problem : null} />
            <Question heading={words.store.heading} text={words.store.text}>
              <Choices label={words.store.which} name="store" value={form.store} onChange={(next) => onChange({ ...form, store: next })}
                choices={[{ value: 'invited', label: words.store.invited.label, meaning: invite.store ?? words.store.invited.none }, { value: 'folder', ...words.store.folder }]}
                inside={{ folder: <div data-problem={shown('store') !== null}><StorePick store={store} words={firstRunWords.found.store} busy={choosing} onChoose={() => void chooseStore()} />{shown('store') !== null && <Problem>{firstRunWords.problems.store}</Problem>}</div> }} />
            </Question>
          </>
        )}
        {trouble !== null && (trouble.code === 'key/cancelled' ? <p role="status">{words.none}</p> : <TroubleNote trouble={trouble} />)}
        {invite !== null && (
          <div className={styles.actions}>
            <Button type="submit" weight="primary" aria-disabled={waiting} aria-busy={waiting}>{words.action}</Button>
            <p>{words.next}</p>
            <SignWait shown={waiting} />
          </div>
        )}
      </form>
    </FirstRunScreen>
  );
}

function InvitePick({ invite, busy, onChoose, onDrop }: { readonly invite: ChosenInvite | null; readonly busy: boolean; readonly onChoose: () => void; readonly onDrop: (file: File) => void }): ReactNode {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onDrop(file);
  };
  return (
    <div className={styles.drop} data-over={isOver} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={drop}>
      {invite !== null && <code className={styles.path}>{invite.name}</code>}
      <Action primary={invite === null} busy={busy} onClick={onChoose}>{invite === null ? words.invite.choose : words.invite.chooseOther}</Action>
      <span>{words.invite.drop}</span>
    </div>
  );
}

function InviteFacts({ invite }: { readonly invite: ChosenInvite }): ReactNode {
  return (
    <KeyValues items={[
      [words.facts.board, legibleText(invite.boardName)],
      ...(invite.sample ? [[words.facts.sample, words.isSample] as const] : []),
      [words.facts.by, invite.invitedBy],
      [words.facts.fingerprint, <DigestMark key="fingerprint" digest={invite.fingerprint} of={words.fingerprintOf} whole />],
      [words.facts.seat, words.seat(invite.seat.discipline, list(invite.seat.roles.map((role) => roleWords[role])))],
      [words.facts.until, words.until(invite.expiresAt)],
    ]} />
  );
}
