import { describe, expect, it } from 'vitest';
import { intervalScenes, seriesScene } from '../../../../renderer/features/evidence/scenes.ts';
import { judgeEvidence } from '../../../../shared/evidence/judge.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { evidence, measured, threshold } from '../../../builders/evidence.ts';

const judge = (neutral: ReturnType<typeof evidence>, ...thresholds: ReturnType<typeof threshold>[]) => judgeEvidence('E-001' as ItemId, neutral, thresholds, []);

describe('evidence as charts', () => {
  it('E-2: percentages share an axis, a fraction is never rescaled onto it', () => {
    const neutral = evidence({ results: [measured({ metric: 'a' }), measured({ metric: 'b' }), measured({ metric: 'c', value: 0.6, unit: 'fraction' })] });
    const scenes = intervalScenes(judge(neutral, threshold({ metric: 'a' }), threshold({ metric: 'b' }), threshold({ metric: 'c', value: 0.5, unit: 'fraction' })), 460);
    expect(scenes).toHaveLength(2);
    expect(scenes[1]?.alt).toContain('0.6');
    expect(scenes[1]?.alt).not.toMatch(/(?<![.\d])60/);
  });

  it('draws nothing for a limit without a number, nor for one in another unit', () => {
    const neutral = evidence({ results: [measured({ metric: 'a', value: null }), measured({ metric: 'b', unit: 'count' })] });
    expect(intervalScenes(judge(neutral, threshold({ metric: 'a' }), threshold({ metric: 'b' }), threshold({ metric: 'absent' })), 460)).toEqual([]);
  });

  it('draws a run with its limit, and none of a single point', () => {
    const series = { x: 'TotalEnvInteracts', columns: ['TotalEnvInteracts', 'AverageEpCost'], rows: [[0, 60], [1000, 30], [2000, null], [3000, 22]] };
    const neutral = evidence({ series, results: [measured({ metric: 'AverageEpCost', value: 22, unit: 'per-episode', direction: 'lower' })] });
    const scene = seriesScene(neutral, judge(neutral, threshold({ metric: 'AverageEpCost', op: '<=', value: 25, unit: 'per-episode' })), 330);
    expect(scene?.alt).toContain('limit 25');
    expect(seriesScene(evidence({ series: { ...series, rows: [[0, 60]] } }), judge(neutral), 330)).toBeNull();
    expect(seriesScene(evidence(), judge(evidence()), 330)).toBeNull();
  });
});
