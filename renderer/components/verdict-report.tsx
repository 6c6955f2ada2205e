import type { ReactNode } from 'react';
import { dateTime, shortDay } from '../../shared/copy/date.ts';
import { sentenceStart } from '../../shared/copy/number.ts';
import { checkWords, choiceWords, conditionWords, disciplineWords, outcomeWords } from '../../shared/copy/status.ts';
import { stepWords } from '../../shared/copy/verdict.ts';
import type { Check, SignatureReport, StatementReport, Step, VerifyReport, VerdictWord } from '../../shared/packet/verdict.ts';
import type { Day, Instant } from '../../shared/vocabulary.ts';
import { DigestMark } from './digest.tsx';
import { StateMark, StateShape, type MarkState } from './state-mark.tsx';
import styles from './verdict-report.module.css';

const verdictStates = { 'approved': 'passed', 'approved-with-conditions': 'passed', 'not-approved': 'failed', 'not-authentic': 'failed', 'indeterminate': 'indeterminate', 'unreadable': 'failed' } as const satisfies Record<VerdictWord, MarkState>;

/** The steps of the verifier under the four questions that a reader has. */
const groups: readonly { readonly title: string; readonly steps: readonly Step[] }[] = [
  { title: 'Is the file what was sealed?', steps: ['file', 'grammar', 'byte-range', 'integrity', 'modifications', 'completeness', 'files'] },
  { title: 'Who sealed it?', steps: ['chain', 'roster', 'sample'] },
  { title: 'Did the board decide this?', steps: ['statement', 'sign-offs', 'revision', 'rules'] },
  { title: 'Does it hold today?', steps: ['validity', 'conditions', 'freshness'] },
];

/** A verified file: the verdict in one line, then what it rests on. */
export function VerdictReport({ name, report }: { readonly name: string; readonly report: VerifyReport }): ReactNode {
  const { verdict, summary, facts, signatures, statement } = report;
  return (
    <article className={styles.report} aria-label={`Verdict on ${name}`} data-verdict={verdictStates[verdict]}>
      <p className={styles.verdict} role="status"><StateShape state={verdictStates[verdict]} /><strong>{summary}</strong></p>
      <p className={styles.file}>{name}, exit code {report.exitCode}</p>
      {groups.map(({ title, steps }) => {
        const found = facts.filter((fact) => steps.includes(fact.step));
        return found.length === 0 ? null : (
          <section key={title} className={styles.group} aria-label={title}>
            <h3>{title}</h3>
            <table><tbody>{found.map((fact, index) => <CheckRow key={index} name={stepWords[fact.step]} check={fact} />)}</tbody></table>
          </section>
        );
      })}
      {signatures.map((signature, index) => <Signature key={index} signature={signature} />)}
      {statement !== null && <Statement statement={statement} />}
    </article>
  );
}

function CheckRow({ name, check }: { readonly name: string; readonly check: Check }): ReactNode {
  return <tr><th scope="row">{name}</th><td><StateMark state={check.result} strong={check.result !== 'passed'}>{checkWords[check.result]}</StateMark></td><td>{sentenceStart(check.reason)}</td></tr>;
}

function Signature({ signature: { field, integrity, coverage, modifications, signer, chain, timestamp } }: { readonly signature: SignatureReport }): ReactNode {
  return (
    <section className={styles.group} aria-label={`Signature ${field}`}>
      <h3>Signature “{field}”{signer.name === null ? '' : ` by ${signer.name}`}</h3>
      <table>
        <tbody>
          <CheckRow name="Integrity" check={integrity} /><CheckRow name="Coverage" check={coverage} /><CheckRow name="Later changes" check={modifications} /><CheckRow name="Signer" check={signer} />
          <CheckRow name="Chain to the root" check={chain} /><CheckRow name="Timestamp" check={timestamp} />
        </tbody>
      </table>
      {signer.certificate !== null && <p className={styles.file}>Certificate <DigestMark digest={signer.certificate} of="the certificate" /></p>}
    </section>
  );
}

function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? key) : key;
}

function Statement({ statement }: { readonly statement: StatementReport }): ReactNode {
  return (
    <section className={styles.group} aria-label="Statement">
      <h3>What it states</h3>
      <dl>
        <dt>Board</dt><dd>{statement.board}{statement.sample ? ', a sample board' : ''}</dd>
        <dt>Release</dt><dd>{statement.release}, {statement.vendor}</dd>
        <dt>Outcome</dt><dd>{wordFor(outcomeWords, statement.outcome)}</dd>
        <dt>Valid</dt><dd>{dateTime(statement.validFrom as Instant)} to {dateTime(statement.validUntil as Instant)}</dd>
        <dt>Packet</dt><dd>{statement.packet}, issued {dateTime(statement.issuedAt as Instant)} by {statement.issuer}</dd>
        <dt>Fingerprint</dt><dd><code>{statement.fingerprint}</code></dd>
        <dt>Revision</dt><dd><DigestMark digest={statement.revision} of="the revision" whole /></dd>
        {statement.subject.map((artifact) => <div key={artifact.name} className={styles.pair}><dt>Artifact</dt><dd>{artifact.name}<br /><DigestMark digest={artifact.sha256} of={artifact.name} whole /></dd></div>)}
      </dl>
      {statement.conditions.length > 0 && <table aria-label="Conditions of the packet"><tbody>{statement.conditions.map((condition) => <tr key={condition.id}><th scope="row">{condition.id}</th><td>{wordFor(conditionWords, condition.state)}, due {shortDay(condition.dueOn as Day)}</td><td>{condition.text} {condition.obliged}.</td></tr>)}</tbody></table>}
      <table aria-label="Votes of the packet"><tbody>
        {statement.votes.map((vote) => <tr key={vote.member}><th scope="row">{vote.name}</th><td>{wordFor(choiceWords, vote.choice)}</td><td>{disciplineWords(vote.discipline)}, {dateTime(vote.claimedAt as Instant)}</td></tr>)}
        {statement.recusals.map((recusal) => <tr key={recusal.member}><th scope="row">{recusal.name}</th><td>Recused</td><td /></tr>)}
      </tbody></table>
      {statement.dissents.map((dissent) => <blockquote key={dissent.member}><p>{dissent.text}</p><footer>Dissent of {dissent.name}</footer></blockquote>)}
    </section>
  );
}
