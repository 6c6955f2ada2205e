import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepLinkOf, dossierTabs, parseDeepLink, type DeepLink } from '../../../shared/ipc/deep-link.ts';
import { Digest, DossierId, ItemId } from '../../../shared/vocabulary.ts';

const dossier = 'aurora-7b-2.3' as DossierId;
const digest = 'ab'.repeat(32) as Digest;

describe('a link to a dossier', () => {
  test.each<readonly [string, DeepLink]>([
    ['countersign://dossier/aurora-7b-2.3', { dossier, tab: 'overview', item: null }],
    ['countersign://dossier/aurora-7b-2.3/hazards', { dossier, tab: 'hazards', item: null }],
    ['countersign://dossier/aurora-7b-2.3/hazards/H-007', { dossier, tab: 'hazards', item: 'H-007' as ItemId }],
    [`countersign://dossier/aurora-7b-2.3/findings/${digest}`, { dossier, tab: 'findings', item: digest }],
  ])('%s is read', (text, link) => {
    expect(parseDeepLink(text)).toEqual(link);
  });

  test.each(dossierTabs)('%s is written and read back', (tab) => {
    for (const item of [null, 'E-04' as ItemId, digest]) expect(parseDeepLink(deepLinkOf({ dossier, tab, item }))).toEqual({ dossier, tab, item });
  });

  test('an item that a link can’t hold is left out: the link leads to its tab', () => {
    expect(deepLinkOf({ dossier, tab: 'evidence', item: 'a/b %c' })).toBe('countersign://dossier/aurora-7b-2.3/evidence');
  });
});

describe('a hostile link is no link', () => {
  test.each([
    ['nothing', ''],
    ['the scheme alone', 'countersign:'], ['no dossier', 'countersign://dossier'], ['an empty dossier', 'countersign://dossier/'], ['an empty tab', 'countersign://dossier/aurora//H-007'], ['an end of nothing', 'countersign://dossier/aurora/'],
    ['another scheme', 'https://dossier/aurora/hazards'], ['a script', 'javascript:alert(1)//countersign://dossier/aurora'], ['a file', 'file:///etc/passwd'],
    ['another spelling of the scheme', 'COUNTERSIGN://dossier/aurora'], ['another host', 'countersign://settings/theme'], ['a command', 'countersign://command/give-vote'], ['signing', 'countersign://sign/aurora'],
    ['a host with a port', 'countersign://dossier:80/aurora'], ['a host with a name', 'countersign://me@dossier/aurora'], ['a host in front', 'countersign://evil.example/dossier/aurora'], ['no host', 'countersign:dossier/aurora'], ['one slash', 'countersign:/dossier/aurora'],
    ['a way up', 'countersign://dossier/../../etc/passwd'], ['a way up behind a dossier', 'countersign://dossier/aurora/../settings'], ['a way up as the item', 'countersign://dossier/aurora/hazards/..'], ['a written-out way up', 'countersign://dossier/%2e%2e/hazards'],
    ['backslashes', 'countersign://dossier\\aurora\\hazards'], ['a written-out slash', 'countersign://dossier/aurora%2fhazards'], ['an escape', 'countersign://dossier/aurora/hazards/H%2D007'], ['a NUL', 'countersign://dossier/aurora\u0000/hazards'], ['a written-out NUL', 'countersign://dossier/aurora%00/hazards'],
    ['a line feed', 'countersign://dossier/aurora\n'], ['a line feed in the middle', 'countersign://dossier/aurora\nlink x/hazards'], ['a blank', 'countersign://dossier/aurora /hazards'], ['a blank in front', ' countersign://dossier/aurora'],
    ['quotes and options', 'countersign://dossier/aurora" --profile="/tmp/x'], ['a shell', 'countersign://dossier/$(id)/hazards'], ['a tag', 'countersign://dossier/<img src=x>/hazards'],
    ['letters that look like others', 'countersign://dossier/аurora/hazards'], ['a direction mark', 'countersign://dossier/aurora\u202e/hazards'], ['full-width letters', 'countersign://dossier/ａｕｒｏｒａ'], ['half a character', 'countersign://dossier/aurora\ud800'],
    ['an unknown tab', 'countersign://dossier/aurora/nowhere'], ['a tab of every object', 'countersign://dossier/aurora/__proto__'], ['a tab in capitals', 'countersign://dossier/aurora/Hazards'], ['an item that is none', 'countersign://dossier/aurora/hazards/constructor'],
    ['one part more', 'countersign://dossier/aurora/hazards/H-007/vote'], ['a query', 'countersign://dossier/aurora/hazards?sign=1'], ['a fragment', 'countersign://dossier/aurora/hazards#vote'],
    ['a very long dossier', `countersign://dossier/${'a'.repeat(97)}`], ['a very long link', `countersign://dossier/aurora/hazards/H-${'0'.repeat(100_000)}`],
  ])('%s', (_what, text) => {
    expect(parseDeepLink(text)).toBeNull();
  });

  test('whatever the text, it is either refused or written back as it came', () => {
    const parts = fc.array(fc.oneof(fc.constantFrom('countersign://dossier/', 'aurora', '/', '..', '%2f', 'hazards', 'H-007', '?', '#', '\n', '\u0000'), fc.string({ unit: 'binary' })), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), parts), (text) => {
      const link = parseDeepLink(text);
      if (link === null) return;
      expect([deepLinkOf(link), deepLinkOf(link).replace(/\/overview$/, '')]).toContain(text);
    }), { numRuns: 2000 });
  });
});
