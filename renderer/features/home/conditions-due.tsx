import { useState, type ReactNode } from 'react';
import { homeWords, leftWords } from '../../../shared/copy/screens/home.ts';
import { conditionWords } from '../../../shared/copy/status.ts';
import type { Instant } from '../../../shared/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { Section } from '../../components/page.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { HomeView } from '../../queries/home.ts';
import { hrefOf } from '../../route.ts';
import styles from './home.module.css';

const { conditions: words } = homeWords;
const firstShown = 6;
/** Fewer days than this are set bold. */
const soonDays = 7;

/** What approvals still hang on, soonest first. */
export function ConditionsDue({ conditions, titleOf, at }: Pick<HomeView, 'conditions' | 'titleOf'> & { readonly at: Instant }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? conditions : conditions.slice(0, firstShown);
  const open = conditions.filter(({ state }) => state.kind === 'open').length;
  const more = conditions.length > firstShown;
  return (
    <Section heading={words.heading} aside={more ? <Button weight="quiet" onClick={() => setWhole(!isWhole)}>{isWhole ? words.fewer : words.all(conditions.length)}</Button> : conditions.length > 0 ? words.open(open) : undefined}>
      {conditions.length === 0 && <p className={styles.none}>{words.none}</p>}
      {conditions.length > 0 && (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <thead><tr><th scope="col">{words.heads.due}</th><th scope="col" className={styles.figure}>{words.heads.left}</th><th scope="col">{words.heads.state}</th><th scope="col">{words.heads.condition}</th><th scope="col">{words.heads.dossier}</th><th scope="col">{words.heads.who}</th></tr></thead>
            <tbody>
              {shown.map(({ dossier, decision, condition, state }) => {
                const isUrgent = state.kind === 'lapsed' || Date.parse(condition.dueOn) - Date.parse(at) < soonDays * 86_400_000;
                return (
                  <tr key={`${decision} ${condition.id}`} data-urgent={isUrgent}>
                    <td><DueDay day={condition.dueOn} /></td>
                    <td className={styles.figure}>{leftWords(condition.dueOn, at)}</td>
                    <td><StateMark state={state.kind === 'lapsed' ? 'failed' : 'open'}>{conditionWords[state.kind]}</StateMark></td>
                    <td>{condition.text}</td>
                    <td><a href={hrefOf({ kind: 'dossier', dossier, tab: 'votes', item: condition.id })}>{titleOf(dossier)}</a></td>
                    <td>{condition.obliged}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
