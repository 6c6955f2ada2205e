import type { ReactNode } from 'react';
import { riskWords } from '../../shared/copy/status.ts';
import { riskLevels, type RiskLevel } from '../../shared/vocabulary.ts';
import styles from './level-mark.module.css';

/** A risk level as a word behind four bars, as many filled as it is grave: readable without colour. The two gravest are set bold. */
export function LevelMark({ level, word = true }: { readonly level: RiskLevel; readonly word?: boolean }): ReactNode {
  const rank = riskLevels.indexOf(level);
  return (
    <span className={styles.mark} data-level={level}>
      <svg className={styles.bars} viewBox="0 0 14 14" aria-hidden="true">
        {riskLevels.map((one, i) => <rect key={one} x={i * 3.6} y={10.5 - i * 3.5} width="2.6" height={3.5 + i * 3.5} className={i <= rank ? styles.filled : styles.empty} />)}
      </svg>
      {word ? <span className={rank > 1 ? styles.grave : undefined}>{riskWords[level]}</span> : <span className={styles.hidden}>{riskWords[level]}</span>}
    </span>
  );
}
