import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

const root = path.join(import.meta.dirname, '..', '..');
const columns = 400;
const properties = 1200;
const components = 1500;
const frames = 400;

/** The release team's files of Kestrel Drive 5.2: those of 5.1, a drift report of many columns, more incidents, and long lists of properties, components and data. */
function releaseTeamsFiles(folder: string): string {
  cpSync(path.join(root, 'assets', 'sample', 'kestrel-drive-5.1'), folder, { recursive: true });
  const dossier = path.join(folder, 'dossier.yaml');
  const evidence = [
    '  - id: E-21\n    title: Drift of the ward sensors in October\n    files: evidence/drift.json\n    answers: { model: kestrel-perception 5.1 }\n',
    '  - id: E-22\n    title: Incidents of delivery robots\n    files: evidence/incidents.csv\n    answers: {}\n',
    '  - id: E-24\n    title: Bill of materials of the robot\n    files: evidence/robot.json\n',
    '  - id: E-25\n    title: Recordings of the wards\n    files: evidence/wards/dvc.lock\n',
    '  - id: E-23\n    title: Lift controller in all 1,200 buildings\n    files: evidence/many.csv\n    answers: { polarity: states-negation, model: kestrel-policy 5.1 }\n',
  ].join('');
  writeFileSync(dossier, readFileSync(dossier, 'utf8').replace('dossier: kestrel-drive-5.1', 'dossier: kestrel-drive-5.2').replace('release: "5.1"', 'release: "5.2"').replace('\ndocuments:', `${evidence}\ndocuments:`));
  const column = (index: number): object => ({ column_type: 'num', stattest_name: 'K-S p_value', stattest_threshold: 0.05, drift_score: index < 3 ? 0.011 + index / 1000 : 0.3 + index / 1000, drift_detected: index < 3 });
  const summary = { number_of_columns: columns, number_of_drifted_columns: 3, share_of_drifted_columns: 3 / columns, dataset_drift: false };
  writeFileSync(path.join(folder, 'evidence', 'drift.json'), JSON.stringify({
    version: '0.4.40', timestamp: '2026-10-30 08:00:00.123456',
    metrics: [{ metric: 'DatasetDriftMetric', result: { drift_share: 0.5, ...summary } }, { metric: 'DataDriftTable', result: { ...summary, drift_by_columns: Object.fromEntries(Array.from({ length: columns }, (_, index) => [`sensor_${index}`, column(index)])) } }],
  }, null, 1));
  writeFileSync(path.join(folder, 'evidence', 'incidents.csv'), '_id,incident_id,date,reports,Alleged deployer of AI system,Alleged developer of AI system,Alleged harmed or nearly harmed parties,description,title\n'
    + 'ObjectId(0a1b2c),7,2026-02-06,[11],"[""north-clinic""]","[""halden-robotics""]","[""patients""]",A robot kept a corridor door open during a fire drill.,Robot blocked a fire door\n'
    + 'ObjectId(0a1b2d),9,2026-07-08,[13],"[""north-clinic""]","[""halden-robotics""]","[""nurses""]",A trolley rolled over a foot in a lift.,Trolley met a foot in a lift\n');
  writeFileSync(path.join(folder, 'evidence', 'robot.json'), JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: Array.from({ length: components }, (_, index) => ({ type: 'library', 'bom-ref': `part-${index}`, name: `part-${index}`, version: '1.0' })) }));
  mkdirSync(path.join(folder, 'evidence', 'wards'));
  const frame = (index: number): string => `    - { path: frames/${index}.pkl, md5: a${String(index).padStart(31, '0')}, size: 5 }\n`;
  writeFileSync(path.join(folder, 'evidence', 'wards', 'dvc.lock'), `schema: '2.0'\nstages:\n  record:\n    cmd: python record.py\n    deps:\n    - { path: record.py, md5: ${'f'.repeat(32)}, size: 7 }\n    outs:\n${Array.from({ length: frames }, (_, index) => frame(index)).join('')}`);
  for (let index = 0; index < properties; index++) appendFileSync(path.join(folder, 'evidence', 'many.csv'), `lift,onnx/lift.onnx,vnnlib/building_${index}.vnnlib,1,${index === 700 ? 'timeout' : 'unsat'},3.5\n`);
  return dossier;
}

/** axe on the screen itself; what stays around it is the journey's to check. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), animations: 'disabled' });
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const show = (page: Page, hash: string): Promise<void> => page.evaluate((to) => { location.hash = to; }, hash);

test('a number leads to its line in the raw file; long tables, the last releases, incidents and drift', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app: first, page: made, profile } = await launch({ args: ['--sample'] });
  await play.home(made, 240_000);
  await play.synced(made);
  await first.close();

  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-evidence-'));
  try {
    const cli = (...words: string[]): string => execFileSync(process.execPath, [path.join(root, 'dist', 'cli', 'countersign.js'), ...words], { encoding: 'utf8', env: { ...process.env, COUNTERSIGN_PASSPHRASE: play.samplePassphrase } });
    cli('pack', releaseTeamsFiles(path.join(folder, 'source')), '--out', path.join(folder, 'release.csdossier'));
    cli('publish', path.join(folder, 'release.csdossier'), '--profile', path.join(profile, 'sample', 'colleagues', 'mina-okada'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { page } = await launch({ profile });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 60_000);
  await play.synced(page);
  const sheet = page.getByRole('dialog', { name: /raw file$/ });

  await test.step('the last releases stand beside the value, and as a line in each row', async () => {
    await show(page, '#/dossier/kestrel-drive-5.2/evidence/E-01');
    await expect(page.getByRole('img', { name: /^Line chart over releases\./ })).toHaveAccessibleName(/5\.0 .+5\.1 .+5\.2 /);
    await expect(page.getByRole('table', { name: 'Measurements' }).getByRole('img', { name: /by release\. 5\.0: / }).first()).toBeVisible();
    await pictures(page, 'releases');
  });

  await test.step('a measurement leads to its line', async () => {
    await page.getByRole('button', { name: /in the raw file$/ }).first().click();
    await expect(sheet.getByText(/^Line \d+ says/)).toBeVisible();
    const lines = sheet.getByRole('group', { name: /\d+.lines?$/ });
    await expect(lines.locator('mark').first()).toBeVisible();
    await pictures(page, 'raw-file');
    await page.keyboard.press('Control+f');
    await sheet.getByRole('searchbox', { name: 'Find in this file' }).fill('acc');
    await expect(sheet.getByRole('status').filter({ hasText: /^1 of \d+.places?$/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(sheet.getByRole('status').filter({ hasText: /^2 of / })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await page.getByRole('article', { name: /^Evidence/ }).focus();
    await page.keyboard.press('r');
    await expect(sheet).toBeVisible();
    await sheet.press('Escape');
  });

  await test.step('properties: the undecided one first, which hazards rest on them, and all in a table whose rows know their place', async () => {
    await show(page, '#/dossier/kestrel-drive-5.2/evidence/E-03');
    await expect(page.getByRole('table', { name: 'Coverage by hazard' })).toContainText('All 12 hold');
    await page.getByRole('region', { name: 'Coverage by hazard' }).scrollIntoViewIfNeeded();
    await pictures(page, 'coverage');
    await show(page, '#/dossier/kestrel-drive-5.2/evidence/E-23');
    await expect(page.getByRole('table', { name: 'Formal properties' }).getByRole('row').nth(1)).toContainText('building_700');
    await page.getByRole('button', { name: 'Show all 1,200' }).click();
    const grid = page.getByRole('grid', { name: 'Formal properties' });
    await expect(grid).toHaveAttribute('aria-rowcount', String(properties + 1));
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
    await grid.focus();
    await page.keyboard.press('End');
    await expect(grid.locator(`[role=row][aria-rowindex="${properties + 1}"]`)).toHaveAttribute('aria-selected', 'true');
    await pictures(page, 'long-properties');
    await grid.getByRole('button', { name: /in the raw file$/ }).last().click();
    await expect(sheet.getByText(/^Line 1,200 says/)).toBeVisible();
    await sheet.press('Escape');
  });

  await test.step('variants are folded to the worst', async () => {
    await show(page, '#/dossier/kestrel-drive-5.2/evidence/E-21');
    const fold = page.getByRole('button', { name: `Worst 5 of ${columns}: show all` });
    await fold.scrollIntoViewIfNeeded();
    await expect(page.getByRole('table', { name: 'Measurements' })).toContainText('sensor_2');
    await pictures(page, 'variants');
    await fold.click();
    await expect(page.getByRole('grid', { name: 'Measurements' })).toHaveAttribute('aria-rowcount', /^4\d\d$/);
    await page.getByRole('button', { name: 'Only worst 5' }).scrollIntoViewIfNeeded();
    await pictures(page, 'long-measurements');
    await page.getByRole('button', { name: 'Only worst 5' }).click();
    await expect(fold).toBeVisible();
  });

  await test.step('long lists of components and data keep only the rows in sight', async () => {
    const grid = async (name: string, rows: number, said: RegExp): Promise<void> => {
      const table = page.getByRole('grid', { name });
      await expect(table).toHaveAttribute('aria-rowcount', String(rows + 1));
      expect(await table.getByRole('row').count()).toBeLessThan(80);
      await table.focus();
      await page.keyboard.press('End');
      await expect(table.locator(`[role=row][aria-rowindex="${rows + 1}"]`)).toHaveAttribute('aria-selected', 'true');
      await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
    };
    await show(page, '#/dossier/kestrel-drive-5.2/evidence/E-24');
    await page.getByRole('button', { name: 'Show all 1,500' }).click();
    await grid('Components', components, /part-1499/);
    await pictures(page, 'long-entries');
    await show(page, '#/dossier/kestrel-drive-5.2/evidence/E-25');
    await page.getByRole('button', { name: `Show all ${frames + 1}` }).click();
    // The head of the step is a row too.
    await grid('Lineage', frames + 2, /frames\/399\.pkl: md5/);
    await pictures(page, 'long-lineage');
    await show(page, '#/dossier/kestrel-drive-5.2/provenance');
    await page.getByRole('button', { name: /^Show all 4\d\d$/ }).click();
    await expect(page.getByRole('grid', { name: 'Data from raw to artifact' })).toHaveAttribute('aria-rowcount', /^4\d\d$/);
    await pictures(page, 'long-provenance');
  });

  await test.step('incidents and drift on one line, alarms first; one sentence where there are none', async () => {
    await play.openTab(page, 'Incidents and drift');
    await expect(page.getByRole('heading', { level: 2 })).toContainText('None of the 6 incidents is closed.');
    await expect(page.getByRole('img', { name: /^Time line\. Incidents: 6 from .+ Drift: 41\d from 30.October.2026 to / })).toBeVisible();
    await pictures(page, 'incidents');
    await show(page, '#/dossier/kestrel-drive-5.0/incidents');
    await expect(page.getByText('This revision holds no incident and no drift report.')).toBeVisible();
    await pictures(page, 'no-incidents');
  });
});
