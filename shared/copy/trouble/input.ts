/** Words for what people and pipelines hand in: files, JSON, archives, dossiers, evidence. */
import { figure, shortDigest, size } from '../number.ts';
import { say, type CodesIn, type WordTable } from './word-table.ts';

const archiveCaps = { 'entries': 'too many files', 'total-bytes': 'too many bytes in all', 'entry-bytes': 'a file that is too large', 'ratio': 'a file that is compressed too strongly to be plausible' } as const;

function archiveCap(what: keyof typeof archiveCaps, limit: number): string {
  return what === 'entries' ? `${figure(limit)} files` : what === 'ratio' ? `${figure(limit)} to 1` : size(limit);
}

const pdfReasons = {
  'broken': 'It is damaged, or no PDF at all.', 'encrypted': 'It is encrypted, and no password is asked for here.', 'no-pages': 'It has no pages.',
  'too-many-pages': 'It has more than 5,000 pages.', 'too-slow': 'Reading it took longer than ten seconds and was ended.',
} as const;

export const inputWords: WordTable<CodesIn<'input' | 'json' | 'archive' | 'dossier' | 'evidence'>> = {
  'input/not-found': ({ path }) => say('There is no such file.', `${path} was not found.`, 'Check the name and the folder.'),
  'input/not-a-file': ({ path }) => say('That is not a file.', `${path} is a folder or something else that can’t be read as a file.`, 'Name the file itself.'),
  'input/exists': ({ path }) => say('There is such a file already.', `${path} is not replaced.`, 'Name another folder, or move the file away.'),
  'input/too-large': ({ name, sizeBytes, limitBytes }) => say('The file is too large.', `${name} has ${size(sizeBytes)}; up to ${size(limitBytes)} are read.`, 'Split the file or leave out what the board doesn’t need.'),
  'input/not-utf8': ({ name, offsetBytes }) => say('The text is not UTF-8.', `${name} has a byte at offset ${figure(offsetBytes)} that UTF-8 doesn’t allow.`, 'Save the file as UTF-8.'),
  'input/not-json': ({ name, place, problem }) => say('The file is not JSON.', `${name}, ${place}: ${problem}.`, 'Correct the file at that place.'),
  'input/not-yaml': ({ name, place, problem }) => say('The file is not plain YAML.', `${name}, ${place}: ${problem}.`, 'Correct the file at that place.'),
  'input/schema': ({ name, place, expected, found }) => say('A value doesn’t fit.', `${name}, ${place}: expected ${expected}, found ${found}.`, 'Correct the value at that place.'),
  'input/format-number': ({ name, found, supported }) => say('A newer Countersign wrote this.', `${name} has format ${found}; this version reads up to ${supported}.`, 'Install a newer version of Countersign.'),
  'input/path-outside': ({ name, path }) => say('A path leads out of its folder.', `${name} names ${path}.`, 'Use a relative path without “..”.'),
  'input/changed': ({ name }) => say('A file changed while it was read.', `${name} is no longer what it was a moment ago.`, 'Wait until nothing writes to the folder, then run the command again.'),
  'input/pdf-unreadable': ({ why }) => say('This PDF can’t be shown.', pdfReasons[why], 'Save the raw file and open it in a program that you trust.'),
  'input/usage': ({ problem }) => say('The command can’t be read.', `${problem}.`, 'Run it with --help to see its options.'),

  'json/duplicate-key': ({ name, place, key }) => say('A name appears twice.', `${name}, ${place}: “${key}” is there more than once, so it has no one meaning.`, 'Remove one of the two.'),
  'json/unsafe-number': ({ name, place, text }) => say('A number can’t be kept exactly.', `${name}, ${place}: ${text} is outside what JSON readers agree on.`, 'Write it as text, or with fewer digits.'),
  'json/too-deep': ({ name, place, limit }) => say('The data is nested too deeply.', `${name}, ${place}: more than ${figure(limit)} levels.`, 'Flatten the file.'),
  'json/forbidden-key': ({ name, place, key }) => say('A name is not allowed.', `${name}, ${place}: “${key}” has a meaning of its own in programs.`, 'Rename it.'),
  'json/lone-surrogate': ({ name, place }) => say('A character is broken.', `${name}, ${place}: half of a character pair stands alone.`, 'Enter the text again.'),
  'json/not-canonical': ({ name }) => say('The bytes are not in canonical form.', `${name} says the right thing in other bytes than those that are signed.`, 'Ask for the original file.'),

  'archive/not-zip': ({ name, problem }) => say('The archive can’t be opened.', `${name}: ${problem}.`, 'Pack it again with “countersign pack”.'),
  'archive/bad-entry': ({ name, entry, problem }) => say('The archive holds something it must not.', `${name}, ${entry}: ${problem}.`, 'Pack it again with “countersign pack”.'),
  'archive/too-much': ({ name, what, limit }) => say('The archive holds too much.', `${name} has ${archiveCaps[what]}; the limit is ${archiveCap(what, limit)}.`, 'Leave out what the board doesn’t need.'),
  'archive/missing-object': ({ name, digest }) => say('The archive is not complete.', `${name} lacks the object ${shortDigest(digest)} that its revision names.`, 'Pack it again with “countersign pack”.'),

  'dossier/duplicate-id': ({ name, id }) => say('An id is used twice.', `${name}: ${id} names two things.`, 'Give one of them another id.'),
  'dossier/unknown-link': ({ name, from, to }) => say('A link leads nowhere.', `${name}: ${from} refers to ${to}, which the dossier doesn’t hold.`, 'Add it, or correct the link.'),
  'dossier/no-match': ({ name, pattern }) => say('No file fits.', `${name}: nothing matches ${pattern}.`, 'Check the pattern and the folder.'),

  'evidence/unknown-format': ({ name }) => say('The evidence format is not known.', `${name} has no form that Countersign reads.`, 'Give it a kind in dossier.yaml, for example kind: redteam, to keep it as raw files; or name its format.'),
  'evidence/parser-stopped': ({ name, over, seconds, megabytes }) => say('The evidence was too much to read.', `Reading ${name} took more than ${over === 'time' ? `${seconds} s` : `${megabytes} MB of memory`} and was ended.`, 'Submit a smaller part, or keep the file unread with format: unknown.'),
  'evidence/unreadable': ({ name, format, place, expected, found }) => say('The evidence can’t be read.', `${name} as ${format}, ${place}: expected ${expected}, found ${found}.`, 'Export it from the tool again.'),
};
