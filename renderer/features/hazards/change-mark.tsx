import type { ReactNode } from 'react';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import type { HazardChange } from './changed.ts';
import styles from './hazards.module.css';

const signs = { against: '▲', mixed: '◆', neutral: '~', for: '▽' } as const satisfies Record<HazardChange['reading'], string>;

/** What became of a hazard: its reading as a sign, then the words. */
export function ChangeMark({ change }: { readonly change: HazardChange }): ReactNode {
  return <span className={styles.change} data-reading={change.reading}><span aria-hidden="true">{signs[change.reading]} </span><span className="visually-hidden">{hazardsWords.changes.readings[change.reading]}</span>{change.text}</span>;
}
