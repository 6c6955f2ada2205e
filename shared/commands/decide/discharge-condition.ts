/** A secretary or an eligible voter states that a condition was met, before it lapses (rules C-2, C-4). */
import { inEffect } from '../../board/decision-status.ts';
import { eligibility, owns } from '../../board/eligibility.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, lacksRole, type Decided, type OpenScene, type Refused } from './scene.ts';

/** Whether the member may discharge conditions on the latest revision; an earlier one may have other owners. */
export function mayDischargeCondition(scene: OpenScene): Refused | null {
  const { ballot } = scene.summary;
  if (ballot.ownership !== null && owns(ballot.ownership.owners, scene.actor)) return refuse('board/owns-release', { member: scene.actor.id, dossier: scene.dossier }, 'C-4');
  if (eligibility(ballot, scene.actor.id).kind === 'eligible') return null;
  return isRecused(scene) ?? lacksRole(scene, 'secretary', 'discharge-condition');
}

export function dischargeCondition(scene: OpenScene, { dossier, decision, condition, basis }: Command<'discharge-condition'>): Decided {
  const refused = mayDischargeCondition(scene);
  if (refused !== null) return refused;
  const decided = scene.summary.decisions.find((candidate) => candidate.decision.act === decision);
  if (decided === undefined) return refuse('board/not-decided', { dossier });
  if (!inEffect(decided.status)) return refuse('board/decision-not-standing', { decision, status: decided.status.kind });
  const content = scene.contentOf(decided.decision.revision);
  if (content === undefined) return refuse('board/unknown-revision', { revision: decided.decision.revision });
  if (owns(content.revision.owners, scene.actor)) return refuse('board/owns-release', { member: scene.actor.id, dossier }, 'C-4');
  const found = decided.conditions.find((candidate) => candidate.condition.id === condition);
  if (found === undefined) return refuse('board/unknown-item', { item: condition });
  if (found.state.kind !== 'open') return refuse('board/condition-closed', { condition }, found.state.kind === 'lapsed' ? 'C-3' : 'C-2');
  return ok([{ kind: 'act', type: 'condition.discharged/1', body: { dossier, decision, condition, basis } }]);
}
