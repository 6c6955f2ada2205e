import { expect, test } from 'vitest';
import { addresseeChoices, releaseTeam } from '../../../../renderer/features/findings/addressees.ts';
import { fits, groupedFindings } from '../../../../renderer/features/findings/findings-view.ts';
import type { ItemId, MemberId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { aurora } from '../../../builders/revision.ts';
import { review, revisionOne } from '../../../builders/review.ts';

const { ingrid, amara, rafael, helena, halden } = people;

function played() {
  const board = review();
  board.publish();
  const on = { dossier: aurora, shown: revisionOne, item: 'H-001' as ItemId };
  const minor = board.act(amara.id, { name: 'record-finding', ...on, severity: 'minor', text: 'A comma.' }).digest;
  const asked = board.act(ingrid.id, { name: 'ask-question', ...on, to: amara.id, text: 'Why?' }).digest;
  const team = board.act(rafael.id, { name: 'ask-question', ...on, to: null, text: 'How?' }).digest;
  const blocker = board.act(rafael.id, { name: 'record-finding', ...on, severity: 'blocker', text: 'No.' }).digest;
  return { board, minor, asked, team, blocker };
}
const listed = (board: ReturnType<typeof review>, which: 'open' | 'mine' | 'all', member: MemberId) => groupedFindings(board.summary().findings, which, member, board.summary().ballot.roster).map(({ severity, findings }) => [severity, findings.map(({ finding }) => finding)]);

test('findings are grouped by gravity; what waits for the member comes first in its group, what is resolved last', () => {
  const { board, minor, asked, team, blocker } = played();
  expect(listed(board, 'open', amara.id)).toEqual([['blocker', [blocker]], ['minor', [minor]], ['question', [asked, team]]]);
  expect(listed(board, 'open', halden.id)).toEqual([['blocker', [blocker]], ['minor', [minor]], ['question', [team, asked]]]);
  board.act(ingrid.id, { name: 'resolve-finding', dossier: aurora, finding: asked, resolution: 'So.' });
  expect(listed(board, 'all', amara.id).at(-1)).toEqual(['question', [team, asked]]);
  expect(listed(board, 'open', amara.id).at(-1)).toEqual(['question', [team]]);
});

test('a member’s own are those they wrote and those put to them', () => {
  const { board, minor, asked, team } = played();
  const { findings, ballot: { roster } } = board.summary();
  const mine = (member: MemberId) => findings.filter((finding) => fits(finding, 'mine', member, roster)).map(({ finding }) => finding);
  expect([mine(amara.id), mine(halden.id), mine(helena.id)]).toEqual([[minor, asked], [team], []]);
});

test('the release team comes first among those who can be asked, without the author and who recused', () => {
  const { board } = played();
  const values = () => addresseeChoices(board.summary(), ingrid.id, ingrid.id).map(({ value }) => value);
  expect(values()).toEqual([releaseTeam, amara.id, rafael.id, helena.id]);
  board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
  expect(values()).toEqual([releaseTeam, rafael.id, helena.id]);
});
