import { useState, type ReactNode } from 'react';
import { polarityWords, propertyWords } from '../../../shared/copy/evidence.ts';
import { count, figure } from '../../../shared/copy/number.ts';
import type { PropertyResult } from '../../../shared/dossier/evidence.ts';
import type { EvidenceState, PropertyCounts } from '../../../shared/evidence/judge.ts';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './evidence.module.css';

const states = { 'pass': 'passed', 'fail': 'failed', 'inconclusive': 'indeterminate', 'error': 'indeterminate', 'not-applicable': 'not-judged', 'none': 'indeterminate' } as const satisfies Record<PropertyResult['verdict'], EvidenceState>;
const gravity: Record<EvidenceState, number> = { failed: 0, indeterminate: 1, 'not-judged': 2, passed: 3 };
const few = 12;

/** Checked properties, the violated and the undecided first and by name. A timeout is never a pass (rule E-1). */
export function Properties({ properties, counts }: { readonly properties: readonly PropertyResult[]; readonly counts: PropertyCounts }): ReactNode {
  const [all, setAll] = useState(false);
  const ordered = [...properties].sort((a, b) => gravity[states[a.verdict]] - gravity[states[b.verdict]]);
  const shown = all ? ordered.slice(0, 2000) : ordered.slice(0, Math.max(few, counts.violated + counts.undecided > 40 ? 40 : counts.violated + counts.undecided));
  return (
    <section className={styles.block} aria-label="Formal properties">
      <h3>Formal properties <span className={styles.counts}>
        {counts.hold > 0 && <StateMark state="passed">{figure(counts.hold)} hold</StateMark>}{counts.violated > 0 && <StateMark state="failed">{figure(counts.violated)} violated</StateMark>}
        {counts.undecided > 0 && <StateMark state="indeterminate">{figure(counts.undecided)} undecided, never a pass</StateMark>}
      </span></h3>
      <div className={styles.wide} tabIndex={0} role="group" aria-label="Formal properties, scrollable">
        <table className={styles.table} aria-label="Formal properties">
          <thead><tr><th scope="col">Id</th><th scope="col">Property</th><th scope="col">Network</th><th scope="col">File states</th><th scope="col">Solver</th><th scope="col">Verdict</th><th scope="col" data-end>Seconds</th></tr></thead>
          <tbody>
            {shown.map((property, index) => (
              <tr key={index}>
                <td>{property.id}</td><th scope="row">{property.text}</th><td>{property.network ?? '–'}</td><td>{polarityWords[property.polarity]}</td><td className={styles.raw}><code>{property.verdictRaw === '' ? '(empty)' : property.verdictRaw}</code></td>
                <td><StateMark state={states[property.verdict]}>{propertyWords[property.verdict]}</StateMark>{property.counterexample !== null && <small className={styles.reason}>Counterexample: {property.counterexample}</small>}</td>
                <td data-end>{property.seconds === null ? '–' : figure(property.seconds, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < properties.length && <p className={styles.more}>{count(properties.length - shown.length, 'more property', 'more properties')}. {!all && <button type="button" className={styles.link} onClick={() => setAll(true)}>Show all {figure(properties.length)}</button>}</p>}
    </section>
  );
}
