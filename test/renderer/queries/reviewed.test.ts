import { expect, test } from 'vitest';
import { reviewedItems } from '../../../renderer/queries/reviewed.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { hazard } from '../../builders/hazard.ts';
import { contents, contentWith } from '../../builders/revision.ts';
import { revisionOne, revisionTwo } from '../../builders/review.ts';

const ids = (...names: readonly string[]): readonly ItemId[] => names as unknown as readonly ItemId[];

test('an item is reviewed when it was viewed here, or viewed before and is the same still', () => {
  const before = contentWith({}, [hazard({ id: 'H-001' }), hazard({ id: 'H-002' }), hazard({ id: 'H-003' }), hazard({ id: 'H-005' })]);
  const now = contentWith({}, [hazard({ id: 'H-001' }), hazard({ id: 'H-002', title: 'Said otherwise' }), hazard({ id: 'H-003' }), hazard({ id: 'H-004' })]);
  const marks = new Map([[revisionOne, new Set(ids('H-001', 'H-002', 'H-005'))], [revisionTwo, new Set(ids('H-004'))]]);
  const asked = ids('H-001', 'H-002', 'H-003', 'H-004', 'H-005');
  expect([...reviewedItems(asked, revisionTwo, now, marks, contents([[revisionOne, before]]))]).toEqual(['H-001', 'H-004']);
  expect([...reviewedItems(asked, revisionTwo, now, marks, contents([]))]).toEqual(['H-004']);
});
