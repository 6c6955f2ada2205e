/** Words for what keys, devices, profiles and the program's own messages refuse. */
import { figure } from '../number.ts';
import { say, type CodesIn, type WordTable } from './word-table.ts';

export const machineWords: WordTable<CodesIn<'key' | 'packet' | 'device' | 'profile' | 'ipc'>> = {
  'key/wrong-passphrase': ({ key }) => say('The passphrase is wrong, or the key file was changed.', `This passphrase doesn’t open the ${key} key.`, 'Try again; if you are sure of it, restore the key file from your copy. Nobody can reset a passphrase.'),
  'key/weak-kdf': ({ key, cost, floor }) => say('The key file is too weakly protected.', `The ${key} key was locked with cost ${figure(cost)}; at least ${figure(floor)} is needed.`, 'Restore the key file from a trusted copy.'),
  'key/short-passphrase': ({ minimum }) => say('The passphrase is too short.', `It needs at least ${figure(minimum)} characters.`, 'Choose a longer one, for example several words.'),
  'key/cancelled': ({ act }) => say('Not signed.', `No passphrase was given (${act}). Nothing was recorded.`, ''),
  'key/missing': ({ key }) => say('A key is missing.', `This profile has no keys/${key}.key, or its keychain isn’t here.`, 'Restore it from your copy or open the keychain, else ask to be admitted again.'),
  'key/exists': ({ path }) => say('There is a key already.', `${path} holds a key, and it is never overwritten.`, 'Choose another place.'),
  'key/wrong-purpose': ({ key, purpose }) => say('This key doesn’t sign that.', `The ${key} key is not for “${purpose}”. Nothing was signed.`, ''),

  'packet/not-upgradable': ({ name, problem }) => say('This file can’t be raised to a higher level.', `${name}: ${problem}. Nothing was written.`, 'Only a sealed packet that verifies can be raised: check it with “countersign verify”.'),
  'packet/nothing-to-add': ({ name }) => say('There is nothing to add.', `${name} holds everything that was given already. Nothing was written.`, 'Name a timestamp authority (--tsa), or give certificates, revocation lists or OCSP responses.'),

  'device/behind-own-head': ({ device, local, store }) => say('This machine’s record is older than what it once shared.', `Device ${device.slice(0, 8)} has ${figure(local + 1)} events here; the store has ${figure(store + 1)}. It was probably restored from a backup.`, 'Continue as a new device, so that nothing is written twice.'),

  'profile/no-store': ({ path }) => say('This board has no store.', `The profile ${path} syncs with nothing.`, 'Everything stays on this machine until the profile names a store.'),

  'profile/in-use': ({ path }) => say('The profile is open already.', `Another Countersign uses ${path}.`, 'Close it, or choose another profile.'),
  'ipc/bad-sender': ({ channel }) => say('A message was refused.', `“${channel}” came from a page that may not send it.`, ''),
  'ipc/bad-request': ({ channel, place, expected }) => say('A request can’t be read.', `“${channel}”, ${place}: expected ${expected}.`, 'Try again; if it happens again, report it.'),
};
