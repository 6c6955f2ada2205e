// Brings node_modules into agreement with package-lock.json. Install scripts stay off (.npmrc and the flag below): no dependency
// needs one but the optional pkcs11js (addon.mjs), and one that appears in an update must not run unseen.
import { Stop, inProject, readJson, run } from './project.mjs';
import { npmCommand } from './node.mjs';

const allows = (list, value) =>
  list === undefined || (list.includes(value) || list.every((item) => item.startsWith('!'))) && !list.includes(`!${value}`);

const libc = process.report?.getReport?.().header?.glibcVersionRuntime ? 'glibc' : 'musl';

function fitsThisMachine(entry) {
  if (process.platform === 'linux' && !allows(entry.libc, libc)) return false;
  return allows(entry.os, process.platform) && allows(entry.cpu, process.arch);
}

/** The first package in which node_modules differs from the lockfile, or `undefined` where they agree. */
export function firstDifference() {
  const wanted = readJson(inProject('package-lock.json'))?.packages;
  const present = readJson(inProject('node_modules', '.package-lock.json'))?.packages;
  if (!wanted) throw new Stop('package-lock.json is missing or malformed: restore it from git.');
  if (!present) return 'node_modules';
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue;
    const found = present[name];
    if (found ? found.version !== entry.version || found.integrity !== entry.integrity : !entry.optional) return name;
    if (!found && fitsThisMachine(entry) && !entry.peer && entry.os) return name;
  }
  return Object.keys(present).find((name) => !(name in wanted));
}

/** Runs `npm ci` where needed; returns what it did in a few words. */
export function bringDependencies() {
  const difference = firstDifference();
  if (difference === undefined) return 'dependencies as locked';
  console.error(`Installing the locked dependencies (${difference} differs)`);
  const [program, ...first] = npmCommand();
  const code = run(program, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] });
  if (code !== 0) {
    throw new Stop(`npm ci failed (exit code ${code}); its message is above. Check the npm registry setting and run this again.`);
  }
  return 'dependencies installed';
}
