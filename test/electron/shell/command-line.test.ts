import { expect, test } from 'vitest';
import { readStartOptions } from '../../../electron/shell/command-line.ts';

test('reads the profile and the sample, and passes over what is Chromium’s', () => {
  expect(readStartOptions(['/app', '--remote-debugging-port=0', '--profile', 'mine', '--sample'], '/home')).toEqual({ ok: true, value: { profile: '/home/mine', sample: true } });
  expect(readStartOptions(['--profile=/abs'], '/home')).toEqual({ ok: true, value: { profile: '/abs', sample: false } });
  expect(readStartOptions([], '/home')).toEqual({ ok: true, value: { profile: null, sample: false } });
});

test('refuses a profile without a folder', () => {
  expect(readStartOptions(['--profile'], '/home')).toMatchObject({ ok: false, trouble: { code: 'input/usage' } });
});
