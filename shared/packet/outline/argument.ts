/** The safety case as the release team argues it, and its checklists: what every node and every item says, what it rests on, and what it leaves open. */
import type { Entry, EntryType } from '../../dossier/evidence.ts';
import { countEntries, openEntries } from '../../evidence/entries.ts';
import { entryCountsText, entryNoun, entryStateWords, entryTypeWords } from '../../copy/entries.ts';
import { count, figure, list, listUpTo, nbsp, sentenceStart } from '../../copy/number.ts';
import type { BasisEvidence } from '../basis.ts';
import { cell, fitted, mono, quiet, strong, type Block, type Rich, type Row } from './content.ts';
import { numberOf, type Source } from './source.ts';
import { stateCell } from './state-cell.ts';

const argumentTypes: readonly EntryType[] = ['goal', 'strategy', 'solution', 'claim', 'evidence', 'context', 'assumption', 'justification', 'module'];
/** Rows of one argument or checklist that are printed; the whole is in `evidence.jsonl`. */
const listed = 250;
/** An argument deeper than this is numbered no further. */
const deepest = 12;

const isArgument = ({ evidence: { entries } }: BasisEvidence): boolean => entries.length > 0 && entries.every(({ type }) => argumentTypes.includes(type));
const isChecklist = ({ evidence: { entries } }: BasisEvidence): boolean => entries.length > 0 && entries.every(({ type }) => type === 'checklist-item');

/** Whether a record is printed whole in this section, and so only counted among the evidence. */
export const standsInArgument = (of: BasisEvidence): boolean => isArgument(of) || isChecklist(of);

/** Whether there is anything for this section. */
export const hasArgument = (evidence: readonly BasisEvidence[]): boolean => evidence.some(standsInArgument);

/** The section of safety case and checklists; empty where the dossier holds neither. */
export function argumentSection(source: Source): Block[] {
  const { evidence } = source.basis;
  const [cases, checklists] = [evidence.filter(isArgument), evidence.filter(isChecklist)];
  if (cases.length + checklists.length === 0) return [];
  const title = [...(cases.length > 0 ? ['Safety case'] : []), ...(checklists.length > 0 ? [cases.length > 0 ? 'checklists' : 'Checklists'] : [])];
  return [
    { kind: 'section', number: numberOf(source, 'argument'), title: list(title) },
    { kind: 'lead', rich: [leadOf(cases, checklists)] },
    ...cases.flatMap((of) => argumentBlocks(source, of)),
    ...checklists.flatMap(checklistBlocks),
  ];
}

function leadOf(cases: readonly BasisEvidence[], checklists: readonly BasisEvidence[]): string {
  const sum = (of: readonly BasisEvidence[]): { readonly total: number; readonly open: number } => of.reduce(({ total, open }, { evidence: { entries } }) => ({ total: total + entries.length, open: open + openEntries(countEntries(entries)) }), { total: 0, open: 0 });
  const say = (of: readonly BasisEvidence[], [one, many]: readonly [string, string], whole: string): string[] => {
    if (of.length === 0) return [];
    const { total, open } = sum(of);
    return [`${sentenceStart(count(total, one, many))}: ${open === 0 ? whole : `${figure(open)} failed or left open`}.`];
  };
  return [
    ...say(cases, ['node of the safety case', 'nodes of the safety case'], 'the file itself leaves none open'),
    ...say(checklists, ['checklist item', 'checklist items'], 'none is open'),
    `Both are the release team’s own words; a whole argument and a filled form prove nothing by themselves.`,
  ].join(' ').replace(/^(.*)Both are/, (whole: string, before: string) => (cases.length > 0 && checklists.length > 0 ? whole : `${before}These are`));
}

/** A node with its place in the tree: `1.2.3`. `again`: it stands elsewhere in full. */
interface Placed { readonly entry: Entry; readonly place: string; readonly again: boolean }

/** The nodes as a tree from what supports nothing down, each in full where it comes first; loose ones at the end. */
function placed(entries: readonly Entry[]): readonly Placed[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const below = (entry: Entry): readonly Entry[] => entry.links.flatMap(({ to, as }) => (as === 'supported-by' ? known.get(to) ?? [] : []));
  const beside = (entry: Entry): readonly Entry[] => entry.links.flatMap(({ to, as }) => (as === 'in-context-of' ? known.get(to) ?? [] : []));
  const used = new Set(entries.flatMap((entry) => [...below(entry), ...beside(entry)]).map(({ id }) => id));
  const seen = new Set<string>();
  const rows: Placed[] = [];
  const walk = (entry: Entry, place: string, depth: number): void => {
    if (rows.length >= entries.length * 2) return;
    const again = seen.has(entry.id);
    rows.push({ entry, place, again });
    if (again || depth === deepest) return;
    seen.add(entry.id);
    for (const one of beside(entry)) {
      rows.push({ entry: one, place: '', again: seen.has(one.id) });
      seen.add(one.id);
    }
    below(entry).forEach((one, i) => walk(one, `${place}.${i + 1}`, depth + 1));
  };
  let top = 0;
  for (const entry of entries) if (!used.has(entry.id)) walk(entry, String(++top), 1);
  // Nodes that only support each other in a circle hang under nothing.
  for (const entry of entries) if (!seen.has(entry.id)) walk(entry, String(++top), 1);
  return rows;
}

const idPattern = /\b(?:[A-Z]{1,3}-\d{1,5})\b/g;

/** How the records stand that a node names: an argument is as good as what is at its ends. */
function restsOn({ basis: { evidence, revision: { revision } } }: Source, { title, text }: Entry): Rich {
  const named = [...new Set(`${title} ${text ?? ''}`.match(idPattern) ?? [])];
  const words = { passed: 'passed', failed: 'failed', indeterminate: 'inconclusive', 'not-judged': 'not judged' } as const;
  return named.flatMap((id): Rich => {
    const held = evidence.find(({ entry }) => entry.id === id);
    if (held === undefined) return revision.documents.some((document) => document.id === id) ? [`${id}, a document `] : [];
    const { state } = held.judgement;
    return [...(state === 'not-judged' ? [] : [{ sign: state }, nbsp]), state === 'passed' ? `${id}${nbsp}${words[state]} ` : strong(`${id}${nbsp}${words[state]} `)];
  });
}

function argumentBlocks(source: Source, of: BasisEvidence): Block[] {
  const { entry, evidence: { entries } } = of;
  const rows = placed(entries);
  const left = rows.length - listed;
  return [
    { kind: 'subhead', number: null, title: [`${entry.id}  ${entry.title}`], bookmark: `${entry.id} ${entry.title}` },
    {
      kind: 'table', summary: `Argument of ${entry.id} from its top claim down`,
      columns: [{ head: ['Place'], width: 17 }, { head: ['Node'], width: 15 }, { head: ['Kind'], width: 22 }, { head: ['What it says'], width: 72 }, { head: ['Rests on'], width: 36 }],
      rows: rows.slice(0, listed).map(({ entry: node, place, again }): Row => {
        const isLeading = node.type === 'goal' || node.type === 'claim';
        const says: Rich[] = again ? [[quiet(`As above: ${node.id}.`)]] : [[isLeading ? { text: node.title, medium: true } : node.title], ...(node.text === null ? [] : [[quiet(node.text)]])];
        const state: Rich = node.state === null ? restsOn(source, node) : [strong(entryStateWords[node.state])];
        return [[cell(quiet(place)), fitted(2, strong(node.id)), cell(quiet(entryTypeWords[node.type])), { paragraphs: says, maxLines: 8 }, cell(...(again ? [] : state))]];
      }),
      note: ['Place: the number of a node under the one that it supports; what stands beside a claim as its context has none.', ...(left > 0 ? [` ${sentenceStart(count(left, 'more row'))} in `, mono('evidence.jsonl'), '.'] : [])],
    },
  ];
}

const answerSigns = { passed: 'passed', failed: 'failed', error: 'indeterminate', gap: 'indeterminate', open: 'indeterminate', skipped: 'not-judged', closed: 'not-judged' } as const;
/** As the form has the answers (`docs/formats/checklist-record.md`). */
const answerWords: Readonly<Record<string, string>> = { met: 'Met', partly: 'Partly met', open: 'Open', 'not-met': 'Not met', 'not-applicable': 'Not applicable' };

function checklistBlocks({ entry, evidence: { entries, facts } }: BasisEvidence): Block[] {
  const left = entries.length - listed;
  const by = facts.filter(({ name }) => /answered|checklist|version/i.test(name)).slice(0, 4).map(({ name, value }) => `${sentenceStart(name)}: ${value.replace(/\s+/g, ' ')}`);
  return [
    { kind: 'subhead', number: null, title: [`${entry.id}  ${entry.title}`], bookmark: `${entry.id} ${entry.title}` },
    { kind: 'note', rich: [`${sentenceStart(count(entries.length, ...entryNoun(entries)))}: ${entryCountsText(countEntries(entries))}.${by.length === 0 ? '' : ` ${by.join('; ')}.`}`] },
    {
      kind: 'table', summary: `Checklist ${entry.id}, item by item`,
      columns: [{ head: ['Item'], width: 22 }, { head: ['Asked, and what the team says to it'], width: 74 }, { head: ['Evidence, hazards'], width: 33 }, { head: ['Answer'], width: 33 }],
      rows: entries.slice(0, listed).map((item): Row => [[
        fitted(2, strong(item.id)), { paragraphs: [[item.title], ...(item.text === null ? [] : [[quiet(item.text)]])], maxLines: 8 },
        cell(listUpTo(item.links.map(({ to }) => to), 6) || '–'),
        stateCell(item.state === null ? 'not-judged' : answerSigns[item.state], answerWords[item.stateRaw ?? ''] ?? (item.state === null ? entryStateWords.unstated : entryStateWords[item.state])),
      ]]),
      ...(left > 0 ? { note: [`${sentenceStart(count(left, 'more item'))} in `, mono('evidence.jsonl'), '.'] } : {}),
    },
  ];
}
