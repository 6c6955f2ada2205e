/** A member's settings and the window's place, in `settings.json` of the profile. Never part of the record. */
import ElectronStore from 'electron-store';
import { Settings } from '../shared/ipc/settings.ts';

/** Where the window was, in points of the screen. */
export interface WindowPlace { readonly x: number | null; readonly y: number | null; readonly width: number; readonly height: number; readonly maximised: boolean }

interface Stored { theme: Settings['theme']; singleKeys: boolean; tourOffered?: true; region?: Settings['region']; timestampAuthority?: string; window: WindowPlace }

export interface SettingsStore {
  read(): Settings;
  write(settings: Settings): Settings;
  windowPlace(): WindowPlace;
  keepWindowPlace(place: WindowPlace): void;
}

const coordinate = { type: ['integer', 'null'], minimum: -100_000, maximum: 100_000 } as const;
const schema = {
  theme: { type: 'string', enum: ['system', 'light', 'dark'], default: 'system' },
  singleKeys: { type: 'boolean', default: true },
  tourOffered: { type: 'boolean', const: true },
  region: { type: 'string', enum: Settings.shape.region.unwrap().options },
  timestampAuthority: { type: 'string', maxLength: 500, pattern: '^(?:|https?://[^\\s/@#?\\\\]+(?:[/?][^\\s#\\\\]*)?)$' },
  window: {
    type: 'object', additionalProperties: false, required: ['x', 'y', 'width', 'height', 'maximised'],
    properties: { x: coordinate, y: coordinate, width: { type: 'integer', minimum: 640, maximum: 20_000 }, height: { type: 'integer', minimum: 480, maximum: 20_000 }, maximised: { type: 'boolean' } },
    default: { x: null, y: null, width: 1280, height: 800, maximised: false },
  },
} as const;

/** Opens the settings in a profile's folder. A file that can't be read or doesn't fit the schema is replaced by the defaults: nothing of the record is in it. */
export function openSettings(profile: string): SettingsStore {
  const store = new ElectronStore<Stored>({ cwd: profile, name: 'settings', schema: schema as never, clearInvalidConfig: true, accessPropertiesByDotNotation: false, configFileMode: 0o600 });
  const read = (): Settings => Settings.parse({ theme: store.get('theme'), singleKeys: store.get('singleKeys'), ...(store.get('tourOffered') === true && { tourOffered: true }), ...(store.get('region') !== undefined && { region: store.get('region') }), ...(store.get('timestampAuthority') !== undefined && { timestampAuthority: store.get('timestampAuthority') }) });
  return {
    read,
    // What was offered stays offered: a choice that doesn't mention it takes nothing back.
    write: ({ theme, singleKeys, tourOffered, region, timestampAuthority }) => {
      store.set({ theme, singleKeys, ...(tourOffered === true && { tourOffered }), ...(region !== undefined && { region }), ...(timestampAuthority !== undefined && { timestampAuthority }) });
      return read();
    },
    windowPlace: () => store.get('window'),
    keepWindowPlace: (place) => store.set('window', place),
  };
}
