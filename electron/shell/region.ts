/** Which region's figures and days the machine uses. */
import type { MachineRegion } from '../../shared/ipc/contract.ts';

export interface RegionSources {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The region of the system's own settings, where the system keeps one apart from the language: Windows and macOS. */
  readonly system: () => string;
}

/** Linux says it in the environment, by kind; there Electron's own answer follows only the language. `LC_ALL` counts on every system. */
export function machineRegion({ platform, env, system }: RegionSources): MachineRegion {
  const named = (kind: string): string | null => {
    const found = [env['LC_ALL'], ...(platform === 'linux' ? [env[kind], env['LANG']] : [])].find((name) => name !== undefined && name !== '');
    return tagOf(found ?? (platform === 'linux' ? '' : system()));
  };
  return { figures: named('LC_NUMERIC'), days: named('LC_TIME') };
}

/** `de_DE.UTF-8` as `de-DE`; null for `C`, `POSIX` and what names no region. */
function tagOf(name: string): string | null {
  const tag = name.replace(/[.@].*$/, '').replaceAll('_', '-');
  const isTag = /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?-(?:[A-Za-z]{2}|\d{3})(?:-|$)/.test(tag) && tag.length <= 40;
  try {
    return isTag ? (Intl.getCanonicalLocales(tag)[0] ?? null) : null;
  } catch {
    return null;
  }
}
