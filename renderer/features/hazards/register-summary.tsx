import type { ReactNode } from 'react';
import { gapSentence, hazardGaps, hidingWords, registerSentence, type HazardGap } from '../../../shared/copy/hazard.ts';
import { count, figure, listUpTo } from '../../../shared/copy/number.ts';
import type { ResidualSummary } from '../../../shared/risk/register.ts';
import { riskLevels } from '../../../shared/vocabulary.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { RegisterCounts } from './register-rows.ts';
import styles from './hazards.module.css';

/** The whole register in a sentence, a table of levels, and what deserves a look: gaps, hidden severity, members who differ. Each line leads to its rows. */
export function RegisterSummary({ summary, counts, onGap, onDiffer }: { readonly summary: ResidualSummary; readonly counts: RegisterCounts; readonly onGap: (gap: HazardGap) => void; readonly onDiffer: () => void }): ReactNode {
  const { hiding, gaps, subsets: { differ: differing } } = counts;
  return (
    <section className={styles.summary} aria-label="Summary of the register">
      <h2>{registerSentence(summary)}</h2>
      <table>
        <thead><tr><th scope="col">{count(summary.total, 'hazard')}</th><th scope="col">Inherent</th><th scope="col"><span className="visually-hidden">becomes</span></th><th scope="col">Residual</th></tr></thead>
        <tbody>
          {[...riskLevels].reverse().map((level) => (
            <tr key={level}><th scope="row"><LevelMark level={level} /></th><td>{figure(summary.inherent[level])}</td><td aria-hidden="true">→</td><td><b>{figure(summary.residual[level])}</b></td></tr>
          ))}
        </tbody>
      </table>
      <ul>
        {hazardGaps.map((gap) => ({ gap, lacking: gaps[gap] })).filter(({ lacking }) => lacking.length > 0).map(({ gap, lacking }) => (
          <li key={gap}><button type="button" className={styles.gap} onClick={() => onGap(gap)}><StateMark state={gap === 'stale-evidence' ? 'stale' : 'untraced'}>{gapSentence(gap, lacking.length)}: {listUpTo(lacking, 3)}</StateMark></button></li>
        ))}
        {differing > 0 && <li><button type="button" className={styles.gap} onClick={onDiffer}><StateMark state="contested">Members’ scores differ on {count(differing, 'hazard')}</StateMark></button></li>}
        {hiding[0] !== undefined && <li><StateMark state="warning">{hiding[0].hazard.id}: {hidingWords(hiding[0].residualRpn, hiding[0].hazard.residual.severity)}{hiding.length > 1 ? `, and ${figure(hiding.length - 1)} more` : ''}</StateMark></li>}
      </ul>
    </section>
  );
}
