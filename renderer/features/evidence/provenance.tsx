import type { ReactNode } from 'react';
import { size } from '../../../shared/copy/number.ts';
import { evidenceRecordWords } from '../../../shared/copy/screens/evidence-record.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { StateMark } from '../../components/state-mark.tsx';
import type { JudgedEvidence } from '../../queries/content.ts';
import { ItemLinks, type ItemTabs } from './item-link.tsx';
import styles from './evidence.module.css';

const words = evidenceRecordWords.run;

/** Where the evidence itself comes from: its raw files by digest, the run, the model it speaks about, what its reader warned of. */
export function Provenance({ piece: { entry, evidence }, dossier, items, onRaw }: { readonly piece: JudgedEvidence; readonly dossier: DossierId; readonly items: ItemTabs; readonly onRaw: (seek: null, file: Digest) => void }): ReactNode {
  const { run, subject, dataset, source, warnings, facts } = evidence;
  const landmark = useLandmark();
  return (
    <>
      {warnings.length > 0 && (
        <section className={styles.block} aria-label={landmark(evidenceRecordWords.warnings.label)}>
          <h3>{evidenceRecordWords.warnings.head(warnings.length)}</h3>
          <ul className={styles.plain}>{warnings.slice(0, 50).map((warning, index) => <li key={index}><StateMark state="warning">{warning.text}</StateMark> <code>{warning.place}</code></li>)}</ul>
        </section>
      )}
      <section className={styles.block} aria-label={landmark(evidenceRecordWords.files.label)}>
        <h3>{evidenceRecordWords.files.head(entry.files.length)}</h3>
        <ul className={styles.plain}>
          {entry.files.slice(0, 100).map((file) => <li key={file.name} className={styles.file}><button type="button" className={styles.link} onClick={() => onRaw(null, file.digest)}>{file.name}</button><span className={styles.quiet}>{size(file.sizeBytes)}</span><DigestMark digest={file.digest} of={file.name} /></li>)}
        </ul>
        {entry.files.length > 100 && <p className={styles.more}>{evidenceRecordWords.files.more(entry.files.length - 100)}</p>}
      </section>
      <section className={styles.block} aria-label={landmark(words.head)}>
        <h3>{words.head}</h3>
        <dl className={styles.facts}>
          <dt>{words.rows.run}</dt><dd>{words.run(run)}</dd>
          {run.gitCommit !== null && <><dt>{words.rows.commit}</dt><dd><code>{run.gitCommit}</code></dd></>}
          <dt>{words.rows.subject}</dt><dd>{words.subject(subject)}</dd>
          <Links links={evidence.links} dossier={dossier} items={items} />
          {dataset !== null && <><dt>{words.rows.data}</dt><dd>{words.data(dataset)}</dd></>}
          <dt>{words.rows.reader}</dt><dd>{words.reader(source)}</dd>
          <dt>{words.rows.neutral}</dt><dd><DigestMark digest={entry.object} of={words.neutralOf(entry.id)} /></dd>
          {facts.slice(0, 60).map((fact, index) => <div key={index} className={styles.pair}><dt>{fact.name}</dt><dd>{fact.value}</dd></div>)}
        </dl>
      </section>
    </>
  );
}

const linkKinds = ['hazardIds', 'mitigationIds', 'claimIds', 'incidentIds'] as const;

/** What the file, or the release team, says that it is about: a statement of theirs, apart from the register's own traces. */
function Links({ links, dossier, items }: { readonly links: Evidence['links']; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  return linkKinds.filter((name) => links[name].length > 0).map((name) => (
    <div key={name} className={styles.pair}>
      <dt>{words.named[name]}</dt>
      <dd><ItemLinks ids={links[name]} most={30} dossier={dossier} items={items} /></dd>
    </div>
  ));
}
