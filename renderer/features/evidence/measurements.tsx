import { useMemo, useState, type ReactNode } from 'react';
import { evidenceStateWords, judgementReasons, limitText, measurementWords, metricWords, originWords, readingRules, valueText } from '../../../shared/copy/evidence.ts';
import { count, figure, signed } from '../../../shared/copy/number.ts';
import type { ChangeOf } from '../../../shared/dossier/change.ts';
import { intervalOf, noiseIntervalOf } from '../../../shared/dossier/interval.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import type { EvidenceState, Judgement } from '../../../shared/evidence/judge.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { Seek } from '../../dossier-tab.ts';
import { foldedTo, metricGroups, tableRows, type Measured, type MetricGroup, type TableRow } from './measurement-rows.ts';
import { seekMeasurement } from './raw-place.ts';
import { historySpark, type MetricHistory } from './release-history.ts';
import styles from './evidence.module.css';

export type Moved = ChangeOf<'metric-moved'>;

const noiseWords = { within: 'within noise', beyond: 'beyond noise', unknown: 'noise not known' } as const satisfies Record<Moved['noise'], string>;
const directions = { higher: '↑', lower: '↓', target: '', unknown: '' } as const satisfies Record<Measurement['direction'], string>;
const directionWords = { higher: 'higher is better', lower: 'lower is better', target: 'a target', unknown: 'direction not stated' } as const satisfies Record<Measurement['direction'], string>;

export interface MeasurementsProps {
  readonly results: readonly Measurement[];
  readonly judgements: readonly Judgement[];
  readonly moves: readonly Moved[];
  /** The release that moves are measured from. */
  readonly release: string | null;
  readonly historyOf: (measurement: Measurement) => MetricHistory | null;
  readonly onRaw: (seek: Seek) => void;
}

/** Every measurement with its interval, its limit and how the two compare; the file's own text stays beside each number and leads to its line (rule E-2). */
export function Measurements({ results, judgements, moves, release, historyOf, onRaw }: MeasurementsProps): ReactNode {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => metricGroups(results, judgements), [results, judgements]);
  const rows = useMemo(() => tableRows(groups, opened), [groups, opened]);
  const moved = useMemo(() => new Map(moves.map((move) => [nameOf(move.after), move])), [moves]);
  const hasHistory = useMemo(() => results.slice(0, 500).some((measurement) => historyOf(measurement) !== null), [results, historyOf]);
  const fold = (metric: string): void => setOpened((now) => new Set(now.has(metric) ? [...now].filter((one) => one !== metric) : [...now, metric]));
  const of = (cell: (row: Measured) => ReactNode) => (row: TableRow): ReactNode => (row.kind === 'metric' ? null : cell(row.row));

  const columns: readonly LongColumn<TableRow>[] = [
    { id: 'name', head: 'Measurement', width: 'minmax(10rem, 1fr)', isHead: true, cell: (row) => (row.kind === 'metric' ? <Metric {...row} onFold={() => fold(row.group.metric)} /> : <Name row={row.row} within={row.within} />), brief: (row) => (row.kind === 'metric' ? <b>{metricWords(row.group.metric)}</b> : <Name row={row.row} within={row.within} />) },
    { id: 'n', head: 'n', width: '4.5rem', fromRem: 54, end: true, cell: of(({ measurement }) => (measurement?.n == null ? '–' : figure(measurement.n))) },
    { id: 'value', head: 'Value', width: '6rem', end: true, cell: of((row) => <b>{valueOf(row)}</b>) },
    { id: 'interval', head: 'Interval', width: '7.5rem', fromRem: 38, end: true, cell: of((row) => <Interval row={row} />) },
    { id: 'limit', head: 'Limit', width: '6rem', end: true, cell: of(({ judgement, measurement }) => (judgement === null ? '–' : <span title={limitTitle(judgement)}>{limitText(judgement.threshold, measurement?.unit ?? 'none')}</span>)) },
    ...(release === null ? [] : [{ id: 'since', head: `Since ${release}`, width: '9rem', fromRem: 46, end: true, cell: of(({ about }) => <Move move={moved.get(nameOf(about))} />) }]),
    ...(hasHistory ? [{ id: 'releases', head: 'Releases', width: '6rem', fromRem: 58, cell: of((row) => <History row={row} historyOf={historyOf} />) }] : []),
    { id: 'verdict', head: 'Verdict', width: '8rem', cell: of((row) => <Verdict {...row} />), brief: (row) => (row.kind === 'metric' ? <GravestCount group={row.group} /> : <Verdict {...row.row} brief />) },
    { id: 'raw', head: 'In the file', width: '6.5rem', cell: of((row) => <InFile row={row} onRaw={onRaw} />), brief: (row) => (row.kind === 'metric' ? <Fold {...row} of={row.group.rows.length} onFold={() => fold(row.group.metric)} /> : <InFile row={row.row} onRaw={onRaw} />) },
  ];
  return <LongTable label="Measurements" columns={columns} rows={rows} rowId={({ key }) => key} isGroup={({ kind }) => kind === 'metric'} about={(row) => (row.kind === 'metric' ? null : <>{measurementWords(row.row.about)}: {reasonOf(row.row)}</>)} />;
}

const nameOf = ({ metric, variant }: Pick<Measurement, 'metric' | 'variant'>): string => (variant === null ? metric : `${metric}\n${variant}`);
const intervalIn = ({ judgement, measurement }: Measured) => judgement?.interval ?? (measurement === null ? null : intervalOf(measurement));

function Metric({ group, shown, open, onFold }: Extract<TableRow, { readonly kind: 'metric' }> & { readonly onFold: () => void }): ReactNode {
  const { metric, rows } = group;
  return (
    <span className={styles.metric}>
      <b>{metricWords(metric)}</b> <MetricCounts group={group} />
      <Fold open={open} shown={shown} of={rows.length} onFold={onFold} />
    </span>
  );
}

function Fold({ open, shown, of, onFold }: { readonly open: boolean | null; readonly shown: number; readonly of: number; readonly onFold: () => void }): ReactNode {
  if (open === null) return null;
  return <button type="button" className={styles.link} aria-expanded={open} onClick={onFold}>{open ? `Only worst ${foldedTo}` : `Worst ${figure(shown)} of ${figure(of)}: show all`}</button>;
}

const marks = ['failed', 'indeterminate', 'passed'] as const satisfies readonly EvidenceState[];

function MetricCounts({ group: { rows, counts } }: { readonly group: MetricGroup }): ReactNode {
  const said = marks.filter((state) => counts[state] > 0);
  return <span className={styles.counts}>{said.length === 0 ? <span className={styles.quiet}>{count(rows.length, 'variant')}</span> : said.map((state) => <StateMark key={state} state={state}>{figure(counts[state])} {evidenceStateWords[state].toLowerCase()}</StateMark>)}</span>;
}

/** In one cell: how many are in the gravest state. */
function GravestCount({ group: { rows, counts } }: { readonly group: MetricGroup }): ReactNode {
  const { state } = rows[0]!;
  return state === 'not-judged' ? null : <StateMark state={state}>{figure(counts[state])} {evidenceStateWords[state].toLowerCase()}</StateMark>;
}

function Name({ row: { about, measurement }, within }: { readonly row: Measured; readonly within: boolean }): ReactNode {
  return (
    <span className={within ? styles.variant : undefined}>
      {within ? about.variant ?? 'Overall' : measurementWords(about)}
      {measurement !== null && directions[measurement.direction] !== '' && <span className={styles.arrow} title={directionWords[measurement.direction]}> {directions[measurement.direction]}<span className="visually-hidden">{directionWords[measurement.direction]}</span></span>}
    </span>
  );
}

function valueOf(row: Measured): string {
  const interval = intervalIn(row);
  return row.measurement?.value == null ? '–' : valueText(row.measurement.value, row.measurement.unit, interval === null ? [] : [interval.low]);
}

function Interval({ row }: { readonly row: Measured }): ReactNode {
  const interval = intervalIn(row);
  return interval === null || row.measurement === null ? '–' : <span title={interval.of}>{valueText(interval.low, 'none', [interval.high])}–{valueText(interval.high, 'none', [interval.low])}</span>;
}

function limitTitle({ threshold: { origin, reason } }: Judgement): string {
  return `${originWords[origin]}${reason === null || reason === '' ? '' : `: ${reason}`}`;
}

function Move({ move }: { readonly move: Moved | undefined }): ReactNode {
  if (move === undefined) return '';
  return <><span data-noise={move.noise} className={styles.delta}>{signed(move.delta, 2)}</span> <small title={noiseBasis(move)}>{noiseWords[move.noise]}</small></>;
}

/** Which intervals the move was held against. */
function noiseBasis({ before, after }: Moved): string {
  const [was, is] = [noiseIntervalOf(before), noiseIntervalOf(after)];
  return was === null || is === null ? 'Noise needs an interval, a standard error or, of a share, the number of cases, on both sides.' : `Held against the interval before (${was.of}) and now (${is.of}).`;
}

function History({ row: { measurement, judgement }, historyOf }: { readonly row: Measured; readonly historyOf: MeasurementsProps['historyOf'] }): ReactNode {
  const history = measurement === null ? null : historyOf(measurement);
  return history === null || measurement === null ? <span className={styles.quiet}>–</span> : <span className={styles.spark}><SceneDrawing scene={historySpark(history, measurement, judgement?.threshold ?? null)} maxScale={1} /></span>;
}

/** The file's own text of the number; it leads to its line. */
function InFile({ row: { measurement, about }, onRaw }: { readonly row: Measured; readonly onRaw: MeasurementsProps['onRaw'] }): ReactNode {
  if (measurement === null) return '–';
  const text = measurement.rawText === '' ? '(empty)' : measurement.rawText.length > 42 ? `${measurement.rawText.slice(0, 40)}…` : measurement.rawText;
  return <button type="button" className={styles.link} title="Show it in the raw file" aria-label={`${text}: show ${measurementWords(about)} in the raw file`} onClick={() => onRaw({ ...seekMeasurement(measurement), of: measurementWords(about) })}><code>{text}</code></button>;
}

/** Why the verdict is what it is, in a sentence or two. */
function reasonOf({ judgement, measurement }: Pick<Measured, 'judgement' | 'measurement'>): string {
  if (judgement === null) return measurement?.breached === 'yes' ? readingRules.alarm : measurement?.breached === 'no' ? 'The tool raised no alarm.' : 'No limit.';
  const alarm = measurement?.breached === 'yes' && judgement.reason !== 'file-says-breached';
  return `${judgementReasons[judgement.reason]} Held against ${originWords[judgement.threshold.origin]}.${alarm ? ' The tool raised its own alarm; this limit decides.' : ''}`;
}

/** What a limit makes of it; without one, what the tool itself says. That a tool raised no alarm is not a pass. */
function Verdict({ judgement, measurement, brief = false }: Pick<Measured, 'judgement' | 'measurement'> & { readonly brief?: boolean }): ReactNode {
  const alarm = judgement === null && measurement?.breached === 'yes';
  const says = !brief && (judgement !== null || (measurement !== null && measurement.breached !== 'unknown'));
  return (
    <>
      {judgement !== null ? <span title={brief ? undefined : reasonOf({ judgement, measurement })}><StateMark state={judgement.result}>{evidenceStateWords[judgement.result]}</StateMark></span> : <StateMark state={alarm ? 'failed' : 'not-judged'}>{alarm ? 'Alarm of the tool' : 'No limit'}</StateMark>}
      {says && <small className={judgement?.result === 'passed' ? 'visually-hidden' : styles.reason}>{reasonOf({ judgement, measurement })}</small>}
    </>
  );
}
