import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField, Tick } from '../../components/field.tsx';
import { Popover } from '../../components/popover.tsx';
import { Segments } from '../../components/segments.tsx';
import { announce } from '../../bridge/notice.ts';
import { chosenColumns, columnWords, givenViews, groupings, groupingWords, withoutView, withView, type ChosenColumn, type RegisterView, type RegisterViews } from './register-view.ts';
import styles from './view-menu.module.css';

export interface ViewMenuProps {
  readonly views: RegisterViews;
  /** The register as it stands, filter included. */
  readonly current: RegisterView;
  /** Columns that stand now. */
  readonly standing: readonly ChosenColumn[];
  /** Columns that can stand here: without an earlier approval there is nothing to compare with. */
  readonly possible: readonly ChosenColumn[];
  readonly onViews: (views: RegisterViews) => void;
  readonly onView: (view: RegisterView) => void;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** Groups, columns and saved views of the register. */
export function ViewMenu({ views, current, standing, possible, onViews, onView, open, onOpen }: ViewMenuProps): ReactNode {
  const [name, setName] = useState('');
  const take = (view: RegisterView): void => {
    onView(view);
    onOpen(false);
  };
  const save = (): void => {
    const saved = withView(views, name, current);
    if (saved === null) return;
    onViews(saved);
    setName('');
    announce(`View “${name.trim()}” is saved on this machine.`);
  };
  const toggle = (column: ChosenColumn, stands: boolean): void => onView({ ...current, columns: chosenColumns.filter((one) => (one === column ? stands : standing.includes(one))) });
  return (
    <Popover label="View" title="View of the register" keys="O" open={open} onOpen={onOpen}>
      <section className={styles.part} aria-label="Views">
        <h3>Views</h3>
        <ul className={styles.views}>
          {givenViews.map((one) => <li key={one.name}><button type="button" onClick={() => take(one.view)}>{one.name}</button></li>)}
          {views.saved.map((one) => <li key={`own ${one.name}`}><button type="button" onClick={() => take(one.view)}>{one.name}</button><button type="button" className={styles.forget} aria-label={`Forget the view ${one.name}`} onClick={() => onViews(withoutView(views, one.name))}>Forget</button></li>)}
        </ul>
        <form className={styles.save} onSubmit={(event) => { event.preventDefault(); save(); }}>
          <TextField label="Save this view as" value={name} onChange={(text) => setName(text.slice(0, 60))} />
          <Button type="submit" aria-disabled={name.trim() === ''}>Save</Button>
        </form>
      </section>
      <section className={styles.part} aria-label="Group by">
        <h3>Group by</h3>
        <Segments label="Group by" value={current.group} onChange={(group) => onView({ ...current, group })} segments={groupings.map((value) => ({ value, label: groupingWords[value] }))} />
      </section>
      <section className={styles.part} aria-label="Columns">
        <h3>Columns {current.columns !== null && <button type="button" className={styles.forget} onClick={() => onView({ ...current, columns: null })}>As they fit</button>}</h3>
        <div className={styles.columns}>{possible.map((column) => <Tick key={column} label={columnWords[column]} checked={standing.includes(column)} onChange={(stands) => toggle(column, stands)} />)}</div>
      </section>
    </Popover>
  );
}
