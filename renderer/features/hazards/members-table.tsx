import type { ReactNode } from 'react';
import { figure } from '../../../shared/copy/number.ts';
import { scoringWords } from '../../../shared/copy/screens/scoring.ts';
import { levelRange, rangeWords, ratingWords } from '../../../shared/copy/scoring.ts';
import type { Hazard, Score } from '../../../shared/dossier/hazard.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { levelOf } from '../../../shared/risk/score.ts';
import { ratingKeys } from '../../../shared/risk/spread.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import type { ScoringView } from './scoring-rows.ts';
import styles from './scoring.module.css';

const words = scoringWords.table;

/** Submitted, own, the members' range and the agreed score under each other, and who noted what. */
export function MembersTable({ hazard, scoring, scheme, memberName }: { readonly hazard: Hazard; readonly scoring: ScoringView; readonly scheme: RiskScheme; readonly memberName: (id: string) => string }): ReactNode {
  const { mine, spread, agreed, scores } = scoring;
  const noted = scores.filter(({ note }) => note !== null);
  return (
    <>
      <table className={styles.members} aria-label={words.label(hazard.id)}>
        <thead><tr><th scope="col"><span className="visually-hidden">{words.whose}</span></th>{ratingKeys.map((key) => <th key={key} scope="col"><abbr title={ratingWords[key]}>{words.heads[key]}</abbr></th>)}<th scope="col">{words.level}</th></tr></thead>
        <tbody>
          <Row label={words.submitted} score={hazard.residual} scheme={scheme} />
          {mine !== null && <Row label={words.you} score={mine.score} scheme={scheme} />}
          {spread !== null && (spread.scores > 1 || mine === null) && (
            <tr>
              <th scope="row">{words.members} <small>{figure(spread.scores)}</small></th>
              {ratingKeys.map((key) => <td key={key}><b>{rangeWords(spread.ratings[key])}</b>{spread.ratings[key].min !== spread.ratings[key].max && <small>{words.median(spread.ratings[key].median)}</small>}</td>)}
              <td>{spread.apart ? levelRange(spread.levels) : <LevelMark level={spread.levels.max} />}</td>
            </tr>
          )}
          {agreed !== null && <Row label={words.agreed} score={agreed.score} scheme={scheme} strong />}
        </tbody>
      </table>
      {noted.length > 0 && <ul className={styles.notes}>{noted.map(({ event, member, note }) => <li key={event}><strong>{memberName(member)}</strong> {note}</li>)}</ul>}
    </>
  );
}

function Row({ label, score, scheme, strong = false }: { readonly label: string; readonly score: Score; readonly scheme: RiskScheme; readonly strong?: boolean }): ReactNode {
  return <tr data-strong={strong}><th scope="row">{label}</th>{ratingKeys.map((key) => <td key={key}><b>{figure(score[key])}</b></td>)}<td><LevelMark level={levelOf(score, scheme)} /></td></tr>;
}
