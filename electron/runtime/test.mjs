// `npm test`: set up, build, then every check; `npm run check` leaves out those that open the app. All of them run even after one has
// failed, and the last line sums up what the runners counted.
import { mkdirSync, rmSync } from 'node:fs';
import { inCache, inProject, main, readJson, run } from './project.mjs';
import { setUp } from './setup.mjs';

const report = (name) => inCache('reports', `${name}.json`);

// A dependency's program, run with this very Node.
const runTool = (entry, args, options) => run(process.execPath, [inProject('node_modules', ...entry), ...args], options);

function passedOrFailed(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

// A runner that ends badly without counting a failure (a file that does not load, say) still counts as one.
const orOne = (failed, code) => (code !== 0 ? Math.max(failed, 1) : failed);

function vitest() {
  const file = report('vitest');
  const code = runTool(['vitest', 'vitest.mjs'], ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = readJson(file) ?? {};
  return { passed: numPassedTests, failed: orOne(numFailedTests, code), skipped: numPendingTests + numTodoTests };
}

function playwright() {
  const file = report('playwright');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = runTool(['@playwright', 'test', 'cli.js'], ['test', '--reporter=list,json'], { env });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readJson(file)?.stats ?? {};
  return { passed: expected + flaky, failed: orOne(unexpected, code), skipped };
}

function counted(name, check) {
  const startedMs = performance.now();
  console.log(`\n${name}`);
  const counts = check();
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  return counts;
}

await main(async () => {
  const checkOnly = process.argv.includes('--check');
  await setUp({ tests: true });
  rmSync(inCache('reports'), { recursive: true, force: true });
  mkdirSync(inCache('reports'), { recursive: true });
  const { build } = await import('./build.mjs');
  await build();
  const { bringDisplay } = await import('./display.mjs');
  const display = await bringDisplay();
  if (display) console.log(`There is no screen here: started a virtual one (Xvfb ${display}).`);

  const results = [
    counted('Types', () => passedOrFailed(runTool(['typescript', 'bin', 'tsc'], ['-b']))),
    counted('Lint', () => passedOrFailed(runTool(['eslint', 'bin', 'eslint.js'], ['.']))),
    counted('Tests', vitest),
  ];
  if (!checkOnly) results.push(counted('Tests in the app', playwright));
  const sum = (key) => results.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped');
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
});
