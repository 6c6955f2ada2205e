import { describe, expect, test } from 'vitest';
import { charterSoFar, checkFounding, emptyFounding, FoundingForm } from '../../../../renderer/features/first-run/founding-form.ts';
import { Charter, defaultCharter } from '../../../../shared/board/charter.ts';
import { ChoiceId, FoundBoard, type Chosen } from '../../../../shared/ipc/membership.ts';

const choice = ChoiceId.parse('ab'.repeat(16));
const nothing: Chosen = { charter: null, store: null, invite: null, keyFile: null, module: null };
const filled = (overrides: Partial<FoundingForm> = {}): FoundingForm => ({ ...emptyFounding, name: 'Nordlys Safety Review Board', founder: 'Helena Brandt', discipline: 'Secretariat', ...overrides });
const problemsOf = (form: FoundingForm, chosen = nothing): readonly string[] => {
  const checked = checkFounding(form, chosen);
  return checked.kind === 'problems' ? Object.keys(checked.problems) : [];
};
const charterFrom = (form: FoundingForm): Charter => {
  const checked = checkFounding(form, nothing);
  if (checked.kind !== 'ready' || checked.request.charter.from !== 'form') throw new Error(JSON.stringify(checked));
  return checked.request.charter.charter;
};

describe('the charter that the answers make', () => {
  test('untouched rules are the usual charter, byte for byte the one of the command line', () => {
    expect(charterFrom(filled())).toEqual({ ...defaultCharter, name: 'Nordlys Safety Review Board' });
    expect('riskScheme' in charterFrom(filled())).toBe(false);
  });

  test('every rule arrives, and the schema of main takes it', () => {
    const charter = charterFrom(filled({ name: '  Board ', minimumVotes: ' 3 ', required: ['ML robustness', 'Légal'], majority: 'two-thirds', residualBar: 'none', validityDays: '90', riskScheme: 'mil-std-882e' }));
    expect(charter).toMatchObject({ name: 'Board', minimumVotes: 3, requiredDisciplines: ['ml-robustness', 'legal'], majority: 'two-thirds', residualBar: null, validityDays: 90, riskScheme: 'mil-std-882e' });
    expect(Charter.safeParse(charter).success).toBe(true);
  });

  test('a request is one that the contract takes', () => {
    const checked = checkFounding(filled({ store: 'folder' }), { ...nothing, store: { choice, path: '/srv/nordlys' } });
    expect(checked).toMatchObject({ kind: 'ready', request: { founder: { name: 'Helena Brandt', discipline: 'secretariat', roles: ['voter', 'secretary'] }, store: choice } });
    if (checked.kind === 'ready') expect(FoundBoard.safeParse(checked.request).success).toBe(true);
  });

  test('a chosen file takes the place of the rules, and its name counts', () => {
    const charter = { choice, name: 'charter.yaml', charter: Charter.parse({ ...defaultCharter, name: 'From a file' }) };
    expect(checkFounding(filled({ rules: 'file', name: '', minimumVotes: 'x' }), { ...nothing, charter })).toMatchObject({ kind: 'ready', request: { charter: { from: 'file', choice } } });
    expect(charterSoFar(filled({ rules: 'file' }), { charter })?.name).toBe('From a file');
  });
});

describe('what is still wrong', () => {
  test('an empty form names each field once, and nothing that is right', () => {
    expect(problemsOf(emptyFounding).toSorted()).toEqual(['discipline', 'founder', 'name']);
  });

  test.each([
    [{ minimumVotes: '' }, 'minimumVotes'], [{ minimumVotes: '0' }, 'minimumVotes'], [{ minimumVotes: '2.5' }, 'minimumVotes'], [{ minimumVotes: '1001' }, 'minimumVotes'], [{ minimumVotes: '1e2' }, 'minimumVotes'],
    [{ validityDays: '-3' }, 'validityDays'], [{ validityDays: '3651' }, 'validityDays'],
    [{ required: [''] }, 'required'], [{ required: ['法律'] }, 'required'], [{ required: ['Legal', 'legal '] }, 'required'],
    [{ roles: ['voter'] }, 'roles'], [{ discipline: '123' }, 'discipline'], [{ founder: ' ' }, 'founder'], [{ founder: 'x'.repeat(65) }, 'founder'], [{ name: 'x'.repeat(60) }, 'name'],
    [{ store: 'folder' }, 'store'], [{ rules: 'file' }, 'charter'],
  ] as const)('%j is told at its field', (overrides, field) => {
    expect(problemsOf(filled(overrides as Partial<FoundingForm>))).toEqual([field]);
  });

  test('the summary waits until its figures can be read', () => {
    expect(charterSoFar(filled({ minimumVotes: 'two' }), nothing)).toBeNull();
    expect(charterSoFar(filled({ required: ['Legal', ''] }), nothing)?.requiredDisciplines).toEqual(['legal']);
  });
});
