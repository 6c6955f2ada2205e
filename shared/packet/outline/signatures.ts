/** What a countersigned packet has besides: the fields in which its members sign, and the words that page 1 says about them. */
import { shortDay } from '../../copy/date.ts';
import { count, nbsp } from '../../copy/number.ts';
import { choiceWords, disciplineWords } from '../../copy/status.ts';
import { countersignFieldName } from '../seal.ts';
import { mono, type Block, type Rich } from './content.ts';
import { numberOf, type Source } from './source.ts';

/** Where the fields stand: below the seal. */
const fieldsNumber = (source: Source): string => `${numberOf(source, 'seal') ?? ''}.1`;

/** The fields below the seal, one for each member whose vote the decision counts; nothing in a sealed packet. */
export function countersignatures(source: Source): Block[] {
  const { countersigners } = source.basis;
  // A copy is a file of its own, which nobody countersigns.
  if (countersigners === undefined || source.copy !== null) return [];
  return [
    { kind: 'subhead', number: fieldsNumber(source), title: ['Countersignatures'], bookmark: 'Countersignatures' },
    { kind: 'prose', paragraphs: [[`Each member whose vote the decision counts signs here too, in any order, after the seal. A signature says that this document tells the member’s own vote as it was given. The packet is complete, and its decision verifies, only once ${countersigners.length === 1 ? 'the signature is' : `all ${count(countersigners.length, 'signature')} are`} there.`]] },
    {
      kind: 'signature-fields',
      rows: countersigners.map((one, index) => ({
        field: countersignFieldName(index), name: one.name,
        details: [[disciplineWords(one.discipline)], [`${choiceWords[one.choice]}, ${shortDay(one.claimedAt)}`], ['Certificate ', mono(one.certificate.slice(0, 16))]],
        alt: `Signature field for ${one.name}, ${disciplineWords(one.discipline)}`, waitingWord: 'Not yet countersigned', signedWord: 'Countersigned, by the member’s own clock',
      })),
    },
  ];
}

/** What the seal's section is called. */
export const sealTitle = ({ basis: { countersigners }, copy }: Source): string => (countersigners === undefined || copy !== null ? 'Seal' : 'Seal and countersignatures');

/** What the seal allows. */
export const sealAllows = ({ basis: { countersigners }, copy }: Source): string => (countersigners === undefined || copy !== null ? 'Certifies: allows no later change' : 'Allows countersignatures only');

/** What page 1 says before the decision itself: nothing in a sealed packet. */
export function countersignNotice(source: Source): Rich {
  const { countersigners } = source.basis;
  return countersigners === undefined || source.copy !== null ? [] : [` Not complete without ${countersigners.length === 1 ? 'the countersignature of one member' : `the countersignatures of ${count(countersigners.length, 'member')}`} in section${nbsp}${fieldsNumber(source)}.`];
}
