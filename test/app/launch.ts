import { readFileSync } from 'node:fs';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron, type FoundElectron } from '../../electron/runtime/electron.mjs';
import { asOrdinaryUser, own, type Startable } from '../../electron/runtime/non-root.mjs';

/** A running app, its first window and the profile folder it uses. */
export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
}

/** What a launch may be given: a profile folder of an earlier launch, more command-line words, more environment. */
export interface LaunchOptions {
  readonly profile?: string;
  /** The folder of another build of the app. */
  readonly app?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Workbench {
  readonly electron: FoundElectron;
  readonly startable: Startable;
}

interface Fixtures {
  /** Starts the app; whatever a test started is closed after it. */
  readonly launch: (options?: LaunchOptions) => Promise<Launched>;
}

/** Playwright's `test` with `launch`, and per worker the Electron in use and folders the app may write to. */
export const test = base.extend<Fixtures, { readonly workbench: Workbench }>({
  workbench: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from the pattern; this one wants none.
    async ({}, use) => {
      const electron = findElectron();
      if (!electron) throw new Error('There is no Electron on this machine yet: run `npm run setup`.');
      await use({ electron, startable: asOrdinaryUser(electron) });
    },
    { scope: 'worker' },
  ],
  launch: async ({ workbench: { startable } }, use) => {
    const running: ElectronApplication[] = [];
    await use(async ({ profile = startable.scratch('profile'), app: folder = startable.app, args = [], env = {} } = {}) => {
      own(profile);
      const app = await _electron.launch({
        executablePath: startable.executable,
        chromiumSandbox: true,
        args: [folder, '--profile', profile, ...args],
        // The region is the same on every machine, unless a test is about another.
        env: { ...(process.env as Record<string, string>), LC_ALL: 'en_GB.UTF-8', ...env },
      });
      running.push(app);
      return { app, page: await app.firstWindow(), profile };
    });
    for (const app of running) await app.close();
  },
});

export { expect } from '@playwright/test';

/** The kernel's seccomp mode (0 off, 1 strict, 2 filter) of the process that renders a page. */
export async function seccompOf(app: ElectronApplication, page: Page): Promise<number> {
  const window = await app.browserWindow(page);
  const pid = await window.evaluate((it) => it.webContents.getOSProcessId());
  return Number(/^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);
}
