import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../../renderer/features/evidence/coverage.ts';
import type { Mitigation } from '../../../../shared/dossier/hazard.ts';
import { countProperties } from '../../../../shared/evidence/judge.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { property } from '../../../builders/evidence.ts';
import { hazard } from '../../../builders/hazard.ts';

const ids = (...list: string[]): ItemId[] => list as ItemId[];
const mitigation = (id: string, ...evidence: string[]): Mitigation => ({ id: id as ItemId, title: id, kind: 'reduce', evidence: ids(...evidence) });
const verified = (id: string, ...verdicts: Parameters<typeof property>[0][]) => ({ id: id as ItemId, state: 'passed' as const, properties: countProperties(verdicts.map((verdict) => property(verdict) as never)) });
const register = (...hazards: ReturnType<typeof hazard>[]) => ({ format: 1 as const, kind: 'hazard-register' as const, hazards });

describe('coverage of hazards by formal properties', () => {
  it('is what the register traces, directly or through a mitigation, each piece once', () => {
    const { covered, uncovered } = coverageOf(register(
      hazard({ id: 'H-001', evidence: ids('E-1'), mitigations: [mitigation('M-1', 'E-1', 'E-2')] }), hazard({ id: 'H-002', evidence: ids('E-9'), mitigations: [] }),
    ), [verified('E-1', 'pass', 'pass'), verified('E-2', 'pass')]);
    expect(covered).toMatchObject([{ hazard: 'H-001', state: 'passed', properties: { total: 3, hold: 3 }, pieces: [{ id: 'E-1', through: null }, { id: 'E-2', through: ['M-1'] }] }]);
    expect(uncovered).toEqual(['H-002']);
  });

  it('E-1: an undecided property is none that holds, and the gravest hazard is first', () => {
    const { covered } = coverageOf(register(
      hazard({ id: 'H-001', evidence: ids('E-1'), mitigations: [] }), hazard({ id: 'H-002', evidence: ids('E-2'), mitigations: [] }), hazard({ id: 'H-003', evidence: ids('E-3'), mitigations: [] }),
    ), [verified('E-1', 'pass'), verified('E-2', 'pass', 'inconclusive', 'error'), verified('E-3', 'fail', 'pass')]);
    expect(covered.map(({ hazard: id, state, properties }) => [id, state, properties.hold, properties.violated, properties.undecided])).toEqual([['H-003', 'failed', 1, 1, 0], ['H-002', 'indeterminate', 1, 0, 2], ['H-001', 'passed', 1, 0, 0]]);
  });

  it('evidence without properties covers nothing', () => {
    expect(coverageOf(register(hazard({ id: 'H-001', evidence: ids('E-1'), mitigations: [] })), [verified('E-1'), verified('E-2', 'not-applicable')]).uncovered).toEqual(['H-001']);
  });
});
