/** Who may vote on a release scores its hazards, each as its mitigations leave it; the latest score of each member counts (rule S-1). */
import { eligibility } from '../../board/eligibility.ts';
import { digestOfHazard } from '../../events/content.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, ownsRelease, shownContent, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayScoreHazard(scene: OpenScene): Refused | null {
  const may = eligibility(scene.summary.ballot, scene.actor.id);
  if (may.kind === 'barred' && may.reason === 'not-a-voter') return refuse('board/not-the-role', { member: scene.actor.id, role: 'voter', act: 'score-hazard' }, 'S-1');
  return ownsRelease(scene, 'V-2') ?? isRecused(scene);
}

export function scoreHazard(scene: OpenScene, { dossier, shown, item, score, note }: Command<'score-hazard'>): Decided {
  const refused = mayScoreHazard(scene);
  if (refused !== null) return refused;
  const content = shownContent(scene, shown);
  if (!content.ok) return content;
  const itemDigest = digestOfHazard(content.value, item, scene.sha256);
  if (itemDigest === undefined) return refuse('board/unknown-item', { item });
  const written = note?.trim() ?? '';
  return ok([{ kind: 'mark', type: 'hazard.scored/1', body: { dossier, revision: shown, item, itemDigest, score, note: written === '' ? null : written } }]);
}
