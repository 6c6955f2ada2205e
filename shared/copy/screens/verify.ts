/** The screen that checks a packet, whoever sent it. What the verifier found is in `../verdict.ts`. */
import type { Instant } from '../../vocabulary.ts';
import { shortDay } from '../date.ts';
import { slot, type Parts } from '../parts.ts';

export const verifyWords = {
  question: 'Is this packet real, and does it hold today?',
  detail: 'Choose a PDF. It is checked on this machine, against this board’s own root or the trust file of another; nothing is sent anywhere.',
  choose: 'Choose a PDF',
  other: 'The packet is another board’s', otherNote: 'You are asked for that board’s trust file too.',
  addendum: 'Choose an addendum too', addendumNote: 'You are asked for its PDF after the packet’s. Without this, this board’s packets are judged with the addenda in its record.',
  authority: 'Choose a timestamp authority too', authorityNote: 'You are asked for the certificate of an authority that you believe about times. Without this, a timestamp is shown but proves nothing.',
  list: 'Choose the status list too', listNote: 'You are asked for the file that the board publishes. Without this, this board’s packets are held against the list that was synced.',
  sample: 'Accept a sample board’s packet as a sample', sampleNote: 'Without this, a packet made for practice is never authentic (rule P-5).',
  issued: 'Issued by this board',
  packet: (title: string, at: Instant): Parts<'number'> => [slot('number'), ` ${title}, ${shortDay(at)}`],
  verify: (number: string): string => `Verify ${number}`,
} as const;
