import type { ReactNode } from 'react';
import { changesSentence } from '../../../shared/copy/history.ts';
import { historyTabWords as words } from '../../../shared/copy/screens/history.ts';
import { readings, speaksAgainst, type Reading } from '../../../shared/dossier/change.ts';
import { basisChange } from '../../../shared/packet/baseline.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useContent, useContentTrouble } from '../../queries/content.ts';
import { useDifference } from '../../queries/delta.ts';
import styles from './history.module.css';

const told = 3;

/** What a revision changed against an earlier one: how many by reading, and the gravest of them. */
export function RevisionChanges({ before, after, since }: { readonly before: Digest; readonly after: Digest; readonly since: string }): ReactNode {
  const difference = useDifference(useContent(before), useContent(after));
  const [missing, missingToo] = [useContentTrouble(before), useContentTrouble(after)];
  const trouble = missing ?? missingToo;
  if (difference === undefined) return trouble === null ? <p className={styles.quiet} role="status">{words.comparing}</p> : <TroubleNote trouble={trouble} />;
  const { changes } = difference;
  const counts = Object.fromEntries(readings.map((reading) => [reading, changes.filter((change) => change.reading === reading).length])) as Record<Reading, number>;
  const gravest = changes.filter(speaksAgainst);
  return (
    <div className={styles.changes}>
      <p>{changesSentence(counts, since)}</p>
      {gravest.length > 0 && (
        <table aria-label={words.against(since)}>
          <tbody>
            {gravest.slice(0, told).map((change, index) => {
              const said = basisChange(change);
              return <tr key={index}><td>{said.item}</td><th scope="row">{said.what}</th><td data-end>{said.before}</td><td aria-hidden="true">→</td><td data-end>{said.after}</td><td>{said.reading}</td></tr>;
            })}
          </tbody>
        </table>
      )}
      {gravest.length > told && <p className={styles.quiet}>{words.moreAgainst(gravest.length - told)}</p>}
    </div>
  );
}
