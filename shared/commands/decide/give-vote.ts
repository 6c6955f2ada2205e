/** An eligible member votes on the latest revision; an earlier vote of theirs is superseded (rules V-1 to V-6). */
import { endOfDay } from '../../board/condition.ts';
import { eligibility } from '../../board/eligibility.ts';
import { voteGap } from '../../board/vote.ts';
import type { RevisionContent } from '../../events/content.ts';
import { ok, refuse } from '../../result.ts';
import type { ItemId } from '../../vocabulary.ts';
import type { Command } from '../catalogue.ts';
import { isDecided, isRecused, ownsRelease, type Decided, type OpenScene, type Refused, shownContent } from './scene.ts';

export function mayGiveVote(scene: OpenScene): Refused | null {
  const may = eligibility(scene.summary.ballot, scene.actor.id);
  if (may.kind === 'barred' && may.reason === 'not-a-voter') return refuse('board/not-the-role', { member: scene.actor.id, role: 'voter', act: 'give-vote' }, 'V-1');
  return ownsRelease(scene, 'V-2') ?? isRecused(scene) ?? isDecided(scene);
}

export function giveVote(scene: OpenScene, command: Command<'give-vote'>): Decided {
  const refused = mayGiveVote(scene);
  if (refused !== null) return refused;
  const content = shownContent(scene, command.shown);
  if (!content.ok) return content;
  const gap = voteGap(command);
  if (gap === 'conditions') return refuse('board/conditions-missing', {}, 'V-5');
  if (gap === 'reason') return refuse('board/reason-missing', { choice: command.choice }, 'V-6');
  const { dossier, shown, choice, reason, dissent } = command;
  const conditions = choice === 'approve-with-conditions' ? command.conditions : [];
  const overdue = conditions.find((condition) => endOfDay(condition.dueOn) < scene.at);
  if (overdue !== undefined) return refuse('board/condition-overdue', { condition: overdue.text, dueOn: overdue.dueOn }, 'C-3');
  const { hazards, evidence, documents } = content.value.revision;
  return ok([{
    kind: 'act', type: 'vote.given/1',
    body: {
      dossier, revision: shown, choice, reason: reason.trim(), conditions, dissent: dissent === null || dissent.trim() === '' ? null : dissent.trim(),
      scope: { hazards: hazards.count, evidence: evidence.length, documents: documents.length },
      unread: unreadItems(content.value, command.unread),
    },
  }]);
}

/** What the member hadn't opened, as the revision names it: the screen's list never puts other words into the vote. */
function unreadItems({ revision, register }: RevisionContent, unread: readonly ItemId[]): ItemId[] {
  const items = new Set<ItemId>([...(register?.hazards ?? []), ...revision.evidence, ...revision.documents].map((item) => item.id));
  return [...new Set(unread)].filter((item) => items.has(item)).sort();
}
