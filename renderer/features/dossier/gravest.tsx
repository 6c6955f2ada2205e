import type { ReactNode } from 'react';
import { evidenceStateText } from '../../../shared/copy/evidence.ts';
import { compareScores, levelOf } from '../../../shared/risk/score.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { DossierContent } from '../../queries/content.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { hrefOf } from '../../route.ts';
import styles from './overview.module.css';

const shown = 5;

/** Where to begin reading: the hazards with the highest residual risk, and the evidence that doesn't pass. */
export function Gravest({ dossier, content: { register, evidence } }: { readonly dossier: DossierId; readonly content: DossierContent }): ReactNode {
  const scheme = useRiskScheme();
  const hazards = [...register.hazards].sort((a, b) => compareScores(b.residual, a.residual, scheme)).slice(0, shown);
  const doubtful = (['failed', 'indeterminate', 'not-judged'] as const).flatMap((state) => evidence.filter(({ judgement }) => judgement.state === state)).slice(0, shown);
  return (
    <>
      {hazards.length > 0 && (
        <section className={styles.section} aria-label="Gravest hazards">
          <h3>Gravest hazards after mitigation</h3>
          <table className={styles.delta} aria-label="Gravest hazards after mitigation">
            <tbody>{hazards.map((hazard) => <tr key={hazard.id}><td><a href={hrefOf({ kind: 'dossier', dossier, tab: 'hazards', item: hazard.id })}>{hazard.id}</a></td><th scope="row">{hazard.title}</th><td className={styles.levels}><LevelMark level={levelOf(hazard.inherent, scheme)} /></td><td className={styles.becomes}><span aria-hidden="true">→</span><span className="visually-hidden">becomes</span></td><td className={styles.levels}><LevelMark level={levelOf(hazard.residual, scheme)} /></td></tr>)}</tbody>
          </table>
        </section>
      )}
      {doubtful.length > 0 && (
        <section className={styles.section} aria-label="Evidence in doubt">
          <h3>Evidence that doesn’t pass</h3>
          <table className={styles.delta} aria-label="Evidence that doesn’t pass">
            <tbody>{doubtful.map(({ entry, judgement }) => <tr key={entry.id}><td><a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: entry.id })}>{entry.id}</a></td><th scope="row">{entry.title}</th><td><StateMark state={judgement.state}>{evidenceStateText(judgement)}</StateMark></td></tr>)}</tbody>
          </table>
        </section>
      )}
    </>
  );
}
