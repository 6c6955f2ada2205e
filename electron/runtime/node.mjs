// The Node that runs everything. Some parts (the test runner, electron-store, Electron's own tool) want 22.12 or newer, so where
// the machine's Node is older a newer one is taken from npm into the cache and the command is started again with it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Stop, capture, exists, inCache, onPath } from './project.mjs';

const oldest = [22, 12];
const brought = '24.21.0';

/** `true` where a version such as `20.11.1` is recent enough to run the project. */
export function isRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** The command that runs npm: `[program, ...first arguments]`, always with the Node at `node`. */
export function npmCommand(node = process.execPath) {
  const npm = onPath('npm');
  const candidates = [
    process.env.npm_execpath,
    path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    npm && realpathSync(npm),
  ];
  const cli = candidates.find((file) => file && /npm-cli\.js$/.test(file) && exists(file));
  if (!cli) throw new Stop('npm was not found beside Node. Install Node with its npm (nodejs.org), then run this again.');
  return [node, cli];
}

function cachedNode() {
  const kind = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = inCache('node');
  const binary = path.join(home, 'node_modules', `node-${kind}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (exists(binary)) return binary;
  mkdirSync(home, { recursive: true });
  console.error(`Node ${process.versions.node} is older than ${oldest.join('.')}: fetching Node ${brought} from npm into .cache/node`);
  const [program, ...first] = npmCommand();
  const spec = `node-${kind}@${brought}`;
  const args = [...first, 'install', '--prefix', home, '--no-save', '--engine-strict=false', '--loglevel=error', spec];
  // Run from the cache folder, so that the project's own npm settings do not apply.
  const { code, output } = capture(program, args, { cwd: home });
  if (code !== 0 || !exists(binary)) {
    throw new Stop(
      `Countersign needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}, and ${spec} could not be ` +
        `fetched from npm:\n${output.trim()}\nInstall a newer Node (nodejs.org) and run this again.`,
    );
  }
  return binary;
}

/**
 * Goes on where Node is recent enough; otherwise runs the same command with the cached Node and exits with its code. Call it
 * first in a script, before loading anything that is installed.
 */
export function onRecentNode() {
  if (isRecent(process.versions.node)) return;
  const node = cachedNode();
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
  const done = spawnSync(node, process.argv.slice(1), { stdio: 'inherit', env });
  process.exit(done.status ?? (done.signal === 'SIGINT' ? 130 : 1));
}
