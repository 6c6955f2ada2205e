import type { ReactNode } from 'react';
import type { Score } from '../../shared/dossier/hazard.ts';
import { figure } from '../../shared/copy/number.ts';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { bandTitle, cellCode } from '../../shared/copy/risk-scheme.ts';
import { ratingWords } from '../../shared/copy/scoring.ts';
import { fmeaScheme, placeIn, type RatingBand, type RiskScheme } from '../../shared/risk/scheme.ts';
import { cellOf, levelOf, rpn } from '../../shared/risk/score.ts';
import { LevelMark } from './level-mark.tsx';
import styles from './score-table.module.css';

const words = componentsWords.scores;

export interface ScoreRow { readonly label: string; readonly score: Score; readonly strong?: boolean }

/** Scores under each other: severity, likelihood and detectability on the scale's words, the RPN and the level. */
export function ScoreTable({ label, rows, scheme = fmeaScheme }: { readonly label: string; readonly rows: readonly ScoreRow[]; readonly scheme?: RiskScheme }): ReactNode {
  return (
    <table className={styles.scores} aria-label={label}>
      <thead><tr><th scope="col"><span className="visually-hidden">{words.score}</span></th><th scope="col">{ratingWords.severity}</th><th scope="col">{ratingWords.likelihood}</th><th scope="col"><abbr title={words.detectabilityInFull}>{words.detectability}</abbr></th><th scope="col"><abbr title={words.rpnInFull}>{words.rpn}</abbr></th><th scope="col">{words.level}</th></tr></thead>
      <tbody>
        {rows.map(({ label: name, score, strong }) => (
          <tr key={name} data-strong={strong === true}>
            <th scope="row">{name}</th>
            <td><b>{score.severity}</b> <small>{nameIn(scheme.severities, score.severity)}</small></td>
            <td><b>{score.likelihood}</b> <small>{nameIn(scheme.likelihoods, score.likelihood)}</small></td>
            <td><b>{score.detectability}</b></td>
            <td><b>{figure(rpn(score))}</b></td>
            <td><LevelMark level={levelOf(score, scheme)} /><Code score={score} scheme={scheme} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The cell in the scale's own signs, where it has any. */
function Code({ score, scheme }: { readonly score: Score; readonly scheme: RiskScheme }): ReactNode {
  const { severity, likelihood } = cellOf(score, scheme);
  const code = cellCode(scheme, severity, likelihood);
  return code === null ? null : <small>{code}</small>;
}

function nameIn(bands: readonly RatingBand[], rating: number): string {
  const band = bands[placeIn(bands, rating)];
  return band === undefined ? '' : bandTitle(band);
}
