// Where things are in a checkout, and how a command is run. Depends on nothing: it is loaded before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Absolute path of something in the checkout. */
export const inProject = (...parts) => path.join(root, ...parts);

/** Absolute path of something in the cache folder, which is ignored by git and safe to delete. */
export const inCache = (...parts) => inProject('.cache', ...parts);

/** True where the path exists. */
export function exists(file) {
  try {
    accessSync(file, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}

/** The parsed JSON of a file, or `undefined` where it is missing or malformed. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The absolute path of a program on PATH, or `undefined`. */
export function onPath(program) {
  // /usr/sbin is not on an ordinary user's PATH, but some of the tools asked for live there.
  for (const folder of [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']) {
    if (folder !== '' && exists(path.join(folder, program))) return path.join(folder, program);
  }
  return undefined;
}

/** True where this process runs as root. */
export const isRoot = () => process.getuid?.() === 0;

/** Runs a command with its output shown; returns its exit code (127 where it can't be started). */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return done.status ?? (done.signal ? 128 : 127);
}

/** Runs a command quietly; returns `{ code, output }` with both streams in `output`. */
export function capture(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  return { code: done.status ?? 127, output: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}` };
}

/** Runs a command showing its output and keeping it too: resolves to `{ code, output }`. */
export function watch(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on('data', (chunk) => {
        output += chunk;
        to.write(chunk);
      });
    }
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 128, output }));
  });
}

/** An expected end: `main` prints the message alone and exits 1. */
export class Stop extends Error {}

/** Runs a script's body; a {@link Stop} ends it with its message and exit code 1, anything else keeps its stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
