import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineageGraph } from '../../../shared/evidence/lineage-graph.ts';
import { lineageItem } from '../../../shared/evidence/reader.ts';
import type { Evidence, LineageItem } from '../../../shared/dossier/evidence.ts';
import type { Artifact } from '../../../shared/dossier/revision.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import { evidence } from '../../builders/evidence.ts';

const item = (role: LineageItem['role'], step: string | null, path: string, hash: string, parts: Partial<LineageItem> = {}): LineageItem => lineageItem({ role, step, path, hash, hashAlgorithm: 'md5', ...parts });
const piece = (id: string, ...lineage: LineageItem[]): readonly [ItemId, Evidence] => [id as ItemId, evidence({ lineage })];
const model: Artifact = { name: 'model.onnx', kind: 'file', digest: 'a'.repeat(64) as Digest, sizeBytes: 10 };
const graph = (pieces: readonly (readonly [ItemId, Evidence])[], artifacts: readonly Artifact[] = []) => lineageGraph(new Map(pieces), artifacts);

describe('the lineage of a dossier', () => {
  it('joins what several tools recorded by equal hashes, from raw data to the artifact', () => {
    const made = graph([
      piece('E-1', item('out', null, 'raw.csv', '01')), piece('E-2', item('in', 'train', 'data/raw.csv', '01'), item('out', 'train', 'clf', '02'), item('out', 'train', 'clf', 'a'.repeat(64), { hashAlgorithm: 'sha256' })),
    ], [model]);
    expect(made.data.map(({ paths, artifact, proof }) => ({ paths, artifact, proof }))).toEqual([{ paths: ['raw.csv', 'data/raw.csv'], artifact: null, proof: 'weak' }, { paths: ['clf'], artifact: 'model.onnx', proof: 'strong' }]);
    expect(made.steps).toEqual([expect.objectContaining({ evidence: 'E-2', name: 'train', reads: ['md5 01'], writes: ['md5 02'] })]);
    expect(made.breaks).toEqual([]);
  });

  it('breaks where a step read something else than was written', () => {
    expect(graph([piece('E-1', item('out', 'split', 'x.pkl', '01'), item('in', 'train', 'x.pkl', '09'))]).breaks).toEqual([{ kind: 'changed-between', evidence: 'E-1', path: 'x.pkl', writtenBy: 'split', readBy: 'train' }]);
  });

  it('breaks where the file at hand differs, an artifact is not reached, an origin is unknown', () => {
    expect(graph([piece('E-1', item('in', 'train', 'x.csv', '01', { check: 'differs' }), item('out', 'train', 'clf', '02'))], [model]).breaks).toEqual([
      { kind: 'file-differs', evidence: 'E-1', path: 'x.csv', algorithm: 'md5' }, { kind: 'artifact-not-reached', artifact: 'model.onnx' }, { kind: 'origin-unknown', evidence: 'E-1', step: 'train', paths: ['x.csv'] },
    ]);
  });

  it('finds steps that feed on their own output', () => {
    expect(graph([piece('E-1', item('in', 'a', 'x', '01'), item('out', 'a', 'y', '02'), item('in', 'b', 'y', '02'), item('out', 'b', 'x', '01'))]).breaks).toEqual([{ kind: 'cycle', evidence: 'E-1', steps: ['a', 'b'] }]);
  });

  it('E-5 calls an MD5 weak and the hash of a listing indirect, and never joins by a path alone', () => {
    const made = graph([piece('E-1', item('out', 's', 'set', 'ff', { hashAlgorithm: 'md5 of a directory list' })), piece('E-2', item('in', 't', 'set', 'ee'))]);
    expect(made.data.map(({ proof }) => proof)).toEqual(['indirect', 'weak']);
  });

  it('says nothing where no evidence has a lineage', () => {
    expect(graph([piece('E-1')], [model])).toEqual({ data: [], steps: [], breaks: [] });
  });

  it('does not depend on the order of evidence or of lineage items (property)', () => {
    const items = fc.array(fc.record({ role: fc.constantFrom<LineageItem['role']>('in', 'out'), step: fc.constantFrom(null, 'a', 'b', 'c'), path: fc.constantFrom('x', 'y', 'z'), hash: fc.constantFrom('01', '02', '03') }), { maxLength: 14 });
    const told = (lists: readonly LineageItem[][]): string[] => graph(lists.map((list, index) => piece(`E-${index}`, ...list))).breaks.map(({ kind }) => kind).sort();
    fc.assert(fc.property(items, items, (one, two) => {
      const lists = [one, two].map((list) => list.map(({ role, step, path, hash }) => item(role, step, path, hash)));
      const kinds = (list: readonly string[]) => list.filter((kind) => kind !== 'cycle');
      expect(kinds(told(lists.map((list) => [...list].reverse())))).toEqual(kinds(told(lists)));
    }), { numRuns: 300 });
  });
});
