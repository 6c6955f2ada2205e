import { describe, expect, test } from 'vitest';
import { Asked, contentAddress, Told, windowOrigin } from '../../../renderer/content/messages.ts';
import { origins } from '../../../electron/shell/policy.ts';

const page = { kind: 'page', page: 0, text: 'a', stops: [{ start: 0, end: 1, top: 700 }], links: [{ start: 0, end: 1, target: { address: 'https://example.org' } }] };

describe('what the frame may say', () => {
  test('is where words stand', () => {
    for (const told of [
      { kind: 'opened', pages: 3 }, { kind: 'refused', why: 'encrypted' }, page, { kind: 'read' }, { kind: 'pong', id: 1 }, { kind: 'headings', headings: [{ title: 'One', depth: 0, page: 0, top: null }] },
      { kind: 'shown', page: 0, first: { page: 0, at: 0 }, last: null, scale: 1 }, { kind: 'chosen', from: { page: 0, at: 0 }, to: { page: 1, at: 4 } }, { kind: 'pointed', place: null }, { kind: 'link', address: 'x' },
    ]) expect(Told.safeParse(told).success, told.kind).toBe(true);
  });

  test.each<[string, unknown]>([
    ['nothing', null], ['another kind', { kind: 'command.run' }], ['more than its kind has', { kind: 'read', html: '<b>' }], ['no page', { kind: 'opened', pages: 0 }], ['too many pages', { kind: 'opened', pages: 5_001 }],
    ['an endless text', { ...page, text: 'a'.repeat(200_001) }], ['an endless address', { kind: 'link', address: 'x'.repeat(2_001) }], ['half a place', { kind: 'chosen', from: { page: 0, at: 0.5 }, to: { page: 0, at: 1 } }],
    ['a number that is none', { kind: 'shown', page: 0, first: null, last: null, scale: Number.NaN }], ['a link to both', { ...page, links: [{ start: 0, end: 1, target: { address: 'x', page: 1, top: null } }] }], ['a reason of its own', { kind: 'refused', why: '<img>' }],
  ])('is never %s', (_name, told) => {
    expect(Told.safeParse(told).success).toBe(false);
  });
});

test('the window asks for bytes to be shown, and sends no address', () => {
  expect(Asked.safeParse({ kind: 'open', bytes: new Uint8Array(1), shows: true, look: 'dark', zoom: 'width' }).success).toBe(true);
  for (const asked of [{ kind: 'open', bytes: 'app://main/', shows: true, look: 'dark', zoom: 'width' }, { kind: 'zoom', zoom: 100 }, { kind: 'show', page: -1, start: null, end: null, top: null, reach: 'top' }]) expect(Asked.safeParse(asked).success).toBe(false);
});

test('both sides name the origins that main serves', () => {
  expect([contentAddress, windowOrigin]).toEqual([`${origins.content}/`, origins.main]);
});
