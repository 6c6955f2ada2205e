import type { ReactNode } from 'react';
import { cellWords, levelLetters, routeWords } from '../../../shared/copy/hazard.ts';
import { bandEdge, bandName, bandSpan } from '../../../shared/copy/risk-scheme.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { MatrixCell, MatrixRoute } from '../../../shared/risk/register.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { cellOf } from '../../../shared/risk/score.ts';
import { HeatGrid, type HeatGridCell } from '../../components/heat-grid.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { Segments } from '../../components/segments.tsx';
import type { RegisterFilter, Score } from './register-rows.ts';
import styles from './hazards.module.css';

/** Where the hazards stand before or after mitigation, or after it with all the ways there. */
export type Shown = Score | 'moves';

export interface HeatMapProps {
  readonly cells: readonly (readonly MatrixCell[])[];
  readonly scheme: RiskScheme;
  readonly shows: Shown;
  readonly onShows: (shows: Shown) => void;
  /** The ways from before to after the mitigations, those of most hazards first. */
  readonly routes: readonly MatrixRoute[];
  readonly cell: RegisterFilter['cell'];
  readonly onCell: (cell: RegisterFilter['cell']) => void;
  /** The hazard whose way from before to after its mitigations is drawn. */
  readonly hazard: Hazard | null;
}

/** More arrows than this are a thicket. */
const mostRoutes = 12;
const order = ['inherent', 'residual', 'moves'] as const satisfies readonly Shown[];
const words = hazardsWords.map;

/** The register's hazards by severity and likelihood in the charter's scheme, before or after mitigation. */
export function HeatMap({ cells, scheme, shows, onShows, routes, cell, onCell, hazard }: HeatMapProps): ReactNode {
  const landmark = useLandmark();
  const of: Score = shows === 'inherent' ? 'inherent' : 'residual';
  const level = (place: MatrixRoute['from']) => scheme.levels[place.severity]![place.likelihood]!;
  const { severities, likelihoods } = scheme;
  const gridCells: readonly (readonly HeatGridCell[])[] = cells.map((row, severity) => row.map(({ level, hazards }, likelihood) => ({
    level, count: hazards.length, letter: levelLetters[level], name: cellWords([bandSpan(severities[severity]!), bandName(severities[severity]!)], [bandSpan(likelihoods[likelihood]!), bandName(likelihoods[likelihood]!)], level, hazards.length),
  })));
  return (
    <section className={styles.map} aria-label={landmark(words.label)}>
      <div className={styles.mapHead}>
        <p><strong>{words.heads[shows]}</strong> <span>{words.schemes[scheme.id]}</span></p>
        <Segments label={words.shows} value={shows} onChange={onShows} segments={order.map((value) => ({ value, label: words.segments[value] }))} />
      </div>
      <HeatGrid label={words.grids[of]} cells={gridCells} severities={severities.map(bandEdge)} likelihoods={likelihoods.map(bandEdge)} chosen={cell}
        onChoose={(next) => onCell(next === null ? null : { ...next, of })} {...(shows === 'moves' ? { bundles: routes.slice(0, mostRoutes).map(({ from, to, hazards }) => ({ from, to, count: hazards.length, name: routeWords(hazards, level(from), level(to)) })) } : {})}
        route={hazard === null || shows === 'moves' ? null : { from: cellOf(hazard.inherent, scheme), to: cellOf(hazard.residual, scheme) }} />
    </section>
  );
}
