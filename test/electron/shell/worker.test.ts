import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/shell/policy.ts';

test('only the main window starts a worker, and only one of the build', () => {
  expect(contentSecurityPolicy('abc').split('; ')).toContain("worker-src 'self'");
  for (const host of ['sign', 'content'] as const) expect(contentSecurityPolicy('abc', host).split('; ')).toContain("worker-src 'none'");
});
