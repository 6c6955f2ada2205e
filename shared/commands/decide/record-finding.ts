/** Any member who isn't recused records a finding on the latest revision; a blocker is signed, because it bars approval (rule Q-4). */
import { digestOfItem } from '../../events/content.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, shownContent, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayRecordFinding(scene: OpenScene): Refused | null {
  return isRecused(scene);
}

export function recordFinding(scene: OpenScene, { dossier, shown, item, severity, text }: Command<'record-finding'>): Decided {
  const refused = mayRecordFinding(scene);
  if (refused !== null) return refused;
  const content = shownContent(scene, shown);
  if (!content.ok) return content;
  const found = item === null ? null : digestOfItem(content.value, item, scene.sha256);
  if (found === undefined) return refuse('board/unknown-item', { item: String(item) });
  const body = { dossier, revision: shown, item, itemDigest: found, text };
  return ok([severity === 'blocker' ? { kind: 'act', type: 'blocker.recorded/1', body } : { kind: 'mark', type: 'finding.noted/1', body: { ...body, severity } }]);
}
