/** Words of the settings. */
import type { Settings } from '../../ipc/settings.ts';
import type { Instant } from '../../vocabulary.ts';
import { dateTime } from '../date.ts';
import { writtenIn, type Notation } from '../notation.ts';
import { figure } from '../number.ts';

type RegionChoice = NonNullable<Settings['region']>;

export const settingsWords = {
  sentence: 'Settings of this machine.',
  detail: 'They are kept beside the record, never in it.',
  theme: 'Theme',
  themes: {
    system: { label: 'As the machine', note: 'Follows the system’s light and dark.' },
    light: { label: 'Light', note: 'Dark ink on white.' },
    dark: { label: 'Dark', note: 'Light ink on grey.' },
  },
  region: 'Dates and numbers',
  regionNote: 'Times stay in UTC: it is what members sign. What you sign, packets and the command line write dates and numbers the same on every machine.',
  regions: {
    machine: 'As the machine',
    iso: 'International (ISO 8601)',
    'en-GB': 'United Kingdom',
    'en-US': 'United States',
    'de-DE': 'Germany',
    'fr-FR': 'France',
    'en-IN': 'India',
  },
  timestamps: 'Timestamps',
  authority: 'Timestamp authority',
  authorityNote: 'Its address, or nothing',
  authorityWhat: 'Whoever issues a packet on this machine asks it for the time of the seal (RFC 3161). It gets a digest, never the packet. It is the only server that the app ever asks; where it can’t be reached, the packet is issued without a timestamp and says so.',
  authorityKept: 'Kept.',
  authorityProblem: 'This is no address of the form http://stamp.example/ or https://stamp.example/',
  keepAuthority: 'Keep',
  keyboard: 'Keyboard',
  singleKeys: 'Single letters are shortcuts',
  singleKeysNote: 'Off: only keys with Ctrl or Alt and function keys act. F1 lists what acts where you are.',
} as const satisfies Readonly<Record<string, unknown>> & { readonly themes: Record<Settings['theme'], unknown>; readonly regions: Record<RegionChoice, string> };

/** How a date and a number look in a notation: `27 November 2026, 14:30 UTC · 1,234,567.8`. */
export function notationExample(notation: Notation): string {
  return writtenIn(notation, () => `${dateTime('2026-11-27T14:30:00.000Z' as Instant)} · ${figure(1_234_567.8, 1)}`);
}
