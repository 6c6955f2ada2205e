/** Whom a question or a finding can be put to, as choices. Pure; main decides (rule F-1). */
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { MemberId } from '../../../shared/vocabulary.ts';
import type { SelectOption } from '../../components/select-field.tsx';

/** The release team as a choice: no member's id is empty. */
export const releaseTeam = '';
export type AddresseeChoice = MemberId | typeof releaseTeam;

/** The choice as commands and events write it. */
export function toOf(choice: AddresseeChoice): MemberId | null {
  return choice === releaseTeam ? null : choice;
}

/** The release team first, while there is one, then the active members in the roster's order; neither `author` nor who recused. */
export function addresseeChoices({ ballot: { roster, recusals } }: DossierSummary, author: MemberId | null, me: MemberId): readonly SelectOption<AddresseeChoice>[] {
  const active = roster.members.filter(({ status }) => status === 'active');
  const team = active.filter(({ roles }) => roles.includes('submitter')).map(({ name }) => name);
  const members = active.filter(({ id, roles }) => id !== author && !recusals.some(({ member }) => member === id) && !(roles.length === 1 && roles[0] === 'submitter'));
  return [
    ...(team.length === 0 ? [] : [{ value: releaseTeam, label: findingsWords.assign.team(team) } as const]),
    ...members.map(({ id, name }) => ({ value: id, label: id === me ? findingsWords.assign.you(name) : name })),
  ];
}
