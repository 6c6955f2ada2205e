import { useMemo, useState, type ReactNode } from 'react';
import { noiseWords } from '../../../shared/copy/change.ts';
import { evidenceStateWords, intervalBasis, limitText, measurementWords, metricWords, rangeText, readingRules, unlimitedWords, valueText } from '../../../shared/copy/evidence.ts';
import { figure, signed } from '../../../shared/copy/number.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import type { ChangeOf } from '../../../shared/dossier/change.ts';
import { intervalOf, noiseIntervalOf } from '../../../shared/dossier/interval.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import type { EvidenceState, Judgement } from '../../../shared/evidence/judge.ts';
import { markOf } from '../../../shared/ipc/spot.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { Seek } from '../../dossier-tab.ts';
import { foldedTo, metricGroups, tableRows, type Measured, type MetricGroup, type TableRow } from './measurement-rows.ts';
import { seekMeasurement } from './raw-place.ts';
import { historySpark, type MetricHistory } from './release-history.ts';
import styles from './evidence.module.css';

export type Moved = ChangeOf<'metric-moved'>;

const words = evidenceWords.measurements;
const directions = { higher: '↑', lower: '↓', target: '', unknown: '' } as const satisfies Record<Measurement['direction'], string>;

export interface MeasurementsProps {
  /** The mark of the metric that the address points at. */
  readonly pointed: string | null;
  readonly results: readonly Measurement[];
  readonly judgements: readonly Judgement[];
  readonly moves: readonly Moved[];
  /** The release that moves are measured from. */
  readonly release: string | null;
  readonly historyOf: (measurement: Measurement) => MetricHistory | null;
  readonly onRaw: (seek: Seek) => void;
}

/** Every measurement with its interval, its limit and how the two compare; the file's own text stays beside each number and leads to its line (rule E-2). */
export function Measurements({ pointed, results, judgements, moves, release, historyOf, onRaw }: MeasurementsProps): ReactNode {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => metricGroups(results, judgements), [results, judgements]);
  const rows = useMemo(() => tableRows(groups, opened), [groups, opened]);
  const chosen = useMemo(() => (pointed === null ? null : rows.find((row) => row.kind === 'measured' && markOf(row.row.about.metric) === pointed)?.key ?? null), [rows, pointed]);
  const moved = useMemo(() => new Map(moves.map((move) => [nameOf(move.after), move])), [moves]);
  const hasHistory = useMemo(() => results.slice(0, 500).some((measurement) => historyOf(measurement) !== null), [results, historyOf]);
  const fold = (metric: string): void => setOpened((now) => new Set(now.has(metric) ? [...now].filter((one) => one !== metric) : [...now, metric]));
  const of = (cell: (row: Measured) => ReactNode) => (row: TableRow): ReactNode => (row.kind === 'metric' ? null : cell(row.row));

  const columns: readonly LongColumn<TableRow>[] = [
    { id: 'name', head: words.heads.name, width: 'minmax(10rem, 1fr)', isHead: true, cell: (row) => (row.kind === 'metric' ? <Metric {...row} onFold={() => fold(row.group.metric)} /> : <Name row={row.row} within={row.within} />), brief: (row) => (row.kind === 'metric' ? <b>{metricWords(row.group.metric)}</b> : <Name row={row.row} within={row.within} />) },
    { id: 'n', head: words.heads.cases, width: '4.5rem', fromRem: 54, end: true, cell: of(({ measurement }) => (measurement?.n == null ? '–' : figure(measurement.n))) },
    { id: 'value', head: words.heads.value, width: '6rem', end: true, cell: of((row) => <b>{valueOf(row)}</b>) },
    { id: 'interval', head: words.heads.interval, width: '7.5rem', fromRem: 38, end: true, cell: of((row) => <Interval row={row} />) },
    { id: 'limit', head: words.heads.limit, width: '6rem', end: true, cell: of(({ judgement, measurement }) => (judgement === null ? '–' : <span title={limitTitle(judgement)}>{limitText(judgement.threshold, measurement?.unit ?? 'none')}</span>)) },
    ...(release === null ? [] : [{ id: 'since', head: words.since(release), width: '9rem', fromRem: 46, end: true, cell: of(({ about }) => <Move move={moved.get(nameOf(about))} />) }]),
    ...(hasHistory ? [{ id: 'releases', head: words.heads.releases, width: '6rem', fromRem: 58, cell: of((row) => <History row={row} historyOf={historyOf} />) }] : []),
    { id: 'verdict', head: words.heads.verdict, width: '8rem', cell: of(({ judgement, measurement }) => <Verdict judgement={judgement} measurement={measurement} />), brief: (row) => (row.kind === 'metric' ? <GravestCount group={row.group} /> : <Verdict judgement={row.row.judgement} measurement={row.row.measurement} brief />) },
    { id: 'raw', head: words.heads.inFile, width: '6.5rem', cell: of((row) => <InFile row={row} onRaw={onRaw} />), brief: (row) => (row.kind === 'metric' ? <Fold {...row} of={row.group.total} onFold={() => fold(row.group.metric)} /> : <InFile row={row.row} onRaw={onRaw} />) },
  ];
  return <LongTable label={words.label} columns={columns} rows={rows} rowId={({ key }) => key} chosen={chosen} isGroup={({ kind }) => kind === 'metric'} about={(row) => (row.kind === 'metric' ? null : words.about(row.row.about, reasonOf(row.row)))} />;
}

const nameOf = ({ metric, variant }: Pick<Measurement, 'metric' | 'variant'>): string => (variant === null ? metric : `${metric}\n${variant}`);
const intervalIn = ({ judgement, measurement }: Measured) => judgement?.interval ?? (measurement === null ? null : intervalOf(measurement));

function Metric({ group, shown, open, onFold }: Extract<TableRow, { readonly kind: 'metric' }> & { readonly onFold: () => void }): ReactNode {
  const { metric, total } = group;
  return (
    <span className={styles.metric}>
      <b>{metricWords(metric)}</b> <MetricCounts group={group} />
      <Fold open={open} shown={shown} of={total} onFold={onFold} />
    </span>
  );
}

function Fold({ open, shown, of, onFold }: { readonly open: boolean | null; readonly shown: number; readonly of: number; readonly onFold: () => void }): ReactNode {
  if (open === null) return null;
  return <button type="button" className={styles.link} aria-expanded={open} onClick={onFold}>{open ? words.onlyWorst(foldedTo) : words.showAll(shown, of)}</button>;
}

const marks = ['failed', 'indeterminate', 'passed'] as const satisfies readonly EvidenceState[];

function MetricCounts({ group: { total, counts } }: { readonly group: MetricGroup }): ReactNode {
  const said = marks.filter((state) => counts[state] > 0);
  return <span className={styles.counts}>{said.length === 0 ? <span className={styles.quiet}>{words.variants(total)}</span> : said.map((state) => <StateMark key={state} state={state}>{words.state(counts[state], evidenceStateWords[state])}</StateMark>)}</span>;
}

/** In one cell: how many are in the gravest state. */
function GravestCount({ group: { worst, counts } }: { readonly group: MetricGroup }): ReactNode {
  const { state } = worst[0]!;
  return state === 'not-judged' ? null : <StateMark state={state}>{words.state(counts[state], evidenceStateWords[state])}</StateMark>;
}

function Name({ row: { about, measurement }, within }: { readonly row: Measured; readonly within: boolean }): ReactNode {
  return (
    <span className={within ? styles.variant : undefined}>
      {within ? about.variant ?? words.overall : measurementWords(about)}
      {measurement !== null && directions[measurement.direction] !== '' && <span className={styles.arrow} title={words.directions[measurement.direction]}> {directions[measurement.direction]}<span className="visually-hidden">{words.directions[measurement.direction]}</span></span>}
    </span>
  );
}

function valueOf(row: Measured): string {
  const interval = intervalIn(row);
  return row.measurement?.value == null ? '–' : valueText(row.measurement.value, row.measurement.unit, interval === null ? [] : [interval.low]);
}

function Interval({ row }: { readonly row: Measured }): ReactNode {
  const interval = intervalIn(row);
  return interval === null || row.measurement === null ? '–' : <span title={intervalBasis(interval.of)}>{rangeText(interval.low, interval.high)}</span>;
}

function limitTitle({ threshold: { origin, reason } }: Judgement): string {
  return words.limitOf(origin, reason);
}

function Move({ move }: { readonly move: Moved | undefined }): ReactNode {
  if (move === undefined) return '';
  return <><span data-noise={move.noise} className={styles.delta}>{signed(move.delta, 2)}</span> <small title={noiseBasis(move)}>{noiseWords[move.noise]}</small></>;
}

/** Which intervals the move was held against. */
function noiseBasis({ before, after }: Moved): string {
  return words.noiseBasis(noiseIntervalOf(before)?.of ?? null, noiseIntervalOf(after)?.of ?? null);
}

function History({ row: { measurement, judgement }, historyOf }: { readonly row: Measured; readonly historyOf: MeasurementsProps['historyOf'] }): ReactNode {
  const history = measurement === null ? null : historyOf(measurement);
  return history === null || measurement === null ? <span className={styles.quiet}>–</span> : <span className={styles.spark}><SceneDrawing scene={historySpark(history, measurement, judgement?.threshold ?? null)} maxScale={1} /></span>;
}

/** The file's own text of the number; it leads to its line. */
function InFile({ row: { measurement, about }, onRaw }: { readonly row: Measured; readonly onRaw: MeasurementsProps['onRaw'] }): ReactNode {
  if (measurement === null) return '–';
  const text = measurement.rawText === '' ? evidenceWords.inFile.empty : measurement.rawText.length > 42 ? `${measurement.rawText.slice(0, 40)}…` : measurement.rawText;
  return <button type="button" className={styles.link} title={evidenceWords.inFile.title} aria-label={evidenceWords.inFile.label(text, measurementWords(about))} onClick={() => onRaw({ ...seekMeasurement(measurement), of: measurementWords(about) })}><code>{text}</code></button>;
}

/** Why the verdict is what it is, in a sentence or two. */
function reasonOf({ judgement, measurement }: Pick<Measured, 'judgement' | 'measurement'>): string {
  if (judgement === null) return measurement?.breached === 'yes' ? readingRules.alarm : measurement?.breached === 'no' ? words.noAlarmReason : words.noLimitReason;
  return words.reason(judgement, measurement?.breached === 'yes' && judgement.reason !== 'file-says-breached');
}

/** What a limit makes of it; without one, what the tool itself says. That a tool raised no alarm is not a pass. */
function Verdict({ judgement, measurement, brief = false }: Pick<Measured, 'judgement' | 'measurement'> & { readonly brief?: boolean }): ReactNode {
  const alarm = judgement === null && measurement?.breached === 'yes';
  const says = !brief && (judgement !== null || (measurement !== null && measurement.breached !== 'unknown'));
  return (
    <>
      {judgement !== null ? <span title={brief ? undefined : reasonOf({ judgement, measurement })}><StateMark state={judgement.result}>{evidenceStateWords[judgement.result]}</StateMark></span> : <StateMark state={alarm ? 'failed' : 'not-judged'}>{alarm ? unlimitedWords.alarm : unlimitedWords.noLimit}</StateMark>}
      {says && <small className={judgement?.result === 'passed' ? 'visually-hidden' : styles.reason}>{reasonOf({ judgement, measurement })}</small>}
    </>
  );
}
