import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Charter } from '../../../shared/board/charter.ts';
import { charterDigest } from '../../../shared/board/member.ts';
import { canonicalText } from '../../../shared/bytes/canonical.ts';
import { fmeaScheme, milStd882eScheme, placeIn, RiskTable, riskSchemeOf, rises, type RiskScheme } from '../../../shared/risk/scheme.ts';
import { compareLevels, levelOf } from '../../../shared/risk/score.ts';
import { matrixRoutes } from '../../../shared/risk/register.ts';
import { charterWith } from '../../builders/board.ts';
import { hazard } from '../../builders/hazard.ts';

const table: RiskTable = {
  severities: [{ name: 'Slight', from: 1 }, { name: 'Grave', from: 6 }], likelihoods: [{ name: 'Seldom', from: 1 }, { name: 'Often', from: 4 }],
  levels: [['low', 'medium'], ['serious', 'high']],
};
const own = riskSchemeOf({ riskTable: table });
const schemes: readonly RiskScheme[] = [fmeaScheme, milStd882eScheme, own];
const score = (severity: number, likelihood: number) => ({ severity, likelihood, detectability: 1 });

describe('a risk scheme', () => {
  it('gives every rating exactly one band, and no worse rating a lower level (property)', () => {
    const rating = fc.integer({ min: 1, max: 10 });
    fc.assert(fc.property(fc.constantFrom(...schemes), rating, rating, rating, rating, (scheme, s1, s2, l1, l2) => {
      for (const bands of [scheme.severities, scheme.likelihoods]) expect(bands.filter(({ from, to }) => s1 >= from && s1 <= to)).toHaveLength(1);
      const [low, high] = [score(Math.min(s1, s2), Math.min(l1, l2)), score(Math.max(s1, s2), Math.max(l1, l2))];
      expect(compareLevels(levelOf(low, scheme), levelOf(high, scheme))).toBeLessThanOrEqual(0);
    }));
    for (const { levels } of schemes) expect(rises(levels)).toBe(true);
  });

  it('is table III of MIL-STD-882E, cell by cell, in its own signs', () => {
    const cell = (severity: string, probability: string) => milStd882eScheme.levels[milStd882eScheme.severities.findIndex(({ mark }) => mark === severity)]![milStd882eScheme.likelihoods.findIndex(({ mark }) => mark === probability)];
    const row = (severity: string) => [...'ABCDE'].map((probability) => cell(severity, probability));
    expect(row('1')).toEqual(['high', 'high', 'high', 'serious', 'medium']);
    expect(row('2')).toEqual(['high', 'high', 'serious', 'medium', 'medium']);
    expect(row('3')).toEqual(['serious', 'serious', 'medium', 'medium', 'medium']);
    expect(row('4')).toEqual(['medium', 'medium', 'low', 'low', 'low']);
    expect(milStd882eScheme.severities[placeIn(milStd882eScheme.severities, 10)]?.name).toBe('Catastrophic');
    expect(milStd882eScheme.likelihoods.some(({ mark }) => mark === 'F')).toBe(false);
  });
});

describe('matrixRoutes', () => {
  it('bundles hazards that go the same way, most first, and leaves out those that stay', () => {
    const moved = (id: string, from: number, to: number) => hazard({ id, inherent: score(9, from), residual: score(9, to) });
    const routes = matrixRoutes([moved('H-1', 9, 5), moved('H-2', 8, 1), moved('H-3', 10, 6), moved('H-4', 3, 4)]);
    expect(routes.map(({ from, to, hazards }) => [from.likelihood, to.likelihood, hazards])).toEqual([[4, 2, ['H-1', 'H-3']], [3, 0, ['H-2']]]);
    expect(matrixRoutes([moved('H-1', 9, 10)], milStd882eScheme)).toEqual([]);
  });
});

describe('a charter', () => {
  it('without a scheme keeps today’s bytes and means Countersign’s own table', () => {
    const charter = charterWith();
    const read = Charter.parse(JSON.parse(canonicalText(charter)));
    expect(canonicalText(read)).toBe(canonicalText(charter));
    expect(Object.keys(read)).not.toContain('riskScheme');
    expect(riskSchemeOf(read)).toBe(fmeaScheme);
  });

  it('may choose MIL-STD-882E, or bring a table that comes first; both change what is signed', () => {
    const chosen = Charter.parse({ ...charterWith(), riskScheme: 'mil-std-882e' });
    const brought = Charter.parse({ ...charterWith(), riskScheme: 'mil-std-882e', riskTable: table });
    expect(riskSchemeOf(chosen)).toBe(milStd882eScheme);
    expect(riskSchemeOf(brought)).toMatchObject({ id: 'own', severities: [{ from: 1, to: 5 }, { from: 6, to: 10 }], likelihoods: [{ to: 3 }, { from: 4, to: 10 }] });
    expect(riskSchemeOf(brought)).toBe(riskSchemeOf(brought));
    expect(new Set([charterWith(), chosen, brought].map((charter) => charterDigest(charter))).size).toBe(3);
  });

  it('is refused a table with a hole, or one in which a worse rating reads better', () => {
    for (const odd of [
      { ...table, severities: [{ name: 'Slight', from: 2 }, { name: 'Grave', from: 6 }] }, { ...table, severities: [{ name: 'Slight', from: 1 }, { name: 'Grave', from: 1 }] },
      { ...table, levels: [['low', 'medium']] }, { ...table, levels: [['low', 'medium'], ['serious', 'low']] }, { ...table, levels: [['medium', 'medium'], ['low', 'high']] }, { ...table, extra: 1 },
    ]) expect(RiskTable.safeParse(odd).success).toBe(false);
    expect(RiskTable.safeParse(table).success).toBe(true);
  });
});
