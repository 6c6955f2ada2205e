import type { ReactNode, Ref } from 'react';
import { gapLabels, hazardGaps } from '../../../shared/copy/hazard.ts';
import { count } from '../../../shared/copy/number.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { Segments } from '../../components/segments.tsx';
import type { RegisterCounts } from './register-rows.ts';
import type { RegisterView } from './register-view.ts';
import styles from './hazards.module.css';

export interface RegisterBarProps {
  readonly view: RegisterView;
  readonly onChange: (next: Partial<RegisterView>) => void;
  readonly counts: RegisterCounts;
  readonly field: Ref<HTMLInputElement>;
  /** What narrows it, and how many rows that leaves. */
  readonly state: string;
  readonly onClearCell: (() => void) | null;
  readonly menu: ReactNode;
}

/** What narrows the register: words, a subset, a kind of gap. Gaps of every kind have their count, none of them included. */
export function RegisterBar({ view, onChange, counts: { subsets, gaps }, field, state, onClearCell, menu }: RegisterBarProps): ReactNode {
  const optional = (['changed', 'differ'] as const).filter((subset) => subset === view.subset || subsets[subset] > 0);
  return (
    <div className={styles.bar}>
      <FilterField label="Filter hazards" value={view.text} onChange={(text) => onChange({ text: text.slice(0, 200) })} field={field} keys="/" />
      <Segments label="Which hazards" value={view.subset} onChange={(subset) => onChange({ subset, gap: null })} segments={[
        { value: 'all', label: 'All', count: subsets.all }, ...(optional.includes('changed') ? [{ value: 'changed' as const, label: 'Changed', count: subsets.changed }] : []),
        { value: 'unviewed', label: 'Unviewed', count: subsets.unviewed }, { value: 'gaps', label: 'Gaps', count: subsets.gaps },
        ...(optional.includes('differ') ? [{ value: 'differ' as const, label: 'Differ', count: subsets.differ }] : []),
      ]} />
      {menu}
      {view.subset === 'gaps' && (
        <Segments label="Which gap" value={view.gap ?? 'any'} onChange={(gap) => onChange({ gap: gap === 'any' ? null : gap })} segments={[
          { value: 'any', label: 'Any gap', count: subsets.gaps }, ...hazardGaps.map((gap) => ({ value: gap, label: gapLabels[gap], count: gaps[gap].length })),
        ]} />
      )}
      <p role="status" className={styles.state}>{state}</p>
      {onClearCell !== null && <button type="button" className={styles.clear} onClick={onClearCell}>Clear the cell</button>}
    </div>
  );
}

/** `3 hazards shown`, before it the cell that narrows it; nothing while the whole register shows. */
export function narrowedWords(cell: string | null, shown: number, all: number): string {
  if (cell !== null) return `${cell}: ${count(shown, 'hazard')}`;
  return shown === all ? '' : `${count(shown, 'hazard')} shown`;
}
