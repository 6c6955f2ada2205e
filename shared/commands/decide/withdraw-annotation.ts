/** The author of an annotation withdraws it; it stays in the record (rule A-1). */
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, type Decided, type OpenScene, type Refused } from './scene.ts';

/** Whether the member may withdraw some annotation of this dossier. */
export function mayWithdrawAnnotation(scene: OpenScene): Refused | null {
  const own = scene.summary.annotations.some(({ member, withdrawnAt }) => member === scene.actor.id && withdrawnAt === null);
  return isRecused(scene) ?? (own ? null : refuse('board/not-its-author', { member: scene.actor.id, dossier: scene.dossier }, 'A-1'));
}

export function withdrawAnnotation(scene: OpenScene, { dossier, annotation }: Command<'withdraw-annotation'>): Decided {
  const recused = isRecused(scene);
  if (recused !== null) return recused;
  const found = scene.summary.annotations.find((candidate) => candidate.annotation === annotation);
  if (found === undefined) return refuse('board/unknown-annotation', { annotation });
  if (found.member !== scene.actor.id) return refuse('board/not-its-author', { member: scene.actor.id, dossier }, 'A-1');
  if (found.withdrawnAt !== null) return refuse('board/annotation-withdrawn', { annotation });
  return ok([{ kind: 'mark', type: 'annotation.withdrawn/1', body: { dossier, annotation } }]);
}
