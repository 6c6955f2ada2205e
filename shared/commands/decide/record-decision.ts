/** A secretary records what the votes amount to: exactly the outcome that the rules give, with the acts it rests on (rule P-1). */
import { endOfDay } from '../../board/condition.ts';
import { latestValidUntil } from '../../board/decision-status.ts';
import type { Tally } from '../../board/decision.ts';
import { charterDigest } from '../../board/member.ts';
import type { Outcome } from '../../board/outcome.ts';
import type { Quorum } from '../../board/quorum.ts';
import { rosterInForce } from '../../events/ballot.ts';
import { assertNever, ok, refuse, type RuleId } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isDecided, isRecused, lacksRole, shownContent, type Decided, type OpenScene, type Refused } from './scene.ts';

/** Whether the member may record a decision, and the votes give one. `asked` is the outcome to name where a rule bars it. */
export function mayRecordDecision(scene: OpenScene, asked: Outcome = 'approved'): Refused | null {
  const refused = lacksRole(scene, 'secretary', 'record-decision') ?? isRecused(scene) ?? isDecided(scene);
  if (refused !== null) return refused;
  const { quorum, outcome } = scene.summary.tally;
  if (quorum.kind === 'not-met') return quorumRefusal(scene.summary.tally, quorum);
  return outcome === 'undecided' ? barRefusal(scene, asked) : overdueRefusal(scene);
}

/** A decision with a condition whose due day is over would end as it begins: who asked for it has to vote again. */
function overdueRefusal({ summary: { tally }, at }: OpenScene): Refused | null {
  const overdue = tally.conditions.find((condition) => endOfDay(condition.dueOn) < at);
  return overdue === undefined ? null : refuse('board/condition-overdue', { condition: overdue.text, dueOn: overdue.dueOn }, 'C-3');
}

export function recordDecision(scene: OpenScene, { dossier, shown, outcome, reason }: Command<'record-decision'>): Decided {
  const content = shownContent(scene, shown);
  if (!content.ok) return content;
  const refused = mayRecordDecision(scene, outcome);
  if (refused !== null) return refused;
  const { tally, ballot } = scene.summary;
  if (tally.outcome !== outcome) return refuse('board/outcome-differs', { asked: outcome, rules: tally.outcome }, 'P-6');
  const { digest, roster } = rosterInForce(scene.view.rosters);
  return ok([{
    kind: 'act', type: 'decision.recorded/1',
    body: {
      dossier, revision: shown, outcome,
      votes: tally.votes.filter(({ standing }) => standing.kind === 'counted').map(({ vote }) => vote.act),
      recusals: ballot.recusals.map((recusal) => recusal.act),
      dissents: tally.dissents.map((dissent) => dissent.act),
      conditions: [...tally.conditions],
      charter: charterDigest(roster.charter, scene.sha256), roster: digest,
      validFrom: scene.at, validUntil: latestValidUntil(scene.at, roster.charter.validityDays), reason,
    },
  }]);
}

/** Says in numbers what the quorum lacks. */
function quorumRefusal({ counts, minimum }: Tally, { gaps }: Extract<Quorum, { kind: 'not-met' }>): Refused {
  const rule: RuleId = gaps.some((gap) => gap.kind === 'votes') ? 'Q-1' : gaps.some((gap) => gap.kind === 'discipline') ? 'Q-2' : gaps.some((gap) => gap.kind === 'fork') ? 'L-4' : 'V-2';
  return refuse('board/quorum-not-met', {
    counted: counts.counted, minimum,
    missingDisciplines: gaps.flatMap((gap) => (gap.kind === 'discipline' ? [gap.discipline] : [])),
    forkedMembers: gaps.flatMap((gap) => (gap.kind === 'fork' ? [gap.member] : [])),
    contentMissing: gaps.some((gap) => gap.kind === 'content-missing'),
  }, rule);
}

/** Says which rule keeps a quorate vote from the outcome that was asked for. */
function barRefusal(scene: OpenScene, asked: Outcome): Refused {
  const { tally, ballot } = scene.summary;
  const bar = tally.bars.find((candidate) => candidate === 'blockers') ?? tally.bars[0] ?? 'majority';
  switch (bar) {
    case 'blockers': return refuse('board/blockers-open', { findings: ballot.openBlockers }, 'Q-4');
    case 'majority': return refuse('board/outcome-differs', { asked, rules: 'undecided' }, 'Q-3');
    case 'residual':
    case 'residual-unknown': return refuse('board/outcome-differs', { asked, rules: 'undecided' }, 'Q-5');
    default: return assertNever(bar);
  }
}
