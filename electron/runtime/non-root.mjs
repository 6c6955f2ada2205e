// Electron as an ordinary user. Chromium refuses to sandbox its processes for root, and a test without the sandbox would prove
// nothing, so where this is root the app runs as a uid of its own: through a wrapper named `electron`, from folders that uid can read.
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Stop, capture, inProject, isRoot, onPath, root } from './project.mjs';

/** The uid and gid that Electron runs as where this process is root. It needs no entry in the passwd file. */
export const ordinaryId = 23456;

// The folders that make up the built app; everything else in dist/ is for tools.
const appParts = ['package.json', 'dist/electron', 'dist/renderer', 'dist/assets'];

function isReachable(folder) {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === path.dirname(at)) return true;
  }
}

function copyReadable(from, to) {
  mkdirSync(path.dirname(to), { recursive: true });
  // Hard links cost nothing, but only work within one file system.
  if (capture('cp', ['-al', from, to]).code !== 0) {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, preserveTimestamps: true });
  }
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function makeStage(electron) {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const base = path.join(os.tmpdir(), `countersign-${key}`);
  mkdirSync(base, { recursive: true, mode: 0o755 });
  if (lstatSync(base).uid !== 0) throw new Stop(`${base} belongs to another user; remove it and run this again.`);
  for (const name of readdirSync(base)) {
    // Folders of runs that were killed before they could clean up.
    const pid = Number(/^run-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(path.join(base, name), { recursive: true, force: true });
  }
  const run = mkdtempSync(path.join(base, `run-${process.pid}-`));
  chmodSync(run, 0o755);
  process.on('exit', () => rmSync(run, { recursive: true, force: true }));
  let dist = electron.dist;
  if (!isReachable(dist)) {
    dist = path.join(base, `electron-${electron.version}`);
    if (!readdirSync(base).includes(path.basename(dist))) copyReadable(electron.dist, dist);
  }
  return { run, dist };
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Gives a file or folder, with all below it, to the user that Electron runs as; does nothing where this is not root. */
export function own(file) {
  if (!isRoot()) return;
  chownSync(file, ordinaryId, ordinaryId);
  if (statSync(file).isDirectory()) for (const name of readdirSync(file)) own(path.join(file, name));
}

/**
 * Makes `electron` (from `electron.mjs`) startable with Chromium's sandbox on. Returns
 * `{ executable, dist, app, scratch(name) }`: the program to start, its folder (fit for ELECTRON_OVERRIDE_DIST_PATH), the folder
 * to give it as the app, and a function that makes an empty folder which the app may write to. Call it after the build.
 */
export function asOrdinaryUser(electron) {
  if (!isRoot() || process.platform !== 'linux') {
    const run = mkdtempSync(path.join(os.tmpdir(), 'countersign-'));
    process.on('exit', () => rmSync(run, { recursive: true, force: true }));
    return { executable: electron.executable, dist: electron.dist, app: root, scratch: (name) => mkdtempSync(path.join(run, `${name}-`)) };
  }
  const setpriv = onPath('setpriv');
  if (!setpriv) throw new Stop('setpriv (package util-linux) is missing: as root, Electron is started through it.');
  const { run, dist } = makeStage(electron);
  const scratch = (name) => {
    const folder = mkdtempSync(path.join(run, `${name}-`));
    own(folder);
    return folder;
  };
  const identity = `--reuid ${ordinaryId} --regid ${ordinaryId} --clear-groups --inh-caps=-all`;
  const home = scratch('home');
  const bin = path.join(run, 'bin');
  mkdirSync(bin);
  const executable = path.join(bin, 'electron');
  const environment = `HOME=${quoted(home)} XDG_CONFIG_HOME= XDG_CACHE_HOME= XDG_RUNTIME_DIR=`;
  writeFileSync(
    executable,
    `#!/bin/sh\nexec ${quoted(setpriv)} ${identity} env ${environment} ${quoted(path.join(dist, 'electron'))} "$@"\n`,
    { mode: 0o755 },
  );
  let app = root;
  if (!isReachable(root)) {
    app = path.join(run, 'app');
    for (const part of appParts) cpSync(inProject(part), path.join(app, part), { recursive: true });
  }
  return { executable, dist: bin, app, scratch };
}
