// `npm run dist:dir`: an unpacked app in release/, with the Electron that this machine has. With words of electron-builder's command
// line instead of `dir` (`--linux tar.gz`) it is a release, for which electron-builder itself gets the Electron pinned in package.json.
import { inProject, main, run } from './project.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  const words = process.argv.slice(2);
  const isRelease = words.length > 0 && words[0] !== 'dir';
  const electron = await setUp();
  const { build } = await import('./build.mjs');
  await build();
  const onThisMachine = ['--dir', `-c.electronDist=${electron.dist}`, `-c.electronVersion=${electron.version}`];
  const args = ['--publish', 'never', ...(isRelease ? words : onThisMachine)];
  const [cli, config] = [inProject('node_modules', 'electron-builder', 'cli.js'), inProject('electron-builder.yml')];
  process.exitCode = run(process.execPath, [cli, '--config', config, ...args]);
});
