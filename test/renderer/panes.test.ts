import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partnerOf, placeOfHref, standingAfter } from '../../renderer/features/dossier/beside.ts';
import { dossierTabs, hrefOf, inPane, openedBeside, placeIn, routeOf, withoutPane, type Place, type Route } from '../../renderer/route.ts';
import type { DossierId } from '../../shared/vocabulary.ts';

type At = Extract<Route, { readonly kind: 'dossier' }>;
const dossier = 'aurora-7b-2.3' as DossierId;
// Names as hostile as an address can bring: slashes, ampersands, the mark of the second pane itself.
const item = fc.option(fc.oneof(fc.constantFrom('H-007', 'a/b %c', '&beside=trace/H-1', '%26beside=', '#/', '..'), fc.string({ unit: 'grapheme', minLength: 1 })), { nil: null });
const place: fc.Arbitrary<Place> = fc.record({ tab: fc.constantFrom(...dossierTabs), item }, { noNullPrototype: true });
const route: fc.Arbitrary<At> = fc.tuple(place, fc.option(place, { nil: undefined })).map(([main, beside]) => ({ kind: 'dossier', dossier, ...main, ...(beside !== undefined && { beside }) }));
const pane = fc.constantFrom('main' as const, 'beside' as const);

describe('two panes in the address', () => {
  test('any address leads back to its route', () => {
    fc.assert(fc.property(route, (at) => { expect(routeOf(hrefOf(at))).toStrictEqual(at); }));
  });

  test('what can’t be read of the second pane leaves the first alone', () => {
    fc.assert(fc.property(place, fc.string(), (at, text) => {
      const read = routeOf(`${hrefOf({ kind: 'dossier', dossier, ...at })}&beside=${text}`);
      expect(read).toMatchObject({ kind: 'dossier', dossier, ...at });
    }));
    expect(routeOf('#/dossier/aurora-7b-2.3/hazards/H-1&beside=nonsense/E-1')).toStrictEqual({ kind: 'dossier', dossier, tab: 'hazards', item: 'H-1' });
    expect(routeOf('#/settings&beside=hazards')).toEqual({ kind: 'settings' });
  });
});

describe('a step', () => {
  test('in one pane leaves the other as it is', () => {
    fc.assert(fc.property(route, place, pane, (now, next, from) => {
      const then = inPane(now, from, { kind: 'dossier', dossier, ...next }) as At;
      if (now.beside === undefined) expect(then).toStrictEqual({ kind: 'dossier', dossier, ...next });
      else {
        expect(placeIn(then, from)).toEqual(next);
        const other = from === 'main' ? 'beside' : 'main';
        expect(placeIn(then, other)).toEqual(placeIn(now, other));
      }
    }));
  });

  test('to another dossier or screen closes the second pane', () => {
    const now: At = { kind: 'dossier', dossier, tab: 'hazards', item: null, beside: { tab: 'evidence', item: null } };
    for (const next of [{ kind: 'home' }, { kind: 'dossier', dossier: 'skua-1' as DossierId, tab: 'trace', item: null }] satisfies readonly Route[]) expect(inPane(now, 'beside', next)).toBe(next);
  });

  test('beside opens the other pane, and closing one leaves the other', () => {
    fc.assert(fc.property(route, place, pane, (now, next, from) => {
      const acting = now.beside === undefined ? 'main' : from;
      const other = acting === 'main' ? 'beside' : 'main';
      const then = openedBeside(now, acting, next) as At;
      expect(placeIn(then, other)).toEqual(next);
      expect(placeIn(then, acting)).toEqual(placeIn(now, acting));
      expect(withoutPane(then, acting)).toStrictEqual({ kind: 'dossier', dossier, ...next });
    }));
  });
});

test('a tab never opens beside itself, and a trace keeps its hazard', () => {
  for (const tab of dossierTabs) expect(partnerOf({ tab, item: 'H-1' }).tab).not.toBe(tab);
  expect(partnerOf({ tab: 'trace', item: 'H-1' })).toEqual({ tab: 'hazards', item: 'H-1' });
});

test('only links within the dossier are places of it', () => {
  expect(placeOfHref('#/dossier/aurora-7b-2.3/evidence/E-02', dossier)).toEqual({ tab: 'evidence', item: 'E-02' });
  for (const href of [null, '#main', '#/', '#/dossier/skua-1/evidence', 'https://example.org/#/dossier/aurora-7b-2.3']) expect(placeOfHref(href, dossier)).toBeNull();
});

describe('what each pane goes on with', () => {
  const evidence: Place = { tab: 'evidence', item: 'E-01' };
  const trace: Place = { tab: 'trace', item: null };
  const split = { main: evidence, beside: trace, keys: { main: 0, beside: 1 } };

  test('the second keeps its drawing when the first is closed, and the first when the second is', () => {
    expect(standingAfter(split, trace, null, 'main').keys.main).toBe(1);
    expect(standingAfter(split, evidence, null, 'beside').keys.main).toBe(0);
    expect(standingAfter(split, trace, null, null).keys.main).toBe(1);
  });

  test('of two equal ones the one that was not closed stays', () => {
    const twice = { ...split, beside: { ...evidence } };
    expect(standingAfter(twice, evidence, null, 'main').keys.main).toBe(1);
    expect(standingAfter(twice, evidence, null, 'beside').keys.main).toBe(0);
  });

  test('what opens is drawn anew, and back before what was alone', () => {
    const alone = standingAfter(split, trace, null, 'main');
    const again = standingAfter(alone, evidence, trace, 'main');
    expect(again.keys.beside).toBe(alone.keys.main);
    expect(again.keys.main).not.toBe(again.keys.beside);
    expect(standingAfter(alone, trace, evidence, null).keys.main).toBe(alone.keys.main);
  });

  test('a step within a pane changes neither', () => {
    expect(standingAfter(split, { tab: 'hazards', item: null }, trace, null).keys).toEqual(split.keys);
  });
});
