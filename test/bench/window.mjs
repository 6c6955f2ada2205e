// The app's window: a cold start to Home against an empty Electron window; a dossier of 10,000 hazards, evidence of 100,000 rows and a
// dossier with all of it on screen, each against JSON.parse of the same bytes; and what main, the window and the signer take in memory.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bringDisplay } from '../../electron/runtime/display.mjs';
import { own } from '../../electron/runtime/non-root.mjs';
import { appCopy, electronProcess, startableElectron } from './electron-process.mjs';
import { hazardCount, registerBoard, tablesBoard, wholeBoard } from './large-boards.mjs';
import { against, alone } from './measure.mjs';
import { launch, medianStart, medians, openHome } from './window-launch.mjs';
import { clickToContent, framesWhile, keysToPaint, memoryOf, parseTime, percentile, wheel } from './window-page.mjs';
import { wholeEntries } from './window-whole.mjs';

const emptyApp = fileURLToPath(new URL('./empty-app', import.meta.url));
const register = '[role=grid][aria-label="Hazard register"]';
const parseOf = 'JSON.parse of the same bytes';

/** Frames and memory of a window with nothing in it: what this machine can do at best. */
async function emptyWindow(folder) {
  const { app, page } = await launch(folder);
  await page.locator('h1').waitFor();
  const frames = percentile(await framesWhile(page, () => wheel(page, null)), 0.95);
  const { window } = await memoryOf(app, page);
  await app.close();
  return { frames, window };
}

async function registerEntries(app, { folder, dossier, digest }) {
  const seen = await medians(app, folder, async ({ app: started, page }) => {
    const { first } = await clickToContent(page, { hash: `#/dossier/${dossier}/hazards`, rows: `${register} [role=row][data-index]`, count: 5 });
    const memory = await memoryOf(started, page);
    const keys = await keysToPaint(page, { field: 'input[aria-label="Filter hazards"]', shown: register, keys: [...'dosage', ...Array(6).fill('Backspace')] });
    return { first, ...memory, key: keys.sort((a, b) => a - b)[Math.floor(keys.length / 2)], ...await parseTime(page, { revision: digest, of: 'register' }) };
  });
  const peakNote = `Highest working set with ${hazardCount.toLocaleString('en')} hazards on screen; shared pages count in each process.`;
  return [
    against(`${hazardCount.toLocaleString('en')} hazards on screen`, seen.first, 'ms', parseOf, seen.parse, `${seen.megabytes.toFixed(1)} MB of register; from the click to painted rows, Home shown before.`),
    alone('Filter key to paint', seen.key, 'ms', `Over ${hazardCount.toLocaleString('en')} hazards without evidence.`),
    alone('Peak memory, main', seen.main, 'MB', peakNote),
    alone('Peak memory, window', seen.window, 'MB', peakNote),
    alone('Peak memory, signer', seen.signer, 'MB', peakNote),
  ];
}

async function tableEntries(app, { folder, shown }) {
  const entries = [];
  for (const { format, rows, dossier, digest } of shown) {
    const open = (page) => clickToContent(page, { hash: `#/dossier/${dossier}/evidence`, rows: 'article[aria-label="Evidence E-01"] tbody tr, article[aria-label="Evidence E-01"] [role=row][data-index]' });
    // The first time main checks the piece; what is usual comes after.
    const begun = await openHome(app, folder);
    await open(begun.page);
    await begun.page.waitForTimeout(500);
    await begun.app.close();
    const seen = await medians(app, folder, async ({ app: started, page }) => {
      const { first } = await open(page);
      return { first, ...await memoryOf(started, page), ...await parseTime(page, { revision: digest, of: 'evidence' }) };
    });
    entries.push(
      against(`${rows.toLocaleString('en')} rows of ${format} on screen`, seen.first, 'ms', parseOf, seen.parse, `${seen.megabytes.toFixed(1)} MB in neutral form.`),
      alone(`Peak memory, window, ${format}`, seen.window, 'MB', `Highest working set with that evidence on screen; JavaScript holds ${seen.heap.toFixed(0)} MB.`),
    );
  }
  return entries;
}

export async function measure() {
  await bringDisplay();
  const root = mkdtempSync(path.join(startableElectron().scratch('bench'), 'wide-'));
  const wide = await registerBoard(path.join(root, 'register'));
  const tables = await tablesBoard(path.join(root, 'tables'));
  const whole = await wholeBoard(path.join(root, 'whole'));
  own(root);
  const app = appCopy();
  const empty = electronProcess(emptyApp);
  // The first start fills the window's database: a start after it is the usual one.
  for (const { folder } of [wide, tables, whole]) await (await openHome(app, folder)).app.close();

  const ours = await medianStart(app, ['--profile', wide.folder], 'main h1');
  const bare = await medianStart(empty.folder, [], 'h1');
  const entries = [
    against('Cold start to Home', ours, 'ms', 'an empty Electron window', bare, 'From the start of the process to the heading, both through Playwright.'),
    ...await registerEntries(app, wide), ...await tableEntries(app, tables), ...await wholeEntries(app, whole, await emptyWindow(empty.folder)),
  ];
  rmSync(root, { recursive: true, force: true });
  return entries;
}
