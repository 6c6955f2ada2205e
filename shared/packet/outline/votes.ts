/** Sections 7 and 8 and the appendices: who decided what, the seal, the rules applied and the files inside. */
import { commonName } from '../certificate-name.ts';
import type { BasisVote, SignedBy } from '../basis.ts';
import type { CheckResult, Choice, Instant } from '../../vocabulary.ts';
import { exactTime, longDay, shortDay } from '../../copy/date.ts';
import { count, figure, list, nbsp } from '../../copy/number.ts';
import { choiceWords, disciplineWords } from '../../copy/status.ts';
import { cell, fitted, mono, paragraphsOf, quiet, strong, type Block, type Cell, type Rich, type Row, type Sign } from './content.ts';
import { numberOf, type Source } from './source.ts';
import { sealAllows, sealTitle } from './signatures.ts';

const choiceSigns = { approve: 'passed', 'approve-with-conditions': 'passed', reject: 'failed', abstain: 'abstained' } as const satisfies Record<Choice, Sign>;
/** `18 Nov 15:22:07`; the year stands in the table's note. */
const stamp = (at: Instant): string => `${shortDay(at).slice(0, -5)}${nbsp}${at.slice(11, 19)}`;

/** Section 7. */
export function votes(source: Source): Block[] {
  return [
    { kind: 'section', number: numberOf(source, 'votes'), title: list(['Votes', ...(source.dissents.length > 0 ? ['dissent'] : []), ...(source.basis.recusals.length > 0 ? ['recusal'] : [])]) },
    { kind: 'subhead', number: `${numberOf(source, 'votes')}.1`, title: ['Votes on revision ', { text: source.basis.revision.digest.slice(0, 8), mono: true, strong: true }], bookmark: 'Votes' },
    voteTable(source),
    ...dissents(source),
    ...recusals(source),
  ];
}

function voteTable(source: Source): Block {
  const { basis } = source;
  const signer = (by: SignedBy): Cell => ({ paragraphs: [[strong(by.name)], [quiet(disciplineWords(by.discipline))]], maxLines: 3 });
  const proof = (by: SignedBy): Cell[] => [cell(mono(by.certificate.slice(0, 16))), cell(stamp(by.claimedAt)), cell(stamp(by.firstSeenAt))];
  const choice = (vote: BasisVote): Rich => {
    const dissent = source.dissents.find((one) => one.dissent.act === vote.act);
    return [{ sign: choiceSigns[vote.choice] }, `${nbsp}${choiceWords[vote.choice]}${dissent === undefined ? '' : `, dissent${nbsp}${dissent.number}`}`];
  };
  const years = [...new Set([...basis.votes, ...basis.recusals].flatMap((by) => [by.claimedAt.slice(0, 4), by.firstSeenAt.slice(0, 4)]))].sort();
  return {
    kind: 'table', summary: 'Votes and recusals',
    columns: [{ head: ['Member and discipline'], width: 40 }, { head: ['Decision'], width: 41 }, { head: ['Certificate, SHA-256'], width: 29 }, { head: ['Claimed, UTC'], width: 26, align: 'end' }, { head: ['First seen, UTC'], width: 26, align: 'end' }],
    rows: [
      ...basis.votes.map((vote): Row => [[signer(vote), { paragraphs: [choice(vote)] }, ...proof(vote)]]),
      ...basis.recusals.map((recusal): Row => [[signer(recusal), cell({ sign: 'recused' }, `${nbsp}Recused`), ...proof(recusal)]]),
    ],
    note: [`${years.length === 1 ? `All times ${years[0]}. ` : years.length > 1 ? `Times from ${years[0]} to ${years.at(-1)}. ` : ''}Claimed: the member’s clock. First seen: when the issuer’s machine had the sign-off; neither is a timestamp of a third party.`],
  };
}

function dissents(source: Source): Block[] {
  if (source.dissents.length === 0) return [{ kind: 'labelled', number: `${numberOf(source, 'votes')}.2`, label: 'Dissent', paragraphs: [['No member dissented.']] }];
  return source.dissents.map(({ number, dissent }, i): Block => {
    const paragraphs = paragraphsOf(dissent.text).map((rich) => [...rich]);
    if (paragraphs.length > 0) {
      paragraphs[0]!.unshift('“');
      paragraphs.at(-1)!.push('”');
    }
    return {
      kind: 'labelled', number: source.places.dissents[i]!, label: `Dissent ${number}`, paragraphs,
      source: [`${dissent.name}, signed with ${dissent.counted ? 'the vote' : 'a vote that the decision does not count'}, act `, mono(dissent.act.slice(0, 8)), `, ${longDay(dissent.claimedAt)}.`],
    };
  });
}

function recusals(source: Source): Block[] {
  const { basis } = source;
  return basis.recusals.map((recusal, i): Block => ({
    kind: 'labelled', number: source.places.recusals[i]!, label: basis.recusals.length === 1 ? 'Recusal' : `Recusal ${i + 1}`,
    paragraphs: [[strong(`${recusal.name}. `), ...(paragraphsOf(recusal.reason)[0] ?? [])], ...paragraphsOf(recusal.reason).slice(1)],
    source: ['Act ', mono(recusal.act.slice(0, 8)), `, ${longDay(recusal.claimedAt)}. A recusal never lowers the ${count(basis.quorum.needed, 'vote')} that the charter needs (R-2).`],
  }));
}

/** Section 8. */
export function sealSection(source: Source): Block[] {
  const { basis, digests } = source;
  return [
    { kind: 'section', number: numberOf(source, 'seal'), title: sealTitle(source) },
    {
      kind: 'seal', field: false, columns: [
        { label: 'Sealed for the board', fact: [strong(basis.issuer.name)], details: [['Board secretary'], ['Certificate ', mono(digests.issuer.slice(0, 16))]] },
        { label: 'Signature', fact: ['PAdES baseline B, ECDSA P-256'], details: [[sealAllows(source)], [`Issuer: ${commonName(basis.ca) ?? 'the board’s root'}`]] },
        { label: 'Sealed at, claimed', fact: [exactTime(basis.issuedAt)], details: [['No third party’s timestamp'], [source.copy === null ? `${count(basis.votes.length, 'vote')} and ${count(basis.recusals.length, 'recusal')} embedded as DSSE` : 'No vote is embedded in a copy']] },
      ],
    },
  ];
}

const resultSigns = { passed: 'passed', failed: 'failed', indeterminate: 'indeterminate' } as const satisfies Record<CheckResult, Sign>;
const resultWords: Record<CheckResult, string> = { passed: 'Passed', failed: 'Not met', indeterminate: 'Unknown' };

/** The appendix of rules. */
export function rulesAppendix(source: Source): Block[] {
  const { basis } = source;
  const title = `Appendix ${numberOf(source, 'rules')}. Rules applied`;
  return [
    { kind: 'subhead', number: null, title: [title], bookmark: title },
    {
      kind: 'table', summary: 'Rules of the board as applied', columns: [{ head: ['Rule'], width: 14 }, { head: ['What was found'], width: 124 }, { head: ['Result'], width: 24 }],
      rows: basis.rules.map((fact): Row => [[cell(fact.rule), cell(fact.text), { paragraphs: [[{ sign: resultSigns[fact.result] }, nbsp, fact.result === 'passed' ? resultWords[fact.result] : strong(resultWords[fact.result])]], maxLines: 1 }]]),
      note: ['Charter ', mono(basis.charter.digest.slice(0, 8)), `, roster ${basis.roster.seq} `, mono(basis.roster.digest.slice(0, 8)), source.copy === null ? '. The sign-offs inside this file, counted again by these rules, must give this decision.' : `. The sign-offs inside packet ${source.copy.parent.number}, counted again by these rules, must give this decision.`],
    },
  ];
}

/** The appendix of embedded files. */
export function embeddedFilesAppendix(source: Source): Block[] {
  const { files, copy } = source;
  const title = `Appendix ${numberOf(source, 'files')}. Embedded files`;
  return [
    { kind: 'subhead', number: null, title: [title], bookmark: title },
    {
      kind: 'table', summary: `Files embedded in this ${copy === null ? 'packet' : 'copy'}`, columns: [{ head: ['File'], width: 37 }, { head: ['Bytes'], width: 20, align: 'end' }, { head: ['SHA-256'], width: 105 }],
      rows: files.map((file): Row => [[fitted(1, mono(file.name)), cell(figure(file.sizeBytes)), fitted(1, { text: file.digest, mono: true, size: 7.6 })]]),
      note: copy === null ? ['The fingerprint is the start of the first digest.'] : ['The fingerprint is the packet’s, not this copy’s. The packet’s SHA-256 is ', mono(copy.parent.digest), '.'],
    },
  ];
}
