import { describe, expect, it } from 'vitest';
import { historyScene, historySpark, historyWords, metricHistories } from '../../../../renderer/features/evidence/release-history.ts';
import { measured } from '../../../builders/evidence.ts';

const now = measured({ value: 57.4, ciLow: 56, ciHigh: 58.8 });
const limit = { origin: 'board', op: '>=', value: 55, reason: null } as const;

describe('a metric over the last releases', () => {
  it('has the same metric and variant of each release, a gap where one did not measure it, the one under review last', () => {
    const history = metricHistories([{ release: '5.0', results: [measured({ value: 52 })] }, { release: '5.1', results: [measured({ variant: 'other', value: 60 })] }], '5.2')(now)!;
    expect(history.points.map((point) => point?.value ?? null)).toEqual([52, null, 57.4]);
    expect(historyWords(history, now)).toMatch(/^5\.0: 52.%, 5\.1: not measured, 5\.2: 57\.40?.%$/);
  });

  it('E-2: a value in another unit is no point, never rescaled', () => {
    expect(metricHistories([{ release: '5.0', results: [measured({ value: 0.52, unit: 'fraction' })] }], '5.2')(now)).toBeNull();
  });

  it('is null where no earlier release measured it, or this one has no number', () => {
    expect(metricHistories([], '5.2')(now)).toBeNull();
    expect(metricHistories([{ release: '5.0', results: [measured()] }], '5.2')(measured({ value: null }))).toBeNull();
  });

  it('is drawn with its limit, the side that misses it hatched; the alternative text says every value', () => {
    const history = metricHistories([{ release: '5.0', results: [measured({ value: 52 })] }], '5.2')(now)!;
    const scene = historyScene(history, now, limit);
    expect(scene.alt).toMatch(/5\.0 52, 5\.2 57\.4.+limit/);
    expect(scene.marks.filter((mark) => mark.kind === 'line' && mark.stroke.tone === 'grid').length).toBeGreaterThan(10);
    expect(historySpark(history, now, null).alt).toContain('5.0: 52');
  });
});
