import { useMemo, useState, type ReactNode } from 'react';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { useLandmark } from '../../components/landmark.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateShape } from '../../components/state-mark.tsx';
import type { DossierContent } from '../../queries/content.ts';
import { coverageOf, type HazardCoverage } from './coverage.ts';
import { ItemLink, ItemLinks, type ItemTabs } from './item-link.tsx';
import styles from './evidence.module.css';

const few = 10;
const words = evidenceWords.coverage;

/** Which hazards rest on formal properties, over all verification evidence of the revision: those of the piece shown first. */
export function HazardCoverageBlock({ content, piece, dossier, items }: { readonly content: DossierContent; readonly piece: ItemId; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  const landmark = useLandmark();
  const [all, setAll] = useState(false);
  const { covered, uncovered } = useMemo(() => coverageOf(content.register, content.evidence.map(({ entry: { id }, judgement: { properties, state } }) => ({ id, properties, state }))), [content]);
  // Of all verification evidence nothing is said before all of it is read.
  const isReading = content.unread !== undefined;
  const here = covered.filter(({ pieces }) => pieces.some(({ id }) => id === piece));
  const shown = all ? here : here.slice(0, few);
  const columns: readonly LongColumn<HazardCoverage>[] = [
    { id: 'hazard', head: words.heads.hazard, width: 'minmax(12rem, 1fr)', isHead: true, cell: ({ hazard, title }) => <><ItemLink id={hazard} dossier={dossier} items={items} /> {title}</> },
    { id: 'pieces', head: words.heads.restsOn, width: '12rem', cell: ({ pieces }) => pieces.map(({ id, through }) => <div key={id}><ItemLink id={id} dossier={dossier} items={items} />{through !== null && <small> {words.through(through)}</small>}</div>), brief: ({ pieces }) => <ItemLinks ids={pieces.map(({ id }) => id)} most={3} dossier={dossier} items={items} /> },
    { id: 'hold', head: words.heads.properties, width: '12rem', cell: ({ state, properties }) => <span className={styles.bar}><StateShape state={state} /> {words.hold(properties)}</span> },
  ];
  if (isReading) return <section className={styles.block} aria-label={landmark(words.label)}><h3>{words.label}</h3><p className={styles.rule} role="status">{evidenceWords.list.reading(content.unread ?? 0)}</p></section>;
  return (
    <section className={styles.block} aria-label={landmark(words.label)}>
      <h3>{words.label}</h3>
      <p className={styles.rule}>
        {words.sentence(covered.length + uncovered.length, covered.length, covered.filter(({ state }) => state !== 'passed').map(({ hazard }) => hazard))}
        {uncovered.length > 0 && <> <Sentence parts={words.without} slots={{ hazards: <ItemLinks ids={uncovered} most={8} dossier={dossier} items={items} /> }} /></>}
      </p>
      {here.length === 0 ? <p>{words.none}</p> : <LongTable label={words.label} columns={columns} rows={shown} rowId={({ hazard }) => hazard} about={({ hazard, title, properties }) => <>{hazard} {title}: {words.hold(properties)}</>} />}
      {here.length > shown.length && <p className={styles.more}>{words.more(here.length - shown.length)} <button type="button" className={styles.link} onClick={() => setAll(true)}>{evidenceWords.showAll(here.length)}</button></p>}
    </section>
  );
}
