// What electron-builder calls while it packages (see electron-builder.yml).
import { rmSync } from 'node:fs';
import path from 'node:path';
import { inProject, readJson } from './project.mjs';

/**
 * Once Electron is unpacked, before the app is put in: refuses to make a release with any Electron but the one pinned in
 * package.json, and removes the default app (the fallback's is a folder, over which electron-builder's checksums would stumble).
 */
export function afterExtract({ appOutDir, packager, targets, electronPlatformName }) {
  const pinned = readJson(inProject('package.json')).devDependencies.electron;
  const used = packager.info.framework.version;
  const isRelease = targets.some((target) => target.name !== 'dir');
  if (used !== pinned && isRelease) {
    throw new Error(`A release is built with Electron ${pinned}, not ${used}. Only the target "dir" may use another, for development.`);
  }
  if (electronPlatformName !== 'darwin') {
    rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { recursive: true, force: true });
  }
}
