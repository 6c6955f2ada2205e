import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { figure } from '../../shared/copy/number.ts';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import type { RiskLevel } from '../../shared/vocabulary.ts';
import styles from './heat-grid.module.css';

/** One cell: how many hazards, at which level, and its whole name for someone who hears it. */
export interface HeatGridCell { readonly level: RiskLevel; readonly letter: string; readonly count: number; readonly name: string }
/** A place in the grid, both bands from the lowest. */
export interface HeatGridPlace { readonly severity: number; readonly likelihood: number }

export interface HeatGridProps {
  /** `cells[severity][likelihood]`, both from the lowest band. */
  readonly cells: readonly (readonly HeatGridCell[])[];
  readonly severities: readonly string[];
  readonly likelihoods: readonly string[];
  readonly label: string;
  /** The cell that filters the register, or null. */
  readonly chosen: HeatGridPlace | null;
  readonly onChoose: (place: HeatGridPlace | null) => void;
  /** How one hazard moved, from before its mitigations to after: drawn as an arrow. */
  readonly route?: { readonly from: HeatGridPlace; readonly to: HeatGridPlace } | null;
  /** The ways of many hazards, one arrow for all that go the same way, each with its words for someone who hears it. */
  readonly bundles?: readonly HeatGridBundle[];
}

export interface HeatGridBundle { readonly from: HeatGridPlace; readonly to: HeatGridPlace; readonly count: number; readonly name: string }

const same = (a: HeatGridPlace | null, b: HeatGridPlace): boolean => a !== null && a.severity === b.severity && a.likelihood === b.likelihood;

/**
 * Severity against likelihood as a grid that the keyboard walks: arrows move, Home and End go to the row's ends, Enter or space filters by the cell
 * and again clears it. Each cell says its count and its level's letter; the colour only repeats it.
 */
export function HeatGrid({ cells, severities, likelihoods, label, chosen, onChoose, route = null, bundles = [] }: HeatGridProps): ReactNode {
  const [active, setActive] = useState<HeatGridPlace>(() => chosen ?? { severity: severities.length - 1, likelihood: 0 });
  const table = useRef<HTMLTableElement>(null);
  const rows = severities.map((_, i) => severities.length - 1 - i);

  const move = (place: HeatGridPlace): void => {
    setActive(place);
    table.current?.querySelector<HTMLElement>(`[data-place="${place.severity}-${place.likelihood}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { severity, likelihood } = active;
    const [top, right] = [severities.length - 1, likelihoods.length - 1];
    const to: Record<string, HeatGridPlace> = {
      ArrowUp: { severity: Math.min(top, severity + 1), likelihood }, ArrowDown: { severity: Math.max(0, severity - 1), likelihood },
      ArrowRight: { severity, likelihood: Math.min(right, likelihood + 1) }, ArrowLeft: { severity, likelihood: Math.max(0, likelihood - 1) },
      Home: { severity, likelihood: 0 }, End: { severity, likelihood: right },
    };
    const target = to[event.key];
    if (target !== undefined) move(target);
    else if (event.key === 'Enter' || event.key === ' ') onChoose(same(chosen, active) ? null : active);
    else if (event.key === 'Escape' && chosen !== null) onChoose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.frame} data-wide={severities.some((name) => name.length > 5)}>
      <table className={styles.grid} role="grid" aria-label={label} ref={table} onKeyDown={onKeyDown}>
        <tbody>
          {rows.map((severity) => (
            <tr key={severity} role="row">
              <th scope="row" role="rowheader">{severities[severity]}</th>
              {likelihoods.map((_, likelihood) => {
                const cell = cells[severity]![likelihood]!;
                const place = { severity, likelihood };
                return (
                  <td key={likelihood} role="gridcell" aria-selected={same(chosen, place)} tabIndex={same(active, place) ? 0 : -1} data-place={`${severity}-${likelihood}`}
                    data-level={cell.level} data-empty={cell.count === 0} onFocus={() => setActive(place)} onClick={() => onChoose(same(chosen, place) ? null : place)}>
                    <span aria-hidden="true">{cell.count > 0 && <b>{figure(cell.count)}</b>}<small>{cell.letter}</small></span><span className="visually-hidden">{cell.name}</span>
                  </td>
                );
              })}
            </tr>
          ))}
          <tr role="row" className={styles.foot}>
            <td role="gridcell"><span className="visually-hidden">{componentsWords.grid.likelihoods}</span></td>
            {likelihoods.map((name) => <th key={name} scope="col" role="columnheader">{name}</th>)}
          </tr>
        </tbody>
      </table>
      {bundles.length > 0 && <Bundles bundles={bundles} columns={likelihoods.length} rows={severities.length} />}
      {route !== null && <Route {...route} columns={likelihoods.length} rows={severities.length} />}
    </div>
  );
}

/** Where in a row of cells the ways along it run, the first below the figures. */
const lanesDown = [-2, 11, -15, -28] as const;

/** All ways at once, thin ones under thick ones; ways that share a row or a column are set apart, so that none hides another. */
function Bundles({ bundles, columns, rows }: { readonly bundles: readonly HeatGridBundle[]; readonly columns: number; readonly rows: number }): ReactNode {
  const lanes = new Map<string, number>();
  const drawn = bundles.map((bundle) => {
    const { from, to } = bundle;
    const lane = from.severity === to.severity ? `s${from.severity}` : from.likelihood === to.likelihood ? `l${from.likelihood}` : 'across';
    const nth = lanes.get(lane) ?? 0;
    lanes.set(lane, nth + 1);
    const [dx, dy] = lane.startsWith('l') ? [14 + ((nth * 14) % 60), 0] : [0, lanesDown[nth % lanesDown.length]!];
    const x = (place: HeatGridPlace): number => place.likelihood * 100 + 55 + dx;
    const y = (place: HeatGridPlace): number => (rows - 1 - place.severity) * 100 + 82 + dy;
    const [x1, y1, x2, y2] = [x(from), y(from), x(to), y(to)];
    const length = Math.hypot(x2 - x1, y2 - y1);
    const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
    return { key: `${x1},${y1},${x2},${y2}`, count: bundle.count, x1, y1, end: [x2 - ux * 12, y2 - uy * 12] as const, tip: `M${x2} ${y2} L${x2 - ux * 18 - uy * 9} ${y2 - uy * 18 + ux * 9} L${x2 - ux * 18 + uy * 9} ${y2 - uy * 18 - ux * 9} Z` };
  });
  return (
    <>
      <svg className={styles.route} viewBox={`0 0 ${columns * 100} ${rows * 100}`} preserveAspectRatio="none" aria-hidden="true">
        {drawn.map(({ key, count, x1, y1, end, tip }) => (
          <g key={key}>
            <path d={`M${x1} ${y1} L${end[0]} ${end[1]}`} className={styles.halo} />
            <path d={tip} className={styles.halo} />
            <path d={`M${x1} ${y1} L${end[0]} ${end[1]}`} className={styles.bundle} style={{ strokeWidth: Math.min(4, 0.8 + count * 0.5) }} />
            <path d={tip} className={styles.dot} />
          </g>
        ))}
      </svg>
      <ul className="visually-hidden" aria-label={componentsWords.grid.moves}>{bundles.map(({ name }) => <li key={name}>{name}</li>)}</ul>
    </>
  );
}

/** The arrow over the cells; nothing where the hazard stayed in its cell. */
function Route({ from, to, columns, rows }: { readonly from: HeatGridPlace; readonly to: HeatGridPlace; readonly columns: number; readonly rows: number }): ReactNode {
  if (same(from, to)) return null;
  const x = (place: HeatGridPlace): number => place.likelihood * 100 + 50;
  const y = (place: HeatGridPlace): number => (rows - 1 - place.severity) * 100 + 80;
  const [x1, y1, x2, y2] = [x(from), y(from), x(to), y(to)];
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const tip = `M${x2} ${y2} L${x2 - ux * 26 - uy * 12} ${y2 - uy * 26 + ux * 12} L${x2 - ux * 26 + uy * 12} ${y2 - uy * 26 - ux * 12} Z`;
  return (
    <svg className={styles.route} viewBox={`0 0 ${columns * 100} ${rows * 100}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={`M${x1} ${y1} L${x2 - ux * 20} ${y2 - uy * 20}`} className={styles.halo} />
      <path d={tip} className={styles.halo} />
      <ellipse cx={x1} cy={y1} rx="4" ry="8" className={styles.dot} />
      <path d={`M${x1} ${y1} L${x2 - ux * 20} ${y2 - uy * 20}`} className={styles.line} />
      <path d={tip} className={styles.dot} />
    </svg>
  );
}
