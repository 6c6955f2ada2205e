/** A member takes back their last vote; none of their earlier ones returns (rule V-7). */
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isDecided, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayWithdrawVote(scene: OpenScene): Refused | null {
  const { mine } = scene.summary;
  if (mine.kind !== 'cast') return refuse('board/nothing-to-withdraw', { member: scene.actor.id, dossier: scene.dossier }, 'V-7');
  return isDecided(scene);
}

export function withdrawVote(scene: OpenScene, { dossier, reason }: Command<'withdraw-vote'>): Decided {
  const refused = mayWithdrawVote(scene);
  if (refused !== null) return refused;
  const { mine } = scene.summary;
  if (mine.kind !== 'cast') return refuse('board/nothing-to-withdraw', { member: scene.actor.id, dossier }, 'V-7');
  return ok([{ kind: 'act', type: 'vote.withdrawn/1', body: { dossier, vote: mine.vote.act, reason } }]);
}
