// Builds pkcs11js, the one native part, from its locked source: it reaches PKCS#11 tokens (docs/keys.md). It is optional: without a
// compiler everything works but for keys on tokens, and the app says so where somebody asks for one.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmCommand } from './node.mjs';
import { capture, exists, inCache, inProject, readJson } from './project.mjs';

/** The addon as it is built in the checkout. */
export const builtAddon = inProject('node_modules', 'pkcs11js', 'build', 'Release', 'pkcs11.node');
/** Its licence, which goes where it goes. */
export const addonLicence = inProject('node_modules', 'pkcs11js', 'LICENSE');

const failedAttempt = inCache('addon-build-failed.json');
const retryAfterMs = 24 * 3_600_000;
const longestBuildMs = 180_000;

const absent = 'no keys on tokens';

// Headers come with most Nodes; only where this one has none does node-gyp fetch them.
function headers() {
  const beside = path.join(path.dirname(process.execPath), '..');
  return exists(path.join(beside, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: beside } : {};
}

/**
 * Builds the addon where it isn't built; returns a few words on it. Never stops the set-up: what fails is remembered for a day, so
 * that each start doesn't try again, and `retry` tries all the same.
 */
export function bringAddon({ retry = false } = {}) {
  const version = readJson(inProject('node_modules', 'pkcs11js', 'package.json'))?.version;
  if (version === undefined) return `${absent} (pkcs11js is not installed)`;
  if (exists(builtAddon)) return 'keys on tokens';
  const failed = readJson(failedAttempt);
  if (!retry && failed?.version === version && failed.node === process.versions.node && Date.now() - failed.at < retryAfterMs) return `${absent} (not built: npm run setup says why)`;
  let program, first;
  try {
    [program, ...first] = npmCommand();
  } catch {
    return `${absent} (npm was not found)`;
  }
  console.error('Building the part that reaches tokens (pkcs11js)');
  // The one install script that runs, of this one package: its binding.gyp, by node-gyp.
  const { code, output } = capture(program, [...first, 'rebuild', 'pkcs11js', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error'], { env: { ...process.env, ...headers() }, timeout: longestBuildMs });
  if (code === 0 && exists(builtAddon)) {
    rmSync(failedAttempt, { force: true });
    return 'keys on tokens';
  }
  writeFileSync(failedAttempt, JSON.stringify({ version, node: process.versions.node, at: Date.now() }));
  const lines = output.split('\n').map((line) => line.replace(/^.*?(?:gyp ERR! (?:stack )?|npm error )/, '').trim());
  const why = lines.find((line) => /not found|could not find|no such/i.test(line)) ?? lines.find((line) => /error:/i.test(line)) ?? 'the build failed';
  return `${absent} (${why.slice(0, 160)})`;
}
