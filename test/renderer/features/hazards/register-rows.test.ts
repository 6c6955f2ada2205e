import { describe, expect, it } from 'vitest';
import { filtered, inSubset, registerRows, sortedRows, sorts, stepFrom, type RegisterFilter } from '../../../../renderer/features/hazards/register-rows.ts';
import { hazardChanges } from '../../../../renderer/features/hazards/changed.ts';
import { diffHazards } from '../../../../shared/dossier/diff-hazards.ts';
import type { EvidenceState } from '../../../../shared/evidence/judge.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { hazard } from '../../../builders/hazard.ts';

const id = (text: string) => text as ItemId;
const registerOf = (...hazards: ReturnType<typeof hazard>[]) => ({ format: 1 as const, kind: 'hazard-register' as const, hazards });
const states = new Map<ItemId, EvidenceState>([[id('E-001'), 'passed'], [id('E-002'), 'failed']]);
const none: ReadonlySet<ItemId> = new Set();
const everything: RegisterFilter = { text: '', subset: 'all', cell: null };
const idsOf = (rows: readonly { readonly hazard: { readonly id: ItemId } }[]) => rows.map((row) => row.hazard.id);

describe('the hazard register as rows', () => {
  it('takes the worst of what a hazard and its mitigations name, and never passes what is missing', () => {
    const rows = registerRows(registerOf(
      hazard({ id: 'H-1' }), hazard({ id: 'H-2', evidence: ['E-001', 'E-002'] }), hazard({ id: 'H-3', evidence: ['E-001', 'E-404'] }), hazard({ id: 'H-4', evidence: [], mitigations: [] }),
    ), states);
    expect(rows.map((row) => row.evidence)).toEqual(['passed', 'failed', 'indeterminate', 'untraced']);
    expect(rows.map((row) => row.gaps)).toEqual([[], [], ['unknown-evidence'], ['no-mitigation', 'no-evidence']]);
  });

  it('says where a small RPN hides a grave severity', () => {
    const [grave, plain] = registerRows(registerOf(hazard({ id: 'H-1', residual: { severity: 10, likelihood: 2, detectability: 2 } }), hazard({ id: 'H-2', residual: { severity: 5, likelihood: 2, detectability: 2 } })), states);
    expect([grave?.hides, grave?.residualRpn, plain?.hides]).toEqual([true, 40, false]);
  });

  it('filters by every word, by subset and by a cell of the grid of either score', () => {
    const rows = registerRows(registerOf(hazard({ id: 'H-1', title: 'Wrong dose' }), hazard({ id: 'H-2', title: 'Wrong patient', inherent: { severity: 10, likelihood: 10, detectability: 1 }, residual: { severity: 1, likelihood: 1, detectability: 1 } })), states);
    expect(idsOf(filtered(rows, { ...everything, text: 'PATIENT  wrong-nothing' }, none, none))).toEqual([]);
    expect(idsOf(filtered(rows, { ...everything, text: 'WRONG  patient h-2' }, none, none))).toEqual(['H-2']);
    expect(idsOf(filtered(rows, { ...everything, cell: { severity: 4, likelihood: 4, of: 'inherent' } }, none, none))).toEqual(['H-2']);
    expect(idsOf(filtered(rows, { ...everything, cell: { severity: 4, likelihood: 4, of: 'residual' } }, none, none))).toEqual([]);
    expect(idsOf(filtered(rows, { ...everything, subset: 'unviewed' }, new Set([id('H-1')]), none))).toEqual(['H-2']);
    expect(rows.map((row) => inSubset(row, 'changed', none, new Set([id('H-2')])))).toEqual([false, true]);
  });

  it('sorts by each column, keeps every row, and puts equal ones by residual risk', () => {
    const rows = registerRows(registerOf(hazard({ id: 'H-1' }), hazard({ id: 'H-2', residual: { severity: 9, likelihood: 9, detectability: 9 } }), hazard({ id: 'H-3', evidence: ['E-002'] })), states);
    for (const by of sorts) for (const down of [true, false]) expect(idsOf(sortedRows(rows, by, down)).toSorted()).toEqual(['H-1', 'H-2', 'H-3']);
    expect(idsOf(sortedRows(rows, 'residual', true))).toEqual(['H-2', 'H-1', 'H-3']);
    expect(idsOf(sortedRows(rows, 'evidence', true))[0]).toBe('H-3');
    expect(idsOf(sortedRows(rows, 'mitigations', false))).toEqual(['H-2', 'H-1', 'H-3']);
  });

  it('steps from one to the next, and to an end from nowhere', () => {
    expect([stepFrom(['a', 'b', 'c'], 'b', 1), stepFrom(['a', 'b'], null, 1), stepFrom(['a', 'b'], 'gone', -1), stepFrom(['a'], 'a', 1)]).toEqual(['c', 'a', 'b', undefined]);
  });

  it('says what became of each hazard since the last approval', () => {
    const before = [hazard({ id: 'H-1' }), hazard({ id: 'H-2' }), hazard({ id: 'H-3' }), hazard({ id: 'H-9' })];
    const after = [hazard({ id: 'H-1', residual: { severity: 8, likelihood: 3, detectability: 4 }, mitigations: [] }), hazard({ id: 'H-2', title: 'Other words' }), hazard({ id: 'H-3' }), hazard({ id: 'H-4' })];
    const changes = hazardChanges(diffHazards(before, after));
    expect([...changes].map(([key, { reading, text }]) => [key, reading, text]).toSorted()).toEqual([['H-1', 'against', 'L +1'], ['H-2', 'neutral', 'Edited'], ['H-4', 'against', 'New']]);
  });
});
