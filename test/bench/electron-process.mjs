// Starts Electron for a measurement: as an ordinary user, with its sandbox on, and hears the one line of JSON that it prints.
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { bringDisplay } from '../../electron/runtime/display.mjs';
import { findElectron } from '../../electron/runtime/electron.mjs';
import { asOrdinaryUser, own } from '../../electron/runtime/non-root.mjs';

let startable;

/** The startable Electron of this run. */
export function startableElectron() {
  startable ??= asOrdinaryUser(findElectron());
  return startable;
}

/** The built app, copied, so that a build in the meantime changes nothing of what is measured. */
export function appCopy() {
  const { app, scratch } = startableElectron();
  const copy = path.join(scratch('built'), 'app');
  for (const part of ['package.json', 'dist/electron', 'dist/renderer', 'dist/assets']) cpSync(path.join(app, part), path.join(copy, part), { recursive: true });
  own(copy);
  return copy;
}

/** `appFolder` is copied to where that user can read it. `run(words)` resolves to what the app printed as `RESULT {...}`. */
export function electronProcess(appFolder) {
  const { executable, scratch } = startableElectron();
  const app = path.join(scratch('app'), 'app');
  cpSync(appFolder, app, { recursive: true });
  own(app);
  return {
    folder: app,
    scratch,
    run: async (words) => {
      await bringDisplay();
      return new Promise((resolve, reject) => {
        const child = spawn(executable, [app, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
        let output = '', errors = '';
        child.stdout.on('data', (part) => { output += part; });
        child.stderr.on('data', (part) => { errors += part; });
        child.on('error', reject);
        child.on('exit', () => {
          const line = output.split('\n').find((one) => one.startsWith('RESULT '));
          if (line) resolve(JSON.parse(line.slice('RESULT '.length)));
          else reject(new Error(`Electron printed no result: ${errors.slice(-2000)}`));
        });
      });
    },
  };
}
