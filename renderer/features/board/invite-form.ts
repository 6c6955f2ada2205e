/** What is typed to invite somebody: a seat, or what is still wrong. Pure. */
import type { Seat } from '../../../shared/board/joining.ts';
import { disciplineOf } from '../../../shared/board/discipline.ts';
import { namesakeOf } from '../../../shared/board/member.ts';
import { longestPersonName } from '../../../shared/board/name-length.ts';
import type { Roster } from '../../../shared/board/roster.ts';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { disciplineWords } from '../../../shared/copy/status.ts';
import { usualDisciplines } from '../../../shared/copy/membership.ts';
import type { Role } from '../../../shared/vocabulary.ts';

export interface InviteForm { readonly name: string; readonly discipline: string; readonly roles: readonly Role[]; readonly namesake: boolean }

export const emptyInvite: InviteForm = { name: '', discipline: '', roles: ['voter'], namesake: false };

export type InviteField = 'name' | 'discipline' | 'roles' | 'namesake';
export type InviteProblems = Partial<Record<InviteField, string>>;

const words = boardWords.invite.problems;

/** A member has this name already: two who share it, or one who would vote twice. */
export function sharesName(roster: Roster, name: string): boolean {
  return name.trim() !== '' && namesakeOf(roster, name) !== undefined;
}

export function checkInvite({ name: typed, discipline: text, roles, namesake }: InviteForm, roster: Roster): { readonly kind: 'ready'; readonly seat: Seat } | { readonly kind: 'problems'; readonly problems: InviteProblems } {
  const name = typed.trim();
  const discipline = disciplineOf(text);
  const problems: InviteProblems = {
    ...(name === '' ? { name: words.name } : [...name].length > longestPersonName ? { name: words.nameLong(longestPersonName) } : {}),
    ...(sharesName(roster, name) && !namesake ? { namesake: words.namesake } : {}),
    ...(discipline === null ? { discipline: words.discipline } : {}),
    ...(roles.length === 0 ? { roles: words.roles } : {}),
  };
  return discipline === null || Object.keys(problems).length > 0 ? { kind: 'problems', problems } : { kind: 'ready', seat: { name, discipline, roles: [...roles] } };
}

/** What the charter requires first, then what members have, then what many boards have. */
export function disciplinesToOffer({ charter, members }: Roster): readonly string[] {
  return [...new Set([...charter.requiredDisciplines.map(disciplineWords), ...members.map(({ discipline }) => disciplineWords(discipline)), ...usualDisciplines])];
}
