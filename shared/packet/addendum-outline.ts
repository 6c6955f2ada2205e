/** The addendum as a content tree: what it adds to which packet on page 1, the words of each discharge and the files after it. */
import { addendumWord, closedWords } from '../copy/addendum.ts';
import { dateTime, exactTime, shortDay } from '../copy/date.ts';
import { count, figure, nbsp, sentenceStart } from '../copy/number.ts';
import { conditionWords, disciplineWords } from '../copy/status.ts';
import { verifyWords } from '../copy/screens/verify.ts';
import type { Sha256 } from '../ports.ts';
import type { Digest } from '../vocabulary.ts';
import { closedBy, type AddendumBasis, type AddendumCondition } from './addendum.ts';
import { cell, fitted, mono, paragraphsOf, quiet, strong, type Block, type Cell, type KeyLine, type Outline, type Rich, type Row, type Sign } from './outline/content.ts';
import { codePoints, unprintable } from './outline.ts';
import { fingerprint, type StatedFile } from './statement.ts';

const signs = { open: 'open', discharged: 'passed', lapsed: 'failed' } as const satisfies Record<AddendumCondition['state'], Sign>;

/** How many conditions page 1 shows, with their whole texts or one line each; all stand in section 2. Generous first: whoever lays out takes the first that fits. */
export const addendumRooms = ['full', 12, 8, 5, 3, 0] as const;
export type AddendumRoom = (typeof addendumRooms)[number];

/** `Addendum 2026-aurora-7b-2.3-01-A1`: letters of ASCII only, since the number has no others. */
export const addendumTitle = ({ number }: Pick<AddendumBasis, 'number'>): string => `Addendum ${number}`;

/** Writes the outline; `files` are the embedded ones in their order, the statement first, `room` says how many conditions page 1 shows. */
export function addendumOutline(basis: AddendumBasis, files: readonly [StatedFile, ...StatedFile[]], sha256: Sha256, room: AddendumRoom): Outline {
  const { packet } = basis;
  const { product } = packet.revision.revision;
  const print = fingerprint(files[0].digest);
  const first = firstPage(basis, print, { issuer: sha256(packet.issuer.certificate), ca: sha256(packet.ca) }, room);
  const rest = [...discharges(basis), ...record(basis, files)];
  return {
    header: [addendumTitle(basis), `${product.name} ${product.release}`, [`Fingerprint${nbsp}${nbsp}`, { text: print, mono: true }]],
    footer: [packet.board.name, `Adds to ${basis.parent.number}`],
    banner: packet.board.sample ? 'SAMPLE' : null,
    first,
    rest: unprintable.test(JSON.stringify([packet.board.name, first, rest])) ? [...rest, codePoints] : rest,
  };
}

function firstPage(basis: AddendumBasis, print: string, digests: { readonly issuer: Digest; readonly ca: Digest }, room: AddendumRoom): Block[] {
  const { packet, conditions } = basis;
  const { product } = packet.revision.revision;
  const closed = conditions.filter(({ state }) => state === 'discharged').length;
  return [
    {
      kind: 'decision-head', kicker: `Addendum of the ${packet.board.name}`, sign: closed === conditions.length ? 'passed' : 'open', title: `${closed} of ${count(conditions.length, 'condition')} closed`,
      release: `${product.name} ${product.release}`, submitted: `submitted by ${product.vendor}`, lead: leadOf(basis),
    },
    { kind: 'key-sheet', rows: keySheet(basis, print, room) },
    { kind: 'subhead', number: null, title: [conditions.length === 1 ? 'Condition' : 'Conditions'] },
    ...conditionTable(conditions, room),
    verifyOf(basis, print, digests.ca),
    {
      kind: 'seal', field: true, columns: [
        { label: 'Sealed for the board', fact: [strong(packet.issuer.name)], details: [['Board secretary']] },
        { label: 'Sealed at, claimed', fact: [exactTime(packet.issuedAt)], details: [['By the signer’s own clock']] },
        { label: 'Certificate, SHA-256', fact: [mono(digests.issuer.slice(0, 16))], details: [['ECDSA P-256. It permits no change.']] },
      ],
    },
  ];
}

function leadOf({ packet, parent }: AddendumBasis): Rich {
  const practice: Rich = packet.board.sample ? [strong('This is a sample: its board and members are made up, and it permits nothing. ')] : [];
  return [...practice, `This addendum says which conditions of packet ${parent.number} were discharged after it was issued. It changes nothing else and approves nothing by itself: read it with the packet.`];
}

function keySheet({ packet, number, parent, conditions }: AddendumBasis, print: string, room: AddendumRoom): { label: string; lines: readonly KeyLine[] }[] {
  const detail = (...rich: Rich): KeyLine => ({ rich, style: 'detail' });
  const digestLine = (digest: Digest): KeyLine => ({ rich: [{ text: digest.slice(0, 8), mono: true, strong: true }, mono(digest.slice(8))], style: 'digest' });
  return [
    { label: 'Adds to', lines: [{ rich: [`Packet ${parent.number}`], style: 'fact' }, detail('Fingerprint ', mono(fingerprint(parent.statement)), `, valid until ${dateTime(packet.decision.validUntil)}`)] },
    { label: 'That packet’s file', lines: [digestLine(parent.digest), detail(`SHA-256 of its first ${figure(parent.sizeBytes)} bytes, as it was issued. Timestamps that were added later stand behind them.`)] },
    { label: 'Fingerprint', lines: [{ rich: [print], style: 'fingerprint' }, detail(`Addendum ${number}, issued ${dateTime(packet.issuedAt)}`)] },
    { label: 'Dossier revision', lines: [digestLine(packet.revision.digest), detail(`${packet.revision.revision.dossier}, SHA-256 of the Merkle root`)] },
    ...(room === 'full' ? [] : [{ label: 'Conditions', lines: [{ rich: [strong(`${closedWords(conditions)}.`)], style: 'text' as const }] }]),
  ];
}

const columns = [{ head: ['No.'], width: 10 }, { head: ['Obligation'], width: 70 }, { head: ['Due'], width: 23 }, { head: ['Discharged by'], width: 36 }, { head: ['Status'], width: 23 }] as const;
const statusCell = (state: AddendumCondition['state']): Cell => ({ paragraphs: [[{ sign: signs[state] }, `${nbsp}${conditionWords[state]}`]], maxLines: 1 });

/** The conditions as page 1 has room for them; section 2 has the whole texts. */
function conditionTable(conditions: readonly AddendumCondition[], room: AddendumRoom): Block[] {
  const shown = room === 'full' ? conditions : conditions.slice(0, room);
  const rest = conditions.length - shown.length;
  if (shown.length === 0) return [{ kind: 'note', rich: [`${sentenceStart(count(rest, 'condition'))}, in full in section${nbsp}2.`] }];
  return [{
    kind: 'table', summary: room === 'full' ? 'Conditions of the packet' : 'Conditions of the packet, shortened', columns,
    rows: shown.map(({ id, text, dueOn, state, discharge }): Row => [[
      fitted(1, strong(id)), room === 'full' ? cell(text) : fitted(1, text), cell(strong(shortDay(dueOn))),
      discharge === null ? cell('–') : { paragraphs: [[discharge.name], [quiet(shortDay(discharge.claimedAt))]], maxLines: 2 }, statusCell(state),
    ]]),
    note: [room === 'full' ? `On what basis each was discharged stands in section${nbsp}2.` : `${rest > 0 ? `${sentenceStart(count(rest, 'more condition'))} and all` : 'All'} texts stand in section${nbsp}2.`],
  }];
}

function verifyOf({ packet, number, parent }: AddendumBasis, print: string, ca: Digest): Block {
  const sample = packet.board.sample;
  const command = `countersign verify ${parent.number}.pdf --addendum ${number}.pdf --trust ${packet.trustFile}${sample ? ' --allow-sample' : ''}`;
  const small = (text: string, isMono = false): Rich[number] => ({ text, tone: 'ink-2', size: isMono ? 7.2 : 7.8, ...(isMono ? { mono: true } : {}) });
  return {
    kind: 'verify', title: 'Verify before you rely on this document',
    steps: [
      { paragraphs: [[strong('Command.')], [{ text: command, mono: true, medium: true }], [small('Works offline. The line “Addenda” must say Passed. This file alone must give '), small(`${sample ? 'SAMPLE ' : ''}${addendumWord}`, true), small(' and the fingerprint above.')]] },
      { paragraphs: [[strong('Countersign.'), ` Under Verify choose the packet, then this file as its addendum, then the board’s trust file; in another board’s profile first tick “${verifyWords.other}”.`]] },
      { paragraphs: [[strong('Adobe Reader, pdfsig.'), ' Install the board’s root, SHA-256 ', { text: `${ca.slice(0, 16)}…`, mono: true, size: 8.2 }, ', then open the signature panel. They check the seal only, not who discharged what.']] },
    ],
    code: {
      text: `countersign addendum ${number} sha256 ${print.replace(/ /g, '')}`,
      caption: [quiet('Addendum number and fingerprint. A convenience, not proof.')],
      alt: `QR code: addendum ${number}, fingerprint ${print}`,
    },
  };
}

/** Section 2: every condition with its whole text, and on what basis by whom it was discharged. */
function discharges({ conditions, packet: { decision } }: AddendumBasis): Block[] {
  const news = new Set(closedBy({ conditions }).map(({ id }) => id));
  return [
    { kind: 'section', number: '2', title: 'Conditions' },
    ...conditions.map((condition, index): Block => {
      const { id, text, obliged, clause, dueOn, discharge } = condition;
      const duty: Rich = [{ sign: signs[condition.state] }, strong(`${nbsp}${conditionWords[condition.state]}${discharge !== null && !news.has(id) ? ', before the packet was issued' : ''}. `), `${text} `, quiet(`Due ${shortDay(dueOn)}, by ${obliged}${clause === null ? '' : `, ${clause}`}.`)];
      const basis = discharge === null ? [] : paragraphsOf(discharge.basis);
      return {
        kind: 'labelled', number: `2.${index + 1}`, label: `Condition ${id}`,
        paragraphs: [duty, ...(basis.length === 0 ? [] : [[strong('Basis. '), ...basis[0]!], ...basis.slice(1)])],
        ...(discharge === null ? {} : { source: [`${discharge.name}, ${disciplineWords(discharge.discipline)}, act `, mono(discharge.act.slice(0, 8)), `, ${exactTime(discharge.claimedAt)} by their own clock.`] }),
      };
    }),
    { kind: 'note', rich: ['Set by the decision ', mono(decision.act.slice(0, 8)), '. A member who may discharges a condition by a signed statement, no later than the end of its due day (rules C-2 and C-4).'] },
  ];
}

/** What is inside the file, by digest. */
function record({ parent, signOffs }: AddendumBasis, files: readonly StatedFile[]): Block[] {
  return [
    { kind: 'subhead', number: null, title: ['Appendix A. Embedded files'], bookmark: 'Appendix A. Embedded files' },
    {
      kind: 'table', summary: 'Files embedded in this addendum', columns: [{ head: ['File'], width: 37 }, { head: ['Bytes'], width: 20, align: 'end' }, { head: ['SHA-256'], width: 105 }],
      rows: files.map((file): Row => [[fitted(1, mono(file.name)), cell(figure(file.sizeBytes)), fitted(1, { text: file.digest, mono: true, size: 7.6 })]]),
      note: [`The fingerprint is the start of the first digest. ${count(signOffs.length, 'act')} as signed: who published and who recused, the decision, and each discharge. The votes are in packet ${parent.number}.`],
    },
  ];
}
