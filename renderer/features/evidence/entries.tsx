import { useMemo, useState, type CSSProperties, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { entryLinkWords, entryNoun, entryOpenPhrase, entryStateCount, entryStateOrder, entryStateWords, entryTotals, entryTypeWords } from '../../../shared/copy/entries.ts';
import { readingRules } from '../../../shared/copy/evidence.ts';
import { sentenceStart } from '../../../shared/copy/number.ts';
import { evidenceRecordWords } from '../../../shared/copy/screens/evidence-record.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import type { Entry } from '../../../shared/dossier/evidence.ts';
import type { EntryCounts } from '../../../shared/evidence/entries.ts';
import { markOf } from '../../../shared/ipc/spot.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { useLandmark } from '../../components/landmark.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { entryMarks, isTree, listRows, treeRows, type EntryRow } from './entry-rows.ts';
import { ItemLinks, type ItemTabs } from './item-link.tsx';
import styles from './evidence.module.css';

/** Rows before “Show all”. */
const few = 14;
const words = evidenceRecordWords.entries;

interface EntriesProps { /** The mark of the entry that the address points at. */ readonly pointed: string | null; readonly entries: readonly Entry[]; readonly counts: EntryCounts; readonly dossier: DossierId; readonly items: ItemTabs }
interface Row extends EntryRow { readonly key: string }

/** What a list or a graph holds, its counts first: an argument as an indented tree, anything else as a table, what is open before what is settled. */
export function Entries({ pointed, entries, counts, dossier, items }: EntriesProps): ReactNode {
  const landmark = useLandmark();
  const [all, setAll] = useState(false);
  const tree = useMemo(() => isTree(entries), [entries]);
  const rows = useMemo(() => (tree ? treeRows(entries) : listRows(entries)).map((row, index): Row => ({ ...row, key: String(index) })), [entries, tree]);
  const has = useMemo(() => columnsOf(entries, tree), [entries, tree]);
  const [one, many] = entryNoun(entries);
  const chosen = useMemo(() => (pointed === null ? null : rows.find(({ entry, again }) => !again && markOf(entry.id) === pointed)?.key ?? null), [rows, pointed]);
  const shown = all || Number(chosen ?? 0) >= few ? rows : rows.slice(0, few);
  const left = rows.length - shown.length;
  const open = entryOpenPhrase(counts);
  const saying = { tree, named: tree || has.ids, dossier, items };
  const columns: readonly LongColumn<Row>[] = [
    ...(has.states ? [{ id: 'state', head: words.heads.state, width: '9rem', cell: ({ entry }: Row) => <State entry={entry} />, brief: ({ entry }: Row) => <State entry={entry} brief /> }] : []),
    ...(has.ids ? [{ id: 'id', head: words.heads.id, width: '8rem', fromRem: 36, cell: ({ entry }: Row) => <span className={styles.entryId}>{entry.id}</span> }] : []),
    ...(has.types ? [{ id: 'type', head: words.heads.type, width: '9rem', fromRem: 44, cell: ({ entry }: Row) => <span className={styles.entryId}>{entryTypeWords[entry.type]}</span> }] : []),
    { id: 'entry', head: tree ? words.heads.argument : sentenceStart(one), width: 'minmax(16rem, 1fr)', isHead: true, cell: (row) => <Indented row={row} tree={tree}>{row.again ? <span className={styles.quiet}>{words.again}</span> : <Words entry={row.entry} {...saying} />}</Indented>, brief: (row) => <Indented row={row} tree={tree}>{row.again ? <span className={styles.quiet}>{words.again}</span> : row.entry.title}</Indented> },
    ...(has.times ? [{ id: 'when', head: words.heads.when, width: '8rem', fromRem: 40, cell: ({ entry: { at } }: Row) => <span className={styles.entryId}>{at === null ? '–' : shortDay(at)}</span> }] : []),
  ];
  return (
    <section className={styles.block} aria-label={landmark(sentenceStart(many))}>
      <h3>{open === null ? sentenceStart(entryTotals(entries)) : words.head(many, open)} {has.states && <Counts counts={counts} tree={tree} />}</h3>
      {counts.gap > 0 && <p className={styles.rule}>{readingRules.gap}</p>}
      <LongTable label={sentenceStart(many)} columns={columns} rows={shown} rowId={({ key }) => key} chosen={chosen} fills about={({ entry }) => <Words entry={entry} {...saying} />} />
      {left > 0 && <p className={styles.more}>{words.more(left, openIn(rows.slice(shown.length)))} <button type="button" className={styles.link} onClick={() => setAll(true)}>{evidenceWords.showAll(rows.length)}</button></p>}
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
function openIn(rows: readonly EntryRow[]): number {
  return rows.filter(({ entry: { state }, again }) => !again && (state === 'failed' || state === 'error' || state === 'gap' || state === 'open')).length;
}

/** Nodes of an argument mostly have no state of their own: that goes without saying. */
function Counts({ counts, tree }: { readonly counts: EntryCounts; readonly tree: boolean }): ReactNode {
  return (
    <span className={styles.counts}>
      {entryStateOrder.filter((state) => counts[state] > 0 && !(tree && state === 'unstated')).map((state) => <StateMark key={state} state={state === 'unstated' ? 'not-judged' : entryMarks[state]}>{entryStateCount(state, counts[state])}</StateMark>)}
    </span>
  );
}

/** How an entry stands, and the file's own word where it says more than ours. */
function State({ entry: { state, stateRaw }, brief = false }: { readonly entry: Entry; readonly brief?: boolean }): ReactNode {
  const isSame = stateRaw === null || stateRaw === '' || (state !== null && stateRaw.toLowerCase() === entryStateWords[state].toLowerCase());
  return (
    <>
      {state === null ? <span className={styles.quiet}>–<span className="visually-hidden">{entryStateWords.unstated}</span></span> : <StateMark state={entryMarks[state]}>{entryStateWords[state]}</StateMark>}
      {!brief && !isSame && <small className={styles.under}>{stateRaw}</small>}
    </>
  );
}

/** A node of an argument under the one that it supports. */
function Indented({ row: { entry, level }, tree, children }: { readonly row: EntryRow; readonly tree: boolean; readonly children: ReactNode }): ReactNode {
  if (!tree) return children;
  return (
    <div className={styles.indented} style={{ '--level': Math.min(level, 8) } as CSSProperties}>
      <span className={styles.node}>{level > 0 && <span className="visually-hidden">{words.level(level + 1)} </span>}{words.node(entryTypeWords[entry.type], entry.id)}</span> {children}
    </div>
  );
}

interface WordsProps { readonly entry: Entry; readonly tree: boolean; readonly named: boolean; readonly dossier: DossierId; readonly items: ItemTabs }

/** `named`: the id stands elsewhere in the row. */
function Words({ entry: { id, title, text, links }, tree, named, dossier, items }: WordsProps): ReactNode {
  const others = links.filter(({ as }) => !tree || (as !== 'supported-by' && as !== 'in-context-of'));
  const kinds = [...new Set(others.map(({ as }) => as))];
  return (
    <>
      {(title !== id || !tree) && <Long text={title} />}
      {!named && id !== title && <small className={styles.says}>{id}</small>}
      {text !== null && text.trim() !== '' && text !== title && <small className={styles.says} data-text><Long text={text} /></small>}
      {kinds.map((kind) => <small key={kind} className={styles.says}><Sentence parts={words.links(entryLinkWords[kind])} slots={{ ids: <ItemLinks ids={others.filter(({ as }) => as === kind).map(({ to }) => to)} most={4} dossier={dossier} items={items} /> }} /></small>)}
    </>
  );
}

/** Long words, cut until somebody asks for them: nothing is left out for good. */
function Long({ text, upTo = 220 }: { readonly text: string; readonly upTo?: number }): ReactNode {
  const [whole, setWhole] = useState(false);
  if (text.length <= upTo + 40 || whole) return <span className={styles.words}>{text}</span>;
  return <span className={styles.words}>{text.slice(0, upTo).trimEnd()}… <button type="button" className={styles.link} onClick={() => setWhole(true)}>{words.rest}</button></span>;
}
