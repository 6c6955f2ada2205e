/** Whether the revision is ready for an approval: what the board's rules and its own evidence ask, each with the reason. Pure. */
import { residualSummary } from '../../../shared/risk/register.ts';
import { worstOf } from '../../../shared/evidence/judge.ts';
import { riskLevels, type CheckResult } from '../../../shared/vocabulary.ts';
import { allEvidenceSentence } from '../../../shared/copy/evidence.ts';
import { registerSentence } from '../../../shared/copy/hazard.ts';
import { count, figure, inWords, listUpTo, sentenceStart } from '../../../shared/copy/number.ts';
import { quorumSentence } from '../../../shared/copy/quorum.ts';
import { riskWords } from '../../../shared/copy/status.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { DossierContent } from '../../queries/content.ts';
import type { DossierTab } from '../../route.ts';

export interface Requirement { readonly id: 'evidence' | 'residual' | 'mitigations' | 'traces' | 'blockers' | 'quorum'; readonly label: string; readonly result: CheckResult; readonly reason: string; readonly tab: DossierTab }

export function requirements(summary: DossierSummary, content: DossierContent): readonly Requirement[] {
  const { ballot, tally } = summary;
  const { hazards } = content.register;
  const { residualBar } = ballot.roster.charter;
  const residual = residualSummary(hazards);
  const over = residualBar !== null && residual.top !== null && riskLevels.indexOf(residual.top) >= riskLevels.indexOf(residualBar);
  const states = content.evidence.map(({ judgement }) => judgement.state);
  const worst = worstOf(states.map((state) => (state === 'not-judged' ? 'indeterminate' : state)));
  const unmitigated = hazards.filter((hazard) => hazard.mitigations.length === 0).map(({ id }) => id);
  const untraced = hazards.filter((hazard) => hazard.evidence.length === 0 && hazard.mitigations.every((mitigation) => mitigation.evidence.length === 0)).map(({ id }) => id);
  const blockers = ballot.openBlockers.length;
  return [
    { id: 'blockers', label: 'No open blocker', tab: 'findings', result: blockers === 0 ? 'passed' : 'failed', reason: blockers === 0 ? 'None is open.' : `${sentenceStart(inWords(blockers))} ${blockers === 1 ? 'blocker is' : 'blockers are'} open. Approval needs ${blockers === 1 ? 'it' : 'them'} resolved.` },
    { id: 'evidence', label: 'Evidence clears its limits', tab: 'evidence', result: worst === 'not-judged' ? 'indeterminate' : worst, reason: allEvidenceSentence(states) },
    { id: 'residual', label: residualBar === null ? 'Residual risk' : `Residual risk below ${riskWords[residualBar]}`, tab: 'hazards', result: over ? 'failed' : 'passed', reason: `${registerSentence(residual)}${over ? ' Approval needs conditions (rule Q-5).' : ''}` },
    { id: 'mitigations', label: 'Every hazard mitigated', tab: 'hazards', result: unmitigated.length === 0 ? 'passed' : 'failed', reason: unmitigated.length === 0 ? 'Each names at least one mitigation.' : `${sentenceStart(count(unmitigated.length, 'hazard'))} without: ${listUpTo(unmitigated, 4)}.` },
    { id: 'traces', label: 'Every hazard traced to evidence', tab: 'hazards', result: untraced.length === 0 ? 'passed' : 'failed', reason: untraced.length === 0 ? 'Each is traced to evidence.' : `${figure(untraced.length)} of ${count(hazards.length, 'hazard')} ${untraced.length === 1 ? 'is' : 'are'} not: ${listUpTo(untraced, 4)}.` },
    { id: 'quorum', label: 'Quorum', tab: 'votes', result: tally.quorum.kind === 'met' ? 'passed' : 'indeterminate', reason: quorumSentence(tally) },
  ];
}
