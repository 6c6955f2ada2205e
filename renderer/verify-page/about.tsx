import type { ReactNode } from 'react';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { verifyPageWords as words } from '../../shared/copy/screens/verify-page.ts';
import { conditionWords, outcomeWords } from '../../shared/copy/status.ts';
import type { StatementReport } from '../../shared/packet/verdict.ts';
import type { Day, Instant } from '../../shared/vocabulary.ts';
import { DigestMark } from '../components/digest.tsx';
import { StateMark } from '../components/state-mark.tsx';
import styles from './about.module.css';

const said = componentsWords.verdict;
const wordFor = (table: Readonly<Record<string, string>>, key: string): string => (Object.hasOwn(table, key) ? (table[key] ?? key) : key);

/** What the packet is about, in the order in which a reader asks. `standing` says how much of it is proven; `delivered`: SHA-256 of the files at hand. */
export function About({ statement, standing, delivered }: { readonly statement: StatementReport; readonly standing: keyof typeof words.about; readonly delivered: ReadonlySet<string> }): ReactNode {
  const { release, vendor, board, sample, outcome, subject, validFrom, validUntil, conditions, packet, issuedAt, issuer, fingerprint } = statement;
  return (
    <section className={styles.about} aria-label={words.about[standing]} data-standing={standing}>
      <h3>{words.about[standing]}</h3>
      <dl>
        <dt>{words.heads.release}</dt><dd className={styles.release}>{words.release(release, vendor)}</dd>
        <dt>{words.heads.outcome}</dt><dd>{wordFor(outcomeWords, outcome)}</dd>
        {outcome !== 'rejected' && <><dt>{words.heads.until}</dt><dd>{said.valid(validFrom as Instant, validUntil as Instant)}</dd></>}
        <dt>{words.heads.conditions}</dt>
        <dd>
          {conditions.length === 0 ? words.noConditions : (
            <ol className={styles.conditions}>
              {conditions.map(({ id, text, obliged, state, dueOn }, index) => <li key={index}><strong>{id}</strong><span>{text}</span><span className={styles.due}>{words.duty(obliged, wordFor(conditionWords, state), dueOn as Day)}</span></li>)}
            </ol>
          )}
        </dd>
        <dt>{words.heads.artifacts}</dt>
        <dd>
          <ul className={styles.artifacts}>
            {subject.map(({ name, sha256 }, index) => (
              <li key={index}><span>{name}{delivered.has(sha256) && standing === 'proven' && <> <StateMark state="passed" strong>{words.compare.seen}</StateMark></>}</span><DigestMark digest={sha256} of={name} whole /></li>
            ))}
          </ul>
        </dd>
        <dt>{words.heads.board}</dt><dd>{said.board(board, sample)}</dd>
        <dt>{words.heads.packet}</dt><dd>{said.packet(packet, issuedAt as Instant, issuer)}</dd>
        <dt>{words.heads.fingerprint}</dt><dd><code>{fingerprint}</code> {words.compareFingerprint}</dd>
      </dl>
    </section>
  );
}
