import { useMemo, useState, type ReactNode } from 'react';
import { hashCaveat, proofWords, provenanceWords } from '../../../shared/copy/lineage.ts';
import { count, figure, size } from '../../../shared/copy/number.ts';
import type { LineageGraph, LineageStep } from '../../../shared/evidence/lineage-graph.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { brokenData } from './provenance-graph.ts';
import styles from './provenance.module.css';

const few = 60;
const most = 2000;

/** Everything that the drawing holds, an object a row: what made it, what read it, its hashes and what they are worth (rule E-5). */
export function DataTable({ graph, dossier, chosen }: { readonly graph: LineageGraph; readonly dossier: DossierId; readonly chosen: string | null }): ReactNode {
  const [all, setAll] = useState(false);
  const broken = useMemo(() => brokenData(graph), [graph]);
  const rows = useMemo(() => {
    const by = (of: (step: LineageStep) => readonly string[]): ReadonlyMap<string, readonly LineageStep[]> => {
      const found = new Map<string, LineageStep[]>();
      for (const step of graph.steps) for (const key of of(step)) found.set(key, [...(found.get(key) ?? []), step]);
      return found;
    };
    const [writers, readers] = [by(({ writes }) => writes), by(({ reads }) => reads)];
    return graph.data.map((data) => ({ data, writers: writers.get(data.key) ?? [], readers: readers.get(data.key) ?? [] }));
  }, [graph]);
  const shown = rows.slice(0, all ? most : few);
  return (
    <section className={styles.section} aria-label="Data">
      <h3>{count(graph.data.length, 'data object')}</h3>
      <div className={styles.wide} tabIndex={0} role="group" aria-label="Data, scrollable">
        <table className={styles.table} aria-label="Data from raw to artifact">
          <thead><tr><th scope="col">Data</th><th scope="col">Made by</th><th scope="col">Read by</th><th scope="col">Hash</th><th scope="col">What it proves</th></tr></thead>
          <tbody>
            {shown.map(({ data, writers, readers }) => (
              <tr key={data.key} data-key={data.key} data-chosen={data.key === chosen}>
                <th scope="row">{data.artifact !== null && <strong>Artifact {data.artifact}<br /></strong>}{data.paths.slice(0, 3).join(', ')}{data.paths.length > 3 && ` and ${figure(data.paths.length - 3)} more paths`}{data.sizeBytes !== null && <small>{size(data.sizeBytes)}</small>}
                  {broken.differs.has(data.key) && <small><StateMark state="failed">{provenanceWords.differs}</StateMark></small>}{broken.other.has(data.key) && <small><StateMark state="failed">{provenanceWords.other}</StateMark></small>}</th>
                <td>{writers.length > 0 ? <Steps steps={writers} dossier={dossier} /> : broken.origin.has(data.key) ? <StateMark state="untraced">{provenanceWords.origin}</StateMark> : <span className={styles.quiet}>{provenanceWords.tracked}</span>}</td>
                <td>{readers.length > 0 ? <Steps steps={readers} dossier={dossier} /> : <span className={styles.quiet}>{provenanceWords.nobody}</span>}</td>
                <td className={styles.hash}>{data.hashes.slice(0, 3).map(({ algorithm, hash }) => <div key={`${algorithm} ${hash}`}><span>{algorithm}</span> {hash.length === 64 && /^sha-?256$/i.test(algorithm) ? <DigestMark digest={hash} of={data.paths[0] ?? 'the data'} /> : <code title={hash}>{hash.slice(0, 12)}</code>}</div>)}</td>
                <td><StateMark state={data.proof === 'strong' ? 'passed' : 'not-judged'}>{proofWords[data.proof]}</StateMark>{data.proof !== 'strong' && data.hashes.some(({ algorithm }) => hashCaveat(algorithm) === null) && <small>Another hash names a list of it.</small>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length && <p className={styles.more}>{figure(rows.length - shown.length)} more. {!all && <button type="button" className={styles.link} onClick={() => setAll(true)}>Show {rows.length > most ? figure(most) : 'all'}</button>}</p>}
    </section>
  );
}

function Steps({ steps, dossier }: { readonly steps: readonly LineageStep[]; readonly dossier: DossierId }): ReactNode {
  return <>{steps.slice(0, 4).map((step, index) => <span key={step.key}>{index === 0 ? '' : ', '}{step.name} <a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: step.evidence })}>{step.evidence}</a></span>)}{steps.length > 4 && ` and ${figure(steps.length - 4)} more`}</>;
}
