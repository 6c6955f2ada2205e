import { defineConfig } from 'vitest/config';

// test/app drives a real Electron through Playwright and test/bench measures; neither belongs to this runner.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/app/**', 'test/bench/**'],
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
