import type { ReactNode } from 'react';
import { homeWords, newsSentence, whenWords } from '../../../shared/copy/screens/home.ts';
import type { Instant } from '../../../shared/vocabulary.ts';
import { Section } from '../../components/page.tsx';
import type { HomeView } from '../../queries/home.ts';
import { useSession } from '../../queries/session.ts';
import { hrefOf } from '../../route.ts';
import styles from './home.module.css';

/** What reached this machine last; each leads to its place in the dossier's history. */
export function Lately({ recent, names: { titleOf, meetingTitleOf, packetNumberOf }, at }: Pick<HomeView, 'recent'> & { readonly names: Pick<HomeView, 'titleOf' | 'meetingTitleOf' | 'packetNumberOf'>; readonly at: Instant }): ReactNode {
  const { memberName } = useSession();
  const names = { memberName, titleOf, meetingTitleOf, packetNumberOf };
  return (
    <Section heading={homeWords.lately.heading}>
      {recent.length === 0 && <p className={styles.none}>{homeWords.lately.none}</p>}
      <ol className={styles.lately}>
        {recent.map((fact) => (
          <li key={fact.digest}>
            <time dateTime={fact.firstSeenAt}>{whenWords(fact.firstSeenAt, at)}</time>
            <span>{'dossier' in fact.body ? <a href={hrefOf({ kind: 'dossier', dossier: fact.body.dossier, tab: 'history', item: fact.digest })}>{newsSentence(fact, names)}</a> : newsSentence(fact, names)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
