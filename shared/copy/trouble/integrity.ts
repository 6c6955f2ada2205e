/** Words for bytes that are not what they claim to be. They are kept, shown and never repaired in silence. */
import type { IntegrityParams } from '../../trouble.ts';
import { figure, shortDigest } from '../number.ts';
import { say, type WordTable } from './word-table.ts';

export const integrityWords: WordTable<IntegrityParams> = {
  'object/damaged': ({ digest, path }) => say('A stored object is damaged.', `${path === '' ? 'Object' : path}: its bytes are not those that ${shortDigest(digest)} names.`, 'Sync: another machine’s copy replaces it. The damaged one is kept aside.'),
  'object/missing': ({ digest }) => say('A stored object is missing.', `Object ${shortDigest(digest)} is not on this machine.`, 'Sync: another machine may have it.'),
  'feed/broken-chain': ({ device, seq, problem }) => say('A feed doesn’t hold together.', `Device ${shortDigest(device)}, event ${figure(seq)}: ${problem}. Everything before it stands.`, 'Ask the member whose device it is to sync again.'),
  'feed/torn-record': ({ path, seq }) => say('A last write was cut off.', `${path}: event ${figure(seq)} was never acknowledged and is set aside.`, ''),
  'feed/fork': ({ device, seq, first, second }) => say('A device wrote two histories.', `Device ${shortDigest(device)}, event ${figure(seq)}: ${shortDigest(first)} and ${shortDigest(second)}. Both are kept; there is no quorum on what it touches.`, 'Ask its member; the board may revoke the device.'),
  'feed/records-lost': ({ device, known, found }) => say('Part of the record is gone from this machine.', `Device ${shortDigest(device)}: ${figure(known)} events were stored here, ${figure(found)} are left.`, 'Sync: the store or another machine gives them back.'),
  'feed/rollback': ({ device, known, found }) => say('The store shows an older state.', `Device ${shortDigest(device)}: event ${figure(known)} was seen before, the store ends at ${figure(found)}.`, 'Sync from this machine puts back what the store lost.'),
  'signature/invalid': ({ what, who }) => say('A signature doesn’t fit.', `${what} was not signed by ${who}, or was changed since. It is not taken in.`, 'Ask for the original.'),
  'signature/unknown-key': ({ what, key }) => say('A signature is by an unknown key.', `${what} was signed with key ${key.slice(0, 16)}, which the board doesn’t know. It is not taken in.`, 'Check that it belongs to this board.'),
  'signature/too-few': ({ what, found, needed }) => say('Too few signatures.', `${what} has ${figure(found)} of the ${figure(needed)} signatures that it needs.`, 'Collect the missing signatures.'),
  'roster/broken-chain': ({ seq, problem }) => say('The rosters don’t hold together.', `Roster ${figure(seq)}: ${problem}. It is not taken in.`, 'Ask the board’s secretary.'),
  'store/bad-object': ({ name, problem }) => say('The store holds something that doesn’t fit.', `${name}: ${problem}. It is kept aside and changes nothing.`, 'Nothing to do; repair puts back what is missing.'),
  'timestamp/wrong': ({ authority, problem }) => say('A timestamp was not taken.', `${authority}: ${problem}.`, 'Try again later, or name another timestamp authority.'),
  'seal/broken': ({ problem }) => say('A sealed note can’t be opened.', `The box is kept as it is: ${problem}.`, 'Ask its author whether they can read it.'),
  'envelope/damaged': ({ key, problem }) => say('A key file is damaged.', `keys/${key}.key: ${problem}.`, 'Restore the key file from your copy.'),
};
