import type { ReactNode } from 'react';
import { sentenceStart } from '../../shared/copy/number.ts';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { checkWords, choiceWords, conditionWords, outcomeWords } from '../../shared/copy/status.ts';
import { stepWords } from '../../shared/copy/verdict.ts';
import { verdictHead } from '../../shared/copy/verdict-head.ts';
import { demandSteps, type AddendumReport, type Check, type SignatureReport, type StatementReport, type Step, type VerifyReport, type VerdictWord } from '../../shared/packet/verdict.ts';
import type { Day, Instant } from '../../shared/vocabulary.ts';
import { DigestMark } from './digest.tsx';
import { Sentence } from './sentence.tsx';
import { StateMark, StateShape, type MarkState } from './state-mark.tsx';
import styles from './verdict-report.module.css';

const words = componentsWords.verdict;
/** The shape and colour of each verdict. */
export const verdictStates = { 'approved': 'passed', 'approved-with-conditions': 'passed', 'not-approved': 'failed', 'not-authentic': 'failed', 'indeterminate': 'indeterminate', 'unreadable': 'failed' } as const satisfies Record<VerdictWord, MarkState>;

/** The steps of the verifier under the questions that a reader has. */
const groups: readonly { readonly title: string; readonly steps: readonly Step[] }[] = [
  { title: words.questions.file, steps: ['file', 'grammar', 'byte-range', 'integrity', 'modifications', 'completeness', 'files'] },
  { title: words.questions.signer, steps: ['chain', 'revocation', 'timestamp', 'level', 'roster', 'sample'] },
  { title: words.questions.decision, steps: ['statement', 'sign-offs', 'countersignatures', 'revision', 'rules'] },
  { title: words.questions.today, steps: ['validity', 'conditions', 'addenda', 'standing', 'freshness'] },
  { title: words.questions.demanded, steps: demandSteps },
];

/** A verified file: the verdict's word, what it is about, then what it rests on. */
export function VerdictReport({ name, report }: { readonly name: string; readonly report: VerifyReport }): ReactNode {
  const { verdict, summary, facts, signatures, statement } = report;
  const { word, rest } = verdictHead(summary);
  return (
    <article className={styles.report} aria-label={words.label(name)} data-verdict={verdictStates[verdict]}>
      <p className={styles.verdict} role="status"><StateShape state={verdictStates[verdict]} /><span><strong>{word}</strong> <span className={styles.rest}>{rest}</span></span></p>
      <p className={styles.file}>{words.file(name, report.exitCode)}</p>
      <CheckGroups facts={facts} />
      {signatures.map((signature, index) => <SignatureChecks key={index} signature={signature} />)}
      {statement !== null && <Statement statement={withAddenda(statement, report.addenda)} />}
      {report.addendum !== undefined && <AddendumStatement addendum={report.addendum} />}
    </article>
  );
}

/** The facts under the questions that a reader has; a question that was not reached is left out. */
export function CheckGroups({ facts }: { readonly facts: VerifyReport['facts'] }): ReactNode {
  return groups.map(({ title, steps }) => {
    const found = facts.filter((fact) => steps.includes(fact.step));
    return found.length === 0 ? null : (
      <section key={title} className={styles.group} aria-label={title}>
        <h3>{title}</h3>
        <table><tbody>{found.map((fact, index) => <CheckRow key={index} name={stepWords[fact.step]} check={fact} asItIs={namesFirst.includes(fact.step)} />)}</tbody></table>
      </section>
    );
  });
}

/** Steps whose reason begins with a name that a file or a reader gave, which is written as it is. */
const namesFirst: readonly Step[] = ['trust', 'artifacts', 'allow-boards', 'allow-products', 'allow-vendors'];

function CheckRow({ name, check, asItIs = false }: { readonly name: string; readonly check: Check; readonly asItIs?: boolean }): ReactNode {
  return <tr><th scope="row">{name}</th><td><StateMark state={check.result} strong={check.result !== 'passed'}>{checkWords[check.result]}</StateMark></td><td>{asItIs ? check.reason : sentenceStart(check.reason)}</td></tr>;
}

/** One signature with its checks, and the certificate that it was made with. */
export function SignatureChecks({ signature: { field, integrity, coverage, modifications, signer, chain, timestamp } }: { readonly signature: SignatureReport }): ReactNode {
  return (
    <section className={styles.group} aria-label={words.signature(field)}>
      <h3>{words.signedBy(field, signer.name)}</h3>
      <table>
        <tbody>
          <CheckRow name={words.checks.integrity} check={integrity} /><CheckRow name={words.checks.coverage} check={coverage} /><CheckRow name={words.checks.modifications} check={modifications} /><CheckRow name={words.checks.signer} check={signer} />
          <CheckRow name={words.checks.chain} check={chain} /><CheckRow name={words.checks.timestamp} check={timestamp} />
        </tbody>
      </table>
      {signer.certificate !== null && <p className={styles.file}><Sentence parts={words.certificate()} slots={{ digest: <DigestMark digest={signer.certificate} of={words.ofCertificate} /> }} /></p>}
    </section>
  );
}

/** What the packet says, with the conditions that addenda closed since. */
export function withAddenda(statement: StatementReport, addenda: VerifyReport['addenda'] = []): StatementReport {
  const closed = new Set(addenda.filter(({ result }) => result === 'passed').flatMap(({ closes }) => closes));
  return closed.size === 0 ? statement : { ...statement, conditions: statement.conditions.map((condition) => (closed.has(condition.id) ? { ...condition, state: 'discharged' } : condition)) };
}

function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? key) : key;
}

function Statement({ statement }: { readonly statement: StatementReport }): ReactNode {
  return (
    <section className={styles.group} aria-label={words.statement}>
      <h3>{words.states}</h3>
      <dl>
        <dt>{words.heads.board}</dt><dd>{words.board(statement.board, statement.sample)}</dd>
        <dt>{words.heads.release}</dt><dd>{words.release(statement.release, statement.vendor)}</dd>
        <dt>{words.heads.outcome}</dt><dd>{wordFor(outcomeWords, statement.outcome)}</dd>
        <dt>{words.heads.valid}</dt><dd>{words.valid(statement.validFrom as Instant, statement.validUntil as Instant)}</dd>
        <dt>{words.heads.packet}</dt><dd>{words.packet(statement.packet, statement.issuedAt as Instant, statement.issuer)}</dd>
        <dt>{words.heads.fingerprint}</dt><dd><code>{statement.fingerprint}</code></dd>
        <dt>{words.heads.revision}</dt><dd><DigestMark digest={statement.revision} of={componentsWords.digest.revision} whole /></dd>
        {statement.subject.map((artifact) => <div key={artifact.name} className={styles.pair}><dt>{words.heads.artifact}</dt><dd>{artifact.name}<br /><DigestMark digest={artifact.sha256} of={artifact.name} whole /></dd></div>)}
      </dl>
      {statement.conditions.length > 0 && <table aria-label={words.conditions}><tbody>{statement.conditions.map((condition) => <tr key={condition.id}><th scope="row">{condition.id}</th><td>{words.condition(wordFor(conditionWords, condition.state), condition.dueOn as Day)}</td><td>{words.obligation(condition.text, condition.obliged)}</td></tr>)}</tbody></table>}
      <Ballots statement={statement} />
    </section>
  );
}

/** What a file that is an addendum says: what it adds to, and each condition with what discharged it. */
export function AddendumStatement({ addendum }: { readonly addendum: AddendumReport }): ReactNode {
  const { number, parent, board, sample, release, vendor, issuedAt, issuer, fingerprint, conditions } = addendum;
  return (
    <section className={styles.group} aria-label={words.statement}>
      <h3>{addendum.holds ? words.addendum.states : words.states}</h3>
      <dl>
        <dt>{words.heads.board}</dt><dd>{words.board(board, sample)}</dd>
        <dt>{words.heads.release}</dt><dd>{words.release(release, vendor)}</dd>
        <dt>{words.addendum.adds}</dt><dd>{words.addendum.parent(parent.number, parent.fingerprint)}</dd>
        <dt>{words.addendum.head}</dt><dd>{words.packet(number, issuedAt as Instant, issuer)}</dd>
        <dt>{words.heads.fingerprint}</dt><dd><code>{fingerprint}</code></dd>
      </dl>
      <table aria-label={words.conditions}><tbody>{conditions.map(({ id, text, obliged, dueOn, state, discharge }) => (
        <tr key={id}><th scope="row">{id}</th><td>{words.condition(wordFor(conditionWords, state), dueOn as Day)}</td><td>{words.obligation(text, obliged)}{discharge !== null && <><br />{words.addendum.basis(discharge.name, discharge.claimedAt as Instant, discharge.basis)}</>}</td></tr>
      ))}</tbody></table>
    </section>
  );
}

/** Who voted how, who was recused, and each dissent in its own words. */
export function Ballots({ statement }: { readonly statement: StatementReport }): ReactNode {
  return (
    <>
      <table aria-label={words.votes}><tbody>
        {statement.votes.map((vote) => <tr key={vote.member}><th scope="row">{vote.name}</th><td>{wordFor(choiceWords, vote.choice)}</td><td>{words.voted(vote.discipline, vote.claimedAt as Instant)}</td></tr>)}
        {statement.recusals.map((recusal) => <tr key={recusal.member}><th scope="row">{recusal.name}</th><td>{words.recused}</td><td /></tr>)}
      </tbody></table>
      {statement.dissents.map((dissent) => <blockquote key={dissent.member}><p>{dissent.text}</p><footer>{words.dissent(dissent.name)}</footer></blockquote>)}
    </>
  );
}
