import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberIdFor } from '../../../electron/board/member-id.ts';
import { MemberId } from '../../../shared/vocabulary.ts';

test('ids come from names and stay unique', () => {
  const taken: MemberId[] = [];
  for (const [name, id] of [['Ingrid Sølberg', 'ingrid-solberg'], ['Ingrid Solberg', 'ingrid-solberg-2'], ['  Dr. José  Núñez (legal) ', 'dr-jose-nunez-legal'], ['Łukasz Groß', 'lukasz-gross'], ['李小龙', 'member'], ['🜁', 'member-2'], ['-__-', 'member-3'], ['X'.repeat(400), 'x'.repeat(56)]] as const) {
    const made = memberIdFor(name, taken);
    expect(made).toBe(id);
    taken.push(made);
  }
});

test('any name gives a valid id that is not taken', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 120 }), fc.integer({ min: 0, max: 12 }), (name, count) => {
    const taken: MemberId[] = [];
    for (let i = 0; i < count; i++) taken.push(memberIdFor(name, taken));
    const id = memberIdFor(name, taken);
    expect(MemberId.safeParse(id).success).toBe(true);
    expect(taken.includes(id)).toBe(false);
  }));
});
