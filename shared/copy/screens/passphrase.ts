/** The foot of the signing window: what its buttons say for each purpose, and where a new passphrase is chosen. */
import type { SignView } from '../../ipc/contract.ts';
import { count } from '../number.ts';

type Purpose = NonNullable<SignView['purpose']> | 'act';

/** How hard a passphrase is to guess. */
export type PassphraseStrength = 'short' | 'weak' | 'fair' | 'strong';

export const passphraseWords = {
  /** `does` on the button, `doing` while it works, `leave` on the other one. */
  buttons: {
    act: { does: 'Sign', doing: 'Signing', leave: 'Don’t sign' },
    found: { does: 'Set up the board', doing: 'Making the keys', leave: 'Not yet' },
    join: { does: 'Make the request', doing: 'Making the keys', leave: 'Not yet' },
    enter: { does: 'Enter the board', doing: 'Entering', leave: 'Not yet' },
    admit: { does: 'Admit', doing: 'Admitting', leave: 'Don’t admit' },
    unlock: { does: 'Unlock', doing: 'Unlocking', leave: 'Leave locked' },
  } as const satisfies Record<Purpose, { readonly does: string; readonly doing: string; readonly leave: string }>,
  /** What the folded bytes are. */
  exact: {
    act: 'The exact bytes that are signed', found: 'The charter, as the board’s first roster will carry it', join: 'What the invitation says, but for its secret code', enter: 'The exact bytes that are signed',
    admit: 'The request that is granted', unlock: 'Nothing is signed',
  } as const satisfies Record<Purpose, string>,
  /** What opens a key that comes from elsewhere, in a field of its own above the new passphrase. */
  opens: {
    token: { label: (name: string): string => `PIN of the token “${name}”`, note: 'The token checks it; after a few wrong ones it locks itself. From now on every signature of yours asks for it.' },
    pkcs12: { label: (name: string): string => `Passphrase of ${name}`, note: 'It opens the file this once and is forgotten. From now on the new passphrase below opens your key.' },
  },
  /** Where the member's own key is on a token. */
  noteBesideToken: 'It will open the keys on this machine: for admissions by whoever founded the board, and privileged notes. Several unrelated words are easy to keep and hard to guess.',
  fresh: 'New passphrase',
  again: 'New passphrase again',
  show: 'Show what I type',
  /** What it is for, under the first field. */
  note: 'It will open your keys for every vote, decision and admission. Several unrelated words are easy to keep and hard to guess.',
  differs: 'The two are not the same. Type it again.',
  capsLock: 'Caps Lock is on.',
  strength: 'Strength',
  /** `left`: characters that are missing to the fewest. */
  strengths: {
    short: (left: number): string => `Too short: ${count(left, 'more character')}.`,
    weak: (): string => 'Weak: whoever copies the key files could guess it. Add words.',
    fair: (): string => 'Fair: it takes great effort to guess. Another word makes it strong.',
    strong: (): string => 'Strong: nobody guesses it by trying.',
  } as const satisfies Record<PassphraseStrength, (left: number) => string>,
} as const;
