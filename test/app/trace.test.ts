import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).include('#main').analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('E on a hazard leads to its trace, which a keyboard walks and which says what is suspect', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 240_000);
  await play.openDossier(page, 'Kestrel Drive 5.1');
  await page.evaluate(() => { window.location.hash = '#/dossier/kestrel-drive-5.1/hazards/H-003'; });
  await page.getByRole('grid', { name: 'Hazard register' }).waitFor();
  await page.keyboard.press('e');
  await page.waitForURL(/trace\/H-003$/);
  const tree = page.getByRole('treegrid', { name: 'Traces' });
  const row = (name: string | RegExp) => tree.getByRole('row', { name });
  await expect(row(/^H-003/)).toHaveAttribute('aria-expanded', 'true');
  await expect(row(/^H-003/)).toContainText('Stale, because E-01');
  await expect(row(/^E-01/)).toContainText('Suspect: E-01 changed since 5.0');
  await expect(row(/^E-01/)).toHaveAttribute('aria-level', '3');
  await expect(page.getByRole('img', { name: /^H-003 and what it rests on/ })).toBeVisible();
  await pictures(page, 'trace');
  expect(await violations(page)).toEqual([]);

  await tree.focus();
  const cursor = tree.locator('[role=row][aria-selected=true]');
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toContainText('M-02');
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toContainText('E-01');
  await page.keyboard.press('v');
  await expect(row(/^E-01/)).toContainText('Changed since 5.0, viewed');
  // The run is read with its evidence: what comes next is the next mitigation.
  await expect(cursor).toContainText('M-06');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(cursor).toContainText('E-01');
  await page.keyboard.press('ArrowLeft');
  await expect(row(/^E-01/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(row(/^M-02/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.waitForURL(/hazards\/H-003$/);

  await page.evaluate(() => { window.location.hash = '#/dossier/kestrel-drive-5.0/provenance'; });
  await expect(page.getByText('No evidence of this revision records where')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask for it in a finding' })).toBeVisible();
  await pictures(page, 'provenance-empty');
  expect(await violations(page)).toEqual([]);
});

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const lockFile = (read: string): string => `schema: '2.0'
stages:
  prepare:
    cmd: python prepare.py
    deps:
    - { path: data/churn.csv, md5: ${md5('age,churned\n')}, size: 12 }
    - { path: prepare.py, md5: ${md5('prepare')}, size: 7 }
    outs:
    - { path: data/train.pkl, md5: ${md5('train')}, size: 5 }
    - { path: data/test.pkl, md5: ${md5('test')}, size: 4 }
  train:
    cmd: python train.py
    deps:
    - { path: data/train.pkl, md5: ${read}, size: 5 }
    outs:
    - { path: model/churn.bin, md5: ${md5('weights')}, size: 7 }
  evaluate:
    cmd: python evaluate.py
    deps:
    - { path: data/test.pkl, md5: ${md5('test')}, size: 4 }
    - { path: model/churn.bin, md5: ${md5('weights')}, size: 7 }
    outs:
    - { path: metrics.json, md5: ${md5('{"auc": 0.9}')}, size: 12 }
`;

test('provenance says where the way from data to artifact breaks, draws it and lists it', async ({ launch, workbench: { startable } }) => {
  test.setTimeout(180_000);
  const root = startable.scratch('lineage');
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  put('passphrase', 'a long enough passphrase');
  mkdirSync(path.join(root, 'store'));
  put('release/data/churn.csv', 'age,churned\n');
  put('release/data/churn.csv.dvc', `outs:\n- md5: ${md5('age,churned\n')}\n  size: 12\n  path: churn.csv\n`);
  put('release/data/test.pkl', 'another test set');
  put('release/model/churn.bin', 'weights');
  put('release/dvc.lock', lockFile(md5('an older train')));
  put('release/hazards.json', JSON.stringify({ format: 1, hazards: [{ id: 'H-1', title: 'A client is wrongly let go', effects: [], causes: [], owner: null, inherent: { severity: 5, likelihood: 5, detectability: 5 }, residual: { severity: 4, likelihood: 3, detectability: 3 }, mitigations: [{ id: 'M-1', title: 'A person decides', kind: 'procedure', evidence: ['E-1'] }], evidence: ['E-1'], note: null }] }));
  put('release/dossier.yaml', `format: 1\ndossier: churn-1.0\nproduct: { id: churn, name: Churn, release: "1.0", vendor: Bank }\nowners: [Bank]\nintendedUse: Advises an agent.\nnotCovered: []\nartifacts:\n  - { name: churn.bin, path: model/churn.bin }\n  - { name: tokens.bin, digest: ${sha256('tokens')}, sizeBytes: 6 }\nhazards: hazards.json\nevidence:\n  - { id: E-1, title: Training pipeline, files: dvc.lock }\n  - { id: E-2, title: Where the data is tracked, files: data/churn.csv.dvc }\n`);
  const countersign = (...words: string[]): string => execFileSync(process.execPath, [path.join(import.meta.dirname, '..', '..', 'dist', 'cli', 'countersign.js'), ...words], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  const keys = ['--passphrase-file', path.join(root, 'passphrase')];
  const profile = path.join(root, 'profile');
  countersign('board', 'init', '--profile', profile, '--name', 'Churn Board', '--founder', 'Helena Brandt', '--discipline', 'safety', '--roles', 'secretary,submitter,voter', '--store', path.join(root, 'store'), ...keys);
  countersign('pack', 'release/dossier.yaml', '-o', 'churn.dossier');
  countersign('publish', 'churn.dossier', '--profile', profile, ...keys);

  const { page } = await launch({ profile });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 60_000);
  await page.evaluate(() => { window.location.hash = '#/dossier/churn-1.0/provenance'; });
  await expect(page.getByRole('heading', { level: 2 })).toContainText('The lineage leads to 1 of 2 artifacts. It has 4 breaks, 2 of them errors.');
  const breaks = page.getByRole('region', { name: 'Breaks' }).getByRole('listitem');
  await expect(breaks.first()).toContainText('“train” read another data/train.pkl than “prepare” wrote.');
  await expect(page.getByRole('img', { name: /^The way from raw data to artifact/ })).toBeVisible();
  const table = page.getByRole('table', { name: 'Data from raw to artifact' });
  await expect(table.getByRole('row', { name: /data\/churn\.csv/ })).toContainText('No proof: MD5 or SHA-1 only');
  await expect(table.getByRole('row', { name: /Artifact churn\.bin/ })).toContainText('Proven by its hash');
  await pictures(page, 'provenance');
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => { window.location.hash = '#/dossier/churn-1.0/trace'; });
  await expect(page.getByRole('treegrid', { name: 'Traces' })).toBeVisible();
  await pictures(page, 'trace-first-review');
});
