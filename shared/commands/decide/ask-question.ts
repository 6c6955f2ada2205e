/** Any member who isn't recused asks another, or the release team, about the latest revision or an item of it (rule F-1). */
import { digestOfItem } from '../../events/content.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { cannotBeAsked } from './addressee.ts';
import { isRecused, shownContent, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayAskQuestion(scene: OpenScene): Refused | null {
  return isRecused(scene);
}

export function askQuestion(scene: OpenScene, { dossier, shown, item, to, text }: Command<'ask-question'>): Decided {
  const refused = mayAskQuestion(scene) ?? cannotBeAsked(scene, to, scene.actor.id);
  if (refused !== null) return refused;
  const content = shownContent(scene, shown);
  if (!content.ok) return content;
  const found = item === null ? null : digestOfItem(content.value, item, scene.sha256);
  if (found === undefined) return refuse('board/unknown-item', { item: String(item) });
  return ok([{ kind: 'mark', type: 'question.asked/1', body: { dossier, revision: shown, item, itemDigest: found, to, text } }]);
}
