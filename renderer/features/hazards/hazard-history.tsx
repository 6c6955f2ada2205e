import { useMemo, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { figure } from '../../../shared/copy/number.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { levelOf } from '../../../shared/risk/score.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import detail from '../../components/detail.module.css';
import { LevelMark } from '../../components/level-mark.tsx';
import type { ProductRevision } from '../../queries/product-history.ts';
import { ChangeMark } from './change-mark.tsx';
import { hazardHistory } from './history.ts';
import styles from './scoring.module.css';

const shown = 8;

/** How one hazard was scored in each revision of the product, newest first. Nothing where there was only this one. */
export function HazardHistory({ id, revisions, current, scheme }: { readonly id: ItemId; readonly revisions: readonly ProductRevision[]; readonly current: Digest; readonly scheme: RiskScheme }): ReactNode {
  const words = hazardsWords.history;
  const rows = useMemo(() => hazardHistory(revisions, id), [revisions, id]);
  const severalIn = new Set(revisions.filter(({ of }) => of > 1).map(({ dossier }) => dossier));
  if (rows.length === 0) return null;
  return (
    <section className={detail.section}>
      <h3>{words.head} <small>{words.revisions(rows.length)}</small></h3>
      <table className={styles.members} aria-label={words.label(id)}>
        <thead><tr><th scope="col">{words.release}</th><th scope="col"><abbr title={words.ratingsInFull}>{words.ratings}</abbr></th><th scope="col">{words.level}</th><th scope="col">{words.since}</th></tr></thead>
        <tbody>
          {rows.slice(0, shown).map(({ revision, score, change }) => (
            <tr key={revision.digest} data-strong={revision.digest === current}>
              <th scope="row">{words.revision(revision.release, severalIn.has(revision.dossier) ? revision.ordinal : null)}<small className={styles.under}>{shortDay(revision.claimedAt)}</small></th>
              <td>{score === null ? '–' : <b>{figure(score.severity)}, {figure(score.likelihood)}, {figure(score.detectability)}</b>}</td>
              <td>{score === null ? '–' : <LevelMark level={levelOf(score, scheme)} />}</td>
              <td>{change === null ? hazardsWords.changes.unchanged : <ChangeMark change={change} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && <p className={detail.none}>{words.earlier(rows.length - shown)}</p>}
    </section>
  );
}
