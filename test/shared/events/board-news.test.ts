import { expect, test } from 'vitest';
import { boardNewsWords } from '../../../shared/copy/history.ts';
import { boardNews } from '../../../shared/events/board-news.ts';
import { emptyState } from '../../../shared/events/state.ts';
import type { Instant } from '../../../shared/vocabulary.ts';
import { boardMember, chainOf, people, rosterWith } from '../../builders/board.ts';
import { minutesLater } from '../../builders/fact.ts';
import { placeholder } from '../../builders/sentence.ts';
import { review } from '../../builders/review.ts';

const { ingrid, amara, helena } = people;
const on = (minute: number): { readonly issuedAt: Instant } => ({ issuedAt: minutesLater(minute) });

test('the rosters tell who founded, joined, left and changed seats, and what of the charter changed', () => {
  const rosters = chainOf(
    rosterWith([helena], {}, on(0)),
    rosterWith([helena, ingrid, amara], {}, on(10)),
    rosterWith([helena, boardMember(ingrid.id, { name: 'Dr Ingrid Solberg', discipline: 'legal' }), { ...amara, status: 'revoked' }], { minimumVotes: 3, validityDays: 90 }, on(20)),
    rosterWith([helena], { minimumVotes: 3, validityDays: 90 }, on(30)),
  );
  const news = boardNews({ state: emptyState(), rosters });
  expect(news.map(({ kind, member, at }) => [kind, member, at])).toEqual([
    ['founded', null, minutesLater(0)], ['joined', helena.id, minutesLater(0)], ['joined', amara.id, minutesLater(10)], ['joined', ingrid.id, minutesLater(10)],
    ['charter', null, minutesLater(20)], ['left', amara.id, minutesLater(20)], ['seat', ingrid.id, minutesLater(20)], ['left', ingrid.id, minutesLater(30)],
  ]);
  expect(news.find(({ kind }) => kind === 'charter')).toMatchObject({ changed: ['minimumVotes', 'validityDays'] });
  expect(new Set(news.map(({ id }) => id)).size).toBe(news.length);
  for (const one of news) expect(boardNewsWords(one, { nameOf: (id) => id })).not.toMatch(placeholder);
});

test('L-4 devices and forks are told, a fork where its first branch stands', () => {
  const board = review();
  const own = board.publish();
  board.vote(ingrid.id, 'approve');
  board.publish(undefined, { seq: own.seq });
  board.journal.write(ingrid.id, 'device.added/1', { device: 'd'.repeat(32) as never, key: { keyId: 'a'.repeat(64) as never, spki: 'AAAA' }, name: 'laptop' });
  const news = boardNews(board.view());
  expect(news.find(({ kind }) => kind === 'fork')).toMatchObject({ member: people.halden.id, device: own.device, seq: own.seq });
  expect(news.find(({ kind }) => kind === 'device')).toMatchObject({ member: ingrid.id, name: 'laptop' });
  for (const one of news) expect(boardNewsWords(one, { nameOf: (id) => id })).not.toMatch(placeholder);
});
