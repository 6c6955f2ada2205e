import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')) as { readonly devDependencies?: Record<string, string>; readonly packages?: Record<string, { readonly version?: string }> };

/** The first major version whose every release has the fix for CVE-2026-70610, prototype injection through contextBridge. */
const firstFixedMajor = 42;

test('the Electron of a release is pinned exactly, in manifest and lockfile, and has the fixes that the design counts on', () => {
  const pinned = read('package.json').devDependencies?.['electron'] ?? '';
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
  expect(read('package-lock.json').packages?.['node_modules/electron']?.version).toBe(pinned);
  expect(Number(pinned.split('.')[0])).toBeGreaterThanOrEqual(firstFixedMajor);
});
