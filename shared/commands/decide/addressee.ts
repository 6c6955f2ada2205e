/** Whom a question or a finding can be put to (rule F-1). */
import { memberOf } from '../../board/member.ts';
import { recusalOf } from '../../board/recusal.ts';
import { refuse } from '../../result.ts';
import type { MemberId } from '../../vocabulary.ts';
import type { OpenScene, Refused } from './scene.ts';

/** Refuses a member who isn't active, recused or is `author`; and the release team (null) while the roster has no active submitter. */
export function cannotBeAsked({ summary: { ballot } }: OpenScene, to: MemberId | null, author: MemberId | null): Refused | null {
  const no = (reason: 'no-submitter' | 'not-a-member' | 'recused' | 'author'): Refused => refuse('board/cannot-be-asked', { member: to ?? 'release-team', reason }, 'F-1');
  if (to === null) return ballot.roster.members.some(({ status, roles }) => status === 'active' && roles.includes('submitter')) ? null : no('no-submitter');
  if (memberOf(ballot.roster, to)?.status !== 'active') return no('not-a-member');
  if (recusalOf(ballot.recusals, to) !== undefined) return no('recused');
  return to === author ? no('author') : null;
}
