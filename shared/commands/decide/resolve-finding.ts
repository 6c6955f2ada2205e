/** The author of a finding, or a secretary, closes it and says how (rule Q-4). */
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, lacksRole, type Decided, type OpenScene, type Refused } from './scene.ts';

/** Whether the member may close some finding of this dossier. */
export function mayResolveFinding(scene: OpenScene): Refused | null {
  const recused = isRecused(scene);
  if (recused !== null) return recused;
  const own = scene.summary.findings.some((finding) => finding.member === scene.actor.id && finding.resolution === null);
  return own ? null : lacksRole(scene, 'secretary', 'resolve-finding');
}

export function resolveFinding(scene: OpenScene, { dossier, finding, resolution }: Command<'resolve-finding'>): Decided {
  const recused = isRecused(scene);
  if (recused !== null) return recused;
  const found = scene.summary.findings.find((candidate) => candidate.finding === finding);
  if (found === undefined) return refuse('board/unknown-finding', { finding });
  if (found.resolution !== null) return refuse('board/finding-closed', { finding });
  const refused = found.member === scene.actor.id ? null : lacksRole(scene, 'secretary', 'resolve-finding');
  if (refused !== null) return refused;
  const body = { dossier, finding, resolution };
  return ok([found.severity === 'blocker' ? { kind: 'act', type: 'blocker.resolved/1', body } : { kind: 'mark', type: 'finding.closed/1', body }]);
}
