import { useMemo, useState, type ReactNode } from 'react';
import { count, figure, inWords, list, listUpTo, sentenceStart } from '../../../shared/copy/number.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { StateShape } from '../../components/state-mark.tsx';
import type { DossierContent } from '../../queries/content.ts';
import { coverageOf, type Coverage, type HazardCoverage } from './coverage.ts';
import { ItemLink, type ItemTabs } from './item-link.tsx';
import styles from './evidence.module.css';

const few = 10;

/** Which hazards rest on formal properties, over all verification evidence of the revision: those of the piece shown first. */
export function HazardCoverageBlock({ content, piece, dossier, items }: { readonly content: DossierContent; readonly piece: ItemId; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  const [all, setAll] = useState(false);
  const coverage = useMemo(() => coverageOf(content.register, content.evidence.map(({ entry: { id }, judgement: { properties, state } }) => ({ id, properties, state }))), [content]);
  const here = coverage.covered.filter(({ pieces }) => pieces.some(({ id }) => id === piece));
  const shown = all ? here.slice(0, 500) : here.slice(0, few);
  return (
    <section className={styles.block} aria-label="Coverage by hazard">
      <h3>Coverage by hazard</h3>
      <p className={styles.rule}>{coverageSentence(coverage)}{coverage.uncovered.length > 0 && <> Without: <UncoveredIds ids={coverage.uncovered} dossier={dossier} items={items} />.</>}</p>
      {here.length === 0 ? <p>No hazard or mitigation is traced to these properties.</p> : (
        <div className={styles.wide} tabIndex={0} role="group" aria-label="Coverage by hazard, scrollable">
          <table className={styles.table} aria-label="Coverage by hazard">
            <thead><tr><th scope="col">Hazard</th><th scope="col">Rests on</th><th scope="col">Properties</th></tr></thead>
            <tbody>{shown.map((row) => <Row key={row.hazard} row={row} dossier={dossier} items={items} />)}</tbody>
          </table>
        </div>
      )}
      {here.length > shown.length && <p className={styles.more}>{count(here.length - shown.length, 'more hazard')}. {!all && <button type="button" className={styles.link} onClick={() => setAll(true)}>Show all {figure(here.length)}</button>}</p>}
    </section>
  );
}

function Row({ row: { hazard, title, pieces, properties, state }, dossier, items }: { readonly row: HazardCoverage; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  return (
    <tr>
      <th scope="row"><ItemLink id={hazard} dossier={dossier} items={items} /> {title}</th>
      <td>{pieces.map(({ id, through }, index) => <span key={id}>{index === 0 ? '' : ', '}<ItemLink id={id} dossier={dossier} items={items} />{through === null ? '' : <small> through {listUpTo(through, 3)}</small>}</span>)}</td>
      <td className={styles.bar}><StateShape state={state} /> <span>{holdWords(properties)}</span></td>
    </tr>
  );
}

function UncoveredIds({ ids, dossier, items }: { readonly ids: readonly ItemId[]; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  return <>{ids.slice(0, 8).map((id, index) => <span key={id}>{index === 0 ? '' : ', '}<ItemLink id={id} dossier={dossier} items={items} /></span>)}{ids.length > 8 ? ` and ${figure(ids.length - 8)} more` : ''}</>;
}

/** `All 12 hold`, `10 of 12 hold, 1 violated, 1 undecided`. */
function holdWords({ total, hold, violated, undecided }: HazardCoverage['properties']): string {
  if (hold === total) return total === 1 ? 'The one holds' : `All ${figure(total)} hold`;
  return [`${figure(hold)} of ${figure(total)} hold`, ...(violated > 0 ? [`${figure(violated)} violated`] : []), ...(undecided > 0 ? [`${figure(undecided)} undecided`] : [])].join(', ');
}

/** `Nine of 15 hazards rest on formal properties. All of these hold for eight of them.` */
function coverageSentence({ covered, uncovered }: Coverage): string {
  const total = covered.length + uncovered.length;
  if (covered.length === 0) return 'No hazard rests on formal properties.';
  const whole = covered.filter(({ state }) => state === 'passed').length;
  const rest = `${sentenceStart(inWords(covered.length))} of ${count(total, 'hazard')} ${covered.length === 1 ? 'rests' : 'rest'} on formal properties`;
  if (whole === covered.length) return `${rest}, and all of these hold.`;
  return `${rest}; not all hold for ${list(covered.filter(({ state }) => state !== 'passed').slice(0, 6).map(({ hazard }) => hazard))}${covered.length - whole > 6 ? ` and ${figure(covered.length - whole - 6)} more` : ''}.`;
}
