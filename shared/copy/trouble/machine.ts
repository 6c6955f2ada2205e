/** Words for what packets, devices, profiles and the program's own messages refuse. */
import { figure } from '../number.ts';
import { say, type CodesIn, type WordTable } from './word-table.ts';

export const machineWords: WordTable<CodesIn<'packet' | 'device' | 'profile' | 'ipc'>> = {
  'packet/not-upgradable': ({ name, problem }) => say('This file can’t be raised to a higher level.', `${name}: ${problem}. Nothing was written.`, 'Only a sealed packet that verifies can be raised: check it with “countersign verify”.'),
  'packet/not-countersignable': ({ name, problem }) => say('This packet can’t be countersigned here.', `${name}: ${problem}. Nothing was signed.`, 'Check the file with “countersign verify”, and ask a secretary for the board’s newest one.'),
  'packet/nothing-to-add': ({ name }) => say('There is nothing to add.', `${name} holds everything that was given already. Nothing was written.`, 'Name a timestamp authority (--tsa), or give certificates, revocation lists or OCSP responses.'),

  'device/behind-own-head': ({ device, local, store }) => say('This machine’s record is older than what it once shared.', `Device ${device.slice(0, 8)} has ${figure(local + 1)} events here; the store has ${figure(store + 1)}. It was probably restored from a backup.`, 'Continue as a new device, so that nothing is written twice.'),

  'profile/no-store': ({ path }) => say('This board has no store.', `The profile ${path} syncs with nothing.`, 'Everything stays on this machine until the profile names a store.'),

  'profile/in-use': ({ path }) => say('The profile is open already.', `Another Countersign uses ${path}.`, 'Close it, or choose another profile.'),
  'ipc/bad-sender': ({ channel }) => say('A message was refused.', `“${channel}” came from a page that may not send it.`, ''),
  'ipc/bad-request': ({ channel, place, expected }) => say('A request can’t be read.', `“${channel}”, ${place}: expected ${expected}.`, 'Try again; if it happens again, report it.'),
};
