// `node electron/runtime/run.mjs FILE [arguments]`: sets up and builds, then runs a script of the project with this Node.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Stop, exists, inProject, main } from './project.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  const [file, ...rest] = process.argv.slice(2);
  if (!file || !exists(inProject(file))) throw new Stop(`There is no ${file ?? 'script named'} to run.`);
  await setUp({ tests: true });
  const { build } = await import('./build.mjs');
  await build();
  process.argv = [process.argv[0], path.resolve(inProject(file)), ...rest];
  await import(pathToFileURL(inProject(file)).href);
});
