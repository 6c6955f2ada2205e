import { useMemo, useState, type ReactNode } from 'react';
import { polarityWords, propertyWords } from '../../../shared/copy/evidence.ts';
import { figure } from '../../../shared/copy/number.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import type { EvidenceEntry, PropertyResult } from '../../../shared/dossier/evidence.ts';
import type { EvidenceState, PropertyCounts } from '../../../shared/evidence/judge.ts';
import { markOf } from '../../../shared/ipc/spot.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { useLandmark } from '../../components/landmark.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { Seek } from '../../dossier-tab.ts';
import { seekProperty } from './raw-place.ts';
import styles from './evidence.module.css';

const states = { 'pass': 'passed', 'fail': 'failed', 'inconclusive': 'indeterminate', 'error': 'indeterminate', 'not-applicable': 'not-judged', 'none': 'indeterminate' } as const satisfies Record<PropertyResult['verdict'], EvidenceState>;
const gravity: Record<EvidenceState, number> = { failed: 0, indeterminate: 1, 'not-judged': 2, passed: 3 };
const few = 12;
const words = evidenceWords.properties;

interface PropertiesProps { /** The mark of the property that the address points at. */ readonly pointed: string | null; readonly properties: readonly PropertyResult[]; readonly counts: PropertyCounts; readonly files: EvidenceEntry['files']; readonly onRaw: (seek: Seek | null, file: Digest | null) => void }
interface Row { readonly key: string; readonly property: PropertyResult }

/** Checked properties, the violated and the undecided first and by name. A timeout is never a pass (rule E-1). */
export function Properties({ pointed, properties, counts, files, onRaw }: PropertiesProps): ReactNode {
  const landmark = useLandmark();
  const [all, setAll] = useState(false);
  const ordered = useMemo(() => properties.map((property, index): Row => ({ key: String(index), property })).sort((a, b) => gravity[states[a.property.verdict]] - gravity[states[b.property.verdict]]), [properties]);
  const bad = counts.violated + counts.undecided;
  const chosen = useMemo(() => (pointed === null ? null : ordered.find(({ property }) => markOf(property.id) === pointed)?.key ?? null), [ordered, pointed]);
  const first = ordered.slice(0, Math.max(few, Math.min(40, bad)));
  const shown = all || (chosen !== null && !first.some(({ key }) => key === chosen)) ? ordered : first;
  const columns: readonly LongColumn<Row>[] = [
    { id: 'id', head: words.heads.id, width: '3.5rem', cell: ({ property }) => property.id },
    { id: 'text', head: words.heads.text, width: 'minmax(10rem, 1fr)', isHead: true, cell: ({ property }) => property.text },
    { id: 'network', head: words.heads.network, width: '10rem', fromRem: 52, cell: ({ property }) => <span className={styles.network}>{property.network ?? '–'}</span> },
    { id: 'polarity', head: words.heads.polarity, width: '8rem', fromRem: 42, cell: ({ property }) => polarityWords[property.polarity] },
    { id: 'verdict', head: words.heads.verdict, width: '7.5rem', cell: (row) => <><Verdict {...row} /><Counterexample {...row} files={files} onRaw={onRaw} /></>, brief: (row) => <Verdict {...row} /> },
    { id: 'seconds', head: words.heads.seconds, width: '4.5rem', end: true, cell: ({ property: { seconds } }) => (seconds === null ? '–' : figure(seconds, 2)) },
    { id: 'solver', head: words.heads.solver, width: '5.5rem', cell: (row) => <InFile {...row} onRaw={onRaw} /> },
  ];
  return (
    <section className={styles.block} aria-label={landmark(words.label)}>
      <h3>{words.label} <PropertyMarks counts={counts} /></h3>
      <LongTable label={words.label} columns={columns} rows={shown} rowId={({ key }) => key} chosen={chosen}
        about={(row) => <>{words.about(row.property)} <Counterexample {...row} files={files} onRaw={onRaw} /></>} />
      {shown.length < properties.length && <p className={styles.more}>{words.more(properties.length - shown.length, Math.max(0, bad - shown.length))} <button type="button" className={styles.link} onClick={() => setAll(true)}>{evidenceWords.showAll(properties.length)}</button></p>}
    </section>
  );
}

/** How many hold, are violated, are undecided. */
export function PropertyMarks({ counts: { hold, violated, undecided } }: { readonly counts: PropertyCounts }): ReactNode {
  return (
    <span className={styles.counts}>
      {violated > 0 && <StateMark state="failed">{words.violated(violated)}</StateMark>}
      {undecided > 0 && <StateMark state="indeterminate">{words.undecided(undecided)}</StateMark>}
      {hold > 0 && <StateMark state="passed">{words.hold(hold)}</StateMark>}
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
  return <small className={styles.reason}><Sentence parts={words.counterexample} slots={{ file: file === undefined ? counterexample : <button type="button" className={styles.link} onClick={() => onRaw(null, file.digest)}>{counterexample}</button> }} /></small>;
}

function InFile({ property, onRaw }: Row & Pick<PropertiesProps, 'onRaw'>): ReactNode {
  const text = property.verdictRaw === '' ? evidenceWords.inFile.empty : property.verdictRaw;
  return <button type="button" className={styles.link} title={evidenceWords.inFile.title} aria-label={evidenceWords.inFile.label(text, words.one(property.id))} onClick={() => onRaw({ ...seekProperty(property), of: words.one(property.id) }, null)}><code>{text}</code></button>;
}
