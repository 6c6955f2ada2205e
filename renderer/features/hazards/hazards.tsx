import { useCallback, useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { bandSpan } from '../../../shared/copy/risk-scheme.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import { eligibleMembers } from '../../../shared/board/eligibility.ts';
import { scoringAt } from '../../../shared/events/scoring.ts';
import { staleByItself } from '../../../shared/evidence/stale.ts';
import { matrixCells, matrixRoutes, residualSummary, type MatrixRoute } from '../../../shared/risk/register.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { RegisterTable, useWidthRem } from '../../components/register-table.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useGo } from '../../queries/pane.ts';
import { useProductRevisions } from '../../queries/product-history.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { useScoring } from '../../queries/scoring.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useSuspects } from '../../queries/suspect.ts';
import { useViewed } from '../../queries/viewed.ts';
import { tabWords } from '../../route.ts';
import { hazardChanges } from './changed.ts';
import { useDetailInSight } from './detail-in-sight.ts';
import { HazardDetail } from './hazard-detail.tsx';
import { HazardHistory } from './hazard-history.tsx';
import { HeatMap, type Shown } from './heat-map.tsx';
import { RegisterBar } from './register-bar.tsx';
import { registerColumns } from './register-columns.tsx';
import { filtered, registerCounts, registerRows, sortedRows, stepFrom, type RegisterRow, type Score, type Sort } from './register-rows.ts';
import { RegisterSummary } from './register-summary.tsx';
import { chosenColumns, groupedRows, groupLabel } from './register-view.ts';
import { scoringView, scoringViews } from './scoring-rows.ts';
import { ScoringSection } from './scoring-section.tsx';
import { useRegisterView } from './use-register-view.ts';
import { ViewMenu } from './view-menu.tsx';
import styles from './hazards.module.css';

const noRoutes: readonly MatrixRoute[] = [];

/** The hazard register of the latest revision: grid, summary, table, and one hazard in detail. */
export function Hazards({ dossier, view, content, delta, item, onSheet }: ContentTabProps): ReactNode {
  const go = useGo();
  const { profile: { member }, memberName } = useSession();
  const scheme = useRiskScheme();
  const scorings = useScoring(view);
  const revisions = useProductRevisions(content.revision.product.id);
  const search = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const widthRem = useWidthRem(main);
  const detail = useRef<HTMLDivElement>(null);
  const onChosen = useDetailInSight(detail, item, widthRem);
  const baseline = delta?.before;
  const { ballot, latest } = view.summary;
  const { viewed, mark } = useViewed(latest.digest);
  const [shows, setShows] = useState<Shown>('residual');
  const of: Score = shows === 'inherent' ? 'inherent' : 'residual';
  const { views, current, cell, setCell, change, setViews } = useRegisterView();
  const [menuOpen, setMenuOpen] = useState(false);
  const { text, subset, gap, sort, group } = current;

  const evidence = useMemo(() => new Map(content.evidence.map((piece) => [piece.entry.id, piece])), [content]);
  const reading = useMemo(() => new Map(content.unread === undefined ? [] : content.revision.evidence.flatMap(({ id, title }) => (evidence.has(id) ? [] : [[id, title] as const]))), [content, evidence]);
  const sight = useMemo(() => ({ ballot, member, scheme }), [ballot, member, scheme]);
  const scored = useMemo(() => scoringViews(content.register.hazards, scorings, sight), [content, scorings, sight]);
  const suspects = useSuspects(view.summary, content, baseline);
  const rows = useMemo(() => registerRows(content.register, new Map(content.evidence.map(({ entry, judgement }) => [entry.id, judgement.state])), {
    scheme, scorings: scored, reading, suspects, stale: staleByItself(content.evidence, content.revision.artifacts),
  }), [content, scheme, scored, reading, suspects]);
  const summary = useMemo(() => residualSummary(content.register.hazards, scheme), [content, scheme]);
  const changes = useMemo(() => hazardChanges(delta?.changes ?? []), [delta]);
  const changed = useMemo<ReadonlySet<ItemId>>(() => new Set(changes.keys()), [changes]);
  const routes = useMemo(() => (shows === 'moves' ? matrixRoutes(content.register.hazards, scheme) : noRoutes), [content, scheme, shows]);
  const cells = useMemo(() => matrixCells(content.register.hazards, of, scheme), [content, of, scheme]);
  const shown = useMemo(() => groupedRows(sortedRows(filtered(rows, { text, subset, gap, cell }, viewed, changed, scheme), sort.by, sort.down), group), [rows, text, subset, gap, cell, viewed, changed, scheme, sort, group]);
  const counts = useMemo(() => registerCounts(rows, viewed, changed), [rows, viewed, changed]);
  const groupOf = useCallback((row: RegisterRow) => groupLabel(row, group), [group]);
  const ids = useMemo(() => shown.map((row) => row.hazard.id), [shown]);
  // A mitigation is shown with its hazard; what the filter hides gives way to the first that it shows.
  const wanted = item === null ? undefined : rows.find((row) => row.hazard.id === item || row.hazard.mitigations.some(({ id }) => id === item))?.hazard.id;
  const selected = shown.find((row) => row.hazard.id === wanted) ?? shown[0] ?? null;

  const select = (id: string): void => {
    onChosen(id);
    go({ kind: 'dossier', dossier, tab: 'hazards', item: id }, { replace: true });
  };
  const step = (by: 1 | -1): void => {
    const order = changed.size > 0 ? ids.filter((id) => changed.has(id)) : ids;
    const here = selected?.hazard.id ?? null;
    const from = here !== null && changed.size > 0 && !changed.has(here as ItemId) ? null : here;
    const to = stepFrom(order, from, by);
    if (to !== undefined) select(to);
  };
  const markViewed = (): void => {
    if (selected === null) return;
    mark([selected.hazard.id]);
    const next = stepFrom(ids, selected.hazard.id, 1);
    if (next !== undefined) select(next);
  };
  const trace = (): void => {
    if (selected !== null) go({ kind: 'dossier', dossier, tab: 'trace', item: selected.hazard.id });
  };
  const score = (kind: 'own' | 'agreed'): void => {
    if (selected !== null) onSheet({ kind: 'score', item: selected.hazard.id, of: kind });
  };
  useShortcuts(tabWords.hazards, [
    { keys: 'n', words: changed.size > 0 ? actionWords.nextChange : hazardsWords.keys.next, run: () => step(1) }, { keys: 'p', words: changed.size > 0 ? actionWords.previousChange : hazardsWords.keys.previous, run: () => step(-1) },
    { keys: 'v', words: actionWords.markViewedNext, run: markViewed }, { keys: 'e', words: hazardsWords.keys.trace, run: trace }, { keys: 's', words: hazardsWords.keys.score, run: () => score('own') },
    { keys: '/', words: hazardsWords.keys.filter, run: () => search.current?.focus() }, { keys: 'o', words: hazardsWords.keys.view, run: () => setMenuOpen(true) },
  ]);

  const release = baseline?.revision.product.release ?? null;
  const isScored = scored.size > 0;
  const columns = useMemo(() => registerColumns({ changes, release, viewed, scored: isScored }), [changes, release, viewed, isScored]);
  const possible = chosenColumns.filter((one) => columns.some(({ id }) => id === one));
  const standing = (current.columns ?? possible.filter((one) => (columns.find(({ id }) => id === one)?.fromRem ?? 0) <= widthRem)).filter((one) => possible.includes(one));
  const chosen = standing.join(' ');
  // The same choice is the same columns: no row is drawn again for them.
  const drawn = useMemo(() => (current.columns === null ? columns : columns.filter(({ id }) => id === 'id' || id === 'title' || chosen.split(' ').includes(id)).map(({ fromRem: _, ...column }) => column)), [columns, current.columns, chosen]);
  // The register is there first, and its rows keep up with the keys; the details of the one that is chosen follow.
  const opened = useDeferredValue(selected, null);
  const before = opened === null ? undefined : baseline?.register.hazards.find(({ id }) => id === opened.hazard.id);
  const at = opened === null ? -1 : ids.indexOf(opened.hazard.id);

  return (
    <div className={styles.tab} data-detail={selected !== null}>
      <div className={styles.main} ref={main}>
        <div className={styles.top}>
          <HeatMap cells={cells} scheme={scheme} shows={shows} onShows={(next) => { setShows(next); setCell(null); }} routes={routes} cell={cell} onCell={setCell} hazard={selected?.hazard ?? null} />
          <RegisterSummary summary={summary} counts={counts} onGap={(next) => change({ subset: 'gaps', gap: next })} onDiffer={() => change({ subset: 'differ', gap: null })} />
        </div>
        <RegisterBar view={current} onChange={change} counts={counts} isReading={reading.size > 0} field={search}
          state={cell !== null ? hazardsWords.bar.cell(bandSpan(scheme.severities[cell.severity]!), bandSpan(scheme.likelihoods[cell.likelihood]!), cell.of, shown.length) : shown.length === rows.length ? '' : hazardsWords.bar.shown(shown.length)}
          onClearCell={cell === null ? null : () => setCell(null)}
          menu={<ViewMenu views={views} current={current} standing={standing} possible={possible} onViews={setViews} onView={change} open={menuOpen} onOpen={setMenuOpen} />} />
        <RegisterTable label={hazardsWords.table.label} lines={2} columns={drawn} rows={shown} rowId={(row) => row.hazard.id} selected={selected?.hazard.id ?? null} onSelect={select} {...(group === 'none' ? {} : { groupOf })}
          sorted={sort} onSort={(by) => change({ sort: { by: by as Sort, down: sort.by === by ? !sort.down : by !== 'id' && by !== 'title' && by !== 'owner' } })}
          empty={rows.length === 0 ? hazardsWords.table.empty : subset === 'gaps' && gap === null && text === '' && cell === null ? hazardsWords.table.noGaps : hazardsWords.table.noneFits} />
      </div>
      {selected !== null && (
        <div className={styles.detail} ref={detail}>
          {opened !== null && <HazardDetail dossier={dossier} row={opened} scheme={scheme} bar={ballot.roster.charter.residualBar} place={at < 0 ? null : { at: at + 1, of: shown.length }} before={before === undefined ? null : { label: hazardsWords.detail.rows.before(release), score: before.residual }}
            evidence={evidence} reading={reading} findings={view.summary.findings.filter((finding) => finding.item === opened.hazard.id || opened.hazard.mitigations.some(({ id }) => id === finding.item))} memberName={memberName}
            isViewed={viewed.has(opened.hazard.id)} mayRecord={view.permissions['record-finding']} onRecord={() => onSheet({ kind: 'finding', item: opened.hazard.id })} onViewed={markViewed}
            scoring={<ScoringSection hazard={opened.hazard} scoring={scoringView(opened.hazard, scoringAt(scorings, opened.hazard.id), sight)} scheme={scheme} eligible={eligibleMembers(ballot).length} memberName={memberName}
              mayScore={view.permissions['score-hazard']} mayAgree={view.permissions['agree-score']} onScore={() => score('own')} onAgree={() => score('agreed')} />}
            history={<HazardHistory id={opened.hazard.id} revisions={revisions} current={latest.digest} scheme={scheme} />} />}
        </div>
      )}
    </div>
  );
}
