/** Page 1: what was decided about what, until when, on which conditions, and how to check it. It stands alone and fits one page. */
import { copyName } from '../packet-copy.ts';
import { fingerprint } from '../statement.ts';
import { dateTime, exactTime, longDay, shortDay } from '../../copy/date.ts';
import { count, figure, inWords, nbsp, sentenceStart, size } from '../../copy/number.ts';
import { conditionWords, disciplineWords, packetVerdictWords, relatedVerdictWords } from '../../copy/status.ts';
import { verifyWords } from '../../copy/screens/verify.ts';
import type { Choice, Digest } from '../../vocabulary.ts';
import { cell, fitted, mono, paragraphsOf, quiet, strong, type Block, type Cell, type KeyLine, type Rich, type Row, type Sign, type Table } from './content.ts';
import { countersignNotice } from './signatures.ts';
import { numberOf, type Source } from './source.ts';

const conditionSigns = { open: 'open', discharged: 'passed', lapsed: 'failed' } as const satisfies Record<string, Sign>;

/** Whether page 1 has every condition with its whole text. */
export const conditionsInFull = ({ basis, room }: Source): boolean => room.conditions === 'full' || basis.conditions.length === 0;

/** Whether page 1 names every artifact. */
export const artifactsInFull = ({ basis, room }: Source): boolean => basis.revision.revision.artifacts.length <= room.artifacts;

/** The blocks of page 1. */
export function decisionPage(source: Source): Block[] {
  const { basis } = source;
  const { product } = basis.revision.revision;
  const seal = numberOf(source, 'seal');
  return [
    {
      kind: 'decision-head', kicker: kickerOf(source), sign: basis.decision.outcome === 'rejected' ? 'failed' : 'passed', title: titleOf(source),
      release: releaseName(source), submitted: `submitted by ${product.vendor}`, lead: leadOf(source),
    },
    { kind: 'key-sheet', rows: keySheet(source) },
    ...conditionsOf(source),
    verifyOf(source),
    {
      kind: 'seal', field: true, columns: [
        { label: 'Sealed for the board', fact: [strong(basis.issuer.name)], details: [['Board secretary']] },
        { label: 'Sealed at, claimed', fact: [exactTime(basis.issuedAt)], details: [['By the signer’s own clock']] },
        { label: 'Certificate, SHA-256', fact: [mono(source.digests.issuer.slice(0, 16))], details: [[seal === null ? 'ECDSA P-256' : `ECDSA P-256. Details in section${nbsp}${seal}.`]] },
      ],
    },
  ];
}

/** A copy says on its first line whose it is. */
function kickerOf({ basis, copy }: Source): string {
  const by = `Decision of the ${basis.board.name}`;
  return copy === null ? by : copy.kind === 'board' ? `${by}. Board copy, not for release` : `${by}. Summary for customers`;
}

export const releaseName = ({ basis: { revision: { revision: { product } } } }: Source): string => `${product.name} ${product.release}`;

function titleOf({ basis }: Source): string {
  switch (basis.decision.outcome) {
    case 'approved': return 'Approved';
    case 'approved-with-conditions': return `Approved with ${count(basis.conditions.length, 'condition')}`;
    case 'rejected': return 'Not approved';
  }
}

function leadOf(source: Source): Rich {
  return [...decisionSentence(source), ...countersignNotice(source)];
}

function decisionSentence(source: Source): Rich {
  const { basis } = source;
  const use = numberOf(source, 'scope') ?? numberOf(source, 'at-a-glance');
  const reasons = numberOf(source, 'reasons');
  const practice: Rich = basis.board.sample ? [strong('This is a sample: its board and members are made up, and it permits nothing. ')] : [];
  switch (basis.decision.outcome) {
    case 'approved': return [...practice, `The board approves this release, without conditions, for the use in section${nbsp}${use}.`];
    case 'approved-with-conditions': return [...practice, `The board approves this release for the use stated in section${nbsp}${use}, on ${inWords(basis.conditions.length)}${nbsp}${basis.conditions.length === 1 ? 'condition, which must be met by its date' : 'conditions, each of which must be met by its date'}.`];
    case 'rejected': return [...practice, `The board does not approve this release.${reasons === null ? '' : ` The reasons are in section${nbsp}${reasons}.`}`];
  }
}

function keySheet(source: Source): { label: string; lines: readonly KeyLine[] }[] {
  const { basis } = source;
  const { artifacts } = basis.revision.revision;
  const shown = artifacts.slice(0, source.room.artifacts);
  const detail = (...rich: Rich): KeyLine => ({ rich, style: 'detail' });
  const [reason] = paragraphsOf(basis.decision.reason);
  const reasons = numberOf(source, 'reasons');
  const validity: { label: string; lines: readonly KeyLine[] } = basis.decision.outcome === 'rejected'
    ? { label: 'Decided', lines: [{ rich: [dateTime(basis.decision.validFrom)], style: 'fact' }] }
    : { label: 'Valid', lines: [{ rich: [`${longDay(basis.decision.validFrom)} to ${dateTime(basis.decision.validUntil)}`], style: 'fact' }] };
  return [
    validity,
    { label: 'Fingerprint', lines: [{ rich: [fingerprint(source.digests.statement)], style: 'fingerprint' }, detail(source.copy === null ? `Packet ${basis.number}, issued ${dateTime(basis.issuedAt)}` : `Packet ${source.copy.parent.number}, which holds the votes. This copy: ${dateTime(basis.issuedAt)}`)] },
    { label: 'Dossier revision', lines: [digestLine(basis.revision.digest), detail(`${basis.revision.revision.dossier}, SHA-256 of the Merkle root`)] },
    {
      label: artifacts.length === 1 ? 'Artifact' : 'Artifacts',
      lines: [
        ...shown.flatMap((artifact) => [digestLine(artifact.digest), detail(`${artifact.name}, ${artifact.kind === 'oci' ? 'OCI image, SHA-256' : 'SHA-256'}${artifact.sizeBytes === null ? '' : `, ${size(artifact.sizeBytes)}`}`)]),
        ...(artifacts.length > shown.length ? [detail(`and ${count(artifacts.length - shown.length, 'more artifact')}, section${nbsp}${artifactsPlace(source)}`)] : []),
      ],
    },
    { label: 'Quorum', lines: quorumLines(source) },
    ...(basis.decision.outcome === 'approved' ? [{ label: 'Conditions', lines: [{ rich: ['None.'], style: 'text' as const }] }] : []),
    ...(basis.decision.outcome === 'rejected' && reason !== undefined && reasons !== null ? [{ label: 'Reason', lines: [{ rich: reason, style: 'text' as const }, detail(`All reasons are in section${nbsp}${reasons}.`)] }] : []),
  ];
}

/** Where every artifact stands. */
export const artifactsPlace = (source: Source): string => (numberOf(source, 'scope') === null ? `${numberOf(source, 'at-a-glance')}` : `${numberOf(source, 'scope')}.4`);

/** Where every condition stands with its whole text. */
const conditionsPlace = (source: Source): string => numberOf(source, 'conditions') ?? numberOf(source, 'at-a-glance') ?? '';

/** The whole digest; its first eight digits are its name everywhere else. */
function digestLine(digest: Digest): KeyLine {
  return { rich: [{ text: digest.slice(0, 8), mono: true, strong: true }, mono(digest.slice(8))], style: 'digest' };
}

const choiceCounts: Record<Choice, (n: number) => string> = {
  approve: (n) => `${n} ${n === 1 ? 'approves' : 'approve'}`,
  'approve-with-conditions': (n) => `${n} ${n === 1 ? 'approves' : 'approve'} with conditions`,
  reject: (n) => `${n} ${n === 1 ? 'rejects' : 'reject'}`,
  abstain: (n) => `${n} ${n === 1 ? 'abstains' : 'abstain'}`,
};

function quorumLines(source: Source): KeyLine[] {
  const { basis: { quorum, votes, recusals }, dissents, places } = source;
  const counts = (Object.keys(choiceCounts) as Choice[]).flatMap((choice) => {
    const n = votes.filter((vote) => vote.choice === choice).length;
    return n === 0 ? [] : [choiceCounts[choice](n)];
  });
  const disciplines = [...new Set(votes.map((vote) => vote.discipline))].map((id) => `${disciplineWords(id)}${nbsp}${votes.filter((vote) => vote.discipline === id).length}`);
  const of = recusals.length === 0 ? '' : ` ${sentenceStart(count(recusals.length, 'recusal')).replace(/^1\u00a0/, `One${nbsp}`)}${pointer(places.recusals[0])}.`;
  const dissent: Rich = dissents.length === 0 ? [] : [strong(` ${dissents.length === 1 ? 'One' : sentenceStart(inWords(dissents.length))}${nbsp}${dissents.length === 1 ? 'dissent' : 'dissents'}${pointer(places.dissents[0])}.`)];
  return [
    { style: 'text', rich: [strong(quorum.met ? 'Met.' : 'Not met.'), ` ${figure(quorum.counted)} of ${figure(quorum.eligible)} eligible voted, ${figure(quorum.needed)} needed. ${counts.length === 0 ? '' : `${counts.join(', ')}.`}`] },
    { style: 'detail', rich: [disciplines.length === 0 ? '' : `${disciplines.join(', ')}.`, of, ...dissent] },
  ];
}

const pointer = (place: string | undefined): string => (place === undefined ? '' : `, section${nbsp}${place}`);

/** Columns of the conditions, in millimetres. */
const conditionColumns = (obliged: string) => [
  { head: ['No.'], width: 10 }, { head: [obliged], width: 86 }, { head: ['Due'], width: 23 }, { head: ['Clause'], width: 22 }, { head: ['Status'], width: 21 },
] as const;

/** Beyond this a party's name doesn't fit the column's head. */
const longestParty = 50;

/** The conditions as page 1 has room for them: in full, or one line each with a pointer to section 2. */
function conditionsOf(source: Source): Block[] {
  const { basis: { conditions }, room } = source;
  if (conditions.length === 0) return [];
  const title: Block = { kind: 'subhead', number: null, title: [conditions.length === 1 ? 'Condition' : 'Conditions'] };
  if (room.conditions === 'full') return [title, { ...conditionTable(conditions), summary: 'Conditions of the approval' }];
  const shown = conditions.slice(0, room.conditions);
  const rest = conditions.length - shown.length;
  const where = `in full in section${nbsp}${conditionsPlace(source)}.`;
  if (shown.length === 0) return [title, { kind: 'note', rich: [`${sentenceStart(count(rest, 'condition'))}, ${where}`] }];
  return [title, {
    kind: 'table', summary: 'Conditions of the approval, shortened', columns: conditionColumns('Obligation'),
    rows: shown.map((condition): Row => [[
      fitted(1, strong(condition.id)), fitted(1, condition.text), cell(strong(shortDay(condition.dueOn))), fitted(1, condition.clause ?? '–'), statusCell(condition.state),
    ]]),
    note: [`${rest > 0 ? `${sentenceStart(count(rest, 'more condition'))} and all texts` : 'All texts'} ${where}`],
  }];
}

/** Every condition with its whole text and who is obliged. */
export function conditionTable(conditions: Source['basis']['conditions']): Table {
  const [party, ...others] = [...new Set(conditions.map(({ obliged }) => obliged))];
  const single = party !== undefined && others.length === 0 && party.length <= longestParty;
  return {
    kind: 'table', summary: 'Conditions of the approval in full', columns: conditionColumns(single ? `Obligation of ${party}` : 'Obligation, and who is obliged'),
    rows: conditions.map((condition): Row => [[
      cell(strong(condition.id)), { paragraphs: [[condition.text], ...(single ? [] : [[quiet(condition.obliged)]])] }, cell(strong(shortDay(condition.dueOn))), cell(condition.clause ?? '–'), statusCell(condition.state),
    ]]),
  };
}

const statusCell = (state: keyof typeof conditionWords): Cell => ({ paragraphs: [[{ sign: conditionSigns[state] }, `${nbsp}${conditionWords[state]}`]], maxLines: 1 });

function verifyOf(source: Source): Block {
  const { basis, digests, copy } = source;
  const first = basis.board.sample ? 'SAMPLE' : copy !== null ? relatedVerdictWords[copy.kind] : packetVerdictWords[basis.decision.outcome === 'rejected' ? 'not-approved' : 'approved'];
  const file = copy === null ? basis.number : copyName(copy);
  const command = `countersign verify ${file}.pdf --trust${nbsp}${basis.trustFile}${basis.board.sample ? ' --allow-sample' : ''}`;
  const print = fingerprint(digests.statement);
  return {
    kind: 'verify', title: 'Verify before you rely on this document',
    steps: [
      { paragraphs: [[strong('Command.')], [{ text: command, mono: true, medium: true }], [{ text: 'Works offline. The first line must begin with ', tone: 'ink-2', size: 7.8 }, { text: first, mono: true, tone: 'ink-2', size: 7.2 }, { text: ` and show the fingerprint above.${copy === null ? '' : ` Whether the votes give this decision, ${basis.number}.pdf shows.`}`, tone: 'ink-2', size: 7.8 }]] },
      { paragraphs: [[strong('Countersign.'), ` Under Verify choose this file, then the board’s trust file; in another board’s profile first tick “${verifyWords.other}”. Or open the board’s verify page.`]] },
      { paragraphs: [[strong('Adobe Reader, pdfsig.'), ' Install the board’s root, SHA-256 ', { text: `${digests.ca.slice(0, 16)}…`, mono: true, size: 8.2 }, ', then open the signature panel. They check the seal only, not quorum, conditions or expiry.']] },
    ],
    code: {
      text: `countersign packet ${basis.number} sha256 ${print.replace(/ /g, '')}`,
      caption: [quiet('Packet number and fingerprint. A convenience, not proof.')],
      alt: `QR code: packet ${basis.number}, fingerprint ${print}`,
    },
  };
}
