/** Any member who isn't recused, the release team included, replies in the thread of an open finding or question (rule F-3). */
import { ok } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, openFinding, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayAnswerFinding(scene: OpenScene): Refused | null {
  return isRecused(scene);
}

export function answerFinding(scene: OpenScene, { dossier, finding, text }: Command<'answer-finding'>): Decided {
  const refused = mayAnswerFinding(scene);
  if (refused !== null) return refused;
  const found = openFinding(scene, finding);
  return found.ok ? ok([{ kind: 'mark', type: 'finding.answered/1', body: { dossier, finding, text } }]) : found;
}
