/** What lists, graphs and lineage come to: counts of each piece, what is open first; the whole is in `evidence.jsonl`. */
import type { Entry, EntryState, LineageItem } from '../../dossier/evidence.ts';
import { byGravity, firstSettled, graveness, openEntries, type EntryCounts } from '../../evidence/entries.ts';
import type { EvidenceState } from '../../evidence/judge.ts';
import { entryCountsText, entryNoun, entryOpenPhrase, entryStateWords, entryTotals, entryTypeWords } from '../../copy/entries.ts';
import { hashCaveat, lineageCheckWords } from '../../copy/lineage.ts';
import { count, figure, inWords, list, nbsp, sentenceStart } from '../../copy/number.ts';
import type { BasisEvidence } from '../basis.ts';
import { standsInArgument } from './argument.ts';
import { cell, fitted, mono, quiet, strong, type Block, type Rich, type Row } from './content.ts';
import { stateCell } from './state-cell.ts';

/** Lines of one piece, its own line of counts among them. */
const mostLines = 12;

const signOf = { passed: 'passed', failed: 'failed', error: 'indeterminate', gap: 'indeterminate', open: 'indeterminate', skipped: 'not-judged', closed: 'not-judged' } as const satisfies Record<EntryState, EvidenceState>;

/** Arguments, test cases, incidents, components: a line of counts for each piece, then what is open, the gravest first. */
export function entrySummaries(evidence: readonly BasisEvidence[]): Block[] {
  // A safety case and a checklist stand in a section of their own, whole.
  const held = evidence.filter((of) => of.judgement.entries.total > 0 && !standsInArgument(of));
  if (held.length === 0) return [];
  const open = held.reduce((sum, { judgement }) => sum + openEntries(judgement.entries), 0);
  const left = held.reduce((sum, { judgement }) => sum + Math.max(0, openEntries(judgement.entries) - (mostLines - 1)), 0);
  return [
    { kind: 'subhead', number: null, title: [open === 0 ? 'Cases and lists: nothing in them is open' : `Cases and lists: ${inWords(open)}${nbsp}${open === 1 ? 'entry' : 'entries'} failed or open`], bookmark: 'Cases and lists' },
    {
      kind: 'table', summary: 'Entries of the evidence that are open',
      columns: [{ head: ['Id'], width: 18 }, { head: ['Entry'], width: 25 }, { head: ['What it says'], width: 86 }, { head: ['State'], width: 33 }],
      rows: held.flatMap((of) => [countsRow(of), ...byGravity(of.evidence.entries).filter((entry) => graveness(entry) < firstSettled).slice(0, mostLines - 1).map(entryRow)]),
      note: [...(left > 0 ? [`${sentenceStart(count(left, 'more open entry', 'more open entries'))} not shown ${left === 1 ? 'is' : 'are'}, like all that is settled, in `] : ['What is settled is in ']), mono('evidence.jsonl'), '. A gap is what the file itself leaves open; it never counts as passed.'],
    },
  ];
}

function countsRow({ entry, evidence, judgement: { entries } }: BasisEvidence): Row {
  const said = entries.unstated === entries.total ? entryTotals(evidence.entries) : entryCountsText(entries);
  return [[
    fitted(1, strong(entry.id)), cell(count(entries.total, ...shortNoun(evidence.entries))), { paragraphs: [[strong(entry.title)], [quiet(`${sentenceStart(said)}.`)]], maxLines: 4 },
    stateCell(entries.failed > 0 ? 'failed' : openEntries(entries) > 0 ? 'indeterminate' : 'not-judged', stateOf(entries)),
  ]];
}

/** The gravest that fits the column; the counts beside it have the rest. */
function stateOf(counts: EntryCounts): string {
  const { total, failed, error, unstated } = counts;
  const of = (n: number, words: string): string => `${figure(n)} of ${figure(total)} ${words}`;
  if (failed > 0) return of(failed, 'failed');
  if (error > 0) return of(error, 'unfinished');
  return unstated === total ? entryStateWords.unstated : entryOpenPhrase(counts) ?? 'None open';
}

/** Without `of the argument`, for which the column has no room. */
export function shortNoun(entries: readonly Entry[]): readonly [string, string] {
  const [one, many] = entryNoun(entries);
  return [one.replace(/ of the .*$/, ''), many.replace(/ of the .*$/, '')];
}

function entryRow({ id, type, title, state }: Entry): Row {
  return [[cell(''), fitted(1, shortId(id)), fitted(2, `${entryTypeWords[type]}: ${title}`), stateCell(state === null ? 'not-judged' : signOf[state], entryStateWords[state ?? 'unstated'])]];
}

/** Long ids are paths: their end tells more than their beginning, and the title stands beside. */
const shortId = (id: string): string => (id.length <= 15 ? id : `…${id.slice(-13)}`);

/** The way from data to artifact: whether each file at hand has the hash that is named, and what those hashes are worth. */
export function lineageSummaries(evidence: readonly BasisEvidence[]): Block[] {
  const held = evidence.filter(({ evidence: { lineage } }) => lineage.length > 0);
  if (held.length === 0) return [];
  const differing = held.reduce((sum, { judgement }) => sum + judgement.differing, 0);
  return [
    { kind: 'subhead', number: null, title: [differing === 0 ? 'Lineage' : `Lineage: ${inWords(differing)}${nbsp}${differing === 1 ? 'hash differs' : 'hashes differ'} from the file`], bookmark: 'Lineage' },
    {
      kind: 'table', summary: 'Lineage of the evidence', columns: [{ head: ['Id'], width: 18 }, { head: ['Objects'], width: 111 }, { head: ['Against the file'], width: 33 }],
      rows: held.flatMap((of) => [lineageRow(of), ...of.evidence.lineage.filter(({ check }) => check === 'differs').slice(0, mostLines - 1).map(differingRow)]),
      note: ['Checked when the dossier was packed, where the file was at hand.', ...(differing > 0 ? [' A record whose lineage differs never counts as passed.'] : []), ' Every object with its hash is in ', mono('evidence.jsonl'), '.'],
    },
  ];
}

function lineageRow({ entry, evidence: { lineage }, judgement: { differing } }: BasisEvidence): Row {
  const n = (check: LineageItem['check']): number => lineage.filter((item) => item.check === check).length;
  const steps = new Set(lineage.flatMap(({ step }) => (step === null ? [] : [step]))).size;
  const parts = [...(n('matches') > 0 ? [`${figure(n('matches'))} ${n('matches') === 1 ? 'matches' : 'match'}`] : []), ...(differing > 0 ? [`${figure(differing)} ${differing === 1 ? 'differs' : 'differ'}`] : []), ...(n('not-at-hand') > 0 ? [`${figure(n('not-at-hand'))} not at hand`] : [])];
  const caveats: Rich[] = caveatsOf(lineage).map((text) => [quiet(text)]);
  return [[
    fitted(1, strong(entry.id)), { paragraphs: [[`${sentenceStart(count(lineage.length, 'object'))}${steps === 0 ? '' : ` in ${count(steps, 'step')}`}: ${list(parts)}.`], ...caveats] },
    stateCell(differing > 0 ? 'failed' : 'not-judged', differing > 0 ? `${figure(differing)} of ${figure(lineage.length)} ${differing === 1 ? 'differs' : 'differ'}` : n('matches') === lineage.length ? 'All match' : 'None differs'),
  ]];
}

/** `12 hashes: MD5 only: no proof of integrity.` */
function caveatsOf(lineage: readonly LineageItem[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { hashAlgorithm } of lineage) {
    const caveat = hashCaveat(hashAlgorithm);
    if (caveat !== null) counts.set(caveat, (counts.get(caveat) ?? 0) + 1);
  }
  return [...counts].slice(0, 4).map(([caveat, n]) => `${figure(n)} of ${figure(lineage.length)}: ${caveat}`);
}

function differingRow({ path, hashAlgorithm, hash, step }: LineageItem): Row {
  return [[cell(''), { paragraphs: [[path, ...(step === null ? [] : [quiet(`, ${step}`)])], [mono(`${hashAlgorithm} ${hash}`)]], maxLines: 4 }, stateCell('failed', lineageCheckWords.differs)]];
}
