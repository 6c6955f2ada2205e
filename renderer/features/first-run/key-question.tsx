import type { ReactNode } from 'react';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import { legibleText } from '../../../shared/bytes/legible-text.ts';
import type { ChosenModule } from '../../../shared/ipc/membership.ts';
import { Action } from '../../components/action.tsx';
import { Choices } from '../../components/field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import type { Choosing } from '../../queries/membership.ts';
import { Problem, Question } from './first-run-screen.tsx';
import { tokenKeyOptions, type KeyForm } from './key-choice.ts';
import styles from './first-run.module.css';

const words = firstRunWords.key;

interface KeyQuestionProps {
  readonly form: KeyForm;
  readonly onChange: (form: KeyForm) => void;
  readonly choosing: Pick<Choosing, 'chosen' | 'chooseKeyFile' | 'chooseModule' | 'lookAgain' | 'waiting'>;
  /** What is missing, once it was tried to go on. */
  readonly problem: string | null;
}

/** Where the member's own key shall live: made here, taken from a file, or left on a token. PIN and passphrase are asked for in main's own window. */
export function KeyQuestion({ form, onChange, choosing: { chosen: { keyFile, module }, chooseKeyFile, chooseModule, lookAgain, waiting }, problem }: KeyQuestionProps): ReactNode {
  const said = problem !== null && <Problem>{problem}</Problem>;
  const file = (
    <div className={styles.list} data-problem={problem !== null}>
      {keyFile !== null && <code className={styles.path}>{legibleText(keyFile.name)}</code>}
      <span><Action busy={waiting} onClick={() => void chooseKeyFile()}>{keyFile === null ? words.pkcs12.choose : words.pkcs12.chooseOther}</Action></span>
      {said}
    </div>
  );
  const token = (
    <div className={styles.list} data-problem={problem !== null}>
      {module !== null && <code className={styles.path}>{module.path}</code>}
      {module !== null && <TokenKeys module={module} form={form} onChange={onChange} />}
      <span className={styles.buttons}>
        <Action busy={waiting} onClick={() => void chooseModule()}>{module === null ? words.token.choose : words.token.chooseOther}</Action>
        {module !== null && <Action busy={waiting} onClick={() => void lookAgain()}>{words.token.look}</Action>}
      </span>
      {said}
    </div>
  );
  return (
    <Question heading={words.heading} text={words.text}>
      <Choices label={words.which} name="key" value={form.from} onChange={(from) => onChange({ ...form, from })} inside={{ pkcs12: file, token }}
        choices={[{ value: 'new', ...words.made }, { value: 'pkcs12', label: words.pkcs12.label, meaning: words.pkcs12.meaning }, { value: 'token', label: words.token.label, meaning: words.token.meaning }]} />
    </Question>
  );
}

function TokenKeys({ module, form, onChange }: { readonly module: ChosenModule; readonly form: KeyForm; readonly onChange: (form: KeyForm) => void }): ReactNode {
  const options = tokenKeyOptions(module);
  const [first] = options;
  if (first === undefined) return <p className={styles.hint}>{words.token.none}</p>;
  const value = options.some((option) => option.value === form.tokenKey) ? form.tokenKey : first.value;
  return <SelectField label={words.token.which} value={value} onChange={(tokenKey) => onChange({ ...form, tokenKey })} groups={[{ heading: null, options: options.map((option) => ({ value: option.value, label: legibleText(option.label) })) }]} />;
}
