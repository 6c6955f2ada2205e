import { expect, test } from 'vitest';
import { readStartOptions } from '../../../electron/shell/command-line.ts';

test('reads the profile and the sample, and passes over what is Chromium’s', () => {
  expect(readStartOptions(['/app', '--remote-debugging-port=0', '--profile', 'mine', '--sample'], '/home')).toEqual({ ok: true, value: { profile: '/home/mine', sample: true, link: null } });
  expect(readStartOptions(['--profile=/abs'], '/home')).toEqual({ ok: true, value: { profile: '/abs', sample: false, link: null } });
  expect(readStartOptions([], '/home')).toEqual({ ok: true, value: { profile: null, sample: false, link: null } });
});

test('refuses a profile without a folder', () => {
  expect(readStartOptions(['--profile'], '/home')).toMatchObject({ ok: false, trouble: { code: 'input/usage' } });
});

test('a link is handed on unread, and nothing behind it is an option', () => {
  const link = 'countersign://dossier/aurora/hazards/H-007';
  expect(readStartOptions(['/app', '--profile', 'mine', link], '/home')).toEqual({ ok: true, value: { profile: '/home/mine', sample: false, link } });
  expect(readStartOptions(['--', link], '/home')).toEqual({ ok: true, value: { profile: null, sample: false, link } });
  expect(readStartOptions(['countersign://dossier/x', '--profile=/elsewhere', '--sample'], '/home')).toEqual({ ok: true, value: { profile: null, sample: false, link: 'countersign://dossier/x' } });
  expect(readStartOptions(['--', '--profile=/elsewhere', link], '/home')).toEqual({ ok: true, value: { profile: null, sample: false, link } });
  expect(readStartOptions(['--profile', link], '/home')).toMatchObject({ ok: false, trouble: { code: 'input/usage' } });
});
