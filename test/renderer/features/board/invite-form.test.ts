import { describe, expect, test } from 'vitest';
import { checkInvite, disciplinesToOffer, emptyInvite, sharesName } from '../../../../renderer/features/board/invite-form.ts';
import { Seat } from '../../../../shared/board/joining.ts';
import { rosterZero } from '../../../builders/roster.ts';
import { signingKey } from '../../../builders/signing-key.ts';

const someRoster = () => rosterZero(signingKey());

describe('inviting a member', () => {
  test('a seat comes of a name, a discipline in words and roles', () => {
    const checked = checkInvite({ name: ' Ingrid Solberg ', discipline: 'ML robustness', roles: ['voter'], namesake: false }, someRoster());
    expect(checked).toEqual({ kind: 'ready', seat: { name: 'Ingrid Solberg', discipline: 'ml-robustness', roles: ['voter'] } });
    if (checked.kind === 'ready') expect(Seat.safeParse(checked.seat).success).toBe(true);
  });

  test('an empty form names what is missing', () => {
    expect(checkInvite({ ...emptyInvite, roles: [] }, someRoster())).toMatchObject({ kind: 'problems', problems: { name: expect.any(String) as string, discipline: expect.any(String) as string, roles: expect.any(String) as string } });
  });

  test('the name of a member is taken only for another person who is said to be one', () => {
    const roster = someRoster();
    const { name } = roster.members[0]!;
    const form = { name: name.toUpperCase(), discipline: 'Safety', roles: ['voter'] as const, namesake: false };
    expect(sharesName(roster, form.name)).toBe(true);
    expect(checkInvite(form, roster)).toMatchObject({ kind: 'problems', problems: { namesake: expect.any(String) as string } });
    expect(checkInvite({ ...form, namesake: true }, roster).kind).toBe('ready');
  });

  test('what the charter requires is offered first, each once', () => {
    const offered = disciplinesToOffer(someRoster());
    expect(new Set(offered).size).toBe(offered.length);
    expect(offered).toContain('Legal');
  });
});
