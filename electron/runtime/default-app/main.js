// Stands where Electron's own default app would be, in the development build made by `electron.mjs`: it understands
// `electron [switches] FOLDER [arguments]` and nothing else. A module whose top-level await lasts until the application's main file
// is loaded: Electron holds back `ready` that long, so privileged schemes can still be registered.
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

const words = process.argv.slice(1);
if (words.some((word) => word === '--version' || word === '-v')) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}

// Playwright asks for `-r FILE` before the folder.
const preloads = [];
let folder;
while (words.length > 0 && folder === undefined) {
  const word = words.shift();
  if (word === '-r' || word === '--require') preloads.push(words.shift());
  else if (!word.startsWith('-')) folder = path.resolve(word);
}
if (folder === undefined) {
  process.stderr.write('usage: electron [switches] FOLDER [arguments]\n');
  process.exit(1);
}

Module._preloadModules(preloads);
process.defaultApp = true;
const manifestFile = path.join(folder, 'package.json');
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  app.setVersion(manifest.version ?? '0.0.0');
  app.setName(manifest.productName ?? manifest.name ?? app.name);
  app.setAppPath(folder);
}
try {
  await import(pathToFileURL(Module._resolveFilename(folder, null, true)).href);
} catch (error) {
  process.stderr.write(`The application at ${folder} failed while loading\n${error?.stack ?? error}\n`);
  process.exit(1);
}
