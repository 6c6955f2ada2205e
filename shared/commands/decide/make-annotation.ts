/** Any member who isn't recused highlights or annotates a passage of a document of the latest revision (rule A-1). Every member of the board reads it. */
import { digestOfItem } from '../../events/content.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, shownContent, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayMakeAnnotation(scene: OpenScene): Refused | null {
  return isRecused(scene);
}

export function makeAnnotation(scene: OpenScene, { dossier, shown, item, anchor, text, tags }: Command<'make-annotation'>): Decided {
  const refused = mayMakeAnnotation(scene);
  if (refused !== null) return refused;
  const content = shownContent(scene, shown);
  if (!content.ok) return content;
  const itemDigest = content.value.revision.documents.some(({ id }) => id === item) ? digestOfItem(content.value, item, scene.sha256) : undefined;
  if (itemDigest === undefined) return refuse('board/unknown-item', { item });
  return ok([{ kind: 'mark', type: 'annotation.made/1', body: { dossier, revision: shown, item, itemDigest, anchor, text, tags: [...new Set(tags)] } }]);
}
