import { expect, test } from 'vitest';
import { revokedBy } from '../../../electron/board/revocation.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import type { Roster, RosterMember } from '../../../shared/board/roster.ts';
import { packetWorld } from '../../builders/packet-basis.ts';

test('which certificates count no more: dropped, revoked, replaced; and those that came back count again', async () => {
  const { roster } = await packetWorld();
  const [kept, dropped, revoked, replaced, returned] = [...roster.members, roster.members[0]!].slice(0, 5).map((member, index) => ({ ...member, id: `${member.id}-${index}` as never, certificate: toBase64(Uint8Array.of(0x30, index)) })) as unknown as [RosterMember, RosterMember, RosterMember, RosterMember, RosterMember];
  const at = (month: number, members: readonly RosterMember[]): { readonly roster: Roster } => ({ roster: { ...roster, issuedAt: `2026-0${month}-01T00:00:00.000Z` as never, members: [...members] } });
  const chain = [
    at(1, [kept, dropped, revoked, replaced, returned]),
    at(2, [kept, { ...revoked, status: 'revoked' }, replaced]),
    at(3, [kept, { ...revoked, status: 'revoked' }, { ...replaced, certificate: toBase64(Uint8Array.of(0x30, 9)) }, returned]),
  ];
  expect(revokedBy(chain).map(({ certificate, at: since }) => [certificate[1], since])).toEqual([
    [1, '2026-02-01T00:00:00.000Z'], [2, '2026-02-01T00:00:00.000Z'], [3, '2026-03-01T00:00:00.000Z'],
  ]);
  expect(revokedBy([])).toEqual([]);
  expect(revokedBy(chain.slice(0, 1))).toEqual([]);
});
