import type { ReactNode } from 'react';
import { charterFacts } from '../../../shared/copy/charter.ts';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { riskSchemeOf } from '../../../shared/risk/scheme.ts';
import type { Charter } from '../../../shared/board/charter.ts';
import { KeyValues } from '../../components/key-values.tsx';
import styles from './board.module.css';

const words = boardWords.charter;

/** The rules in force, and the board's own limits where it has some. */
export function CharterRules({ charter }: { readonly charter: Charter }): ReactNode {
  return (
    <>
      <KeyValues items={charterFacts(charter, riskSchemeOf(charter).id)} />
      {charter.thresholds.length > 0 && (
        <table className={styles.table}>
          <caption>{words.limits}</caption>
          <thead><tr><th scope="col">{words.metric}</th><th scope="col" className={styles.figure}>{words.limit}</th><th scope="col">{words.reason}</th></tr></thead>
          <tbody>
            {charter.thresholds.map((threshold) => (
              <tr key={JSON.stringify(threshold)}>
                <th scope="row">{words.metricOf(threshold)}</th>
                <td className={styles.figure}>{words.limitOf(threshold)}</td>
                <td>{threshold.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
