/** Words for what the world does: disks, stores, other processes. */
import type { FaultParams } from '../../trouble.ts';
import { tokenWords } from './key.ts';
import { say, type WordTable } from './word-table.ts';

const errnoWords: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there', EACCES: 'access is not allowed', EPERM: 'access is not allowed', EIO: 'the device reports an error', ENOSPC: 'the disk is full', EDQUOT: 'the quota is used up',
  EROFS: 'the disk is read-only', EMFILE: 'too many files are open', ENFILE: 'too many files are open', EISDIR: 'it is a folder', ENOTDIR: 'part of its path is not a folder',
  EBUSY: 'another program is using it', ENAMETOOLONG: 'its name is too long', ELOOP: 'its links lead in a circle', ETIMEDOUT: 'it did not answer in time', ESTALE: 'the network share is gone',
};

/** What the operating system's code means, with the code. */
function errnoText(errno: string): string {
  return Object.hasOwn(errnoWords, errno) ? `${errnoWords[errno] ?? ''} (${errno})` : errno;
}

export const faultWords: WordTable<FaultParams> = {
  'disk/read': ({ path, errno }) => say('A file can’t be read.', `${path}: ${errnoText(errno)}.`, 'Check the disk and the folder’s permissions, then try again.'),
  'disk/write': ({ path, errno }) => say('A file can’t be written.', `${path}: ${errnoText(errno)}. What was recorded before is safe.`, 'Check the disk and the folder’s permissions, then try again.'),
  'disk/full': ({ path }) => say('The disk is full.', `There is no room to write ${path}. What was recorded before is safe.`, 'Free some space, then try again.'),
  'disk/read-only': ({ path }) => say('The disk is read-only.', `${path} can’t be written. What was recorded before is safe.`, 'Make the folder writable, then try again.'),
  'store/unreachable': ({ store, problem }) => say('The store can’t be reached.', `${store}: ${problem}. Your work is kept on this machine.`, 'Nothing to do: it syncs when the store is back.'),
  'store/emptied': ({ store, name }) => say('The store is not in its folder.', `${store} is there without its ${name}: the folder was emptied, or it is another disk. Your work is kept on this machine.`, `Put the store back there, or bring ${name} back from a backup: members’ machines fill in the rest.`),
  'store/read': ({ store, name, problem }) => say('The store can’t be read.', `${store}, ${name}: ${problem}.`, 'Check that the folder may be read, then sync again.'),
  'store/write': ({ store, name, problem }) => say('The store can’t be written.', `${store}, ${name}: ${problem}. Your work is kept on this machine.`, 'Check that the folder may be written and has room, then sync again.'),
  'web/failed': ({ url, problem }) => say('A server didn’t give what was asked of it.', `${url}: ${problem}.`, 'Try again later, or name another server.'),
  'signer/stopped': ({ key }) => say('The signer stopped.', `It ended before signing with the ${key} key. Nothing was recorded.`, 'Try again.'),
  ...tokenWords,
  'parser/crashed': ({ name }) => say('The evidence could not be read.', `The process that reads evidence ended while it read ${name}.`, 'Run the command again; if it happens again, keep the file unread with format: unknown and report it.'),
  'defect': ({ reference }) => say('Something went wrong in Countersign.', `What you entered is kept as a draft. Reference ${reference}.`, 'Try again; if it happens again, report it with the reference.'),
};
