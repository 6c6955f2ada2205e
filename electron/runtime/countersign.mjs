// `npm run -s countersign -- <command>`: the command line from a checkout. Brings its build up to date without a word and runs it in
// this process; standard output belongs to the command.
import { pathToFileURL } from 'node:url';
import { bringDependencies } from './dependencies.mjs';
import { onRecentNode } from './node.mjs';
import { inProject, main } from './project.mjs';

await main(async () => {
  onRecentNode();
  bringDependencies();
  const { build } = await import('./build.mjs');
  await build(['cli', 'assets', ...(process.argv[2] === 'verify-page' ? ['verify'] : [])], { quiet: true });
  const cli = inProject('dist', 'cli', 'countersign.js');
  process.argv[1] = cli;
  // npm starts scripts in the checkout; paths on the command line are relative to where the user is.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  await import(pathToFileURL(cli).href);
});
