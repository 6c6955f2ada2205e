import type { ReactNode, Ref } from 'react';
import { gapLabels, hazardGaps } from '../../../shared/copy/hazard.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
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
  /** What evidence lacks isn't known while it is being read: gaps have no count then. */
  readonly isReading: boolean;
  /** What narrows it, and how many rows that leaves. */
  readonly state: string;
  readonly onClearCell: (() => void) | null;
  readonly menu: ReactNode;
}

const words = hazardsWords.bar;

/** What narrows the register: words, a subset, a kind of gap. Gaps of every kind have their count, none of them included. */
export function RegisterBar({ view, onChange, counts: { subsets, gaps }, isReading, field, state, onClearCell, menu }: RegisterBarProps): ReactNode {
  const known = (count: number): { readonly count?: number } => (isReading ? {} : { count });
  const optional = (['changed', 'differ'] as const).filter((subset) => subset === view.subset || subsets[subset] > 0);
  return (
    <div className={styles.bar}>
      <FilterField label={hazardsWords.keys.filter} value={view.text} onChange={(text) => onChange({ text: text.slice(0, 200) })} field={field} keys="/" />
      <Segments label={words.which} value={view.subset} onChange={(subset) => onChange({ subset, gap: null })} segments={[
        { value: 'all', label: words.subsets.all, count: subsets.all }, ...(optional.includes('changed') ? [{ value: 'changed' as const, label: words.subsets.changed, count: subsets.changed }] : []),
        { value: 'unviewed', label: words.subsets.unviewed, count: subsets.unviewed }, { value: 'gaps', label: words.subsets.gaps, ...known(subsets.gaps) },
        ...(optional.includes('differ') ? [{ value: 'differ' as const, label: words.subsets.differ, count: subsets.differ }] : []),
      ]} />
      {menu}
      {view.subset === 'gaps' && (
        <Segments label={words.whichGap} value={view.gap ?? 'any'} onChange={(gap) => onChange({ gap: gap === 'any' ? null : gap })} segments={[
          { value: 'any', label: words.anyGap, ...known(subsets.gaps) }, ...hazardGaps.map((gap) => ({ value: gap, label: gapLabels[gap], ...known(gaps[gap].length) })),
        ]} />
      )}
      <p role="status" className={styles.state}>{state}</p>
      {onClearCell !== null && <button type="button" className={styles.clear} onClick={onClearCell}>{words.clearCell}</button>}
    </div>
  );
}

