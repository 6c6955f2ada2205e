import { defineConfig } from '@playwright/test';

// One worker: each test has a window of its own, and two of them would fight over the focus.
export default defineConfig({
  testDir: 'test/app',
  globalSetup: './test/app/screen.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
});
