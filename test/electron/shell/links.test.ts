import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openLinks } from '../../../electron/shell/links.ts';
import { linkScheme } from '../../../shared/ipc/deep-link.ts';

test('the newest link waits until it is taken, once', () => {
  const links = openLinks(() => undefined);
  expect(links.take()).toBeNull();
  links.offer('countersign://dossier/aurora/hazards');
  links.offer('countersign://dossier/aurora/hazards/H-007');
  expect(links.take()).toEqual({ dossier: 'aurora', tab: 'hazards', item: 'H-007' });
  expect(links.take()).toBeNull();
});

test('what is no link is dropped, counted and takes no other’s place', () => {
  let refused = 0;
  let told = 0;
  const links = openLinks(() => { refused++; });
  links.onOffered(() => { told++; });
  links.offer('countersign://dossier/aurora');
  for (const text of ['countersign://dossier/../settings', 'https://example.org', '', 'countersign://dossier/aurora%00']) links.offer(text);
  expect({ refused, told }).toEqual({ refused: 4, told: 1 });
  expect(links.take()).toMatchObject({ dossier: 'aurora' });
});

test('a link that came before there was a window is told once there is one', () => {
  const links = openLinks(() => undefined);
  links.offer('countersign://dossier/aurora');
  let told = 0;
  links.onOffered(() => { told++; });
  expect(told).toBe(1);
});

test('the packaged app is registered for the scheme that is read', () => {
  const { protocols } = parse(readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8')) as { protocols: readonly { schemes: readonly string[] }[] };
  expect(protocols.flatMap(({ schemes }) => schemes)).toEqual([linkScheme]);
});
