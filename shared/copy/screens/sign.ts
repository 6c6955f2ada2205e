/** Words of the window in which a member signs, around the act itself and the passphrase. */
import { slot, type Parts } from '../parts.ts';

export const signWords = {
  /** The window's own title. */
  title: (act: string): string => `${act} · Countersign`,
  close: 'Close',
  region: 'What you sign',
  who: (member: string, board: string): string => `${member}, ${board}`,
  sample: 'SAMPLE',
  digest: (): Parts<'digest'> => ['SHA-256 ', slot('digest')],
  passphrase: 'Your passphrase',
  capsLock: 'Caps Lock is on.',
  forgotten: 'It opens your key for this one act and is forgotten.',
  samplePassphrase: (): Parts<'passphrase'> => ['The sample’s passphrase is ', slot('passphrase')],
} as const;
