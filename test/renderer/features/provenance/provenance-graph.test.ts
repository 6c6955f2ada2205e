import { describe, expect, it } from 'vitest';
import { brokenData, mostBoxes, provenanceDrawing } from '../../../../renderer/features/provenance/provenance-graph.ts';
import { breakSentence, lineageDetail, lineageSentence } from '../../../../shared/copy/lineage.ts';
import type { LineageItem } from '../../../../shared/dossier/evidence.ts';
import { lineageGraph, type LineageGraph } from '../../../../shared/evidence/lineage-graph.ts';
import { lineageItem } from '../../../../shared/evidence/reader.ts';
import type { Digest, ItemId } from '../../../../shared/vocabulary.ts';
import { evidence } from '../../../builders/evidence.ts';

const sha = 'a'.repeat(64);
const item = (role: LineageItem['role'], step: string | null, path: string, hash: string, parts: Partial<LineageItem> = {}): LineageItem => lineageItem({ role, step, path, hash, hashAlgorithm: 'md5', ...parts });
const graph = (...lineage: LineageItem[]): LineageGraph => lineageGraph(new Map([['E-1' as ItemId, evidence({ lineage })]]), [{ name: 'model.onnx', kind: 'file', digest: sha as Digest, sizeBytes: 1 }]);
const strong = { hashAlgorithm: 'sha256' };

describe('the lineage as a drawing', () => {
  it('leads from data over steps to the artifact, and calls an MD5 no proof', () => {
    const made = graph(item('out', null, 'raw.csv', '01'), item('in', 'train', 'raw.csv', '01'), item('out', 'train', 'm', sha, strong));
    const { nodes, edges, undrawn } = provenanceDrawing(made, ['model.onnx']);
    expect(nodes.map(({ look, title, marks }) => [look, title, marks.map(({ words }) => words)])).toEqual([
      ['plain', 'raw.csv', ['No proof of integrity']], ['strong', 'model.onnx', ['Reached by its SHA-256']], ['step', 'train', []],
    ]);
    expect(edges.map(({ look }) => look)).toEqual(['plain', 'plain']);
    expect(undrawn).toBe(0);
    expect(lineageSentence(made, 1, 0)).toBe('The lineage leads to the artifact under review, without a break.');
    expect(lineageDetail(made)).toContain('1 is named only by MD5');
  });

  it('draws what was read beside what was written, and an artifact that nothing leads to', () => {
    const made = graph(item('in', 'split', 'raw.csv', '00'), item('out', 'split', 'x.pkl', '01'), item('in', 'train', 'x.pkl', '09'), item('out', 'train', 'm', '02'));
    const { nodes, edges } = provenanceDrawing(made, ['model.onnx']);
    expect(edges.filter(({ look }) => look === 'broken')).toEqual([{ from: 'md5 01', to: 'md5 09', look: 'broken' }]);
    expect(edges.filter(({ look }) => look === 'hidden')).toEqual([{ from: 'step E-1: train', to: 'artifact model.onnx', look: 'hidden' }]);
    expect(nodes.find(({ key }) => key === 'artifact model.onnx')?.marks[0]?.words).toBe('Not reached');
    expect([...brokenData(made).origin]).toEqual(['md5 00']);
    expect(lineageSentence(made, 1, 1)).toBe('No lineage leads to the artifact under review. It has 3\u00a0breaks, 1 of them an error.');
    expect(made.breaks.map(breakSentence)[0]).toBe('E-1: “train” read another x.pkl than “split” wrote.');
  });

  it('keeps to what can be read, nearest to the artifact, and counts the rest', () => {
    const inputs = Array.from({ length: 400 }, (_, index) => [item('out', `make ${index}`, `f${index}`, `${index}`), item('in', `use ${index}`, `f${index}`, `${index}`)]).flat();
    const made = graph(...inputs, item('in', 'train', 'f1', '1'), item('out', 'train', 'm', sha, strong));
    const { nodes, edges, undrawn } = provenanceDrawing(made, ['model.onnx']);
    expect(nodes.length).toBeLessThanOrEqual(mostBoxes);
    expect(nodes.map(({ title }) => title)).toEqual(expect.arrayContaining(['model.onnx', 'train', 'f1', 'make 1']));
    expect(undrawn).toBe(made.data.length + made.steps.length - nodes.length);
    for (const { from, to } of edges) expect(nodes.some(({ key }) => key === from) && nodes.some(({ key }) => key === to)).toBe(true);
  });
});
