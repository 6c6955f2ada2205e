// `npm start -- --demo FOLDER`: plays the main job in the real app and leaves the packet, the board's trust root and pictures of every
// screen in the folder. What it does is in `play.mjs`; here is what it looks at and what it keeps.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Stop, capture, inProject } from './project.mjs';
import { asOrdinaryUser } from './non-root.mjs';
import * as play from './play.mjs';

const release = 'Kestrel Drive 5.1';

/** The colleagues whose votes, with the member's own, make the quorum. */
const colleague = { folder: 'noor-haddad', reason: 'Ward staff can stop it, and the new register says who takes over when it fails.' };

/**
 * Plays the demo with this Electron. Resolves once the folder holds exactly one PDF, one PEM and the pictures; throws a Stop that says
 * which step didn't work.
 */
export async function playDemo({ electron, folder }) {
  clear(folder);
  const { _electron } = await import('@playwright/test');
  const { executable, app: appFolder, scratch } = asOrdinaryUser(electron);
  const profile = scratch('demo');
  const running = [];
  let pictures = 0;
  const picture = (page, name) => page.screenshot({ path: path.join(folder, `${String(++pictures).padStart(2, '0')}-${name}.png`), animations: 'disabled' });
  const open = async (of) => {
    const app = await _electron.launch({ executablePath: executable, chromiumSandbox: true, args: [appFolder, '--profile', of] });
    running.push(app);
    const page = await app.firstWindow();
    await page.setViewportSize({ width: 1280, height: 800 });
    return { app, page };
  };
  const step = async (words, work) => {
    console.log(`- ${words}`);
    try {
      return await work();
    } catch (error) {
      throw new Stop(`The demo stopped at “${words}”: ${error.message.split('\n')[0]}`);
    }
  };

  try {
    const { app, page } = await step('opens the app for the first time', () => open(profile));
    await picture(page, 'first-run');
    await step('makes the sample board, with keys of this machine', () => play.openSample(page));
    await picture(page, 'home');
    await step(`opens ${release} and reads what changed`, () => play.openDossier(page, release));
    await page.getByRole('main').getByRole('table').first().waitFor();
    await picture(page, 'overview');
    await step('filters the hazards by a cell of the heat map', async () => {
      await play.openTab(page, 'Hazards');
      await play.filterByCell(page);
      await play.selectFirstHazard(page);
    });
    await picture(page, 'hazards');
    await step('records a finding', () => play.recordFinding(page, { severity: 'Minor', text: 'The register should name who checks the dock each morning.' }));
    await play.openTab(page, 'Evidence');
    await picture(page, 'evidence');
    await play.openTab(page, 'Findings');
    await picture(page, 'findings');
    await step('votes, and signs in main’s own window', () => play.vote(app, page, {
      choice: 'Approve', reason: 'Robust accuracy clears its limit beyond doubt, and every property of the two controllers holds.',
      onSheet: () => picture(page, 'vote'), onWindow: (window) => picture(window, 'signing'),
    }));
    await play.synced(page);
    await step('votes as a second member, in a profile of their own that syncs through the same folder', async () => {
      const second = await open(path.join(profile, 'sample', 'colleagues', colleague.folder));
      await play.home(second.page);
      await play.openDossier(second.page, release);
      await play.vote(second.app, second.page, { choice: 'Approve', reason: colleague.reason });
      await play.synced(second.page);
      await second.app.close();
    });
    await step('records the decision that the rules give', () => play.recordDecision(app, page, { reason: 'Every limit is kept, no blocker is open, and no hazard stays High.', onSheet: () => picture(page, 'decision') }));
    await picture(page, 'sign-off');
    const number = await step('issues the packet', () => play.issuePacket(app, page));
    await picture(page, 'packet');
    const verdict = await step('verifies it in the app', () => play.verify(page, number));
    await picture(page, 'verify');
    console.log(`  ${verdict}`);
    await page.getByRole('link', { name: 'Board' }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await picture(page, 'board');
    const packet = path.join(folder, `${number}.pdf`);
    const root = path.join(folder, 'board-root.pem');
    copyFileSync(path.join(profile, 'packets', `${number}.pdf`), packet);
    copyFileSync(path.join(profile, 'trust.pem'), root);
    await step('verifies it as a stranger would, on the command line', async () => {
      const { code, output } = capture(process.execPath, [inProject('dist', 'cli', 'countersign.js'), 'verify', packet, '--trust', root, '--allow-sample']);
      if (code !== 0) throw new Error(`exit code ${code}: ${output.trim()}`);
    });
    console.log(`Left in ${folder}: ${path.basename(packet)}, ${path.basename(root)} and ${pictures} pictures.`);
  } finally {
    for (const app of running) await app.close().catch(() => undefined);
  }
}

/** Takes away what an earlier demo left, and nothing else. */
function clear(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (/^\d{2}-[a-z-]+\.png$|^board-root\.pem$|^\d{4}-[a-z0-9.-]+\.pdf$/.test(name)) rmSync(path.join(folder, name));
  }
  const others = readdirSync(folder).filter((name) => /\.(pdf|pem)$/i.test(name));
  if (others.length > 0) throw new Stop(`${folder} holds ${others[0]} already: choose an empty folder for the demo.`);
}
