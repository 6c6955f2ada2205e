import { expect, test } from 'vitest';
import { textOf } from './source-tree.ts';

test('pdf.js is pinned, and newer than the release that stopped a font from running code (CVE-2024-4367)', () => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
  const [major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(dependencies['pdfjs-dist'] ?? '')!.slice(1).map(Number) as [number, number, number];
  expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(4_002_067);
  const locked = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { version: string }> };
  expect(locked.packages['node_modules/pdfjs-dist']?.version).toBe(`${major}.${minor}.${patch}`);
});
