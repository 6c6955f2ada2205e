import type { ReactNode } from 'react';
import type { Instant } from '../../../shared/vocabulary.ts';
import { Section } from '../../components/page.tsx';
import type { HomeView } from '../../queries/home.ts';
import { useSession } from '../../queries/session.ts';
import { factSentence, whenWords } from './home-words.ts';
import styles from './home.module.css';

/** What reached this machine last. */
export function Lately({ recent, titleOf, at }: Pick<HomeView, 'recent' | 'titleOf'> & { readonly at: Instant }): ReactNode {
  const { memberName } = useSession();
  return (
    <Section heading="Lately">
      {recent.length === 0 && <p className={styles.none}>Nothing has happened yet.</p>}
      <ol className={styles.lately}>
        {recent.map((fact) => (
          <li key={fact.digest}>
            <time dateTime={fact.firstSeenAt}>{whenWords(fact.firstSeenAt, at)}</time>
            <span>{factSentence(fact, { memberName, titleOf })}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
