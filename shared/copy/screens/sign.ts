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
  /** Where the member's key is on a token. */
  pin: (token: string): string => `PIN of the token “${token}”`,
  pinNote: 'The token checks it. It is used for this one act and forgotten; after a few wrong ones the token locks itself.',
  forgotten: 'It opens your key for this one act and is forgotten.',
  /** Where the key stays open for a while. */
  kept: 'It opens your key for privileged notes until they are locked. It is not kept itself.',
  samplePassphrase: (): Parts<'passphrase'> => ['The sample’s passphrase is ', slot('passphrase')],
} as const;
