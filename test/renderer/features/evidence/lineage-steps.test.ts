import { describe, expect, it } from 'vitest';
import { lineageRows, lineageSteps } from '../../../../renderer/features/evidence/lineage-steps.ts';
import { lineageItem } from '../../../../shared/evidence/reader.ts';

const item = (path: string, step: string | null, check: 'matches' | 'differs' = 'matches') => ({ ...lineageItem({ path, role: 'in', hashAlgorithm: 'md5', hash: 'a' }), step, check });

describe('lineage as rows', () => {
  it('each step heads its objects, what differs first, what has no step last', () => {
    const rows = lineageRows(lineageSteps([item('a', null), item('b', 'train'), item('c', 'test', 'differs')]), 10);
    expect(rows.map((row) => (row.kind === 'step' ? row.step : row.item.path))).toEqual(['test', 'c', 'train', 'b', null, 'a']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('needs no heads where no step is named, and cuts after as many objects as there is room for', () => {
    const steps = lineageSteps(Array.from({ length: 20_000 }, (_, index) => item(`f${index}`, null)));
    expect(lineageRows(steps, 20_000)).toHaveLength(20_000);
    expect(lineageRows(steps, 24).map(({ kind }) => kind)).toEqual(Array.from({ length: 24 }, () => 'object'));
  });
});
