import { useState, type ReactNode } from 'react';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import { Button } from '../../components/button.tsx';
import { TextField, Tick } from '../../components/field.tsx';
import { Popover } from '../../components/popover.tsx';
import { Segments } from '../../components/segments.tsx';
import { announce } from '../../bridge/notice.ts';
import { chosenColumns, givenViews, groupings, withoutView, withView, type ChosenColumn, type RegisterView, type RegisterViews } from './register-view.ts';
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

const words = hazardsWords.view;

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
    announce(words.saved(name.trim()));
  };
  const toggle = (column: ChosenColumn, stands: boolean): void => onView({ ...current, columns: chosenColumns.filter((one) => (one === column ? stands : standing.includes(one))) });
  return (
    <Popover label={words.button} title={words.title} keys="O" open={open} onOpen={onOpen}>
      <section className={styles.part} aria-label={words.views}>
        <h3>{words.views}</h3>
        <ul className={styles.views}>
          {givenViews.map((one) => <li key={one.name}><button type="button" onClick={() => take(one.view)}>{one.name}</button></li>)}
          {views.saved.map((one) => <li key={`own ${one.name}`}><button type="button" onClick={() => take(one.view)}>{one.name}</button><button type="button" className={styles.forget} aria-label={words.forgetNamed(one.name)} onClick={() => onViews(withoutView(views, one.name))}>{words.forget}</button></li>)}
        </ul>
        <form className={styles.save} onSubmit={(event) => { event.preventDefault(); save(); }}>
          <TextField label={words.saveAs} value={name} onChange={(text) => setName(text.slice(0, 60))} />
          <Button type="submit" aria-disabled={name.trim() === ''}>{words.save}</Button>
        </form>
      </section>
      <section className={styles.part} aria-label={words.group}>
        <h3>{words.group}</h3>
        <Segments label={words.group} value={current.group} onChange={(group) => onView({ ...current, group })} segments={groupings.map((value) => ({ value, label: words.groupings[value] }))} />
      </section>
      <section className={styles.part} aria-label={words.columns}>
        <h3>{words.columns} {current.columns !== null && <button type="button" className={styles.forget} onClick={() => onView({ ...current, columns: null })}>{words.asTheyFit}</button>}</h3>
        <div className={styles.columns}>{possible.map((column) => <Tick key={column} label={words.columnNames[column]} checked={standing.includes(column)} onChange={(stands) => toggle(column, stands)} />)}</div>
      </section>
    </Popover>
  );
}
