import { useState, type DragEvent, type ReactNode } from 'react';
import { verifyPageWords as words } from '../../shared/copy/screens/verify-page.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { TextField, Tick } from '../components/field.tsx';
import { Delivered, readArtifacts } from './delivered.tsx';
import { canCheck } from './check.ts';
import { instantOf } from './instant.ts';
import { Note } from './note.tsx';
import { Report } from './report.tsx';
import { shown } from './visible.ts';
import { artifactLimit, useFiles } from './use-files.ts';
import { useReport } from './use-report.ts';
import { FileWell } from './file-well.tsx';
import styles from './page.module.css';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** The whole page: what is asked for, then the verdict. */
export function Page(): ReactNode {
  const files = useFiles();
  const [allowSample, setAllowSample] = useState(false);
  const [atText, setAtText] = useState('');
  const at = instantOf(atText);
  const { packet, trust, list, addenda, artifacts, which } = files;
  const checking = useReport({ packet: at === 'invalid' ? null : packet, trust, list, addenda, at: at === 'invalid' ? null : at, allowSample });

  const delivered = artifacts.length > 0 && <Delivered artifacts={artifacts} judged={checking.kind === 'made' ? checking.made.judged : null} onRemove={files.removeArtifact} />;
  if (!canCheck()) return <main className={styles.page}><Masthead /><Note strong={words.noCrypto.title}>{words.noCrypto.detail}</Note></main>;
  return (
    <main className={styles.page} onDragOver={(event) => { if (carriesFiles(event)) event.preventDefault(); }} onDrop={(event) => { if (!carriesFiles(event)) return; event.preventDefault(); files.take([...event.dataTransfer.files], null); }}>
      <Masthead />
      <div className={styles.wells}>
        <FileWell number={1} words={words.wells.packet} accept=".pdf,application/pdf" file={packet} onFiles={(chosen) => files.take(chosen, 'packet')} onRemove={() => files.remove('packet')} primary={packet === null} />
        <FileWell number={2} words={words.wells.trust} accept=".pem,.crt,.cer,.der" file={trust} onFiles={(chosen) => files.take(chosen, 'trust')} onRemove={() => files.remove('trust')} primary={packet !== null && trust === null} />
        <FileWell number={3} words={words.wells.list} accept=".json,application/json" file={list} onFiles={(chosen) => files.take(chosen, 'list')} onRemove={() => files.remove('list')} />
        <FileWell number={4} words={words.wells.addendum} accept=".pdf,application/pdf" file={null} isMany onFiles={(chosen) => files.take(chosen, 'addendum')} isMore={addenda.length > 0} />
        <FileWell number={5} words={words.wells.artifact} file={null} isMany onFiles={(chosen) => files.take(chosen, 'artifact')} isMore={artifacts.length > 0} />
      </div>
      {addenda.length > 0 && (
        <ul className={styles.addenda} aria-label={words.wells.addendum.label}>
          {addenda.map((file, index) => <li key={index}>{words.file(shown(file.name), file.size)} <Button weight="quiet" aria-label={words.removeFile(shown(file.name))} onClick={() => files.removeAddendum(file)}>{words.remove}</Button></li>)}
        </ul>
      )}
      <fieldset className={styles.options}>
        <legend className="visually-hidden">{words.options}</legend>
        <Tick label={words.sample} note={words.sampleNote} checked={allowSample} onChange={setAllowSample} />
        <TextField label={words.at} note={words.atNote} type="datetime-local" value={atText} onChange={setAtText} {...(at === 'invalid' ? { problem: words.notAnInstant } : {})} />
      </fieldset>
      {which !== null && (
        <Note strong={{ packet: words.twoPackets, trust: words.twoTrusts, list: words.twoLists }[which.well]}>
          <span className={styles.among}>{which.among.map((file, index) => <Button key={index} onClick={() => files.choose(file, which.well)}>{(which.well === 'packet' ? words.checkThis : words.trustThis)(shown(file.name))}</Button>)}</span>
        </Note>
      )}
      {files.tooMany && <Note>{words.tooManyArtifacts(artifactLimit)}</Note>}
      {checking.kind === 'none' && <p className={styles.begin}>{words.noReport}</p>}
      {checking.kind === 'reading' && <p className={styles.begin} role="status">{words.reading(shown(checking.name))}</p>}
      {checking.kind === 'unread' && <Note>{words.unread(shown(checking.name))}</Note>}
      {checking.kind === 'too-large' && <Note>{(checking.what === 'packet' ? words.tooLarge : words.listTooLarge)(shown(checking.name), checking.sizeBytes, checking.limitBytes)}</Note>}
      {checking.kind === 'defect' && <Note>{words.defect(shown(checking.name), shown(checking.problem))}</Note>}
      {checking.kind === 'problem' && <Note>{checking.problem === 'trust' ? words.noTrustFile(shown(checking.name)) : checking.problem === 'at' ? words.notAnInstant : words.noCrypto.detail}</Note>}
      {checking.kind === 'made' ? <Report made={checking.made} artifacts={readArtifacts(artifacts)}>{delivered}</Report> : delivered}
      <footer className={styles.foot}><p>{words.provenance}</p></footer>
    </main>
  );
}

function Masthead(): ReactNode {
  return (
    <header className={styles.masthead}>
      <p className={styles.product}><Icon name="verify" size={20} />{words.product}</p>
      <h1>{words.question}</h1>
      <p className={styles.detail}>{words.detail}</p>
    </header>
  );
}
