import { useMemo, useRef, useState, type ReactNode } from 'react';
import { cellWords, gapSentence, hidingWords, levelLetters, registerSentence, type HazardGap } from '../../../shared/copy/hazard.ts';
import { count, figure, listUpTo } from '../../../shared/copy/number.ts';
import { bands, likelihoodNames, severityNames } from '../../../shared/risk/matrix.ts';
import { matrixCells, residualSummary } from '../../../shared/risk/register.ts';
import { bandOf, rpn } from '../../../shared/risk/score.ts';
import { riskLevels, type ItemId } from '../../../shared/vocabulary.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { HeatGrid, type HeatGridCell } from '../../components/heat-grid.tsx';
import { LevelMark } from '../../components/level-mark.tsx';
import { RegisterTable } from '../../components/register-table.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useViewed } from '../../queries/viewed.ts';
import { go } from '../../route.ts';
import { hazardChanges } from './changed.ts';
import { HazardDetail } from './hazard-detail.tsx';
import { registerColumns } from './register-columns.tsx';
import { filtered, inSubset, registerRows, sortedRows, stepFrom, type RegisterFilter, type Score, type Sort, type Subset } from './register-rows.ts';
import styles from './hazards.module.css';

const spans = bands.map((band) => band.join('–'));
const gaps: readonly HazardGap[] = ['no-mitigation', 'no-evidence', 'unknown-evidence'];

/** The hazard register of the latest revision: grid, summary, table, and one hazard in detail. */
export function Hazards({ dossier, view, content, delta, item, onSheet }: ContentTabProps): ReactNode {
  const { memberName } = useSession();
  const search = useRef<HTMLInputElement>(null);
  const baseline = delta?.before;
  const { viewed, mark } = useViewed(view.summary.latest.digest);
  const [of, setOf] = useState<Score>('residual');
  const [filter, setFilter] = useState<RegisterFilter>({ text: '', subset: 'all', cell: null });
  const [sort, setSort] = useState<{ readonly by: Sort; readonly down: boolean }>({ by: 'residual', down: true });

  const evidence = useMemo(() => new Map(content.evidence.map((piece) => [piece.entry.id, piece])), [content]);
  const rows = useMemo(() => registerRows(content.register, new Map(content.evidence.map(({ entry, judgement }) => [entry.id, judgement.state]))), [content]);
  const summary = useMemo(() => residualSummary(content.register.hazards), [content]);
  const changes = useMemo(() => hazardChanges(delta?.changes ?? []), [delta]);
  const changed = useMemo<ReadonlySet<ItemId>>(() => new Set(changes.keys()), [changes]);
  const cells = useMemo(() => matrixCells(content.register.hazards, of), [content, of]);
  const shown = useMemo(() => sortedRows(filtered(rows, filter, viewed, changed), sort.by, sort.down), [rows, filter, viewed, changed, sort]);
  const ids = useMemo(() => shown.map((row) => row.hazard.id), [shown]);
  // A mitigation is shown with its hazard; what the filter hides gives way to the first that it shows.
  const wanted = rows.find((row) => row.hazard.id === item || row.hazard.mitigations.some(({ id }) => id === item))?.hazard.id;
  const selected = shown.find((row) => row.hazard.id === wanted) ?? shown[0] ?? null;

  const select = (id: string): void => go({ kind: 'dossier', dossier, tab: 'hazards', item: id }, { replace: true });
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
    const first = selected?.traced.find((id) => evidence.has(id));
    if (first !== undefined) go({ kind: 'dossier', dossier, tab: 'evidence', item: first });
  };
  useShortcuts('Hazards', [
    { keys: 'n', words: changed.size > 0 ? 'Next change' : 'Next hazard', run: () => step(1) }, { keys: 'p', words: changed.size > 0 ? 'Previous change' : 'Previous hazard', run: () => step(-1) },
    { keys: 'v', words: 'Mark viewed, then next', run: markViewed }, { keys: 'e', words: 'Trace to evidence', run: trace }, { keys: '/', words: 'Filter hazards', run: () => search.current?.focus() },
  ]);

  const subsetCount = (subset: Subset): number => rows.filter((row) => inSubset(row, subset, viewed, changed)).length;
  const gridCells: readonly (readonly HeatGridCell[])[] = cells.map((row, severity) => row.map(({ level, hazards }, likelihood) => ({
    level, count: hazards.length, letter: levelLetters[level], name: cellWords([spans[severity]!, severityNames[severity]!], [spans[likelihood]!, likelihoodNames[likelihood]!], level, hazards.length),
  })));
  const place = (score: { readonly severity: number; readonly likelihood: number }) => ({ severity: bandOf(score.severity), likelihood: bandOf(score.likelihood) });
  const { cell } = filter;
  const release = baseline?.revision.product.release;
  const before = selected === null ? undefined : baseline?.register.hazards.find(({ id }) => id === selected.hazard.id);
  const at = selected === null ? -1 : ids.indexOf(selected.hazard.id);

  return (
    <div className={styles.tab} data-detail={selected !== null}>
      <div className={styles.main}>
        <div className={styles.top}>
          <section className={styles.map} aria-label="Heat map">
            <div className={styles.mapHead}>
              <p><strong>{of === 'residual' ? 'Residual risk' : 'Inherent risk'}</strong> <span>severity up, likelihood across</span></p>
              <Segments label="Which score the heat map shows" value={of} onChange={(next) => { setOf(next); setFilter({ ...filter, cell: null }); }} segments={[{ value: 'inherent', label: 'Inherent' }, { value: 'residual', label: 'Residual' }]} />
            </div>
            <HeatGrid label={`${of === 'residual' ? 'Residual' : 'Inherent'} risk, severity by likelihood`} cells={gridCells} severities={spans} likelihoods={spans} chosen={cell}
              onChoose={(next) => setFilter({ ...filter, cell: next === null ? null : { ...next, of } })} route={selected === null ? null : { from: place(selected.hazard.inherent), to: place(selected.hazard.residual) }} />
          </section>
          <section className={styles.summary} aria-label="Summary of the register">
            <h2>{registerSentence(summary)}</h2>
            <table>
              <thead><tr><th scope="col">{count(summary.total, 'hazard')}</th><th scope="col">Inherent</th><th scope="col"><span className="visually-hidden">becomes</span></th><th scope="col">Residual</th></tr></thead>
              <tbody>
                {[...riskLevels].reverse().map((level) => (
                  <tr key={level}><th scope="row"><LevelMark level={level} /></th><td>{figure(summary.inherent[level])}</td><td aria-hidden="true">→</td><td><b>{figure(summary.residual[level])}</b></td></tr>
                ))}
              </tbody>
            </table>
            <ul>
              {gaps.map((gap) => ({ gap, lacking: rows.filter((row) => row.gaps.includes(gap)).map((row) => row.hazard.id) })).filter(({ lacking }) => lacking.length > 0).map(({ gap, lacking }) => (
                <li key={gap}><StateMark state="untraced">{gapSentence(gap, lacking.length)}: {listUpTo(lacking, 3)}</StateMark></li>
              ))}
              {summary.hiding.length > 0 && <li><StateMark state="warning">{hidingLine(summary.hiding, rows)}</StateMark></li>}
            </ul>
          </section>
        </div>
        <div className={styles.bar}>
          <FilterField label="Filter hazards" value={filter.text} onChange={(text) => setFilter({ ...filter, text })} field={search} keys="/" />
          <Segments label="Which hazards" value={filter.subset} onChange={(subset) => setFilter({ ...filter, subset })} segments={[
            { value: 'all', label: 'All', count: rows.length }, ...(changed.size > 0 ? [{ value: 'changed' as const, label: 'Changed', count: subsetCount('changed') }] : []),
            { value: 'unviewed', label: 'Unviewed', count: subsetCount('unviewed') }, { value: 'gaps', label: 'Gaps', count: subsetCount('gaps') },
          ]} />
          <p role="status" className={styles.state}>
            {cell === null ? (shown.length === rows.length ? '' : `${count(shown.length, 'hazard')} shown`) : `Severity ${spans[cell.severity]}, likelihood ${spans[cell.likelihood]}, ${cell.of}: ${count(shown.length, 'hazard')}`}
          </p>
          {cell !== null && <button type="button" className={styles.clear} onClick={() => setFilter({ ...filter, cell: null })}>Clear the cell</button>}
        </div>
        <RegisterTable label="Hazard register" columns={registerColumns({ changes, release: release ?? null, viewed })} rows={shown} rowId={(row) => row.hazard.id} selected={selected?.hazard.id ?? null} onSelect={select}
          sorted={sort} onSort={(by) => setSort({ by: by as Sort, down: sort.by === by ? !sort.down : by !== 'id' && by !== 'title' })}
          empty={rows.length === 0 ? 'The register of this revision names no hazard.' : 'No hazard fits the filter.'} />
      </div>
      {selected !== null && (
        <div className={styles.detail}>
          <HazardDetail dossier={dossier} row={selected} place={at < 0 ? null : { at: at + 1, of: shown.length }} before={before === undefined ? null : { label: `In ${release ?? 'the last approval'}`, score: before.residual }}
            evidence={evidence} findings={view.summary.findings.filter((finding) => finding.item === selected.hazard.id || selected.hazard.mitigations.some(({ id }) => id === finding.item))} memberName={memberName}
            isViewed={viewed.has(selected.hazard.id)} mayRecord={view.permissions['record-finding']} onRecord={() => onSheet({ kind: 'finding', item: selected.hazard.id })} onViewed={markViewed} />
        </div>
      )}
    </div>
  );
}

/** Names the few hazards whose RPN hides a grave severity. */
function hidingLine(ids: readonly ItemId[], rows: readonly { readonly hazard: { readonly id: ItemId; readonly residual: { readonly severity: number; readonly likelihood: number; readonly detectability: number } } }[]): string {
  const [first] = ids;
  const hazard = rows.find((row) => row.hazard.id === first)?.hazard;
  if (hazard === undefined) return '';
  const line = `${hazard.id}: ${hidingWords(rpn(hazard.residual), hazard.residual.severity)}`;
  return ids.length === 1 ? line : `${line}, and ${figure(ids.length - 1)} more`;
}
