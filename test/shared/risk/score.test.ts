import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, compareLevels, compareScores, hidesSeverity, levelOf, priorityOf, rpn } from '../../../shared/risk/score.ts';
import { levelTable, priorityTable } from '../../../shared/risk/matrix.ts';
import { matrixCells, residualSummary } from '../../../shared/risk/register.ts';
import { hazard } from '../../builders/hazard.ts';
import type { Score } from '../../../shared/dossier/hazard.ts';

const rating = fc.integer({ min: 1, max: 10 });
const scores: fc.Arbitrary<Score> = fc.record({ severity: rating, likelihood: rating, detectability: rating });
const score = (severity: number, likelihood: number, detectability: number): Score => ({ severity, likelihood, detectability });

describe('risk of one score', () => {
  it('bands pair the ratings', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(bandOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    expect(() => bandOf(11)).toThrow();
    expect(() => bandOf(2.5)).toThrow();
  });

  it('has whole tables', () => {
    expect(levelTable.map((row) => row.length)).toEqual([5, 5, 5, 5, 5]);
    expect(levelTable.flat().every(Boolean)).toBe(true);
    expect(priorityTable.flat().every((cell) => cell.length === 3 && cell.every((value) => value >= 1 && value <= 3))).toBe(true);
  });

  it('reads the published cells', () => {
    expect(levelOf(score(9, 5, 6))).toBe('high');
    expect(levelOf(score(9, 4, 6))).toBe('serious');
    expect(levelOf(score(10, 1, 1))).toBe('serious');
    expect(levelOf(score(1, 10, 10))).toBe('medium');
    expect(levelOf(score(5, 2, 10))).toBe('low');
    expect(priorityOf(score(10, 5, 1))).toBe(1);
    expect(priorityOf(score(1, 1, 10))).toBe(3);
  });

  it('a worse rating never gives a lower level, a lesser priority or a smaller RPN', () => {
    fc.assert(fc.property(scores, fc.constantFrom('severity', 'likelihood', 'detectability'), (better, rated) => {
      fc.pre(better[rated] < 10);
      const worse = { ...better, [rated]: better[rated] + 1 };
      expect(compareLevels(levelOf(worse), levelOf(better))).toBeGreaterThanOrEqual(0);
      expect(priorityOf(worse)).toBeLessThanOrEqual(priorityOf(better));
      expect(rpn(worse)).toBeGreaterThan(rpn(better));
      expect(compareScores(worse, better)).toBeGreaterThan(0);
    }));
  });

  it('a severity of 9 or 10 is never Low, and the RPN that hides it is flagged', () => {
    fc.assert(fc.property(scores, (any) => {
      if (any.severity >= 9) expect(levelOf(any)).not.toBe('low');
      expect(hidesSeverity(any)).toBe(any.severity >= 9 && any.severity * any.likelihood * any.detectability <= 100);
    }));
    expect(rpn(score(10, 2, 5))).toBe(rpn(score(2, 10, 5)));
    expect(hidesSeverity(score(10, 2, 2))).toBe(true);
    expect(hidesSeverity(score(2, 10, 2))).toBe(false);
  });
});

describe('risk of a register', () => {
  const hazards = [
    hazard({ id: 'H-001', inherent: score(9, 6, 5), residual: score(9, 2, 2) }),
    hazard({ id: 'H-002', inherent: score(5, 5, 5), residual: score(5, 1, 5) }),
    hazard({ id: 'H-003', inherent: score(3, 3, 3), residual: score(3, 3, 3) }),
  ];

  it('counts levels before and after', () => {
    const summary = residualSummary(hazards);
    expect(summary).toMatchObject({
      total: 3, top: 'serious', fell: 2, rose: 0,
      inherent: { low: 1, medium: 0, serious: 1, high: 1 }, residual: { low: 2, medium: 0, serious: 1, high: 0 },
      hiding: ['H-001'],
    });
    expect(residualSummary([]).top).toBeNull();
  });

  it('puts each hazard into one cell of the level it has', () => {
    const cells = matrixCells(hazards, 'residual').flat();
    expect(cells.flatMap((cell) => cell.hazards).sort()).toEqual(['H-001', 'H-002', 'H-003']);
    expect(matrixCells(hazards, 'residual')[4]![0]).toEqual({ level: 'serious', hazards: ['H-001'] });
  });
});
