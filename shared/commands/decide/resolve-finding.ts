/** The author of a finding or a question, or a secretary, closes it and says how (rule Q-4). */
import { ok } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, lacksRole, openFinding, type Decided, type OpenScene, type Refused } from './scene.ts';

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
  const found = openFinding(scene, finding);
  if (!found.ok) return found;
  const refused = found.value.member === scene.actor.id ? null : lacksRole(scene, 'secretary', 'resolve-finding');
  if (refused !== null) return refused;
  const body = { dossier, finding, resolution };
  return ok([found.value.severity === 'blocker' ? { kind: 'act', type: 'blocker.resolved/1', body } : { kind: 'mark', type: 'finding.closed/1', body }]);
}
