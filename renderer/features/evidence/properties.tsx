import { useMemo, useState, type ReactNode } from 'react';
import { polarityWords, propertyWords } from '../../../shared/copy/evidence.ts';
import { count, figure } from '../../../shared/copy/number.ts';
import type { EvidenceEntry, PropertyResult } from '../../../shared/dossier/evidence.ts';
import type { EvidenceState, PropertyCounts } from '../../../shared/evidence/judge.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { Seek } from '../../dossier-tab.ts';
import { seekProperty } from './raw-place.ts';
import styles from './evidence.module.css';

const states = { 'pass': 'passed', 'fail': 'failed', 'inconclusive': 'indeterminate', 'error': 'indeterminate', 'not-applicable': 'not-judged', 'none': 'indeterminate' } as const satisfies Record<PropertyResult['verdict'], EvidenceState>;
const gravity: Record<EvidenceState, number> = { failed: 0, indeterminate: 1, 'not-judged': 2, passed: 3 };
const few = 12;

interface PropertiesProps { readonly properties: readonly PropertyResult[]; readonly counts: PropertyCounts; readonly files: EvidenceEntry['files']; readonly onRaw: (seek: Seek | null, file: Digest | null) => void }
interface Row { readonly key: string; readonly property: PropertyResult }

/** Checked properties, the violated and the undecided first and by name. A timeout is never a pass (rule E-1). */
export function Properties({ properties, counts, files, onRaw }: PropertiesProps): ReactNode {
  const [all, setAll] = useState(false);
  const ordered = useMemo(() => properties.map((property, index): Row => ({ key: String(index), property })).sort((a, b) => gravity[states[a.property.verdict]] - gravity[states[b.property.verdict]]), [properties]);
  const bad = counts.violated + counts.undecided;
  const shown = all ? ordered : ordered.slice(0, Math.max(few, Math.min(40, bad)));
  const columns: readonly LongColumn<Row>[] = [
    { id: 'id', head: 'Id', width: '3.5rem', cell: ({ property }) => property.id },
    { id: 'text', head: 'Property', width: 'minmax(10rem, 1fr)', isHead: true, cell: ({ property }) => property.text },
    { id: 'network', head: 'Network', width: '10rem', fromRem: 52, cell: ({ property }) => <span className={styles.network}>{property.network ?? '–'}</span> },
    { id: 'polarity', head: 'File states', width: '8rem', fromRem: 42, cell: ({ property }) => polarityWords[property.polarity] },
    { id: 'verdict', head: 'Verdict', width: '7.5rem', cell: (row) => <><Verdict {...row} /><Counterexample {...row} files={files} onRaw={onRaw} /></>, brief: (row) => <Verdict {...row} /> },
    { id: 'seconds', head: 'Seconds', width: '4.5rem', end: true, cell: ({ property: { seconds } }) => (seconds === null ? '–' : figure(seconds, 2)) },
    { id: 'solver', head: 'Solver', width: '5.5rem', cell: (row) => <InFile {...row} onRaw={onRaw} /> },
  ];
  return (
    <section className={styles.block} aria-label="Formal properties">
      <h3>Formal properties <PropertyMarks counts={counts} /></h3>
      <LongTable label="Formal properties" columns={columns} rows={shown} rowId={({ key }) => key}
        about={(row) => <>{row.property.id}: {row.property.text}{row.property.network === null ? '' : `, on ${row.property.network}`}. The file states {polarityWords[row.property.polarity].toLowerCase()}. {propertyWords[row.property.verdict]}. <Counterexample {...row} files={files} onRaw={onRaw} /></>} />
      {shown.length < properties.length && <p className={styles.more}>{count(properties.length - shown.length, 'more property', 'more properties')}{bad > shown.length ? `, ${figure(bad - shown.length)} of them not holding` : ''}. <button type="button" className={styles.link} onClick={() => setAll(true)}>Show all {figure(properties.length)}</button></p>}
    </section>
  );
}

/** How many hold, are violated, are undecided. */
export function PropertyMarks({ counts: { hold, violated, undecided } }: { readonly counts: PropertyCounts }): ReactNode {
  return (
    <span className={styles.counts}>
      {violated > 0 && <StateMark state="failed">{figure(violated)} violated</StateMark>}
      {undecided > 0 && <StateMark state="indeterminate">{figure(undecided)} undecided, never a pass</StateMark>}
      {hold > 0 && <StateMark state="passed">{figure(hold)} {hold === 1 ? 'holds' : 'hold'}</StateMark>}
    </span>
  );
}

function Verdict({ property }: Row): ReactNode {
  return <StateMark state={states[property.verdict]}>{propertyWords[property.verdict]}</StateMark>;
}

/** By its file where that is one of the raw files: it opens there. */
function Counterexample({ property: { counterexample }, files, onRaw }: Row & Pick<PropertiesProps, 'files' | 'onRaw'>): ReactNode {
  if (counterexample === null) return null;
  const file = files.find(({ name }) => name === counterexample);
  return <small className={styles.reason}>Counterexample: {file === undefined ? counterexample : <button type="button" className={styles.link} onClick={() => onRaw(null, file.digest)}>{counterexample}</button>}</small>;
}

function InFile({ property, onRaw }: Row & Pick<PropertiesProps, 'onRaw'>): ReactNode {
  const text = property.verdictRaw === '' ? '(empty)' : property.verdictRaw;
  return <button type="button" className={styles.link} title="Show it in the raw file" aria-label={`${text}: show property ${property.id} in the raw file`} onClick={() => onRaw({ ...seekProperty(property), of: `property ${property.id}` }, null)}><code>{text}</code></button>;
}
