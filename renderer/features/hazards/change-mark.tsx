import type { ReactNode } from 'react';
import type { HazardChange } from './changed.ts';
import styles from './hazards.module.css';

const signs = { against: '▲', mixed: '◆', neutral: '~', for: '▽' } as const satisfies Record<HazardChange['reading'], string>;
const names = { against: 'worse, ', mixed: 'mixed, ', neutral: '', for: 'better, ' } as const satisfies Record<HazardChange['reading'], string>;

/** What became of a hazard: its reading as a sign, then the words. */
export function ChangeMark({ change }: { readonly change: HazardChange }): ReactNode {
  return <span className={styles.change} data-reading={change.reading}><span aria-hidden="true">{signs[change.reading]} </span><span className="visually-hidden">{names[change.reading]}</span>{change.text}</span>;
}
