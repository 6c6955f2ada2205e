/** Lists and graphs in evidence, in words: argument nodes, test cases, incidents, components. */
import type { Entry, EntryState, EntryType } from '../dossier/evidence.ts';
import type { EntryCounts } from '../evidence/entries.ts';
import { count, figure, list, nbsp } from './number.ts';

/** A tool's finding is not the board's: the board's has an author and a severity. */
export const entryTypeWords = {
  'goal': 'Goal', 'strategy': 'Strategy', 'solution': 'Solution', 'claim': 'Claim', 'evidence': 'Evidence', 'context': 'Context', 'assumption': 'Assumption', 'justification': 'Justification', 'module': 'Module',
  'case': 'Test case', 'finding': 'Tool’s finding', 'probe': 'Probe', 'control': 'Control', 'incident': 'Incident', 'checklist-item': 'Checklist item',
  'component': 'Component', 'model': 'Model', 'data-set': 'Data set', 'step': 'Step', 'data': 'Data',
  'choice': 'Design choice', 'hyperparameter': 'Hyperparameter', 'failure-mode': 'Failure mode', 'limit': 'Limit',
} as const satisfies Record<EntryType, string>;

/** How an entry stands; nothing said is a dash. */
export const entryStateWords = {
  passed: 'Passed', failed: 'Failed', error: 'Did not finish', skipped: 'Skipped', gap: 'Gap', open: 'Open', closed: 'Closed', unstated: 'No state given',
} as const satisfies Record<EntryState | 'unstated', string>;

/** The same after a number: `3 failed`. */
const countWords = {
  passed: 'passed', failed: 'failed', error: 'did not finish', skipped: 'skipped', gap: 'left open by the file', open: 'open', closed: 'closed', unstated: 'without a state',
} as const satisfies Record<EntryState | 'unstated', string>;

/** In the order in which counts are told: what needs somebody first. */
export const entryStateOrder = ['failed', 'error', 'gap', 'open', 'skipped', 'unstated', 'closed', 'passed'] as const satisfies readonly (EntryState | 'unstated')[];

const argument: readonly EntryType[] = ['goal', 'strategy', 'solution', 'claim', 'evidence', 'context', 'assumption', 'justification', 'module'];
const nouns: Readonly<Record<EntryType, readonly [one: string, many: string]>> = {
  'goal': ['goal', 'goals'], 'strategy': ['strategy', 'strategies'], 'solution': ['solution', 'solutions'], 'claim': ['claim', 'claims'], 'evidence': ['item of evidence', 'items of evidence'], 'context': ['context', 'contexts'],
  'assumption': ['assumption', 'assumptions'], 'justification': ['justification', 'justifications'], 'module': ['module', 'modules'],
  'case': ['test case', 'test cases'], 'finding': ['finding of the tool', 'findings of the tool'], 'probe': ['probe', 'probes'], 'control': ['control', 'controls'], 'incident': ['incident', 'incidents'],
  'checklist-item': ['checklist item', 'checklist items'], 'component': ['component', 'components'], 'model': ['model', 'models'], 'data-set': ['data set', 'data sets'], 'step': ['step', 'steps'], 'data': ['data object', 'data objects'],
  'choice': ['design choice', 'design choices'], 'hyperparameter': ['hyperparameter', 'hyperparameters'], 'failure-mode': ['failure mode', 'failure modes'], 'limit': ['limit', 'limits'],
};

/** What the entries of one piece are called together, one and many: all of one type by its name, an argument's by `node`, a mixture by `entry`. */
export function entryNoun(entries: readonly Entry[]): readonly [one: string, many: string] {
  const [first] = entries;
  if (first === undefined) return ['entry', 'entries'];
  if (entries.every(({ type }) => type === first.type)) return nouns[first.type];
  return entries.every(({ type }) => argument.includes(type)) ? ['node of the argument', 'nodes of the argument'] : ['entry', 'entries'];
}

/** How many entries there are, by their types where these are few: `37 components, 1 model and 1 data set`. */
export function entryTotals(entries: readonly Entry[]): string {
  const byType = new Map<EntryType, number>();
  for (const { type } of entries) byType.set(type, (byType.get(type) ?? 0) + 1);
  const whole = count(entries.length, ...entryNoun(entries));
  return byType.size > 4 || entries.every(({ type }) => argument.includes(type)) ? whole : list([...byType].map(([type, n]) => count(n, ...nouns[type])));
}

/** How many entries need somebody: `2 of 14 open`, `3 of 120 failed or unfinished`; null where none does. */
export function entryOpenPhrase({ total, failed, error, gap, open }: EntryCounts): string | null {
  const [bad, left] = [failed + error, gap + open];
  if (bad + left === 0) return null;
  const words = left === 0 ? (error === 0 ? 'failed' : failed === 0 ? 'unfinished' : 'failed or unfinished') : bad === 0 ? 'open' : 'failed or open';
  return `${figure(bad + left)} of ${figure(total)} ${words}`;
}

/** `2 of 14 nodes of the argument are left open by the file`. */
export function entryCountPhrase(state: EntryState, n: number, total: number, [one, many]: readonly [string, string]): string {
  const verb = state === 'gap' || state === 'open' || state === 'closed' || state === 'skipped' ? (n === 1 ? 'is ' : 'are ') : '';
  return `${figure(n)} of ${figure(total)}${nbsp}${total === 1 ? one : many} ${verb}${countWords[state]}`;
}

/** Counts of every state that occurs, the ones that need somebody first: `1 failed, 2 open, 11 passed`. */
export function entryCountsText(counts: EntryCounts): string {
  return entryStateOrder.filter((state) => counts[state] > 0).map((state) => entryStateCount(state, counts[state])).join(', ');
}

/** `3 failed`. */
export function entryStateCount(state: EntryState | 'unstated', n: number): string {
  return `${figure(n)}${nbsp}${countWords[state]}`;
}

/** How an entry is linked to another. */
export const entryLinkWords = {
  'supported-by': 'Supported by', 'in-context-of': 'In the context of', 'part-of': 'Part of', 'about': 'About', 'made-from': 'Made from', 'same-as': 'The same as',
} as const satisfies Record<Entry['links'][number]['as'], string>;
