import { useMemo, useState, type ReactNode } from 'react';
import { hashCaveat, proofWords, shortProofWords } from '../../../shared/copy/lineage.ts';
import { size } from '../../../shared/copy/number.ts';
import { listParts } from '../../../shared/copy/parts.ts';
import { provenanceWords } from '../../../shared/copy/screens/provenance.ts';
import type { LineageData, LineageGraph, LineageStep } from '../../../shared/evidence/lineage-graph.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { brokenData, type BrokenData } from './provenance-graph.ts';
import styles from './provenance.module.css';

const few = 60;
const words = provenanceWords.table;

interface Row { readonly data: LineageData; readonly writers: readonly LineageStep[]; readonly readers: readonly LineageStep[] }

/** Everything that the drawing holds, an object a row: what made it, what read it, its hashes and what they are worth (rule E-5). */
export function DataTable({ graph, dossier, chosen }: { readonly graph: LineageGraph; readonly dossier: DossierId; readonly chosen: string | null }): ReactNode {
  const landmark = useLandmark();
  const [all, setAll] = useState(false);
  const broken = useMemo(() => brokenData(graph), [graph]);
  const rows = useMemo(() => rowsOf(graph), [graph]);
  // Whoever chooses a box sees its row, however far down it is.
  const shown = all || rows.findIndex(({ data }) => data.key === chosen) >= few ? rows : rows.slice(0, few);
  const columns: readonly LongColumn<Row>[] = [
    { id: 'data', head: words.heads.data, width: 'minmax(14rem, 1fr)', isHead: true, cell: ({ data }) => <Name data={data} broken={broken} />, brief: ({ data }) => (data.artifact === null ? words.paths(data.paths) : <b>{words.artifact(data.artifact)}</b>) },
    { id: 'madeBy', head: words.heads.madeBy, width: '11rem', cell: ({ data, writers }) => (writers.length > 0 ? <Steps steps={writers} dossier={dossier} /> : broken.origin.has(data.key) ? <StateMark state="untraced">{provenanceWords.origin}</StateMark> : <span className={styles.quiet}>{provenanceWords.tracked}</span>) },
    { id: 'readBy', head: words.heads.readBy, width: '10rem', cell: ({ readers }) => (readers.length > 0 ? <Steps steps={readers} dossier={dossier} /> : <span className={styles.quiet}>{provenanceWords.nobody}</span>) },
    { id: 'hash', head: words.heads.hash, width: '12rem', fromRem: 60, cell: ({ data }) => <Hashes data={data} />, brief: ({ data: { hashes, paths } }) => <Hashes data={{ hashes: hashes.slice(0, 1), paths }} /> },
    { id: 'proof', head: words.heads.proof, width: '11rem', cell: ({ data }) => <><Proof data={data} />{data.proof !== 'strong' && data.hashes.some(({ algorithm }) => hashCaveat(algorithm) === null) && <small className={styles.under}>{words.listed}</small>}</>, brief: ({ data }) => <Proof data={data} brief /> },
  ];
  return (
    <section className={styles.section} aria-label={landmark(words.section)}>
      <h3>{words.head(graph.data.length)}</h3>
      <LongTable label={words.label} columns={columns} rows={shown} rowId={({ data }) => data.key} chosen={chosen} fills about={({ data }) => <Name data={data} broken={broken} />} />
      {rows.length > shown.length && <p className={styles.more}>{words.more(rows.length - shown.length)} <button type="button" className={styles.link} onClick={() => setAll(true)}>{words.showAll(rows.length)}</button></p>}
    </section>
  );
}

function rowsOf({ data, steps }: LineageGraph): readonly Row[] {
  const by = (of: (step: LineageStep) => readonly string[]): ReadonlyMap<string, readonly LineageStep[]> => {
    const found = new Map<string, LineageStep[]>();
    for (const step of steps) for (const key of of(step)) found.set(key, [...(found.get(key) ?? []), step]);
    return found;
  };
  const [writers, readers] = [by(({ writes }) => writes), by(({ reads }) => reads)];
  return data.map((one) => ({ data: one, writers: writers.get(one.key) ?? [], readers: readers.get(one.key) ?? [] }));
}

/** Its paths, the artifact that it is, and what is wrong with it. */
function Name({ data, broken }: { readonly data: LineageData; readonly broken: BrokenData }): ReactNode {
  return (
    <>
      {data.artifact !== null && <div><b>{words.artifact(data.artifact)}</b></div>}
      {words.paths(data.paths)}{data.sizeBytes !== null && <small className={styles.under}>{size(data.sizeBytes)}</small>}
      {broken.differs.has(data.key) && <small className={styles.under}><StateMark state="failed">{provenanceWords.differs}</StateMark></small>}
      {broken.other.has(data.key) && <small className={styles.under}><StateMark state="failed">{provenanceWords.other}</StateMark></small>}
    </>
  );
}

function Proof({ data: { proof }, brief = false }: { readonly data: LineageData; readonly brief?: boolean }): ReactNode {
  return <StateMark state={proof === 'strong' ? 'passed' : 'not-judged'}>{(brief ? shortProofWords : proofWords)[proof]}</StateMark>;
}

function Hashes({ data: { hashes, paths } }: { readonly data: Pick<LineageData, 'hashes' | 'paths'> }): ReactNode {
  return hashes.slice(0, 3).map(({ algorithm, hash }) => (
    <div key={`${algorithm} ${hash}`} className={styles.hash}><small>{algorithm}</small> {hash.length === 64 && /^sha-?256$/i.test(algorithm) ? <DigestMark digest={hash} of={paths[0] ?? words.unnamed} /> : <code title={hash}>{hash.slice(0, 12)}</code>}</div>
  ));
}

function Steps({ steps, dossier }: { readonly steps: readonly LineageStep[]; readonly dossier: DossierId }): ReactNode {
  const shown = steps.slice(0, 4);
  return <Sentence parts={listParts(shown.length, steps.length)} slots={Object.fromEntries(shown.map((step, index) => [index, <span key={step.key}>{step.name} <a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: step.evidence })}>{step.evidence}</a></span>]))} />;
}
