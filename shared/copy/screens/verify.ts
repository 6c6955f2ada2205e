/** The screen that checks a packet, whoever sent it. What the verifier found is in `../verdict.ts`. */
import type { Instant } from '../../vocabulary.ts';
import { shortDay } from '../date.ts';
import { slot, type Parts } from '../parts.ts';

export const verifyWords = {
  question: 'Is this packet real, and does it hold today?',
  detail: 'Choose a PDF. It is checked on this machine, against this board’s own root or the trust file of another; nothing is sent anywhere.',
  choose: 'Choose a PDF',
  also: 'With it',
  other: 'The packet is another board’s', otherNote: 'Asks for that board’s trust file.',
  addendum: 'It has an addendum', addendumNote: 'Asks for the addendum’s PDF. Without this, the addenda in this board’s record count.',
  authority: 'You trust a timestamp authority', authorityNote: 'Asks for its certificate. Without this, a timestamp is shown but proves nothing.',
  list: 'You have the board’s status list', listNote: 'Asks for the list. Without this, the one that this board synced counts.',
  sample: 'Accept a sample board’s packet as a sample', sampleNote: 'Without this, a packet made for practice is never authentic.',
  issued: 'Issued by this board',
  packet: (title: string, at: Instant): Parts<'number'> => [slot('number'), ` ${title}, ${shortDay(at)}`],
  verify: (number: string): string => `Verify ${number}`,
} as const;
