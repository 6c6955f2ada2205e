import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { charterFacts, charterSentence } from '../../../shared/copy/charter.ts';
import { usualDisciplines } from '../../../shared/copy/membership.ts';
import { list } from '../../../shared/copy/number.ts';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import { disciplineWords, roleWords } from '../../../shared/copy/status.ts';
import { disciplineOf } from '../../../shared/board/discipline.ts';
import type { Chosen } from '../../../shared/ipc/membership.ts';
import { riskSchemeOf } from '../../../shared/risk/scheme.ts';
import { Button } from '../../components/button.tsx';
import { Choices, TextField } from '../../components/field.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { RoleTicks } from '../../components/role-ticks.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useChoosing, useMembership } from '../../queries/membership.ts';
import { CharterQuestion } from './charter-question.tsx';
import { FirstRunScreen, Problem, Question } from './first-run-screen.tsx';
import { charterSoFar, checkFounding, type FoundingForm, type FoundingProblems } from './founding-form.ts';
import { KeyQuestion } from './key-question.tsx';
import { StorePick } from './store-pick.tsx';
import styles from './first-run.module.css';

const words = firstRunWords.found;

/** Sets up a board: the answers, what they come to beside them, and then main's own window, which makes the keys. */
export function Found({ form, onChange, onBack, onDone }: { readonly form: FoundingForm; readonly onChange: (form: FoundingForm) => void; readonly onBack: () => void; readonly onDone: () => void }): ReactNode {
  const choices = useChoosing();
  const { chosen, chooseCharter, chooseStore, waiting: choosing, trouble: choiceTrouble } = choices;
  const { found, waiting, trouble } = useMembership(onDone);
  const [tried, setTried] = useState(false);
  const page = useRef<HTMLFormElement>(null);
  const checked = checkFounding(form, chosen);
  // Nobody is told off for what they haven't come to yet.
  const problems: FoundingProblems = tried && checked.kind === 'problems' ? checked.problems : {};
  const said = (field: keyof FoundingProblems): { readonly problem?: ReactNode } => (problems[field] === undefined ? {} : { problem: <Problem>{problems[field]}</Problem> });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (checked.kind === 'ready') await found(checked.request);
    else requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"] input, [data-asked] button')?.focus());
  }

  const missing = Object.values(problems);
  const discipline = disciplineOf(form.discipline);
  return (
    <FirstRunScreen title={words.title} lead={words.lead} onBack={onBack} wide>
      <form ref={page} className={styles.columns} noValidate onSubmit={(event) => void submit(event)}>
        <div>
          {form.rules === 'form' && (
            <Question heading={words.board.heading} text={words.board.text}>
              <TextField label={words.board.name} value={form.name} onChange={(name) => onChange({ ...form, name })} {...said('name')} />
            </Question>
          )}
          <Question heading={words.you.heading} text={words.you.text}>
            <TextField label={words.you.name} note={words.you.nameNote} value={form.founder} onChange={(founder) => onChange({ ...form, founder })} {...said('founder')} />
            <div>
              <TextField label={words.you.discipline} note={words.you.disciplineNote} suggestions={usualDisciplines} value={form.discipline} onChange={(next) => onChange({ ...form, discipline: next })} {...said('discipline')} />
              {discipline !== null && disciplineWords(discipline) !== form.discipline.trim() && <p className={styles.hint}>{words.you.reads(discipline)}</p>}
            </div>
            <RoleTicks label={words.you.roles} value={form.roles} onChange={(roles) => onChange({ ...form, roles })} {...said('roles')} />
          </Question>
          <CharterQuestion form={form} onChange={onChange} problems={problems} charter={chosen.charter} busy={choosing} onChoose={() => void chooseCharter()} />
          <KeyQuestion form={form.key} onChange={(key) => onChange({ ...form, key })} choosing={choices} problem={problems.key ?? null} />
          <Question heading={words.store.heading} text={words.store.text}>
            <Choices label={words.store.which} name="store" value={form.store} onChange={(store) => onChange({ ...form, store })} choices={[{ value: 'later', ...words.store.later }, { value: 'folder', ...words.store.folder }]}
              inside={{ folder: <><StorePick store={chosen.store} words={words.store} busy={choosing} onChoose={() => void chooseStore()} />{problems.store !== undefined && <Problem>{problems.store}</Problem>}</> }} />
          </Question>
          {choiceTrouble !== null && <TroubleNote trouble={choiceTrouble} />}
          {missing.length > 0 && <div role="alert"><p>{words.problemsTitle(missing.length)}</p>{missing.map((sentence) => <Problem key={sentence}>{sentence}</Problem>)}</div>}
          {trouble !== null && (trouble.code === 'key/cancelled' ? <p role="status">{words.none}</p> : <TroubleNote trouble={trouble} />)}
          <div className={styles.actions}>
            <Button type="submit" weight="primary" aria-disabled={waiting} aria-busy={waiting}>{words.action}</Button>
            <p>{words.next}</p>
            <SignWait shown={waiting} />
          </div>
          <p className={styles.foot}>{firstRunWords.kept}</p>
        </div>
        <Summary form={form} chosen={chosen} />
      </form>
    </FirstRunScreen>
  );
}

const keyHome = (from: FoundingForm['key']['from']): string => firstRunWords.key[from === 'new' ? 'made' : from].label;

/** What the answers come to so far: the sentence that the board will live by. */
function Summary({ form, chosen }: { readonly form: FoundingForm; readonly chosen: Chosen }): ReactNode {
  const charter = charterSoFar(form, chosen);
  const discipline = disciplineOf(form.discipline);
  const given = (text: string): ReactNode => (text.trim() === '' ? <span className={styles.hint}>{words.empty}</span> : text);
  return (
    <aside className={styles.summary} aria-label={words.summary}>
      <h2>{words.summary}</h2>
      {charter !== null && <p>{charterSentence(charter)}</p>}
      <KeyValues items={[
        [words.board.heading, given(charter?.name ?? form.name)],
        [words.you.heading, given(form.founder)],
        [words.you.discipline, given(discipline === null ? '' : disciplineWords(discipline))],
        [words.you.roles, given(list(form.roles.map((role) => roleWords[role])))],
        ...(charter === null ? [] : charterFacts(charter, riskSchemeOf(charter).id)),
        [firstRunWords.key.heading, keyHome(form.key.from)],
        [words.store.heading, form.store === 'later' ? words.store.later.label : given(chosen.store?.path ?? '')],
      ]} />
    </aside>
  );
}
