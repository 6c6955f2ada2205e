// `npm start [-- --demo FOLDER] [-- --profile FOLDER]`: set up, build, open the app on the sample board. Where there is no screen it
// starts a virtual one, says so, and plays the demo into a folder instead, since nobody could see a window.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inProject, isRoot, main, run, Stop } from './project.mjs';
import { setUp } from './setup.mjs';

const usage = 'usage: npm start [-- --demo FOLDER] [-- --profile FOLDER]';

function readCommandLine() {
  try {
    return parseArgs({ options: { demo: { type: 'string' }, profile: { type: 'string' } } }).values;
  } catch (error) {
    throw new Stop(`${error.message}\n${usage}`);
  }
}

async function playDemo(electron, folder) {
  console.log(`Playing the demo; its packet, trust root and screenshots go to ${folder}`);
  const { playDemo: play } = await import('./demo.mjs');
  await play({ electron, folder });
}

await main(async () => {
  const wanted = readCommandLine();
  const from = process.env.INIT_CWD ?? process.cwd();
  const electron = await setUp();
  const { build } = await import('./build.mjs');
  await build();
  const { bringDisplay } = await import('./display.mjs');
  const display = await bringDisplay();
  if (display) console.log(`There is no screen here: started a virtual one (Xvfb ${display}).`);
  if (wanted.demo !== undefined || display) {
    await playDemo(electron, path.resolve(from, wanted.demo ?? inProject('release', 'demo')));
    return;
  }
  const { asOrdinaryUser, own } = await import('./non-root.mjs');
  const started = asOrdinaryUser(electron);
  const args = [started.app];
  if (wanted.profile !== undefined) {
    const profile = path.resolve(from, wanted.profile);
    mkdirSync(profile, { recursive: true });
    own(profile);
    args.push('--profile', profile);
  } else args.push('--sample');
  if (wanted.profile === undefined && isRoot()) {
    console.log('As root the app runs as an ordinary user, with a profile that lasts until the window closes; --profile FOLDER keeps one.');
  }
  process.exitCode = run(started.executable, args);
});
