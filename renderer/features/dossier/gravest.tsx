import { useMemo, type ReactNode } from 'react';
import { evidenceStateText } from '../../../shared/copy/evidence.ts';
import { dossierWords } from '../../../shared/copy/screens/dossier.ts';
import { compareScores, levelOf } from '../../../shared/risk/score.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { Clamped } from '../../components/clamped.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { DossierContent } from '../../queries/content.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { hrefOf } from '../../route.ts';
import styles from './overview.module.css';

const shown = 5;
const words = dossierWords.gravest;

/** Where to begin reading: the hazards with the highest residual risk, and the evidence that doesn't pass. */
export function Gravest({ dossier, content: { register, evidence, unread } }: { readonly dossier: DossierId; readonly content: DossierContent }): ReactNode {
  const landmark = useLandmark();
  const scheme = useRiskScheme();
  const hazards = useMemo(() => [...register.hazards].sort((a, b) => compareScores(b.residual, a.residual, scheme)).slice(0, shown), [register, scheme]);
  // Which are the gravest isn't known before each is read.
  const doubtful = unread !== undefined ? [] : (['failed', 'indeterminate', 'not-judged'] as const).flatMap((state) => evidence.filter(({ judgement }) => judgement.state === state)).slice(0, shown);
  return (
    <>
      {hazards.length > 0 && (
        <section className={styles.section} aria-label={landmark(words.hazardsLabel)}>
          <h3>{words.hazards}</h3>
          <table className={styles.delta} aria-label={words.hazards}>
            <tbody>{hazards.map((hazard) => <tr key={hazard.id}><td><a href={hrefOf({ kind: 'dossier', dossier, tab: 'hazards', item: hazard.id })}>{hazard.id}</a></td><th scope="row"><Clamped text={hazard.title} /></th><td className={styles.levels}><LevelMark level={levelOf(hazard.inherent, scheme)} /></td><td className={styles.becomes}><span aria-hidden="true">→</span><span className="visually-hidden">{words.becomes}</span></td><td className={styles.levels}><LevelMark level={levelOf(hazard.residual, scheme)} /></td></tr>)}</tbody>
          </table>
        </section>
      )}
      {doubtful.length > 0 && (
        <section className={styles.section} aria-label={landmark(words.evidenceLabel)}>
          <h3>{words.evidence}</h3>
          <table className={styles.delta} aria-label={words.evidence}>
            <tbody>{doubtful.map(({ entry, judgement }) => <tr key={entry.id}><td><a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: entry.id })}>{entry.id}</a></td><th scope="row"><Clamped text={entry.title} /></th><td><StateMark state={judgement.state}>{evidenceStateText(judgement)}</StateMark></td></tr>)}</tbody>
          </table>
        </section>
      )}
    </>
  );
}
