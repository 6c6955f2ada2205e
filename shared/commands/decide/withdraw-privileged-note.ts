/** The author of a privileged note withdraws it; it stays in the record, sealed (rules ). */
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, type Decided, type OpenScene, type Refused } from './scene.ts';

/** Whether the member may withdraw some privileged note of this dossier. */
export function mayWithdrawPrivilegedNote(scene: OpenScene): Refused | null {
  const own = scene.summary.privileged.some(({ member, withdrawnAt }) => member === scene.actor.id && withdrawnAt === null);
  return isRecused(scene) ?? (own ? null : refuse('board/not-its-author', { member: scene.actor.id, dossier: scene.dossier }, 'A-1'));
}

export function withdrawPrivilegedNote(scene: OpenScene, { dossier, note }: Command<'withdraw-privileged-note'>): Decided {
  const recused = isRecused(scene);
  if (recused !== null) return recused;
  const found = scene.summary.privileged.find((candidate) => candidate.note === note);
  if (found === undefined) return refuse('board/unknown-annotation', { annotation: note });
  if (found.member !== scene.actor.id) return refuse('board/not-its-author', { member: scene.actor.id, dossier }, 'A-1');
  if (found.withdrawnAt !== null) return refuse('board/annotation-withdrawn', { annotation: note });
  return ok([{ kind: 'mark', type: 'privileged.withdrawn/1', body: { dossier, note } }]);
}
