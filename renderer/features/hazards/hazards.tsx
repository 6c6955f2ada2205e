import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { bandSpan } from '../../../shared/copy/risk-scheme.ts';
import { eligibleMembers } from '../../../shared/board/eligibility.ts';
import { scoringAt } from '../../../shared/events/scoring.ts';
import { matrixCells, matrixRoutes, residualSummary } from '../../../shared/risk/register.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { RegisterTable, useWidthRem } from '../../components/register-table.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useGo } from '../../queries/pane.ts';
import { useProductRevisions } from '../../queries/product-history.ts';
import { useRiskScheme } from '../../queries/risk-scheme.ts';
import { useScoring } from '../../queries/scoring.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useViewed } from '../../queries/viewed.ts';
import { hazardChanges } from './changed.ts';
import { useDetailInSight } from './detail-in-sight.ts';
import { HazardDetail } from './hazard-detail.tsx';
import { HazardHistory } from './hazard-history.tsx';
import { HeatMap, type Shown } from './heat-map.tsx';
import { narrowedWords, RegisterBar } from './register-bar.tsx';
import { registerColumns } from './register-columns.tsx';
import { filtered, registerCounts, registerRows, sortedRows, stepFrom, type RegisterRow, type Score, type Sort } from './register-rows.ts';
import { RegisterSummary } from './register-summary.tsx';
import { chosenColumns, groupedRows, groupLabel, type ChosenColumn } from './register-view.ts';
import { scoringView, scoringViews } from './scoring-rows.ts';
import { ScoringSection } from './scoring-section.tsx';
import { useRegisterView } from './use-register-view.ts';
import { ViewMenu } from './view-menu.tsx';
import styles from './hazards.module.css';

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
  const sight = useMemo(() => ({ ballot, member, scheme }), [ballot, member, scheme]);
  const scored = useMemo(() => scoringViews(content.register.hazards, scorings, sight), [content, scorings, sight]);
  const rows = useMemo(() => registerRows(content.register, new Map(content.evidence.map(({ entry, judgement }) => [entry.id, judgement.state])), {
    scheme, scorings: scored, expired: new Set(content.evidence.filter(({ judgement }) => judgement.expired).map(({ entry }) => entry.id)),
  }), [content, scheme, scored]);
  const summary = useMemo(() => residualSummary(content.register.hazards, scheme), [content, scheme]);
  const changes = useMemo(() => hazardChanges(delta?.changes ?? []), [delta]);
  const changed = useMemo<ReadonlySet<ItemId>>(() => new Set(changes.keys()), [changes]);
  const routes = useMemo(() => matrixRoutes(content.register.hazards, scheme), [content, scheme]);
  const cells = useMemo(() => matrixCells(content.register.hazards, of, scheme), [content, of, scheme]);
  const shown = useMemo(() => groupedRows(sortedRows(filtered(rows, { text, subset, gap, cell }, viewed, changed, scheme), sort.by, sort.down), group), [rows, text, subset, gap, cell, viewed, changed, scheme, sort, group]);
  const counts = useMemo(() => registerCounts(rows, viewed, changed), [rows, viewed, changed]);
  const groupOf = useCallback((row: RegisterRow) => groupLabel(row, group), [group]);
  const ids = useMemo(() => shown.map((row) => row.hazard.id), [shown]);
  // A mitigation is shown with its hazard; what the filter hides gives way to the first that it shows.
  const wanted = rows.find((row) => row.hazard.id === item || row.hazard.mitigations.some(({ id }) => id === item))?.hazard.id;
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
  useShortcuts('Hazards', [
    { keys: 'n', words: changed.size > 0 ? 'Next change' : 'Next hazard', run: () => step(1) }, { keys: 'p', words: changed.size > 0 ? 'Previous change' : 'Previous hazard', run: () => step(-1) },
    { keys: 'v', words: 'Mark viewed, then next', run: markViewed }, { keys: 'e', words: 'Trace to its evidence', run: trace }, { keys: 's', words: 'Score the hazard yourself', run: () => score('own') },
    { keys: '/', words: 'Filter hazards', run: () => search.current?.focus() }, { keys: 'o', words: 'Groups, columns and saved views', run: () => setMenuOpen(true) },
  ]);

  const release = baseline?.revision.product.release ?? null;
  const columns = registerColumns({ changes, release, viewed, scored: scored.size > 0 });
  const possible = chosenColumns.filter((one) => columns.some(({ id }) => id === one));
  const standing = (current.columns ?? possible.filter((one) => (columns.find(({ id }) => id === one)?.fromRem ?? 0) <= widthRem)).filter((one) => possible.includes(one));
  const drawn = current.columns === null ? columns : columns.filter(({ id }) => id === 'id' || id === 'title' || standing.includes(id as ChosenColumn)).map(({ fromRem: _, ...column }) => column);
  const before = selected === null ? undefined : baseline?.register.hazards.find(({ id }) => id === selected.hazard.id);
  const at = selected === null ? -1 : ids.indexOf(selected.hazard.id);

  return (
    <div className={styles.tab} data-detail={selected !== null}>
      <div className={styles.main} ref={main}>
        <div className={styles.top}>
          <HeatMap cells={cells} scheme={scheme} shows={shows} onShows={(next) => { setShows(next); setCell(null); }} routes={routes} cell={cell} onCell={setCell} hazard={selected?.hazard ?? null} />
          <RegisterSummary summary={summary} counts={counts} onGap={(next) => change({ subset: 'gaps', gap: next })} onDiffer={() => change({ subset: 'differ', gap: null })} />
        </div>
        <RegisterBar view={current} onChange={change} counts={counts} field={search}
          state={narrowedWords(cell === null ? null : `Severity ${bandSpan(scheme.severities[cell.severity]!)}, likelihood ${bandSpan(scheme.likelihoods[cell.likelihood]!)}, ${cell.of}`, shown.length, rows.length)}
          onClearCell={cell === null ? null : () => setCell(null)}
          menu={<ViewMenu views={views} current={current} standing={standing} possible={possible} onViews={setViews} onView={change} open={menuOpen} onOpen={setMenuOpen} />} />
        <RegisterTable label="Hazard register" columns={drawn} rows={shown} rowId={(row) => row.hazard.id} selected={selected?.hazard.id ?? null} onSelect={select} {...(group === 'none' ? {} : { groupOf })}
          sorted={sort} onSort={(by) => change({ sort: { by: by as Sort, down: sort.by === by ? !sort.down : by !== 'id' && by !== 'title' && by !== 'owner' } })}
          empty={rows.length === 0 ? 'The register of this revision names no hazard.' : subset === 'gaps' && gap === null && text === '' && cell === null ? 'No hazard lacks a mitigation or evidence.' : 'No hazard fits the filter.'} />
      </div>
      {selected !== null && (
        <div className={styles.detail} ref={detail}>
          <HazardDetail dossier={dossier} row={selected} scheme={scheme} place={at < 0 ? null : { at: at + 1, of: shown.length }} before={before === undefined ? null : { label: `In ${release ?? 'the last approval'}`, score: before.residual }}
            evidence={evidence} findings={view.summary.findings.filter((finding) => finding.item === selected.hazard.id || selected.hazard.mitigations.some(({ id }) => id === finding.item))} memberName={memberName}
            isViewed={viewed.has(selected.hazard.id)} mayRecord={view.permissions['record-finding']} onRecord={() => onSheet({ kind: 'finding', item: selected.hazard.id })} onViewed={markViewed}
            scoring={<ScoringSection hazard={selected.hazard} scoring={scoringView(selected.hazard, scoringAt(scorings, selected.hazard.id), sight)} scheme={scheme} eligible={eligibleMembers(ballot).length} memberName={memberName}
              mayScore={view.permissions['score-hazard']} mayAgree={view.permissions['agree-score']} onScore={() => score('own')} onAgree={() => score('agreed')} />}
            history={<HazardHistory id={selected.hazard.id} revisions={revisions} current={latest.digest} scheme={scheme} />} />
        </div>
      )}
    </div>
  );
}
