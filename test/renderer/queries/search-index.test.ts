import { describe, expect, test } from 'vitest';
import { evidenceDocuments, findingDocument, passageDocuments, passages, revisionDocuments, type SearchDocument } from '../../../renderer/queries/search-documents.ts';
import { searchIndex, type SearchIndex } from '../../../renderer/queries/search-index.ts';
import { inSlices } from '../../../renderer/queries/slices.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../../shared/dossier/hazard.ts';
import type { Revision } from '../../../shared/dossier/revision.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import { hazard } from '../../builders/hazard.ts';

const register: HazardRegister = {
  format: 1, kind: 'hazard-register', hazards: [
    hazard({ id: 'H-001', title: 'Robot strikes a person in a corridor', effects: ['A bruise'], causes: ['Blankets and drips hide the outline'], mitigations: [{ id: 'M-042', title: 'Speed limit beside beds', kind: 'reduce', evidence: [] }] }),
    hazard({ id: 'H-002', title: 'Late braking on a wet ramp', effects: ['A person falls'], causes: ['Standing water'], note: 'Seen at the old hospital.', mitigations: [] }),
    hazard({ id: 'H-010', title: 'Corridor map is out of date', effects: ['The robot stops'], causes: ['Renovation'], mitigations: [] }),
  ],
};
const revision = { evidence: [{ id: 'E-01', title: 'Perception under blur' }], documents: [{ id: 'D-1', title: 'Safety case', name: 'safety.md' }] } as unknown as Revision;
const evidence = {
  source: { tool: 'garak', format: 'garak-report' }, subject: { modelName: 'kestrel-v5' }, dataset: { name: 'WardScenes' }, facts: [{ name: 'Venue', value: 'Ward 7' }],
  results: [{ metric: 'mean_recall', variant: 'night' }, { metric: 'mean_recall', variant: 'fog' }, { metric: 'latency', variant: null }],
  properties: [{ id: 'P-4', text: 'The speed stays below the limit' }], entries: [{ id: 'goal-1', title: 'Every probe is answered', text: 'Ninety prompts about dosage.' }],
} as unknown as Evidence;

function indexOf(...sources: Iterable<SearchDocument>[]): SearchIndex {
  const index = searchIndex();
  for (const source of sources) for (const document of source) index.add(document);
  return index;
}
const index = indexOf(revisionDocuments(revision, register), evidenceDocuments({ id: 'E-01' as ItemId, title: 'Perception under blur' }, evidence), passageDocuments({ id: 'D-1' as ItemId, title: 'Safety case' }, 'The ward is cleared first.\n\nNurses override the stop.'), [findingDocument({ finding: 'ab'.repeat(32) as Digest, item: 'H-002' as ItemId, text: 'Who checks the dock?' })]);
const items = (text: string, near = false): readonly string[] => index.find(text, { near }).map(({ document }) => `${document.kind} ${document.id}`);

describe('the search', () => {
  test.each([
    ['h-002', 'hazard H-002'], ['H2', 'hazard H-002'], ['braking wet', 'hazard H-002'], ['drip', 'hazard H-001'], ['standing water', 'hazard H-002'], ['bruise', 'hazard H-001'], ['beds speed', 'hazard H-001'], ['M-042', 'hazard H-001'], ['old hospital', 'hazard H-002'],
    ['blur', 'evidence E-01'], ['wardscenes', 'evidence E-01'], ['garak', 'evidence E-01'], ['mean_recall', 'metric E-01'], ['recall night', 'metric E-01'], ['latency', 'metric E-01'], ['stays below limit', 'entry E-01'], ['dosage', 'entry E-01'],
    ['safety case', 'document D-1'], ['nurses override', 'document D-1'], ['dock', 'finding H-002'],
  ])('%s finds %s first', (text, item) => {
    expect(items(text)[0]).toBe(item);
  });

  test('every word has to be there', () => {
    expect(items('braking drips')).toEqual([]);
    expect(items('')).toEqual([]);
    expect(items('…')).toEqual([]);
  });

  test('a title goes before a text, an id before both, and each item comes once', () => {
    expect(items('person')).toEqual(['hazard H-001', 'hazard H-002']);
    expect(items('h-010')).toEqual(['hazard H-010']);
    expect(items('safety').filter((item) => item.startsWith('document'))).toEqual(['document D-1']);
    expect(items('perception')).toEqual(['evidence E-01']);
  });

  test('a word typed wrong is found only where that was asked for', () => {
    expect(items('corrydor')).toEqual([]);
    expect(items('corrydor', true)).toEqual(expect.arrayContaining(['hazard H-001', 'hazard H-010']));
  });

  test('short words narrow down what longer ones find', () => {
    expect(items('corridor ou').toSorted()).toEqual(['hazard H-001', 'hazard H-010']);
    expect(items('corridor ma')).toEqual(['hazard H-010']);
  });

  test('says which words fit', () => {
    expect([...index.find('drip')[0]!.terms]).toEqual(['drips']);
  });

  test('names of every object are words like others', () => {
    const odd = indexOf(revisionDocuments({ evidence: [], documents: [] } as unknown as Revision, { ...register, hazards: [hazard({ id: 'H-1', title: 'constructor __proto__ toString' })] }));
    expect(odd.find('__proto__').length + odd.find('constructor').length).toBe(2);
    expect(index.find('constructor')).toEqual([]);
  });
});

test('a document is cut into passages that are all of it, none long', () => {
  const text = `${'word '.repeat(2000)}\n\nshort\n\n${'x'.repeat(5000)}`;
  const cut = [...passages(text)];
  expect(Math.max(...cut.map((passage) => passage.length))).toBeLessThanOrEqual(1_210);
  expect(cut.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  expect([...passages('')]).toEqual([]);
});

test('long work pauses whenever a slice has taken its time, and leaves nothing out', async () => {
  let ms = 0;
  let pauses = 0;
  const done: number[] = [];
  await inSlices(Array.from({ length: 100 }, (_, i) => i), (i) => { done.push(i); ms += 3; }, { now: () => ms, pause: async () => { pauses++; }, budgetMs: 8 });
  expect(done).toHaveLength(100);
  expect(pauses).toBe(33);
});
