// `npm run setup`: brings the machine into shape and says in one line what it used. The other scripts begin with it.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bringAddon } from './addon.mjs';
import { onRecentNode } from './node.mjs';
import { bringDependencies } from './dependencies.mjs';
import { bringElectron } from './electron.mjs';
import { bringLibraries } from './libraries.mjs';
import { main } from './project.mjs';

/**
 * Node, dependencies, the native part for tokens where it can be built, Electron and system libraries, in that order; prints one line.
 * `tests` asks for the tools of the checks too, `retry` tries again what failed within the day. Resolves to the Electron to use (see `electron.mjs`). Faults end as a `Stop` whose message says what to do.
 */
export async function setUp({ tests = false, retry = false } = {}) {
  onRecentNode();
  const dependencies = bringDependencies();
  const addon = bringAddon({ retry });
  const electron = await bringElectron();
  const screenless = tests || !process.env.DISPLAY;
  const libraries = bringLibraries({ tests, screenless });
  const kind = { override: 'from ELECTRON_OVERRIDE_DIST_PATH', official: 'official', fallback: 'development fallback' }[electron.origin];
  const parts = [`Node ${process.versions.node}`, dependencies, `Electron ${electron.version} (${kind})`, libraries, addon];
  console.log(`Set up: ${parts.filter(Boolean).join(', ')}.`);
  return electron;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main(() => setUp({ tests: true, retry: true }));
