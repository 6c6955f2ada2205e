import { useMemo, useRef, useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { completenessWords, evidenceStateText } from '../../../shared/copy/evidence.ts';
import { mitigationWords } from '../../../shared/copy/hazard.ts';
import { traceWords } from '../../../shared/copy/screens/trace.ts';
import { riskWords } from '../../../shared/copy/status.ts';
import { approvedNotHere, evidenceChangeWords, linkStateWords, staleRule, staleWords, traceSentence, voteReachWords } from '../../../shared/copy/trace.ts';
import type { Change } from '../../../shared/dossier/change.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { levelOf } from '../../../shared/risk/score.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { Button } from '../../components/button.tsx';
import { FilterField } from '../../components/filter-field.tsx';
import { LayeredGraph } from '../../components/layered-graph.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import { Roomy } from '../../components/roomy.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useGo } from '../../queries/pane.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useViewed } from '../../queries/viewed.ts';
import { tabWords } from '../../route.ts';
import { boxKey, linkMark, runMark, traceGraph } from './trace-graph.ts';
import { traceRows, type TraceRow } from './trace-rows.ts';
import { TraceTree } from './trace-tree.tsx';
import { useTrace, type Trace } from './use-trace.ts';
import styles from './trace.module.css';

const { subsets } = traceWords.bar;
type Subset = 'all' | 'suspect' | 'stale' | 'untraced';
const nothing: ReadonlySet<string> = new Set();

/** What every hazard rests on, as a tree; one hazard and its surroundings as a drawing; what became of it since the last approval. */
export function TraceTab(props: ContentTabProps): ReactNode {
  const go = useGo();
  const landmark = useLandmark();
  const { dossier, view, content, delta, item } = props;
  const { memberName } = useSession();
  const search = useRef<HTMLInputElement>(null);
  const { viewed, mark } = useViewed(view.summary.latest.digest);
  const trace = useTrace(props);
  const scheme = useRiskScheme();
  const { hazards } = content.register;
  const evidence = useMemo(() => new Map(content.evidence.map((piece) => [piece.entry.id, piece])), [content]);
  const [text, setText] = useState('');
  const [subset, setSubset] = useState<Subset>('all');
  const facts = useMemo(() => factsOf(hazards, trace), [hazards, trace]);
  const texts = useMemo(() => new Map(hazards.map((hazard) => [hazard.id, searchText(hazard)])), [hazards]);
  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
    return hazards.filter((hazard) => inSubset(hazard.id, subset, facts) && words.every((word) => texts.get(hazard.id)!.includes(word)));
  }, [hazards, text, subset, facts, texts]);

  // The address names a hazard, or something that it rests on; the cursor is a row of that hazard.
  const wanted = shown.find((hazard) => hazard.id === item) ?? shown.find((hazard) => trace.links.get(hazard.id)?.some(({ to }) => to === item)) ?? (item === null ? shown.find(({ id }) => facts.suspect.has(id)) : undefined) ?? shown[0] ?? null;
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(wanted === null ? [] : [wanted.id]));
  const [closed, setClosed] = useState<ReadonlySet<string>>(nothing);
  const [at, setAt] = useState<string | null>(null);
  // Who comes by a link sees the hazard open; the arrow keys leave it as it is.
  const [known, setKnown] = useState(item);
  if (known !== item) {
    setKnown(item);
    if (wanted !== null && at?.split('/')[0] !== wanted.id) setOpened(new Set([wanted.id]));
  }
  const rows = useMemo(() => traceRows(shown, trace.links, evidence, opened, closed), [shown, trace.links, evidence, opened, closed]);
  const cursor = rows.find(({ key, hazard }) => key === at && hazard === wanted?.id) ?? rows.find((row) => row.hazard === wanted?.id && row.item === item) ?? rows.find(({ key }) => key === wanted?.id) ?? null;

  const select = (key: string): void => {
    const hazard = key.split('/')[0]!;
    setAt(key);
    if (hazard !== item) go({ kind: 'dossier', dossier, tab: 'trace', item: hazard as ItemId }, { replace: true });
  };
  const selectHazard = (id: ItemId): void => {
    setOpened(new Set([id]));
    select(id);
  };
  const toggle = (row: TraceRow): void => (row.kind === 'hazard' ? setOpened(toggled(opened, row.key)) : setClosed(toggled(closed, row.key)));
  const choose = (box: string): void => {
    const row = rows.find((one) => one.hazard === wanted?.id && boxKey(one.kind, one.item) === box);
    if (row !== undefined) select(row.key);
    else if (box.startsWith('hazard ')) selectHazard(box.slice('hazard '.length) as ItemId);
  };
  const stops = facts.suspect.size > 0 && shown.some(({ id }) => facts.suspect.has(id)) ? shown.filter(({ id }) => facts.suspect.has(id)) : shown;
  const step = (by: 1 | -1): void => {
    const order = new Map(shown.map(({ id }, index) => [id, index]));
    const here = wanted === null ? -1 : order.get(wanted.id)!;
    const to = by === 1 ? stops.find(({ id }) => order.get(id)! > here) : stops.findLast(({ id }) => order.get(id)! < here);
    if (to !== undefined) selectHazard(to.id);
  };
  const viewedAs = (row: TraceRow): ItemId => (row.kind === 'mitigation' ? row.hazard : row.item);
  const markViewed = (): void => {
    if (cursor === null) return;
    mark([viewedAs(cursor)]);
    // A run is read with its evidence.
    const next = rows.slice(rows.indexOf(cursor) + 1).find(({ kind }) => kind !== 'run');
    if (next !== undefined) select(next.key);
  };
  const open = (row: TraceRow | null): void => {
    if (row !== null) go({ kind: 'dossier', dossier, tab: row.kind === 'hazard' || row.kind === 'mitigation' ? 'hazards' : 'evidence', item: row.item });
  };
  useShortcuts(tabWords.trace, [
    { keys: 'n', words: traceWords.keys.next(facts.suspect.size > 0), run: () => step(1) }, { keys: 'p', words: traceWords.keys.previous(facts.suspect.size > 0), run: () => step(-1) },
    { keys: 'v', words: actionWords.markViewedNext, run: markViewed }, { keys: 'e', words: traceWords.keys.open, run: () => open(cursor) }, { keys: '/', words: traceWords.bar.filter, run: () => search.current?.focus() },
  ]);

  const graph = useMemo(() => (wanted === null ? null : traceGraph(wanted, riskWords[levelOf(wanted.residual, scheme)], hazards, evidence, trace)), [wanted, hazards, evidence, trace, scheme]);
  const moved = useMemo(() => changesBy(delta?.changes ?? []), [delta]);
  const causes = wanted === null ? [] : trace.causes.get(wanted.id) ?? [];
  const count = (one: Subset): number => hazards.filter(({ id }) => inSubset(id, one, facts)).length;
  const votes = trace.votes.slice(0, 3);
  const drawn = wanted === null ? null : causes.length === 0 ? <strong>{traceWords.drawing.head(wanted.id, wanted.title)}</strong> : <StateMark state="stale" strong>{staleWords(causes)}</StateMark>;

  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <TabHeader sentence={delta === undefined ? approvedNotHere.sentence : traceSentence({ hazards: hazards.length, suspect: facts.links, under: facts.suspect.size, stale: trace.causes.size, missing: facts.missing, untraced: facts.untraced.size }, trace.names.approved)}
          detail={delta === undefined ? approvedNotHere.detail : staleRule(trace.names.approved)} actions={cursor !== null && <><Button onClick={() => open(cursor)} keys="E">{traceWords.open(cursor.item)}</Button>{viewed.has(viewedAs(cursor)) ? <StateMark state="passed">{actionWords.viewed}</StateMark> : <Action onClick={markViewed} keys="V">{actionWords.markViewed}</Action>}</>} />
        {votes.length > 0 && <ul className={styles.votes} aria-label={traceWords.votes}>{votes.map((vote) => <li key={vote.act}><StateMark state="stale"><b>{memberName(vote.member)}.</b> {voteReachWords(vote, trace.names)}</StateMark></li>)}</ul>}
      </div>
      {graph !== null && wanted !== null && (
        <section className={styles.drawing} data-tour="trace" aria-label={landmark(traceWords.drawing.section(wanted.id))}>
          <Roomy head={drawn} show={traceWords.drawing.show} hide={traceWords.drawing.hide} className={styles.roomy}><LayeredGraph key={wanted.id} label={traceWords.drawing.label(wanted.id)} nodes={graph.nodes} edges={graph.edges} selected={cursor === null ? null : boxKey(cursor.kind, cursor.item)} onChoose={choose} boxWidth={196} gap={68}>
            {drawn}
          </LayeredGraph></Roomy>
        </section>
      )}
      <div className={styles.bar}>
        <FilterField label={traceWords.bar.filter} value={text} onChange={setText} field={search} keys="/" />
        <Segments label={traceWords.bar.which} value={subset} onChange={setSubset} segments={[
          { value: 'all', label: subsets.all, count: hazards.length }, { value: 'suspect', label: subsets.suspect, count: count('suspect') }, { value: 'stale', label: subsets.stale, count: count('stale') }, { value: 'untraced', label: subsets.untraced, count: count('untraced') },
        ]} />
        <p role="status" className={styles.status}>{shown.length === hazards.length ? '' : traceWords.bar.shown(shown.length, hazards.length)}</p>
      </div>
      <TraceTree rows={rows} cursor={cursor?.key ?? null} since={trace.names.approved === null ? traceWords.tree.heads.link : traceWords.tree.since(trace.names.approved)} onCursor={select} onToggle={toggle} onOpen={open} isViewed={(row) => viewed.has(viewedAs(row))}
        stateCell={(row) => stateOf(row, hazards, evidence, scheme)} sinceCell={(row) => sinceOf(row, trace, moved)} empty={hazards.length === 0 ? traceWords.tree.empty : traceWords.tree.noneFits} />
    </div>
  );
}

interface Facts { readonly links: number; readonly missing: number; readonly suspect: ReadonlySet<ItemId>; readonly untraced: ReadonlySet<ItemId>; readonly stale: Trace['causes'] }

/** How many links are suspect or lead to nothing, and which hazards that makes. */
function factsOf(hazards: readonly Hazard[], { links, stateOf, causes }: Trace): Facts {
  const suspect = new Set<ItemId>();
  const untraced = new Set<ItemId>();
  let [count, missing] = [0, 0];
  for (const { id } of hazards) {
    const own = links.get(id) ?? [];
    if (own.every(({ kind }) => kind === 'mitigation')) untraced.add(id);
    for (const link of own) {
      const { kind } = stateOf(link);
      if (kind === 'missing') missing++;
      if (kind !== 'suspect') continue;
      count++;
      suspect.add(id);
    }
  }
  return { links: count, missing, suspect, untraced, stale: causes };
}

function inSubset(id: ItemId, subset: Subset, { suspect, stale, untraced }: Facts): boolean {
  switch (subset) {
    case 'all': return true;
    case 'suspect': return suspect.has(id);
    case 'stale': return stale.has(id);
    case 'untraced': return untraced.has(id);
  }
}

const searchText = ({ id, title, mitigations, evidence }: Hazard): string => [id, title, ...evidence, ...mitigations.flatMap((mitigation) => [mitigation.id, mitigation.title, ...mitigation.evidence])].join('\n').toLowerCase();

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** What a row comes to, as shape and word. */
function stateOf(row: TraceRow, hazards: readonly Hazard[], evidence: ReadonlyMap<ItemId, ContentTabProps['content']['evidence'][number]>, scheme: RiskScheme): ReactNode {
  const hazard = row.kind === 'hazard' || row.kind === 'mitigation' ? hazards.find(({ id }) => id === row.hazard) : undefined;
  if (row.kind === 'hazard') return hazard === undefined ? '' : <LevelMark level={levelOf(hazard.residual, scheme)} />;
  if (row.kind === 'mitigation') {
    const mitigation = hazard?.mitigations.find(({ id }) => id === row.item);
    return row.children === 0 ? <StateMark state="untraced">{traceWords.unsupported}</StateMark> : mitigation === undefined ? '' : <span className={styles.quiet}>{mitigationWords[mitigation.kind]}</span>;
  }
  const piece = evidence.get(row.item);
  if (piece === undefined) return <StateMark state="indeterminate">{traceWords.missing}</StateMark>;
  const { completeness } = piece.evidence.run;
  return row.kind === 'run' ? <StateMark state={runMark(completeness)}>{completenessWords[completeness]}</StateMark> : <StateMark state={piece.judgement.state}>{evidenceStateText(piece.judgement)}</StateMark>;
}

/** What changed under a row since the last approval, with the reason. */
function sinceOf(row: TraceRow, { stateOf: linkStateOf, causes, names }: Trace, moved: ReadonlyMap<string, readonly Change[]>): ReactNode {
  if (row.kind === 'hazard') {
    const own = causes.get(row.hazard);
    return own === undefined ? '' : <StateMark state="stale">{staleWords(own)}</StateMark>;
  }
  if (row.link === null) return '';
  const state = linkStateOf(row.link);
  const shape = linkMark(state);
  const how = row.kind === 'evidence' && (state.kind === 'suspect' || state.kind === 'seen') ? evidenceChangeWords(moved.get(row.item) ?? []) : '';
  return shape === null ? '' : <><StateMark state={shape} strong={state.kind === 'suspect'}>{linkStateWords(state, row.link, names)}</StateMark>{how !== '' && <small>{how}</small>}</>;
}

/** Changes since the last approval by the evidence that they are in, gravest first. */
function changesBy(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const key = change.within ?? change.id;
    found.set(key, [...(found.get(key) ?? []), change]);
  }
  return found;
}
