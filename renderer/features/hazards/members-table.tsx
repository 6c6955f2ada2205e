import type { ReactNode } from 'react';
import { levelRange, rangeWords } from '../../../shared/copy/scoring.ts';
import { figure } from '../../../shared/copy/number.ts';
import type { Hazard, Score } from '../../../shared/dossier/hazard.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { levelOf } from '../../../shared/risk/score.ts';
import { ratingKeys } from '../../../shared/risk/spread.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import type { ScoringView } from './scoring-rows.ts';
import styles from './scoring.module.css';

/** Submitted, own, the members' range and the agreed score under each other, and who noted what. */
export function MembersTable({ hazard, scoring, scheme, memberName }: { readonly hazard: Hazard; readonly scoring: ScoringView; readonly scheme: RiskScheme; readonly memberName: (id: string) => string }): ReactNode {
  const { mine, spread, agreed, scores } = scoring;
  const noted = scores.filter(({ note }) => note !== null);
  return (
    <>
      <table className={styles.members} aria-label={`Members’ scores of ${hazard.id}`}>
        <thead><tr><th scope="col"><span className="visually-hidden">Whose</span></th><th scope="col"><abbr title="Severity">Sev.</abbr></th><th scope="col"><abbr title="Likelihood">Lik.</abbr></th><th scope="col"><abbr title="Detectability">Det.</abbr></th><th scope="col">Level</th></tr></thead>
        <tbody>
          <Row label="Submitted" score={hazard.residual} scheme={scheme} />
          {mine !== null && <Row label="You" score={mine.score} scheme={scheme} />}
          {spread !== null && (spread.scores > 1 || mine === null) && (
            <tr>
              <th scope="row">Members <small>{figure(spread.scores)}</small></th>
              {ratingKeys.map((key) => <td key={key}><b>{rangeWords(spread.ratings[key])}</b>{spread.ratings[key].min !== spread.ratings[key].max && <small>med. {figure(spread.ratings[key].median)}</small>}</td>)}
              <td>{spread.apart ? levelRange(spread.levels) : <LevelMark level={spread.levels.max} />}</td>
            </tr>
          )}
          {agreed !== null && <Row label="Agreed" score={agreed.score} scheme={scheme} strong />}
        </tbody>
      </table>
      {noted.length > 0 && <ul className={styles.notes}>{noted.map(({ event, member, note }) => <li key={event}><strong>{memberName(member)}</strong> {note}</li>)}</ul>}
    </>
  );
}

function Row({ label, score, scheme, strong = false }: { readonly label: string; readonly score: Score; readonly scheme: RiskScheme; readonly strong?: boolean }): ReactNode {
  return <tr data-strong={strong}><th scope="row">{label}</th>{ratingKeys.map((key) => <td key={key}><b>{figure(score[key])}</b></td>)}<td><LevelMark level={levelOf(score, scheme)} /></td></tr>;
}
