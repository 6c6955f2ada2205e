import { useEffect, useRef, type ReactNode } from 'react';
import { verifyPageWords as words } from '../../shared/copy/screens/verify-page.ts';
import { addendumWord } from '../../shared/copy/addendum.ts';
import { packetVerdictWords, relatedVerdictWords } from '../../shared/copy/status.ts';
import { verdictHead } from '../../shared/copy/verdict-head.ts';
import type { Artifact } from '../../shared/packet/demand.ts';
import type { VerdictWord, VerifyReport } from '../../shared/packet/verdict.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { Button } from '../components/button.tsx';
import { DigestMark } from '../components/digest.tsx';
import { Sentence } from '../components/sentence.tsx';
import { StateShape } from '../components/state-mark.tsx';
import { AddendumStatement, Ballots, CheckGroups, SignatureChecks, verdictStates, withAddenda } from '../components/verdict-report.tsx';
import { About } from './about.tsx';
import { reportText, withArtifacts } from './check.ts';
import { saveText } from './save.ts';
import type { Made } from './use-report.ts';
import { shown, shownIn } from './visible.ts';
import styles from './report.module.css';

const approves = (verdict: VerdictWord): boolean => verdict === 'approved' || verdict === 'approved-with-conditions';

/** Which list said whether the board stands by the packet. */
function listLine({ statusList }: VerifyReport, hasList: boolean): string {
  if (statusList === undefined) return hasList ? words.listUnused : words.revocation;
  return words.listUsed(statusList.sequence, statusList.issuedAt as Instant);
}

/** The verdict first, then what it is about, then every fact that it rests on. `artifacts`: what was delivered; `children` stand right under the verdict. */
export function Report({ made, artifacts, children }: { readonly made: Made; readonly artifacts: readonly Artifact[]; readonly children?: ReactNode }): ReactNode {
  const { judged, sizeBytes, digest, isChosenTime, hasList } = made;
  const line = useRef<HTMLDivElement>(null);
  // On a phone the verdict lies below what was asked for; once everything for it is there, it comes into sight.
  useEffect(() => {
    const top = line.current?.getBoundingClientRect().top ?? 0;
    if (judged.given > 0 && top > window.innerHeight * 0.7) line.current?.scrollIntoView({ block: 'start' });
  }, [digest, judged.given]);
  const original = withArtifacts(judged, artifacts);
  const { verdict, summary, facts, signatures, statement, addendum } = shownIn(original);
  const name = shown(made.name);
  const packetAlone = judged.report.verdict;
  const isProven = approves(packetAlone) || packetAlone === 'not-approved';
  const about = statement !== null && <About statement={withAddenda(statement, original.addenda)} standing={!isProven ? 'claimed' : approves(packetAlone) ? 'proven' : 'refused'} delivered={new Set(artifacts.map(({ sha256 }) => sha256))} />;
  const isSample = isProven && statement?.sample === true;
  const state = isSample && approves(verdict) ? 'warning' : verdictStates[verdict];
  const holds = original.addendum?.holds === true;
  // Of a copy that holds the line begins with a word of its own.
  const { word } = verdictHead(summary);
  const isCopy = original.related !== undefined && word.endsWith(relatedVerdictWords[original.related.kind]);
  const meaning = isCopy ? words.copyMeaning(original.related?.parent.packet ?? '') : holds ? words.addendumMeaning : isSample ? words.sampleMeaning : approves(packetAlone) && !approves(verdict) ? words.otherDelivery : words.meanings[verdict];
  return (
    <article className={styles.report} aria-label={words.label(name)}>
      <div ref={line} className={styles.verdict} role="status" data-verdict={state}>
        <StateShape state={state} />
        <div>
          <h2>{isCopy ? word : holds ? `${original.addendum?.sample === true ? words.samplePrefix : ''}${addendumWord}` : `${isSample ? words.samplePrefix : ''}${packetVerdictWords[verdict]}`}</h2>
          <p className={styles.meaning}>{meaning}{judged.given === 0 && verdict === 'indeterminate' ? ` ${words.needsTrust}` : ''}</p>
          <p className={styles.summary}>{summary}</p>
        </div>
      </div>
      {children}
      {isProven && about}
      {addendum !== undefined && <div className={styles.checks}><AddendumStatement addendum={addendum} /></div>}
      <div className={styles.checks}>
        <CheckGroups facts={facts} />
        {signatures.map((signature, index) => <SignatureChecks key={index} signature={signature} />)}
      </div>
      {!isProven && about}
      {statement !== null && isProven && <section className={styles.ballots} aria-label={words.votes}><h3>{words.votes}</h3><Ballots statement={statement} /></section>}
      <section className={styles.basis}>
        <p><Sentence parts={words.packetFile(name, sizeBytes)} slots={{ digest: <DigestMark digest={digest} of={words.digestOf(name)} whole /> }} /></p>
        <p>{judged.given === 0 ? words.noTrustRoot : judged.root === null ? words.otherRoot : words.trustRoot(shown(judged.root))} {(isChosenTime ? words.judgedAt : words.judgedNow)(judged.at)} {listLine(judged.report, hasList)}</p>
        <p className={styles.actions}>
          <Button onClick={() => saveText(words.reportName(made.name.replace(/\.pdf$/i, '')), reportText(original))}>{words.save}</Button>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </p>
      </section>
    </article>
  );
}
