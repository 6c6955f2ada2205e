import { useRef, type ReactNode } from 'react';
import { disciplineOf } from '../../../shared/board/discipline.ts';
import { usualDisciplines } from '../../../shared/copy/membership.ts';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import styles from './first-run.module.css';

const words = firstRunWords.found.rules;
const most = 20;

/** The disciplines without which there is no quorum, a line each. */
export function RequiredDisciplines({ value, onChange, problem }: { readonly value: readonly string[]; readonly onChange: (value: string[]) => void; readonly problem: ReactNode }): ReactNode {
  const list = useRef<HTMLFieldSetElement>(null);
  const add = (): void => {
    onChange([...value, '']);
    // The new line is there once it is drawn.
    requestAnimationFrame(() => [...list.current?.querySelectorAll('input') ?? []].at(-1)?.focus());
  };
  const remove = (at: number): void => {
    onChange(value.filter((_, index) => index !== at));
    requestAnimationFrame(() => [...list.current?.querySelectorAll('button') ?? []].at(-1)?.focus());
  };
  const wrong = value.findIndex((one, at) => disciplineOf(one) === null || value.slice(0, at).some((before) => disciplineOf(before) === disciplineOf(one)));
  return (
    <fieldset ref={list} className={styles.list}>
      <legend>{words.required} <span>{words.requiredNote}</span></legend>
      {value.length === 0 && <p className={styles.hint}>{words.noneRequired}</p>}
      {value.map((one, index) => (
        <div key={index} className={styles.line}>
          <TextField label={words.requiredOne(index + 1)} bare value={one} suggestions={usualDisciplines} onChange={(next) => onChange(value.map((old, at) => (at === index ? next : old)))} {...(problem !== undefined && index === wrong ? { problem } : {})} />
          <Button weight="quiet" aria-label={words.removeOne(one === '' ? words.requiredOne(index + 1) : one)} onClick={() => remove(index)}>{words.remove}</Button>
        </div>
      ))}
      {value.length < most && <span><Button onClick={add}>{words.add}</Button></span>}
    </fieldset>
  );
}
