import { useMemo, useState, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { entryLinkWords, entryNoun, entryOpenPhrase, entryStateCount, entryStateOrder, entryStateWords, entryTotals, entryTypeWords } from '../../../shared/copy/entries.ts';
import { readingRules } from '../../../shared/copy/evidence.ts';
import { count, figure, sentenceStart } from '../../../shared/copy/number.ts';
import type { Entry } from '../../../shared/dossier/evidence.ts';
import type { EntryCounts } from '../../../shared/evidence/entries.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { entryMarks, isTree, listRows, treeRows, type EntryRow } from './entry-rows.ts';
import { ItemLink, type ItemTabs } from './item-link.tsx';
import styles from './entries.module.css';

/** Rows before and after “Show all”. */
const few = 14;
const most = 2000;

interface EntriesProps { readonly entries: readonly Entry[]; readonly counts: EntryCounts; readonly dossier: DossierId; readonly items: ItemTabs }

/** What a list or a graph holds, its counts first: an argument as an indented tree, anything else as a table, what is open before what is settled. */
export function Entries({ entries, counts, dossier, items }: EntriesProps): ReactNode {
  const [all, setAll] = useState(false);
  const tree = useMemo(() => isTree(entries), [entries]);
  const rows = useMemo(() => (tree ? treeRows(entries) : listRows(entries)), [entries, tree]);
  const has = useMemo(() => columnsOf(entries, tree), [entries, tree]);
  const [one, many] = entryNoun(entries);
  const shown = rows.slice(0, all ? most : few);
  const left = rows.length - shown.length;
  const open = entryOpenPhrase(counts);
  return (
    <section className={styles.block} aria-label={sentenceStart(many)}>
      <h3>{open === null ? sentenceStart(entryTotals(entries)) : `${sentenceStart(many)}: ${open}`} {has.states && <Counts counts={counts} tree={tree} />}</h3>
      {counts.gap > 0 && <p className={styles.rule}>{readingRules.gap}</p>}
      <div className={styles.wide} tabIndex={0} role="group" aria-label={`${sentenceStart(many)}, scrollable`}>
        <table className={styles.table} aria-label={sentenceStart(many)} data-tree={tree}>
          <thead><tr>
            {has.states && <th scope="col">State</th>}{has.ids && <th scope="col">Id</th>}{has.types && <th scope="col">Type</th>}
            <th scope="col">{tree ? 'Argument' : sentenceStart(one)}</th>{has.times && <th scope="col">When</th>}
          </tr></thead>
          <tbody>{shown.map((row, index) => <Row key={index} row={row} tree={tree} has={has} dossier={dossier} items={items} />)}</tbody>
        </table>
      </div>
      {left > 0 && <p className={styles.more}>{count(left, 'more row')}{openLeft(rows.slice(shown.length))}. {!all && <button type="button" className={styles.link} onClick={() => setAll(true)}>{rows.length > most ? `Show the first ${figure(most)}` : `Show all ${figure(rows.length)}`}</button>}{all && ' They are in the raw file.'}</p>}
    </section>
  );
}

interface Columns { readonly states: boolean; readonly ids: boolean; readonly types: boolean; readonly times: boolean }

/** Only columns that say something. Long ids stand under the words instead: paths would leave those no room. */
function columnsOf(entries: readonly Entry[], tree: boolean): Columns {
  const short = entries.filter(({ id }) => id.length <= 14).length;
  return {
    states: entries.some(({ state }) => state !== null), times: entries.some(({ at }) => at !== null), types: !tree && new Set(entries.map(({ type }) => type)).size > 1,
    ids: !tree && short >= entries.length * 0.8 && entries.some(({ id, title }) => id !== title),
  };
}

/** How many of the rows that aren't shown are open: what is left out must not look settled. */
function openLeft(rows: readonly EntryRow[]): string {
  const open = rows.filter(({ entry: { state }, again }) => !again && (state === 'failed' || state === 'error' || state === 'gap' || state === 'open')).length;
  return open === 0 ? '' : `, ${figure(open)} of them open`;
}

/** Nodes of an argument mostly have no state of their own: that goes without saying. */
function Counts({ counts, tree }: { readonly counts: EntryCounts; readonly tree: boolean }): ReactNode {
  return (
    <span className={styles.counts}>
      {entryStateOrder.filter((state) => counts[state] > 0 && !(tree && state === 'unstated')).map((state) => <StateMark key={state} state={state === 'unstated' ? 'not-judged' : entryMarks[state]}>{entryStateCount(state, counts[state])}</StateMark>)}
    </span>
  );
}

interface RowProps { readonly row: EntryRow; readonly tree: boolean; readonly has: Columns; readonly dossier: DossierId; readonly items: ItemTabs }

function Row({ row: { entry, level, again }, tree, has, dossier, items }: RowProps): ReactNode {
  const mark: MarkState = entry.state === null ? 'not-judged' : entryMarks[entry.state];
  return (
    <tr data-again={again}>
      {has.states && <td className={styles.state}>{entry.state === null ? <span className={styles.none}>–<span className="visually-hidden">{entryStateWords.unstated}</span></span> : <StateMark state={mark}>{entryStateWords[entry.state]}</StateMark>}<RawState entry={entry} /></td>}
      {has.ids && <td className={styles.id}>{entry.id}</td>}
      {has.types && <td className={styles.type}>{entryTypeWords[entry.type]}</td>}
      <th scope="row" style={{ '--level': Math.min(level, 8) } as React.CSSProperties}>
        {tree && <span className={styles.kind}>{level > 0 && <span className="visually-hidden">Level {level + 1}. </span>}{entryTypeWords[entry.type]} {entry.id}</span>}
        {again ? <span className={styles.none}>shown above</span> : <Words entry={entry} tree={tree} named={tree || has.ids} dossier={dossier} items={items} />}
      </th>
      {has.times && <td className={styles.when}>{entry.at === null ? '–' : shortDay(entry.at)}</td>}
    </tr>
  );
}

/** The file's own word where it says more than ours. */
function RawState({ entry: { state, stateRaw } }: { readonly entry: Entry }): ReactNode {
  if (stateRaw === null || stateRaw === '' || (state !== null && stateRaw.toLowerCase() === entryStateWords[state].toLowerCase())) return null;
  return <small className={styles.raw}>{stateRaw}</small>;
}

interface WordsProps { readonly entry: Entry; readonly tree: boolean; readonly named: boolean; readonly dossier: DossierId; readonly items: ItemTabs }

/** `named`: the id stands elsewhere in the row. */
function Words({ entry: { id, title, text, links }, tree, named, dossier, items }: WordsProps): ReactNode {
  const others = links.filter(({ as }) => !tree || (as !== 'supported-by' && as !== 'in-context-of'));
  const kinds = [...new Set(others.map(({ as }) => as))];
  return (
    <>
      {(title !== id || !tree) && <Long text={title} />}
      {!named && id !== title && <small className={styles.path}>{id}</small>}
      {text !== null && text.trim() !== '' && text !== title && <small className={styles.text}><Long text={text} /></small>}
      {kinds.map((kind) => <Linked key={kind} words={entryLinkWords[kind]} ids={others.filter(({ as }) => as === kind).map(({ to }) => to)} dossier={dossier} items={items} />)}
    </>
  );
}

function Linked({ words, ids, dossier, items }: { readonly words: string; readonly ids: readonly string[]; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  return (
    <small className={styles.links}>
      {words} {ids.slice(0, 4).map((id, index) => <span key={index}>{index === 0 ? '' : ', '}<ItemLink id={id} dossier={dossier} items={items} /></span>)}{ids.length > 4 ? ` and ${figure(ids.length - 4)} more` : ''}
    </small>
  );
}

/** Long words, cut until somebody asks for them: nothing is left out for good. */
function Long({ text, upTo = 220 }: { readonly text: string; readonly upTo?: number }): ReactNode {
  const [whole, setWhole] = useState(false);
  if (text.length <= upTo + 40 || whole) return <span className={styles.words}>{text}</span>;
  return <span className={styles.words}>{text.slice(0, upTo).trimEnd()}… <button type="button" className={styles.link} onClick={() => setWhole(true)}>Show the rest</button></span>;
}
