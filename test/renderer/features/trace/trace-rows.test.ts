import { describe, expect, it } from 'vitest';
import { mostDrawn, traceGraph } from '../../../../renderer/features/trace/trace-graph.ts';
import { hasRun, traceRows, treeStep } from '../../../../renderer/features/trace/trace-rows.ts';
import type { JudgedEvidence } from '../../../../renderer/queries/content.ts';
import type { Hazard } from '../../../../shared/dossier/hazard.ts';
import { traceLinks, type LinkState } from '../../../../shared/dossier/trace.ts';
import { judgeEvidence } from '../../../../shared/evidence/judge.ts';
import type { Day, ItemId } from '../../../../shared/vocabulary.ts';
import { evidence } from '../../../builders/evidence.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { hazard } from '../../../builders/hazard.ts';

const id = (text: string) => text as ItemId;
const piece = (name: string): JudgedEvidence => {
  const neutral = evidence();
  return { entry: { id: id(name), title: `Title of ${name}`, kind: 'benchmark', object: countedDigest(1), files: [...neutral.source.files] }, evidence: neutral, judgement: judgeEvidence(id(name), neutral, [], [], '2026-11-27' as Day) };
};
const pieces = new Map([id('E-1'), id('E-2')].map((name) => [name, piece(name)]));
const mitigation = (name: string, ...names: string[]): Hazard['mitigations'][number] => ({ id: id(name), title: `Title of ${name}`, kind: 'reduce', evidence: names.map(id) });
const one = hazard({ id: 'H-1', mitigations: [mitigation('M-1', 'E-1')], evidence: ['E-1', 'E-2', 'E-404'] });
const two = hazard({ id: 'H-2', mitigations: [mitigation('M-1', 'E-1')], evidence: [] });
const hazards = [one, two];
const links = (list: readonly Hazard[]) => new Map(list.map((each) => [each.id, traceLinks(each)]));
const rows = (opened: string[] = ['H-1'], closed: string[] = []) => traceRows(hazards, links(hazards), pieces, new Set(opened), new Set(closed));

describe('traces as a tree', () => {
  it('list hazard, mitigation, evidence and run as far as they are open', () => {
    expect(rows([]).map(({ key }) => key)).toEqual(['H-1', 'H-2']);
    expect(rows().map(({ key, level }) => `${level} ${key}`)).toEqual(['1 H-1', '2 H-1/M-1', '3 H-1/M-1/E-1', '4 H-1/M-1/E-1/run', '2 H-1/E-2', '3 H-1/E-2/run', '2 H-1/E-404', '1 H-2']);
    expect(rows(['H-1'], ['H-1/M-1']).map(({ key }) => key)).not.toContain('H-1/M-1/E-1');
    expect(rows().find(({ key }) => key === 'H-1/E-404')).toMatchObject({ title: 'Not in this revision', children: 0, at: 3, of: 3 });
  });

  it('are walked by the keys of a tree', () => {
    const all = rows();
    const go = (from: string | null, key: string) => { const step = treeStep(all, from, key, 3); return step?.kind === 'go' ? step.key : step === null ? null : `${step.kind} ${step.row.key}`; };
    expect([go('H-1', 'ArrowDown'), go('H-1', 'ArrowRight'), go('H-1', 'ArrowLeft'), go('H-2', 'ArrowRight'), go('H-2', 'ArrowLeft'), go('H-1/M-1/E-1/run', 'ArrowLeft'), go('H-1/M-1/E-1/run', 'ArrowRight'), go('H-2', 'End'), go('H-2', 'Home'), go(null, 'ArrowDown'), go('H-1', 'x')])
      .toEqual(['H-1/M-1', 'H-1/M-1', 'close H-1', 'open H-2', null, 'H-1/M-1/E-1', null, 'H-2', 'H-1', 'H-1', null]);
  });

  it('have no run behind a text that nobody ran', () => {
    expect([hasRun(evidence({ kind: 'design' })), hasRun(evidence())]).toEqual([false, true]);
  });
});

describe('one hazard as a graph', () => {
  const steady = { stateOf: (): LinkState => ({ kind: 'steady' }), causes: new Map(), names: { approved: null, revision: () => '' } };
  it('draws what it rests on, and its neighbours at what they share', () => {
    const { nodes, edges } = traceGraph(one, 'Medium', hazards, pieces, { ...steady, links: links(hazards) });
    expect(nodes.map(({ key }) => key)).toEqual(['hazard H-1', 'mitigation M-1', 'evidence E-1', 'run E-1', 'evidence E-2', 'run E-2', 'evidence E-404', 'hazard H-2']);
    expect(edges.filter(({ look }) => look === 'quiet')).toEqual([{ from: 'hazard H-2', to: 'mitigation M-1', look: 'quiet', ranks: 1 }]);
    for (const { from, to } of edges) expect(nodes.some(({ key }) => key === from) && nodes.some(({ key }) => key === to)).toBe(true);
  });

  it('says suspect by line, shape and word', () => {
    const { nodes, edges } = traceGraph(one, 'Medium', hazards, pieces, { ...steady, links: links(hazards), stateOf: ({ to }) => (to === 'E-1' ? { kind: 'suspect', since: 'approval' } : { kind: 'steady' }), names: { approved: '5.0', revision: () => '' } });
    expect(edges.find(({ to }) => to === 'evidence E-1')?.look).toBe('suspect');
    expect(nodes.find(({ key }) => key === 'evidence E-1')?.marks).toContainEqual({ state: 'suspect', words: 'Suspect: changed since 5.0' });
  });

  it('never draws more than can be read, of ten thousand hazards on the same evidence', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => hazard({ id: `H-${index}`, evidence: ['E-1', 'E-2'], mitigations: index === 0 ? Array.from({ length: 30 }, (__, at) => mitigation(`M-${at}`, `E-${at}`)) : [] }));
    const { nodes } = traceGraph(many[0]!, 'High', many, pieces, { ...steady, links: links(many) });
    expect(nodes.length).toBeLessThan(1 + mostDrawn.mitigations + 2 * mostDrawn.evidence + mostDrawn.neighbours + 4);
    expect(nodes.map(({ title }) => title)).toContain('9,996 more hazards rest on these');
    expect(nodes.map(({ title }) => title)).toContain('20\u00a0more mitigations');
  });
});
