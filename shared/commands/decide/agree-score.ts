/** A secretary records the score that the board agreed on, with every member's score that it rests on (rule S-2). */
import { factsOn } from '../../events/dossier-facts.ts';
import { digestOfHazard } from '../../events/content.ts';
import { scoringAt, scoringOf } from '../../events/scoring.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, lacksRole, ownsRelease, shownContent, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayAgreeScore(scene: OpenScene): Refused | null {
  return lacksRole(scene, 'secretary', 'agree-score') ?? isRecused(scene) ?? ownsRelease(scene, 'V-2');
}

export function agreeScore(scene: OpenScene, { dossier, shown, item, score, reason }: Command<'agree-score'>): Decided {
  const refused = mayAgreeScore(scene);
  if (refused !== null) return refused;
  const content = shownContent(scene, shown);
  if (!content.ok) return content;
  const itemDigest = digestOfHazard(content.value, item, scene.sha256);
  if (itemDigest === undefined) return refuse('board/unknown-item', { item });
  const { scores } = scoringAt(scoringOf(factsOn(scene.view, dossier), scene.summary.ballot, content.value.register, scene.sha256), item);
  if (scores.length === 0) return refuse('board/nobody-scored', { item }, 'S-2');
  return ok([{ kind: 'act', type: 'score.agreed/1', body: { dossier, revision: shown, item, itemDigest, score, scores: scores.map(({ event }) => event), reason: reason.trim() } }]);
}
