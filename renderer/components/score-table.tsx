import type { ReactNode } from 'react';
import type { Score } from '../../shared/dossier/hazard.ts';
import { figure } from '../../shared/copy/number.ts';
import { bandOf, levelOf, rpn } from '../../shared/risk/score.ts';
import { likelihoodNames, severityNames } from '../../shared/risk/matrix.ts';
import { LevelMark } from './level-mark.tsx';
import styles from './score-table.module.css';

export interface ScoreRow { readonly label: string; readonly score: Score; readonly strong?: boolean }

/** Scores under each other: severity, likelihood and detectability on the scale's words, the RPN and the level. */
export function ScoreTable({ label, rows }: { readonly label: string; readonly rows: readonly ScoreRow[] }): ReactNode {
  return (
    <table className={styles.scores} aria-label={label}>
      <thead><tr><th scope="col"><span className="visually-hidden">Score</span></th><th scope="col">Severity</th><th scope="col">Likelihood</th><th scope="col"><abbr title="Detectability: 10 is hardly ever found">Det.</abbr></th><th scope="col"><abbr title="Risk priority number">RPN</abbr></th><th scope="col">Level</th></tr></thead>
      <tbody>
        {rows.map(({ label: name, score, strong }) => (
          <tr key={name} data-strong={strong === true}>
            <th scope="row">{name}</th>
            <td><b>{score.severity}</b> <small>{severityNames[bandOf(score.severity)]}</small></td>
            <td><b>{score.likelihood}</b> <small>{likelihoodNames[bandOf(score.likelihood)]}</small></td>
            <td><b>{score.detectability}</b></td>
            <td><b>{figure(rpn(score))}</b></td>
            <td><LevelMark level={levelOf(score)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
