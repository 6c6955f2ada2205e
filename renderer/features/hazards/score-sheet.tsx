import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { actionWords } from '../../../shared/copy/action.ts';
import { bandName } from '../../../shared/copy/risk-scheme.ts';
import { detectabilityName, ratingEnds, ratingWords } from '../../../shared/copy/scoring.ts';
import { scoringWords } from '../../../shared/copy/screens/scoring.ts';
import { Rating, type Score } from '../../../shared/dossier/hazard.ts';
import { scoringAt } from '../../../shared/events/scoring.ts';
import { placeIn, type RiskScheme } from '../../../shared/risk/scheme.ts';
import { levelOf } from '../../../shared/risk/score.ts';
import { ratingKeys, type RatingKey } from '../../../shared/risk/spread.ts';
import { Prose, type ItemId } from '../../../shared/vocabulary.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { Clamped } from '../../components/clamped.tsx';
import { Fields, TextArea } from '../../components/field.tsx';
import { LevelMark } from '../../components/level-mark.tsx';
import { RatingScale } from '../../components/rating-scale.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { SheetProps } from '../../dossier-tab.ts';
import { useCommand } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { useScoring } from '../../queries/scoring.ts';
import { useSession } from '../../queries/session.ts';
import { MembersTable } from './members-table.tsx';
import { scoringView, type ScoringView } from './scoring-rows.ts';
import styles from './scoring.module.css';

const words = scoringWords.sheet;

const Draft = z.strictObject({ severity: Rating.nullable(), likelihood: Rating.nullable(), detectability: Rating.nullable(), text: Prose });
type Draft = z.infer<typeof Draft>;

export interface ScoreSheetProps extends SheetProps {
  readonly item: ItemId;
  /** A member's own score, or the one that the board agreed on. */
  readonly of: 'own' | 'agreed';
}

/** One hazard scored on the scale's own words; what is chosen is kept as a draft. The submitted register stays as it is. */
export function ScoreSheet({ dossier, view, content, item, of, onClose }: ScoreSheetProps): ReactNode {
  const scheme = useRiskScheme();
  const { profile: { member }, memberName } = useSession();
  const scorings = useScoring(view);
  const hazard = content?.register.hazards.find(({ id }) => id === item);
  const scoring = hazard === undefined ? null : scoringView(hazard, scoringAt(scorings, item), { ballot: view.summary.ballot, member, scheme });
  const [kept, save, remove] = useDraft<Draft>(`score.${of}.${dossier}.${item.toLowerCase()}`, Draft);
  const draft = kept ?? beginning(of, scoring);
  const [tried, setTried] = useState(false);
  const { send, waiting, trouble, forget } = useCommand();
  const { severity, likelihood, detectability } = draft;
  const score: Score | null = severity === null || likelihood === null || detectability === null ? null : { severity, likelihood, detectability };
  const needsReason = of === 'agreed' && draft.text.trim() === '';
  const command = of === 'own' ? 'score-hazard' : 'agree-score';

  const change = (next: Partial<Draft>): void => {
    forget();
    save({ ...draft, ...next });
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (score === null || needsReason) return;
    const on = { dossier, shown: view.summary.latest.digest, item, score };
    const text = draft.text.trim();
    if (!(await send(of === 'own' ? { name: 'score-hazard', ...on, note: text === '' ? null : text } : { name: 'agree-score', ...on, reason: text }))) return;
    remove();
    announce(words.done[of](item));
    onClose();
  };

  return (
    <SideSheet title={words.titles[of](item)} note={hazard === undefined ? undefined : <Clamped text={hazard.title} />} onClose={onClose}
      footer={<>{trouble !== null && <TroubleNote trouble={trouble} />}<SignWait shown={waiting && of === 'agreed'} /><Action primary busy={waiting} barred={view.permissions[command]} onClick={() => void submit()}>{of === 'own' ? words.give : actionWords.continueToSign}</Action></>}>
      {hazard !== undefined && (
        <Fields>
          <p className={styles.lead}>{words.leads[of]}</p>
          {of === 'agreed' && scoring !== null && <MembersTable hazard={hazard} scoring={scoring} scheme={scheme} memberName={memberName} />}
          {ratingKeys.map((key) => (
            <RatingScale key={key} label={ratingWords[key]} ends={ratingEnds[key]} value={draft[key]} nameOf={(rating) => ratingName(scheme, key, rating)} onChange={(rating) => change({ [key]: rating })}
              {...(tried && draft[key] === null ? { problem: words.choose } : {})} />
          ))}
          <p className={styles.level} role="status">{score === null ? words.noLevel : <Sentence parts={words.level(levelOf(hazard.residual, scheme), hazard.residual)} slots={{ level: <LevelMark level={levelOf(score, scheme)} /> }} />}</p>
          {of === 'own' ? <TextArea label={words.why} note={words.whyNote} rows={3} value={draft.text} onChange={(text) => change({ text })} />
            : <TextArea label={words.reason} note={words.reasonNote} rows={4} value={draft.text} onChange={(text) => change({ text })} {...(tried && needsReason ? { problem: words.reasonMissing } : {})} />}
        </Fields>
      )}
    </SideSheet>
  );
}

/** A member begins at their own last score or at nothing, never at anybody else's; the board's talk begins in the middle of its members. */
function beginning(of: ScoreSheetProps['of'], scoring: ScoringView | null): Draft {
  const text = of === 'own' ? (scoring?.mine?.note ?? '') : '';
  if (of === 'own') return scoring?.mine == null ? { severity: null, likelihood: null, detectability: null, text } : { ...scoring.mine.score, text };
  const spread = scoring?.spread?.ratings;
  return { severity: spread?.severity.median ?? null, likelihood: spread?.likelihood.median ?? null, detectability: spread?.detectability.median ?? null, text };
}

function ratingName(scheme: RiskScheme, key: RatingKey, rating: number): string {
  if (key === 'detectability') return detectabilityName(rating);
  const bands = key === 'severity' ? scheme.severities : scheme.likelihoods;
  const band = bands[placeIn(bands, rating)];
  return band === undefined ? '' : bandName(band);
}
