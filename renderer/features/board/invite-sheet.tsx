import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import type { Roster } from '../../../shared/board/roster.ts';
import { Button } from '../../components/button.tsx';
import { Fields, TextField, Tick } from '../../components/field.tsx';
import { RoleTicks } from '../../components/role-ticks.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { Newcoming } from '../../queries/membership.ts';
import { checkInvite, disciplinesToOffer, emptyInvite, sharesName, type InviteField, type InviteProblems } from './invite-form.ts';
import styles from './board.module.css';

const words = boardWords.invite;

/** A seat for somebody who isn't on the board yet; it becomes a file to hand over. */
export function InviteSheet({ roster, store, newcoming: { invite, waiting, trouble, forget }, onClose }: { readonly roster: Roster; readonly store: string | null; readonly newcoming: Newcoming; readonly onClose: () => void }): ReactNode {
  const [form, setForm] = useState(emptyInvite);
  const [tried, setTried] = useState(false);
  const page = useRef<HTMLFormElement>(null);
  const checked = checkInvite(form, roster);
  const problems: InviteProblems = tried && checked.kind === 'problems' ? checked.problems : {};
  const said = (field: InviteField): { readonly problem?: ReactNode } => (problems[field] === undefined ? {} : { problem: <p className={styles.problem}>{problems[field]}</p> });
  const change = (next: Partial<typeof form>): void => {
    forget();
    setForm({ ...form, ...next });
  };

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (checked.kind === 'problems') requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"] input')?.focus());
    else if (await invite({ seat: checked.seat, namesake: form.namesake })) onClose();
  }

  return (
    <SideSheet title={words.title} note={words.note} onClose={onClose}
      footer={<>{trouble !== null && <TroubleNote trouble={trouble} />}<Button type="submit" form="invite" weight="primary" aria-disabled={waiting} aria-busy={waiting}>{words.save}</Button></>}>
      <form id="invite" ref={page} noValidate onSubmit={(event) => void submit(event)}>
        <Fields>
          <TextField label={words.name} note={words.nameNote} value={form.name} onChange={(name) => change({ name, namesake: false })} {...said('name')} />
          {sharesName(roster, form.name) && (
            <div data-invalid={problems.namesake !== undefined}>
              <Tick label={words.namesake(form.name.trim())} checked={form.namesake} onChange={(namesake) => change({ namesake })} />
              {problems.namesake !== undefined && <p className={styles.problem}>{problems.namesake}</p>}
            </div>
          )}
          <TextField label={words.discipline} note={words.disciplineNote} suggestions={disciplinesToOffer(roster)} value={form.discipline} onChange={(discipline) => change({ discipline })} {...said('discipline')} />
          <RoleTicks label={words.roles} value={form.roles} onChange={(roles) => change({ roles })} {...said('roles')} />
          <p className={styles.note}>{store === null ? words.noStore : words.store(store)}</p>
        </Fields>
      </form>
    </SideSheet>
  );
}
