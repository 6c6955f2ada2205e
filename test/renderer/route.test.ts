import { describe, expect, test } from 'vitest';
import { dossierTabs, hrefOf, routeOf, type Route } from '../../renderer/route.ts';
import type { DossierId } from '../../shared/vocabulary.ts';

const dossier = 'aurora-7b-2.3' as DossierId;

describe('addresses', () => {
  const routes: readonly Route[] = [
    { kind: 'home' }, { kind: 'verify' }, { kind: 'board' }, { kind: 'settings' },
    ...dossierTabs.flatMap((tab): readonly Route[] => [{ kind: 'dossier', dossier, tab, item: null }, { kind: 'dossier', dossier, tab, item: 'H-007' }]),
    { kind: 'dossier', dossier, tab: 'evidence', item: 'a/b %c' },
  ];
  test.each(routes.map((route) => [hrefOf(route), route] as const))('%s leads back to its route', (href, route) => {
    expect(routeOf(href)).toEqual(route);
  });

  test('a dossier without a tab opens its overview', () => {
    expect(routeOf('#/dossier/aurora-7b-2.3')).toEqual({ kind: 'dossier', dossier, tab: 'overview', item: null });
    expect(routeOf('#/dossier/aurora-7b-2.3/nonsense')).toEqual({ kind: 'dossier', dossier, tab: 'overview', item: null });
  });

  test.each(['', '#', '#/', '#/nowhere', '#/dossier', '#/dossier/', '#/dossier/..%2Fetc', '#/dossier/%E0%A4%A/hazards', '#/Dossier/aurora'])('%s leads home', (hash) => {
    expect(routeOf(hash)).toEqual({ kind: 'home' });
  });
});
