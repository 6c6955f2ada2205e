import { useId, type ReactNode } from 'react';
import { roleMeanings } from '../../shared/copy/membership.ts';
import { roleWords } from '../../shared/copy/status.ts';
import { roles, type Role } from '../../shared/vocabulary.ts';
import { Tick } from './field.tsx';
import styles from './role-ticks.module.css';

/** A member's roles, each with what it lets them do. */
export function RoleTicks({ label, value, onChange, problem }: { readonly label: string; readonly value: readonly Role[]; readonly onChange: (value: Role[]) => void; readonly problem?: ReactNode }): ReactNode {
  const id = useId();
  return (
    <fieldset className={styles.roles} aria-describedby={problem === undefined ? undefined : id} data-invalid={problem !== undefined}>
      <legend>{label}</legend>
      {roles.map((role) => <Tick key={role} label={roleWords[role]} note={roleMeanings[role]} checked={value.includes(role)} onChange={(has) => onChange(roles.filter((one) => (one === role ? has : value.includes(one))))} />)}
      {problem !== undefined && <div id={id}>{problem}</div>}
    </fieldset>
  );
}
