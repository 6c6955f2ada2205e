/** A metric over the last releases of the product, as points of a line. Pure; units are never rescaled (rule E-2). */
import { releaseLine, sparkline, type ReleasePoint } from '../../../shared/charts/release-line.ts';
import type { Scene } from '../../../shared/charts/scene.ts';
import { limitText, measurementWords, valueText } from '../../../shared/copy/evidence.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import { intervalOf } from '../../../shared/dossier/interval.ts';
import type { AppliedThreshold } from '../../../shared/evidence/judge.ts';

/** What one release measured with the same piece of evidence. */
export interface ReleaseMeasurements { readonly release: string; readonly results: readonly Measurement[] }

/** The points of one measurement; the last one is of the release under review. `releases[i]` names `points[i]`. */
export interface MetricHistory { readonly releases: readonly string[]; readonly points: readonly (ReleasePoint | null)[] }

type Looked = (measurement: Measurement) => MetricHistory | null;

const keyOf = ({ metric, variant }: Pick<Measurement, 'metric' | 'variant'>): string => (variant === null ? metric : `${metric}\n${variant}`);

/** Looks up a measurement's history among earlier releases, oldest first; null where none of them measured it in the same unit. */
export function metricHistories(earlier: readonly ReleaseMeasurements[], release: string): Looked {
  const held = earlier.map(({ results }) => new Map(results.map((measurement) => [keyOf(measurement), measurement])));
  const releases = [...earlier.map((one) => one.release), release];
  const pointOf = (measurement: Measurement | undefined, unit: Measurement['unit']): ReleasePoint | null =>
    (measurement === undefined || measurement.value === null || measurement.unit !== unit ? null : { value: measurement.value, interval: intervalOf(measurement) });
  return (measurement) => {
    const before = held.map((results) => pointOf(results.get(keyOf(measurement)), measurement.unit));
    return measurement.value === null || before.every((point) => point === null) ? null : { releases, points: [...before, pointOf(measurement, measurement.unit)] };
  };
}

/** The history in words: `5.0: 61.2 %, 5.1: 58.9 %`. */
export function historyWords({ releases, points }: MetricHistory, { unit }: Pick<Measurement, 'unit'>): string {
  return points.map((point, index) => evidenceWords.history.point(releases[index]!, point === null ? null : valueText(point.value, unit))).join(', ');
}

const barredSide = (threshold: AppliedThreshold | null): 'above' | 'below' | null => (threshold === null ? null : threshold.op.startsWith('<') ? 'above' : 'below');

/** The small form, for a row of a table. */
export function historySpark(history: MetricHistory, measurement: Measurement, threshold: AppliedThreshold | null): Scene {
  return sparkline({ values: history.points.map((point) => point?.value ?? null), limit: threshold?.value ?? null, barred: barredSide(threshold), width: 64, height: 20, alt: evidenceWords.history.spark(measurementWords(measurement), historyWords(history, measurement)) });
}

/** The large form: points with their intervals against the limit, the side that misses it hatched. */
export function historyScene({ releases, points }: MetricHistory, measurement: Measurement, threshold: AppliedThreshold | null): Scene {
  const end = points.at(-1)?.value;
  return releaseLine({
    releases, series: [{ endLabel: end === undefined ? '' : valueText(end, measurement.unit), points }],
    limit: threshold === null ? null : { value: threshold.value, text: evidenceWords.charts.limit(limitText(threshold, 'none')) }, barred: barredSide(threshold), width: 300, height: 112,
  });
}

/** What the large form is called. */
export function historyCaption({ releases }: MetricHistory, product: string): string {
  return evidenceWords.history.caption(product, releases.length);
}
