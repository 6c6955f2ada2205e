import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hrefOf, inPane, placeIn, routeOf, type Route } from '../../../renderer/route.ts';
import { deepLinkOf, parseDeepLink } from '../../../shared/ipc/deep-link.ts';
import { markOf, readSpot, spotText, stopOfSpot, type Spot } from '../../../shared/ipc/spot.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';

const dossier = 'aurora-7b-2.3' as DossierId;
const digest = 'ab'.repeat(32) as Digest;
const spots: readonly Spot[] = [{ kind: 'passage', stop: 12, mark: markOf('Nurses override the stop.') }, { kind: 'note', annotation: digest }, { kind: 'metric', mark: markOf('mean_recall') }, { kind: 'property', mark: markOf('P-4') }, { kind: 'entry', mark: markOf('goal ⚑ 1') }];

describe('a spot', () => {
  test.each(spots)('$kind is written and read back, in the address, in the other pane and in a link from outside', (spot) => {
    const text = spotText(spot);
    expect(readSpot(text)).toEqual(spot);
    const route: Route = { kind: 'dossier', dossier, tab: 'documents', item: 'D-1', spot: text };
    expect(routeOf(hrefOf(route))).toEqual(route);
    const both = inPane({ kind: 'dossier', dossier, tab: 'hazards', item: null, beside: { tab: 'votes', item: null } }, 'beside', route);
    expect(routeOf(hrefOf(both))).toEqual(both);
    expect(placeIn(both as Extract<Route, { readonly kind: 'dossier' }>, 'beside')).toEqual({ tab: 'documents', item: 'D-1', spot: text });
    expect(parseDeepLink(deepLinkOf({ dossier, tab: 'documents', item: 'D-1', spot: text }))).toEqual({ dossier, tab: 'documents', item: 'D-1', spot: text });
  });

  test.each(['', 'passage', 'passage.1', 'passage.x.y', 'passage.1.', 'passage.12345678.a', 'note.abc', 'note.', 'vote.1', 'entry.', 'entry.a.b', 'ENTRY.a', 'entry.ä', 'entry.a/b', `entry.${'a'.repeat(65)}`, '__proto__.a'])('%s is none', (text) => {
    expect(readSpot(text)).toBeNull();
    expect(parseDeepLink(`countersign://dossier/${dossier}/documents/D-1/${text}`)).toBeNull();
  });

  test('whatever stands there, an address without a spot is left', () => {
    expect(routeOf('#/dossier/aurora-7b-2.3/documents/D-1/<script>')).toEqual({ kind: 'dossier', dossier, tab: 'documents', item: 'D-1' });
    expect(deepLinkOf({ dossier, tab: 'documents', item: 'D-1', spot: 'a/../b' })).toBe('countersign://dossier/aurora-7b-2.3/documents/D-1');
  });

  test('a mark is short, the same for the same text, and fit for an address', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(markOf(text)).toBe(markOf(text));
      expect(readSpot(spotText({ kind: 'entry', mark: markOf(text) }))).not.toBeNull();
    }));
    expect(new Set(Array.from({ length: 20_000 }, (_, n) => markOf(`Paragraph ${n}`))).size).toBe(20_000);
  });

  test('a passage that moved is found by what it says, the nearest one where it says so twice, none where it is gone', () => {
    const stops = ['a', 'same', 'b', 'c', 'same', 'd'];
    const at = (stop: number, text: string): number | null => stopOfSpot({ kind: 'passage', stop, mark: markOf(text) }, (n) => stops[n]!, stops.length);
    expect([at(2, 'b'), at(0, 'b'), at(5, 'same'), at(0, 'same'), at(90, 'd'), at(2, 'gone'), at(9_999_999, 'gone')]).toEqual([2, 2, 4, 1, 5, null, null]);
  });
});
