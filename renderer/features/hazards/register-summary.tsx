import type { ReactNode } from 'react';
import { gapSentence, hazardGaps, registerSentence, staleSentence, type HazardGap } from '../../../shared/copy/hazard.ts';
import { figure } from '../../../shared/copy/number.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import type { ResidualSummary } from '../../../shared/risk/register.ts';
import { riskLevels } from '../../../shared/vocabulary.ts';
import { useLandmark } from '../../components/landmark.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { RegisterCounts } from './register-rows.ts';
import styles from './hazards.module.css';

const words = hazardsWords.summary;

/** The whole register in a sentence, a table of levels, and what deserves a look: gaps, hidden severity, members who differ. Each line leads to its rows. */
export function RegisterSummary({ summary, counts, onGap, onDiffer }: { readonly summary: ResidualSummary; readonly counts: RegisterCounts; readonly onGap: (gap: HazardGap) => void; readonly onDiffer: () => void }): ReactNode {
  const landmark = useLandmark();
  const { hiding, gaps, subsets: { differ: differing } } = counts;
  return (
    <section className={styles.summary} aria-label={landmark(words.label)}>
      <h2>{registerSentence(summary)}</h2>
      <table>
        <thead><tr><th scope="col">{words.hazards(summary.total)}</th><th scope="col">{words.inherent}</th><th scope="col"><span className="visually-hidden">{words.becomes}</span></th><th scope="col">{words.residual}</th></tr></thead>
        <tbody>
          {[...riskLevels].reverse().map((level) => (
            <tr key={level}><th scope="row"><LevelMark level={level} /></th><td>{figure(summary.inherent[level])}</td><td aria-hidden="true">→</td><td><b>{figure(summary.residual[level])}</b></td></tr>
          ))}
        </tbody>
      </table>
      <ul>
        {hazardGaps.map((gap) => ({ gap, lacking: gaps[gap] })).filter(({ lacking }) => lacking.length > 0).map(({ gap, lacking }) => (
          <li key={gap}><button type="button" className={styles.gap} onClick={() => onGap(gap)}><StateMark state={gap === 'stale-evidence' ? 'stale' : 'untraced'}>{gap === 'stale-evidence' ? staleSentence(lacking, counts.stale) : gapSentence(gap, lacking)}</StateMark></button></li>
        ))}
        {differing > 0 && <li><button type="button" className={styles.gap} onClick={onDiffer}><StateMark state="contested">{words.differ(differing)}</StateMark></button></li>}
        {hiding[0] !== undefined && <li><StateMark state="warning">{words.hides(hiding[0].hazard.id, hiding[0].residualRpn, hiding[0].hazard.residual.severity, hiding.length - 1)}</StateMark></li>}
      </ul>
    </section>
  );
}
