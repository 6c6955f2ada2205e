import type { ReactNode } from 'react';
import { evidenceStateWords, judgementReasons, limitText, measurementWords, originWords, readingRules, valueText } from '../../../shared/copy/evidence.ts';
import { figure, signed } from '../../../shared/copy/number.ts';
import type { ChangeOf } from '../../../shared/dossier/change.ts';
import { intervalOf, noiseIntervalOf } from '../../../shared/dossier/interval.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import type { Judgement } from '../../../shared/evidence/judge.ts';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './evidence.module.css';

export type Moved = ChangeOf<'metric-moved'>;

const noiseWords = { within: 'within noise', beyond: 'beyond noise', unknown: 'noise not known' } as const satisfies Record<Moved['noise'], string>;
const directions = { higher: '↑', lower: '↓', target: '', unknown: '' } as const satisfies Record<Measurement['direction'], string>;
const directionWords = { higher: 'higher is better', lower: 'lower is better', target: 'a target', unknown: 'direction not stated' } as const satisfies Record<Measurement['direction'], string>;

/** One row: a limit held against a measurement, or a measurement without a limit. */
interface Row { readonly key: string; readonly measurement: Measurement | null; readonly judgement: Judgement | null; readonly about: Pick<Measurement, 'metric' | 'variant'> }

function rowsOf(results: readonly Measurement[], judgements: readonly Judgement[]): readonly Row[] {
  const judged = judgements.map((judgement, index): Row => ({ key: `j${index}`, measurement: judgement.measurement, judgement, about: judgement }));
  const seen = new Set(judgements.map(({ measurement }) => measurement));
  const alarm = ({ breached }: Measurement): number => Number(breached === 'yes');
  return [...judged, ...results.filter((measurement) => !seen.has(measurement)).sort((a, b) => alarm(b) - alarm(a)).slice(0, 200).map((measurement, index): Row => ({ key: `m${index}`, measurement, judgement: null, about: measurement }))];
}

/** Every measurement with its interval, its limit and how the two compare; the file's own text stays beside each number (rule E-2). */
export function Measurements({ results, judgements, moves, release }: { readonly results: readonly Measurement[]; readonly judgements: readonly Judgement[]; readonly moves: readonly Moved[]; readonly release: string | null }): ReactNode {
  const rows = rowsOf(results, judgements);
  return (
    <div className={styles.wide} tabIndex={0} role="group" aria-label="Measurements, scrollable">
      <table className={styles.table} aria-label="Measurements">
        <thead>
          <tr><th scope="col">Measurement</th><th scope="col" data-end>n</th><th scope="col" data-end>Value</th><th scope="col" data-end>Interval</th><th scope="col" data-end>Limit</th>{release !== null && <th scope="col" data-end>Since {release}</th>}<th scope="col">Verdict</th><th scope="col">In the file</th></tr>
        </thead>
        <tbody>{rows.map((row) => <MeasurementRow key={row.key} row={row} move={moves.find((move) => move.after.metric === row.about.metric && move.after.variant === row.about.variant)} compares={release !== null} />)}</tbody>
      </table>
    </div>
  );
}

function MeasurementRow({ row: { measurement, judgement, about }, move, compares }: { readonly row: Row; readonly move: Moved | undefined; readonly compares: boolean }): ReactNode {
  const interval = judgement?.interval ?? (measurement === null ? null : intervalOf(measurement));
  const value = measurement?.value ?? null;
  return (
    <tr>
      <th scope="row">{measurementWords(about)}{measurement !== null && directions[measurement.direction] !== '' && <span className={styles.arrow} title={directionWords[measurement.direction]}> {directions[measurement.direction]}<span className="visually-hidden">{directionWords[measurement.direction]}</span></span>}</th>
      <td data-end>{measurement?.n == null ? '–' : figure(measurement.n)}</td>
      <td data-end><b>{value === null || measurement === null ? '–' : valueText(value, measurement.unit, interval === null ? [] : [interval.low])}</b></td>
      <td data-end title={interval?.of}>{interval === null || measurement === null ? '–' : `${valueText(interval.low, 'none', [interval.high])}–${valueText(interval.high, 'none', [interval.low])}`}</td>
      <td data-end title={judgement === null ? undefined : `${originWords[judgement.threshold.origin]}${judgement.threshold.reason === null || judgement.threshold.reason === '' ? '' : `: ${judgement.threshold.reason}`}`}>{judgement === null ? '–' : limitText(judgement.threshold, measurement?.unit ?? 'none')}</td>
      {compares && <td data-end>{move === undefined ? '' : <><span data-noise={move.noise} className={styles.delta}>{signed(move.delta, 2)}</span> <small title={noiseBasis(move)}>{noiseWords[move.noise]}</small></>}</td>}
      <td><Verdict judgement={judgement} measurement={measurement} /></td>
      <td><code>{measurement === null ? '–' : measurement.rawText === '' ? '(empty)' : measurement.rawText}</code></td>
    </tr>
  );
}

/** Which intervals the move was held against. */
function noiseBasis({ before, after }: Moved): string {
  const [was, is] = [noiseIntervalOf(before), noiseIntervalOf(after)];
  return was === null || is === null ? 'Noise needs an interval, a standard error or, of a share, the number of cases, on both sides.' : `Held against the interval before (${was.of}) and now (${is.of}).`;
}

/** What a limit makes of it; without one, what the tool itself says. That a tool raised no alarm is not a pass. */
function Verdict({ judgement, measurement }: Pick<Row, 'judgement' | 'measurement'>): ReactNode {
  if (judgement === null && measurement?.breached === 'yes') return <><StateMark state="failed">Alarm of the tool</StateMark><small className={styles.reason}>{readingRules.alarm}</small></>;
  if (judgement === null) return <><StateMark state="not-judged">No limit</StateMark>{measurement?.breached === 'no' && <small className={styles.reason}>The tool raised no alarm.</small>}</>;
  const alarm = measurement?.breached === 'yes' && judgement.reason !== 'file-says-breached';
  return (
    <>
      <StateMark state={judgement.result}>{evidenceStateWords[judgement.result]}</StateMark>
      <small className={styles.reason}>{judgementReasons[judgement.reason]} Held against {originWords[judgement.threshold.origin]}.{alarm ? ' The tool raised its own alarm; this limit decides.' : ''}</small>
    </>
  );
}
