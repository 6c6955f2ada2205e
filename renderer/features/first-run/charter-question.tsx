import type { ReactNode } from 'react';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import type { ChosenCharter } from '../../../shared/ipc/membership.ts';
import { riskLevels } from '../../../shared/vocabulary.ts';
import { riskSchemes } from '../../../shared/risk/scheme.ts';
import { Action } from '../../components/action.tsx';
import { Choices, TextField } from '../../components/field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { Problem, Question } from './first-run-screen.tsx';
import type { FoundingForm, FoundingProblems } from './founding-form.ts';
import { RequiredDisciplines } from './required-disciplines.tsx';
import styles from './first-run.module.css';

const words = firstRunWords.found.rules;

interface CharterQuestionProps {
  readonly form: FoundingForm;
  readonly onChange: (form: FoundingForm) => void;
  readonly problems: FoundingProblems;
  readonly charter: ChosenCharter | null;
  readonly busy: boolean;
  readonly onChoose: () => void;
}

/** The board's rules: set here, each explained in a line, or taken from a file. */
export function CharterQuestion({ form, onChange, problems, charter, busy, onChoose }: CharterQuestionProps): ReactNode {
  const file = (
    <div className={styles.list}>
      {charter !== null && <p>{words.chosen(charter.name, charter.charter.name)}</p>}
      <span><Action busy={busy} onClick={onChoose}>{charter === null ? words.choose : words.chooseOther}</Action></span>
      {problems.charter !== undefined && <Problem>{problems.charter}</Problem>}
    </div>
  );
  return (
    <Question heading={words.heading} text={words.text}>
      <Choices label={words.from} name="rules" value={form.rules} onChange={(rules) => onChange({ ...form, rules })} choices={[{ value: 'form', ...words.form }, { value: 'file', ...words.file }]} inside={{ file }} />
      {form.rules === 'form' && <Rules form={form} onChange={onChange} problems={problems} />}
    </Question>
  );
}

function Rules({ form, onChange, problems }: Pick<CharterQuestionProps, 'form' | 'onChange' | 'problems'>): ReactNode {
  const said = (field: keyof FoundingProblems): { readonly problem?: ReactNode } => (problems[field] === undefined ? {} : { problem: <Problem>{problems[field]}</Problem> });
  return (
    <>
      <TextField label={words.minimumVotes} note={words.minimumVotesNote} type="number" min="1" value={form.minimumVotes} onChange={(minimumVotes) => onChange({ ...form, minimumVotes })} {...said('minimumVotes')} />
      <RequiredDisciplines value={form.required} onChange={(required) => onChange({ ...form, required })} problem={problems.required === undefined ? undefined : <Problem>{problems.required}</Problem>} />
      <Choices label={words.majority} name="majority" value={form.majority} onChange={(majority) => onChange({ ...form, majority })}
        choices={[{ value: 'simple', ...words.majorities.simple }, { value: 'two-thirds', ...words.majorities['two-thirds'] }]} />
      <Choices label={words.packets} name="packets" value={form.packets} onChange={(packets) => onChange({ ...form, packets })}
        choices={[{ value: 'sealed', ...words.packetKinds.sealed }, { value: 'countersigned', ...words.packetKinds.countersigned }]} />
      <TextField label={words.validityDays} note={words.validityDaysNote} type="number" min="1" value={form.validityDays} onChange={(validityDays) => onChange({ ...form, validityDays })} {...said('validityDays')} />
      <div className={styles.pair}>
        <div>
          <SelectField label={words.residualBar} value={form.residualBar} onChange={(residualBar) => onChange({ ...form, residualBar })} groups={[{ heading: null, options: [...[...riskLevels].reverse().map((level) => ({ value: level, label: words.bars[level] })), { value: 'none', label: words.noBar }] }]} />
          <p className={styles.hint}>{words.residualBarNote}</p>
        </div>
        <div>
          <SelectField label={words.riskScheme} value={form.riskScheme} onChange={(riskScheme) => onChange({ ...form, riskScheme })} groups={[{ heading: null, options: riskSchemes.map((scheme) => ({ value: scheme, label: words.schemes[scheme] })) }]} />
          <p className={styles.hint}>{words.riskSchemeNote}</p>
        </div>
      </div>
    </>
  );
}
