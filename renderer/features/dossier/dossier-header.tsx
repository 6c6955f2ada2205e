import type { ReactNode } from 'react';
import { figure } from '../../../shared/copy/number.ts';
import { decisionStatusWords, outcomeWords, standWords } from '../../../shared/copy/status.ts';
import { residualSummary } from '../../../shared/risk/register.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { decisionState } from '../../components/decision-state.ts';
import { DigestMark } from '../../components/digest.tsx';
import { LevelMark } from '../../components/level-mark.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { DossierContent } from '../../queries/content.ts';
import type { DossierView } from '../../queries/dossier.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { shownRevision } from '../../queries/shown-content.ts';
import styles from './workspace.module.css';

/** Which release, which exact revision, how it stands, and the member's vote. */
export function DossierHeader({ dossier, view: { summary, permissions }, content, onVote }: { readonly dossier: DossierId; readonly view: DossierView; readonly content: DossierContent | undefined; readonly onVote: () => void }): ReactNode {
  const { latest, findings, tally, current, mine, revisions } = summary;
  const held = revisions.findLast((revision) => revision.content !== undefined)?.content?.revision;
  const known = content?.revision ?? (held === undefined ? undefined : shownRevision(held));
  const blockers = findings.filter((finding) => finding.severity === 'blocker' && finding.resolution === null).length;
  const scheme = useRiskScheme();
  const high = content === undefined ? 0 : residualSummary(content.register.hazards, scheme).residual.high;
  const failed = content?.evidence.filter(({ judgement }) => judgement.state === 'failed').length ?? 0;
  const open = current?.conditions.filter(({ state }) => state.kind === 'open').length ?? 0;
  const voteBarred = permissions['give-vote'] !== null && permissions['declare-recusal'] !== null ? permissions['give-vote'] : null;
  return (
    <header className={styles.header}>
      <div className={styles.name}>
        <h1>{known === undefined ? dossier : `${known.product.name} ${known.product.release}`}</h1>
        <p>{known === undefined ? '' : `${known.product.vendor}, `}revision {figure(latest.ordinal)}</p>
      </div>
      <dl className={styles.prints}>
        <div><dt>Fingerprint</dt><dd><DigestMark digest={latest.digest} of="the revision" /></dd></div>
        {content?.revision.artifacts[0] !== undefined && <div><dt>Artifact</dt><dd><DigestMark digest={content.revision.artifacts[0].digest} of={content.revision.artifacts[0].name} /></dd></div>}
      </dl>
      <ul className={styles.chips} aria-label="How it stands">
        {current !== null && <li><StateMark state={decisionState(current.decision.outcome, current.status.kind)} strong>{outcomeWords[current.decision.outcome]}, {decisionStatusWords[current.status.kind].toLowerCase()}</StateMark></li>}
        {blockers > 0 && <li><StateMark state="failed"><b>{figure(blockers)}</b> {blockers === 1 ? 'blocker' : 'blockers'}</StateMark></li>}
        {failed > 0 && <li><StateMark state="failed"><b>{figure(failed)}</b> evidence failed</StateMark></li>}
        {high > 0 && <li className={styles.high}><LevelMark level="high" word={false} /><span aria-hidden="true"><b>{figure(high)}</b> High</span><span className="visually-hidden">{figure(high)} hazards</span></li>}
        {open > 0 && <li><StateMark state="open"><b>{figure(open)}</b> {open === 1 ? 'condition' : 'conditions'} open</StateMark></li>}
        {current === null && <li><StateMark state={tally.quorum.kind === 'met' ? 'passed' : 'open'}>Quorum <b>{figure(tally.counts.counted)}</b> of {figure(tally.minimum)}</StateMark></li>}
      </ul>
      <Action primary={summary.open && !(mine.kind === 'cast' && mine.standing.kind === 'counted')} keys="Ctrl ↵" barred={voteBarred} onClick={onVote}>{mine.kind === 'cast' || mine.kind === 'recused' ? `Your vote: ${standWords(mine)}` : 'Vote'}</Action>
    </header>
  );
}
