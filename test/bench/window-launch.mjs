// Starts the app, or an empty window, for a measurement.
import { _electron } from '@playwright/test';
import { startableElectron } from './electron-process.mjs';
import { median } from './measure.mjs';
import { prepare } from './window-page.mjs';

export async function launch(app, words = []) {
  const { executable } = startableElectron();
  const started = await _electron.launch({ executablePath: executable, chromiumSandbox: true, args: [app, ...words] });
  return { app: started, page: await started.firstWindow() };
}

/** The app with Home on screen, at rest, and nothing of a dossier opened. */
export async function openHome(app, profile) {
  const opened = await launch(app, ['--profile', profile]);
  await opened.page.locator('main h1').first().waitFor();
  await opened.page.waitForTimeout(400);
  await prepare(opened.page);
  return opened;
}

/** The median, in milliseconds, from the start of the process to something on the page, as Playwright sees both programs; the first run doesn't count. */
export async function medianStart(app, words, ready, runs = 4) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    const { app: started, page } = await launch(app, words);
    await page.locator(ready).first().waitFor();
    if (run > 0) times.push(performance.now() - startedAt);
    await started.close();
  }
  return median(times);
}

/** Does `measured` with a fresh start of the app, several times; each answer is a record of numbers, and what comes out is the median of each. */
export async function medians(app, profile, measured, runs = 3) {
  const seen = [];
  for (let run = 0; run < runs; run++) {
    const opened = await openHome(app, profile);
    seen.push(await measured(opened));
    await opened.app.close();
  }
  return Object.fromEntries(Object.keys(seen[0]).map((name) => [name, median(seen.map((one) => one[name]))]));
}
