/** A voter declares that they can't decide on this dossier, once and for good (rules ); late, it contests the decision. */
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { lacksRole, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayDeclareRecusal(scene: OpenScene): Refused | null {
  if (scene.summary.mine.kind === 'recused') return refuse('board/already-recused', { member: scene.actor.id, dossier: scene.dossier }, 'R-3');
  return lacksRole(scene, 'voter', 'declare-recusal');
}

export function declareRecusal(scene: OpenScene, { dossier, reason }: Command<'declare-recusal'>): Decided {
  return mayDeclareRecusal(scene) ?? ok([{ kind: 'act', type: 'recusal.declared/1', body: { dossier, reason } }]);
}
