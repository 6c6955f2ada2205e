import type { ReactNode } from 'react';
import { completenessWords, subjectMatchWords } from '../../../shared/copy/evidence.ts';
import { dateTime } from '../../../shared/copy/date.ts';
import { count, figure, listUpTo, size } from '../../../shared/copy/number.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { JudgedEvidence } from '../../queries/content.ts';
import { ItemLink, type ItemTabs } from './item-link.tsx';
import styles from './evidence.module.css';

/** Where the evidence itself comes from: its raw files by digest, the run, the model it speaks about, what its reader warned of. */
export function Provenance({ piece: { entry, evidence }, dossier, items, onRaw }: { readonly piece: JudgedEvidence; readonly dossier: DossierId; readonly items: ItemTabs; readonly onRaw: (seek: null, file: Digest) => void }): ReactNode {
  const { run, subject, dataset, source, warnings, facts } = evidence;
  const times = [run.startedAt === null ? null : `started ${dateTime(run.startedAt)}`, run.endedAt === null ? null : `ended ${dateTime(run.endedAt)}`].filter((part) => part !== null);
  return (
    <>
      {warnings.length > 0 && (
        <section className={styles.block} aria-label="Warnings">
          <h3>{count(warnings.length, 'warning')} of the reader</h3>
          <ul className={styles.plain}>{warnings.slice(0, 50).map((warning, index) => <li key={index}><StateMark state="warning">{warning.text}</StateMark> <code>{warning.place}</code></li>)}</ul>
        </section>
      )}
      <section className={styles.block} aria-label="Raw files">
        <h3>Raw {entry.files.length === 1 ? 'file' : 'files'}</h3>
        <ul className={styles.plain}>
          {entry.files.slice(0, 100).map((file) => <li key={file.name} className={styles.file}><button type="button" className={styles.link} onClick={() => onRaw(null, file.digest)}>{file.name}</button><span className={styles.quiet}>{size(file.sizeBytes)}</span><DigestMark digest={file.digest} of={file.name} /></li>)}
        </ul>
        {entry.files.length > 100 && <p className={styles.more}>{count(entry.files.length - 100, 'more file')}.</p>}
      </section>
      <section className={styles.block} aria-label="Run and subject">
        <h3>Run and subject</h3>
        <dl className={styles.facts}>
          <dt>Run</dt><dd>{completenessWords[run.completeness]}{times.length > 0 ? `; ${times.join(', ')}` : ''}{run.seeds.length > 0 ? `; ${run.seeds.length === 1 ? 'seed' : 'seeds'} ${listUpTo(run.seeds.map(String), 8)}` : ''}{run.sampleLimit === null ? '' : `; limited to ${figure(run.sampleLimit)} samples`}</dd>
          {run.gitCommit !== null && <><dt>Commit</dt><dd><code>{run.gitCommit}</code></dd></>}
          <dt>Subject</dt><dd>{subject.modelName ?? 'Not named'}{subject.modelVersionOrDigest === null ? '' : `, ${subject.modelVersionOrDigest}`}. {subjectMatchWords[subject.matchToArtifact]}.</dd>
          <Links links={evidence.links} dossier={dossier} items={items} />
          {dataset !== null && <><dt>Data</dt><dd>{[dataset.name, dataset.split, dataset.versionOrDigest, dataset.n === null ? null : `n = ${figure(dataset.n)}`].filter((part) => part !== null).join(', ')}</dd></>}
          <dt>Read by</dt><dd>{source.reader}, version {source.readerVersion}, as {source.format}{source.formatVersion === null ? '' : ` ${source.formatVersion}`}{source.tool === null ? '' : `, written by ${source.tool}${source.toolVersion === null ? '' : ` ${source.toolVersion}`}`}</dd>
          <dt>Neutral form</dt><dd><DigestMark digest={entry.object} of={`the neutral form of ${entry.id}`} /></dd>
          {facts.slice(0, 60).map((fact, index) => <div key={index} className={styles.pair}><dt>{fact.name}</dt><dd>{fact.value}</dd></div>)}
        </dl>
      </section>
    </>
  );
}

const linkWords = [['hazardIds', 'Hazards'], ['mitigationIds', 'Mitigations'], ['claimIds', 'Claims'], ['incidentIds', 'Incidents']] as const;

/** What the file, or the release team, says that it is about: a statement of theirs, apart from the register's own traces. */
function Links({ links, dossier, items }: { readonly links: Evidence['links']; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  return linkWords.filter(([name]) => links[name].length > 0).map(([name, words]) => (
    <div key={name} className={styles.pair}>
      <dt>{words} named</dt>
      <dd>{links[name].slice(0, 30).map((id, index) => <span key={index}>{index === 0 ? '' : ', '}<ItemLink id={id} dossier={dossier} items={items} /></span>)}{links[name].length > 30 ? ` and ${figure(links[name].length - 30)} more` : ''}</dd>
    </div>
  ));
}
