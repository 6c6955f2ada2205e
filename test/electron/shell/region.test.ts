import { describe, expect, test } from 'vitest';
import { machineRegion } from '../../../electron/shell/region.ts';

const linux = (env: Readonly<Record<string, string>>) => machineRegion({ platform: 'linux', env, system: () => 'en-US' });

describe('the machine’s region', () => {
  test('comes from the environment on Linux, by kind', () => {
    expect(linux({ LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' })).toEqual({ figures: 'en-US', days: 'de-DE' });
    expect(linux({ LANG: 'en_US.UTF-8', LC_NUMERIC: 'fr_FR@euro', LC_ALL: '' })).toEqual({ figures: 'fr-FR', days: 'en-US' });
    expect(linux({ LANG: 'en_US.UTF-8', LC_TIME: 'de_DE', LC_ALL: 'en_GB.UTF-8' })).toEqual({ figures: 'en-GB', days: 'en-GB' });
  });

  test.each([['C'], ['C.UTF-8'], ['POSIX'], ['en'], [''], ['en_US-x'], ['../../etc']])('is none for %j', (LANG) => {
    expect(linux({ LANG })).toEqual({ figures: null, days: null });
  });

  test('comes from the system’s settings elsewhere, where LC_ALL alone overrides them', () => {
    const mac = (env: Readonly<Record<string, string>>) => machineRegion({ platform: 'darwin', env, system: () => 'en_DE' });
    expect(mac({ LANG: 'en_US.UTF-8' })).toEqual({ figures: 'en-DE', days: 'en-DE' });
    expect(mac({ LC_ALL: 'fr_FR.UTF-8' })).toEqual({ figures: 'fr-FR', days: 'fr-FR' });
    expect(machineRegion({ platform: 'win32', env: {}, system: () => 'zh-Hant-TW' }).days).toBe('zh-Hant-TW');
  });
});
