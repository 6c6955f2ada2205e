/** The author of a finding or a question, a secretary, or whoever it is put to says who is to answer it (rules F-1 and F-2). */
import { isAddressedTo } from '../../events/thread.ts';
import type { FindingSummary } from '../../events/summary.ts';
import { ok } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { cannotBeAsked } from './addressee.ts';
import { isRecused, lacksRole, openFinding, type Decided, type OpenScene, type Refused } from './scene.ts';

const hasPart = ({ actor, summary: { ballot } }: OpenScene, { member, addressee }: FindingSummary): boolean => member === actor.id || isAddressedTo(addressee, actor.id, ballot.roster);

/** Whether the member may assign some finding of this dossier. */
export function mayAssignFinding(scene: OpenScene): Refused | null {
  const recused = isRecused(scene);
  if (recused !== null) return recused;
  return scene.summary.findings.some((finding) => finding.resolution === null && hasPart(scene, finding)) ? null : lacksRole(scene, 'secretary', 'assign-finding', 'F-2');
}

export function assignFinding(scene: OpenScene, { dossier, finding, to }: Command<'assign-finding'>): Decided {
  const recused = isRecused(scene);
  if (recused !== null) return recused;
  const found = openFinding(scene, finding);
  if (!found.ok) return found;
  const refused = (hasPart(scene, found.value) ? null : lacksRole(scene, 'secretary', 'assign-finding', 'F-2')) ?? cannotBeAsked(scene, to, found.value.severity === 'question' ? found.value.member : null);
  return refused ?? ok([{ kind: 'mark', type: 'finding.assigned/1', body: { dossier, finding, to } }]);
}
