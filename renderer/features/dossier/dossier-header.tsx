import { useMemo, type ReactNode } from 'react';
import { figure } from '../../../shared/copy/number.ts';
import { actionWords } from '../../../shared/copy/action.ts';
import { componentsWords } from '../../../shared/copy/screens/components.ts';
import { dossierWords } from '../../../shared/copy/screens/dossier.ts';
import { decisionWords, standWords } from '../../../shared/copy/status.ts';
import { residualSummary } from '../../../shared/risk/register.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { Clamped } from '../../components/clamped.tsx';
import { decisionState } from '../../components/decision-state.ts';
import { DigestMark } from '../../components/digest.tsx';
import { LevelMark } from '../../components/level-mark.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { wholeContent, type DossierContent } from '../../queries/content.ts';
import type { DossierView } from '../../queries/dossier.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { shownRevision } from '../../queries/shown-content.ts';
import styles from './workspace.module.css';

const words = dossierWords.header;

/** Which release, which exact revision, how it stands, and the member's vote. */
export function DossierHeader({ dossier, view: { summary, permissions }, content, onVote }: { readonly dossier: DossierId; readonly view: DossierView; readonly content: DossierContent | undefined; readonly onVote: () => void }): ReactNode {
  const { latest, findings, tally, current, mine, revisions } = summary;
  const held = revisions.findLast((revision) => revision.content !== undefined)?.content?.revision;
  const known = content?.revision ?? (held === undefined ? undefined : shownRevision(held));
  const blockers = findings.filter((finding) => finding.severity === 'blocker' && finding.resolution === null).length;
  const scheme = useRiskScheme();
  const high = useMemo(() => (content === undefined ? 0 : residualSummary(content.register.hazards, scheme).residual.high), [content, scheme]);
  const failed = wholeContent(content)?.evidence.filter(({ judgement }) => judgement.state === 'failed').length ?? 0;
  const open = current?.conditions.filter(({ state }) => state.kind === 'open').length ?? 0;
  const voteBarred = permissions['give-vote'] !== null && permissions['declare-recusal'] !== null ? permissions['give-vote'] : null;
  return (
    <header className={styles.header}>
      <div className={styles.name}>
        <h1><Clamped text={known === undefined ? dossier : `${known.product.name} ${known.product.release}`} /></h1>
        <p>{words.revision(known?.product.vendor ?? null, latest.ordinal)}</p>
      </div>
      <dl className={styles.prints}>
        <div><dt>{words.fingerprint}</dt><dd><DigestMark digest={latest.digest} of={componentsWords.digest.revision} /></dd></div>
        {content?.revision.artifacts[0] !== undefined && <div><dt>{words.artifact}</dt><dd><DigestMark digest={content.revision.artifacts[0].digest} of={content.revision.artifacts[0].name} /></dd></div>}
      </dl>
      <ul className={styles.chips} aria-label={words.label}>
        {current !== null && <li><StateMark state={decisionState(current.decision.outcome, current.status.kind)} strong>{decisionWords(current.decision.outcome, current.status.kind)}</StateMark></li>}
        {blockers > 0 && <li><StateMark state="failed"><Sentence parts={words.blockers(blockers)} slots={{ n: <b>{figure(blockers)}</b> }} /></StateMark></li>}
        {content?.unread !== undefined && <li><StateMark state="not-judged">{words.reading}</StateMark></li>}
        {failed > 0 && <li><StateMark state="failed"><Sentence parts={words.failed()} slots={{ n: <b>{figure(failed)}</b> }} /></StateMark></li>}
        {high > 0 && <li className={styles.high}><LevelMark level="high" word={false} /><span aria-hidden="true"><Sentence parts={words.high()} slots={{ n: <b>{figure(high)}</b> }} /></span><span className="visually-hidden">{words.highSaid(high)}</span></li>}
        {open > 0 && <li><StateMark state="open"><Sentence parts={words.conditions(open)} slots={{ n: <b>{figure(open)}</b> }} /></StateMark></li>}
        {current === null && <li><StateMark state={tally.quorum.kind === 'met' ? 'passed' : 'open'}><Sentence parts={words.quorum(tally.minimum)} slots={{ n: <b>{figure(tally.counts.counted)}</b> }} /></StateMark></li>}
      </ul>
      <Action primary={summary.open && !(mine.kind === 'cast' && mine.standing.kind === 'counted')} keys="Ctrl ↵" barred={voteBarred} onClick={onVote}>{mine.kind === 'cast' || mine.kind === 'recused' ? words.voted(standWords(mine)) : actionWords.vote}</Action>
    </header>
  );
}
