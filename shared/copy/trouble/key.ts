/** Words for what keys refuse: in their files, in PKCS#12 files and on tokens. */
import type { FaultParams, Pkcs12Problem } from '../../trouble.ts';
import { figure, list } from '../number.ts';
import { say, type CodesIn, type TroubleWords, type WordTable } from './word-table.ts';

export const keyWords: WordTable<CodesIn<'key'>> = {
  'key/wrong-passphrase': ({ key }) => say('The passphrase is wrong, or the key file was changed.', `This passphrase doesn’t open the ${key} key.`, 'Try again; if you are sure of it, restore the key file from your copy. Nobody can reset a passphrase.'),
  'key/weak-kdf': ({ key, cost, floor }) => say('The key file is too weakly protected.', `The ${key} key was locked with cost ${figure(cost)}; at least ${figure(floor)} is needed.`, 'Restore the key file from a trusted copy.'),
  'key/short-passphrase': ({ minimum }) => say('The passphrase is too short.', `It needs at least ${figure(minimum)} characters.`, 'Choose a longer one, for example several words.'),
  'key/cancelled': ({ act }) => say('Not signed.', `No passphrase was given (${act}). Nothing was recorded.`, ''),
  'key/missing': ({ key }) => say('A key is missing.', `This profile has no keys/${key}.key, or its keychain isn’t here.`, 'Restore it from your copy or open the keychain, else ask to be admitted again.'),
  'key/exists': ({ path }) => say('There is a key already.', `${path} holds a key, and it is never overwritten.`, 'Choose another place.'),
  'key/locked': () => say('Privileged notes are locked.', 'The key that opens them is closed.', 'Unlock them with your passphrase, then try again.'),
  'key/cannot-seal': ({ member }) => say('A note can’t be sealed for one of its readers.', `The roster holds no usable agreement key for ${member}. Nothing was recorded.`, 'Ask the board’s secretary to admit them again.'),
  'key/wrong-purpose': ({ key, purpose }) => say('This key doesn’t sign that.', `The ${key} key is not for “${purpose}”. Nothing was signed.`, ''),
  'key/other-home': ({ path }) => say('An earlier attempt left another key.', `${path} is there from an attempt that wasn’t finished, and it is not the key that you chose now. Nothing was overwritten.`, 'Finish with the key of that attempt, or move the file away if you are sure that nobody was sent a request with it.'),
  'key/import-refused': ({ name, flaw, found }) => say('No key was taken from this file.', `${name}: ${pkcs12Problems[flaw](found)}. Nothing was written.`, pkcs12Advice[flaw] ?? 'Choose another file, or let Countersign make a key.'),
  'key/wrong-file-passphrase': ({ name }) => say('The file’s passphrase is wrong, or the file was changed.', `This passphrase doesn’t open ${name}. Nothing was written.`, 'Try again with the passphrase that was set when the file was made.'),
  'key/wrong-pin': ({ token, left }) => say('The PIN is wrong.', `The token “${token}” refused it. ${pinsLeft[left]} Nothing was signed.`, 'Type it again. Countersign never tries a PIN twice by itself.'),
  'key/pin-locked': ({ token }) => say('The token is locked.', `“${token}” takes no PIN any more: it was wrong too often. Nothing was signed.`, 'Unlock it with its PUK or security officer’s PIN, in the maker’s own program.'),
  'key/token-key': ({ token, lack, asked, ids }) => tokenKeyWords(token, lack, asked, ids),
  'key/token-ambiguous': ({ token, serials }) => say('Several tokens have this label.', `“${token}” is the label of the tokens with the serial numbers ${list([...serials])}.`, 'Pull out all but the one that you mean, or give it another label.'),
  'key/no-token-support': ({ path }) => say('This installation can’t reach tokens.', `Their part, ${path}, isn’t there or can’t be loaded here.`, 'Install a release that has it. In a checkout: put a C++ compiler and Python on the machine, then run “npm run setup” and “npm run build”.'),
};

const pkcs12Problems: Readonly<Record<Pkcs12Problem, (found: string) => string>> = {
  'not-pkcs12': () => 'it is no PKCS#12 file under a passphrase',
  'too-large': () => 'it is larger than a key and its certificates are',
  'damaged': () => 'it can’t be read to its end: it is cut short or damaged, or parts of it are under another passphrase',
  'no-mac': () => 'it has no integrity check, so nobody can say whether it is whole',
  'unknown-cipher': (found) => `it is locked in a way that Countersign doesn’t open${found === '' ? '' : ` (${found})`}`,
  'too-many-rounds': (found) => `it asks for more work than any program sets (${figure(Number(found))} rounds)`,
  'unknown-part': (found) => `it has a part that Countersign doesn’t know${found === '' ? '' : ` (${found})`}`,
  'no-key': () => 'it holds no private key',
  'many-keys': (found) => `it holds ${figure(Number(found))} private keys; one is expected`,
  'not-p256': (found) => `its key is ${found === '' ? 'of an unknown kind' : found}; votes and packets are signed with ECDSA on P-256`,
  'certificate-differs': () => 'its key doesn’t belong to its certificate',
};

const again = 'openssl pkcs12 -export -in key.pem -out new.p12';
const pkcs12Advice: Readonly<Partial<Record<Pkcs12Problem, string>>> = {
  'no-mac': `Make it again with a check: openssl pkcs12 -in FILE -out key.pem, then ${again}, then delete key.pem.`,
  'unknown-cipher': `Make it again in today’s form: openssl pkcs12 -legacy -in FILE -out key.pem, then ${again}, then delete key.pem.`,
  'too-many-rounds': `Make it again with fewer: openssl pkcs12 -in FILE -out key.pem, then ${again}, then delete key.pem.`,
  'not-p256': 'Ask whoever gave you the file for a P-256 key, or let Countersign make one. RSA, Ed25519 and other curves are not taken.',
  'many-keys': 'Export the one key that you mean into a file of its own.',
};

const pinsLeft = {
  unknown: 'After a few wrong ones the token locks itself.', few: 'Only a few tries are left before it locks itself.', one: 'One try is left: after another wrong PIN the token locks itself.',
} as const;

function tokenKeyWords(token: string, lack: 'none' | 'several' | 'not-p256' | 'no-public' | 'another', asked: string | null, ids: readonly string[]): TroubleWords {
  const which = asked === null ? '' : ` with the id ${asked}`;
  switch (lack) {
    case 'none': return say('The key is not on the token.', `“${token}” has no private key${which}. Nothing was signed.`, 'Put in the right token, or make a P-256 key on it with the maker’s own program.');
    case 'several': return say('The token has several keys that fit.', `On “${token}” these ids name P-256 keys: ${list([...ids])}.`, 'Say which one is meant: --key-id on the command line, or the list of keys in the app.');
    case 'not-p256': return say('The token’s key doesn’t fit.', `The private key${which} on “${token}” is not ECDSA on P-256. Nothing was signed.`, 'Make a P-256 key on the token with the maker’s own program.');
    case 'no-public': return say('The token doesn’t show the public key.', `“${token}” has the private key${which || ` ${ids.join(', ')}`}, but neither its public key nor a certificate over it.`, 'Put the public key or a certificate beside it on the token, under the same id.');
    case 'another': return say('The token signed with another key.', `What “${token}” gave doesn’t verify with this profile’s public key (id ${asked ?? ''}). It was thrown away.`, 'Put in the token that the profile was made with.');
  }
}

const steps = { 'open': 'while it was opened', 'log in': 'while its PIN was checked', 'look': 'while its keys were looked up', 'sign': 'while it was signing', 'wait': 'while Countersign waited for it' } as const;

export const tokenWords: WordTable<CodesIn<'token', FaultParams>> = {
  'token/module': ({ module, problem }) => say('The token’s module can’t be used.', `${module}: ${problem}.`, 'Check the path: it is the PKCS#11 library of the token’s maker, for this kind of machine.'),
  'token/absent': ({ token, module, present }) => say('The token is not there.', `${module} sees no token “${token}”${present.length === 0 ? '' : `, but ${list(present.map((label) => `“${label}”`))}`}. Nothing was signed.`, 'Put the token in, then try again.'),
  'token/removed': ({ token }) => say('The token was removed.', `“${token}” went away before it had signed. Nothing was signed or recorded.`, 'Put it back in, then try again.'),
  'token/failed': ({ token, step, problem }) => say('The token failed.', `“${token}” reported an error ${steps[step]}: ${problem}. Nothing was signed or recorded.`, 'Take the token out and put it in again, then try again.'),
};
