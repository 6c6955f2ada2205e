import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTree, listRows, treeRows, type EntryRow } from '../../../../renderer/features/evidence/entry-rows.ts';
import { lineageSteps } from '../../../../renderer/features/evidence/lineage-steps.ts';
import { entryStates, type Entry } from '../../../../shared/dossier/evidence.ts';
import { entry, lineage } from '../../../builders/evidence.ts';

const node = (id: string, below: readonly string[] = [], state: Entry['state'] = null) => entry(id, { type: 'goal', state, links: below.map((to) => ({ to, as: 'supported-by' as const })) });
const drawn = (rows: readonly EntryRow[]): string[] => rows.map(({ entry: { id }, level, again }) => `${'-'.repeat(level)}${id}${again ? ' again' : ''}`);

describe('entries as rows', () => {
  it('a list has the failed and the open first, and else the order of the file', () => {
    const list = ['passed', 'closed', null, 'skipped', 'open', 'gap', 'error', 'failed', 'passed'] as const;
    expect(listRows(list.map((state, n) => entry(`${n}`, { state }))).map(({ entry: { id } }) => id)).toEqual(['7', '6', '5', '4', '3', '2', '1', '0', '8']);
  });

  it('within one state what there is least of comes first', () => {
    const list = [entry('a', { type: 'component' }), entry('b', { type: 'component' }), entry('c', { type: 'model' }), entry('d', { type: 'component', state: 'failed' })];
    expect(listRows(list).map(({ entry: { id } }) => id)).toEqual(['d', 'c', 'a', 'b']);
  });

  it('an argument is drawn from its roots down, the branch with a gap first', () => {
    const nodes = [node('G1', ['S1', 'S2']), node('S1', ['G2']), node('S2', ['G3']), node('G2'), node('G3', ['Sn1']), node('Sn1', [], 'gap')];
    expect(drawn(treeRows(nodes))).toEqual(['G1', '-S2', '--G3', '---Sn1', '-S1', '--G2']);
    expect([isTree(nodes), isTree([entry('t')])]).toEqual([true, false]);
  });

  it('what supports two claims is shown in full once, circles end, and links to nothing are left out', () => {
    expect(drawn(treeRows([node('G1', ['G2', 'G3']), node('G2', ['Sn1']), node('G3', ['Sn1', 'elsewhere']), node('Sn1', ['Sn2']), node('Sn2')]))).toEqual(['G1', '-G2', '--Sn1', '---Sn2', '-G3', '--Sn1 again']);
    expect(drawn(treeRows([node('A', ['B']), node('B', ['A'])]))).toEqual(['A', '-B', '--A again']);
    expect(drawn(treeRows([node('A', ['A'])]))).toEqual(['A', '-A again']);
  });

  it('every entry is shown in full exactly once, whatever the links (property)', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(fc.property(fc.array(fc.tuple(fc.subarray(ids), fc.constantFrom(null, ...entryStates)), { minLength: 6, maxLength: 6 }), (parts) => {
      const rows = treeRows(parts.map(([below, state], n) => node(ids[n]!, below, state)));
      expect(rows.filter(({ again }) => !again).map(({ entry: { id } }) => id).sort()).toEqual(ids);
    }));
  });

  it('an argument as deep as it is long is drawn all the same', () => {
    const rows = treeRows(Array.from({ length: 20_000 }, (_, n) => node(`n${n}`, [`n${n + 1}`])));
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)?.level).toBe(19_999);
  });
});

describe('lineage by step', () => {
  it('has the step with something that differs first, what has no step last, and inputs before outputs', () => {
    const steps = lineageSteps([
      lineage('repo'), lineage('model', { step: 'train', role: 'out' }), lineage('data', { step: 'train' }), lineage('seed', { step: 'train', role: 'param' }),
      lineage('fine', { step: 'test' }), lineage('other', { step: 'test', role: 'out', check: 'differs' }),
    ]);
    expect(steps.map(({ step, items }) => [step, items.map(({ path }) => path)])).toEqual([['test', ['other', 'fine']], ['train', ['seed', 'data', 'model']], [null, ['repo']]]);
  });
});
