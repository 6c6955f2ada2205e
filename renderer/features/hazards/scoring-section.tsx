import type { ReactNode } from 'react';
import { scoringWords } from '../../../shared/copy/screens/scoring.ts';
import { scoredSentence, scoringStateSentences, spreadSentence } from '../../../shared/copy/scoring.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { Refusal } from '../../../shared/result.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { levelOf } from '../../../shared/risk/score.ts';
import { Action } from '../../components/action.tsx';
import detail from '../../components/detail.module.css';
import { useLandmark } from '../../components/landmark.ts';
import { StateMark } from '../../components/state-mark.tsx';
import { MembersTable } from './members-table.tsx';
import type { ScoringView } from './scoring-rows.ts';
import styles from './scoring.module.css';

export interface ScoringSectionProps {
  readonly hazard: Hazard;
  readonly scoring: ScoringView;
  readonly scheme: RiskScheme;
  /** How many may score it. */
  readonly eligible: number;
  readonly memberName: (id: string) => string;
  readonly mayScore: Refusal | null;
  readonly mayAgree: Refusal | null;
  readonly onScore: () => void;
  readonly onAgree: () => void;
}

const words = scoringWords.section;

/** What the members make of a hazard themselves, beside what was submitted, and what they agreed on. */
export function ScoringSection({ hazard, scoring, scheme, eligible, memberName, mayScore, mayAgree, onScore, onAgree }: ScoringSectionProps): ReactNode {
  const landmark = useLandmark();
  const { spread, mine, agreed, scored, outdated } = scoring;
  const submitted = levelOf(hazard.residual, scheme);
  return (
    <section className={detail.section} aria-label={landmark(words.head)}>
      <h3>{words.head} <kbd aria-hidden="true">S</kbd></h3>
      {(mine !== null || spread !== null || agreed !== null) && <MembersTable hazard={hazard} scoring={scoring} scheme={scheme} memberName={memberName} />}
      <p className={styles.stand}>
        {scoring.state === 'hidden' ? words.hidden(scored, eligible)
          : spread === null ? scoredSentence(scored, eligible)
            : spread.apart ? <StateMark state="contested">{spreadSentence(spread, submitted)} {scoredSentence(scored, eligible)}</StateMark> : <>{spreadSentence(spread, submitted)} {scoredSentence(scored, eligible)}</>}
      </p>
      {outdated && <p className={styles.stand}><StateMark state="stale">{words.outdated}</StateMark></p>}
      {agreed !== null && (
        <p className={styles.stand}>
          {agreed.fresh ? <StateMark state="passed">{words.agreed(agreed.scores.length)}</StateMark> : <StateMark state="stale">{scoringStateSentences['agreed-before']}</StateMark>}
          <span className={styles.by}> {words.agreedBy(memberName(agreed.member), agreed.claimedAt, agreed.reason)}</span>
        </p>
      )}
      <div className={styles.acts}>
        {mayScore === null && <Action onClick={onScore}>{mine === null ? words.give : words.again}</Action>}
        {mayAgree === null && scored > 0 && scoring.state !== 'hidden' && <Action onClick={onAgree}>{agreed === null ? words.agree : words.agreeAnew}</Action>}
      </div>
    </section>
  );
}
