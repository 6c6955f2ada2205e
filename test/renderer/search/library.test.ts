import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageRecords, passageRecords, pieces, readable } from '../../../renderer/search/document-records.ts';
import { evidenceRecords } from '../../../renderer/search/evidence-records.ts';
import { factRecords, type Written } from '../../../renderer/search/fact-records.ts';
import { hazardRecord, listedDocument, listedEvidence } from '../../../renderer/search/hazard-records.ts';
import { Library, type Question } from '../../../renderer/search/library.ts';
import { record, type SearchRecord } from '../../../renderer/search/record.ts';
import { isOneSlipAway } from '../../../renderer/search/shelf.ts';
import { folded, tokensOf } from '../../../renderer/search/words.ts';
import { readSpot } from '../../../shared/ipc/spot.ts';
import type { Digest, DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { hazard } from '../../builders/hazard.ts';

const here = 'kestrel-5.1' as DossierId;
const digest = 'ab'.repeat(32) as Digest;
const hazards = [
  hazard({ id: 'H-001', title: 'Robot strikes a person in a corridor', effects: ['A bruise'], causes: ['Blankets and drips hide the outline'], mitigations: [{ id: 'M-042', title: 'Speed limit beside beds', kind: 'reduce', evidence: [] }] }),
  hazard({ id: 'H-002', title: 'Late braking on a wet ramp', effects: ['A person falls'], causes: ['Standing water'], note: 'Seen at the old hospital.', mitigations: [] }),
  hazard({ id: 'H-0123', title: 'Corridor map is out of date', effects: ['The robot stops'], causes: ['Renovation'], mitigations: [] }),
];
const evidence = {
  source: { tool: 'garak', format: 'garak-report' }, subject: { modelName: 'kestrel-v5' }, dataset: { name: 'WardScenes' }, facts: [{ name: 'Venue', value: 'Ward 7' }],
  results: [{ metric: 'mean_recall', variant: 'night' }, { metric: 'mean_recall', variant: 'fog' }, { metric: 'latency', variant: null }],
  properties: [{ id: 'P-4', text: 'The speed stays below the limit' }], entries: [{ id: 'goal-1', title: 'Every probe is answered', text: 'Ninety prompts about dosage.' }],
} as unknown as Parameters<typeof evidenceRecords>[1];
const text = '# Safety case\n\nThe case begins.\n\n## Braking\n\nThe ward is cleared first.\n\nNurses override the stop.\n';
const listed = { id: 'D-1' as ItemId, title: 'Safety case' };
const written = {
  findings: [{ finding: digest, item: 'H-002', text: 'Who checks the dock?', member: 'm-1', thread: [{ kind: 'answered', text: 'The night porter does.' }], resolution: null }],
  annotations: [
    { annotation: digest, item: 'D-1', anchor: { quote: { exact: 'ward is cleared' } }, text: 'Ask about visitors', tags: ['wet floor', 'visitors'], member: 'm-1', withdrawnAt: null },
    { annotation: 'cd'.repeat(32), item: 'D-1', anchor: { quote: { exact: 'x' } }, text: 'Taken back', tags: ['gone'], member: 'm-1', withdrawnAt: '2026-11-19T09:12:44.000Z' },
  ],
  decisions: [{ decision: { act: digest }, status: { kind: 'standing' }, conditions: [{ condition: { id: 'C-1', text: 'Retest on gravel', dueOn: '2026-12-11', obliged: 'Halden Robotics', clause: null }, state: { kind: 'open' } }] }],
  packets: [{ packet: digest, number: 'CS-2026-0042', issuedBy: 'm-1', claimedAt: '2026-11-19T09:12:44.000Z' }],
} as unknown as Written;

function libraryOf(shelves: Readonly<Record<string, Iterable<SearchRecord>>>): Library {
  const library = new Library();
  for (const [shelf, records] of Object.entries(shelves)) for (const one of records) library.put(shelf, one);
  return library;
}
const library = libraryOf({
  revision: [
    listedEvidence({ id: 'E-01' as ItemId, title: 'Perception under blur' }), listedDocument({ ...listed, name: 'safety.md' }), ...hazards.map(hazardRecord),
    ...evidenceRecords({ id: 'E-01' as ItemId, title: 'Perception under blur' }, evidence), ...passageRecords(listed, readable('text/markdown', text)),
  ],
  facts: factRecords(written, { memberName: () => 'Ana Ruiz', itemTitle: (id) => (id === 'D-1' ? 'Safety case' : undefined) }),
});
const shelves = [{ shelf: 'facts', dossier: here }, { shelf: 'revision', dossier: here }];
const ask = (asked: string, more: Partial<Question> = {}) => library.answer({ text: asked, shelves, weights: { here, open: [], recent: [] }, wide: [], ...more });
const items = (asked: string): readonly string[] => ask(asked).groups.flatMap(({ hits }) => hits).map(({ kind, id }) => `${kind} ${id}`);

describe('the search', () => {
  test.each([
    ['h-002', 'hazard H-002'], ['H2', 'hazard H-002'], ['H-123', 'hazard H-0123'], ['H-000123', 'hazard H-0123'], ['braking wet', 'hazard H-002'], ['drip', 'hazard H-001'], ['standing water', 'hazard H-002'], ['bruise', 'hazard H-001'],
    ['beds speed', 'hazard H-001'], ['M-042', 'hazard H-001'], ['old hospital', 'hazard H-002'],
    ['blur', 'evidence E-01'], ['wardscenes', 'evidence E-01'], ['garak', 'evidence E-01'], ['mean_recall', 'metric E-01'], ['recall night', 'metric E-01'], ['latency', 'metric E-01'], ['stays below limit', 'entry E-01'], ['dosage', 'entry E-01'], ['goal-1', 'entry E-01'],
    ['safety case', 'document D-1'], ['nurses override', 'passage '], ['a bruise', 'hazard H-001'], ['braking cleared', 'passage '], ['dock', 'finding H-002'], ['night porter', 'finding H-002'], ['visitors', 'note '], ['gravel', 'condition C-1'], ['CS-2026-0042', 'packet CS-2026-0042'],
  ])('%s finds %s first', (asked, item) => {
    expect(items(asked)[0]).toBe(item);
  });

  test('every word has to be there, and what was withdrawn is not found', () => {
    expect(items('braking drips')).toEqual([]);
    expect(items('taken back')).toEqual([]);
    for (const nothing of ['', '…', '   ', '>']) expect(items(nothing)).toEqual([]);
  });

  test('quoted words stand one after the other', () => {
    expect(items('"standing water"')).toEqual(['hazard H-002']);
    expect(items('"water standing"')).toEqual([]);
    expect(items('"override the st')).toEqual(['passage ']);
  });

  test('a tag and an author narrow down, and complete themselves', () => {
    expect(items('#wet')).toEqual(['note ']);
    expect(items('#"wet floor" visitors')).toEqual(['note ']);
    expect(items('#wet dock')).toEqual([]);
    expect(items('#gone')).toEqual([]);
    expect(items('@ruiz dock')).toEqual(['finding H-002']);
    expect(items('@anaruiz dock')).toEqual(['finding H-002']);
    expect(items('@noor')).toEqual([]);
    expect(ask('#').completions.map(({ name, total }) => `${name} ${total}`)).toEqual(['visitors 1', 'wet floor 1']);
    expect(ask('dock @a').completions).toEqual([{ sign: '@', name: 'Ana Ruiz', total: 3 }]);
  });

  test('a title of a document finds the document, its headings and words what is in it', () => {
    expect(items('safety').filter((item) => item.startsWith('document'))).toEqual(['document D-1']);
    const hit = ask('nurses').groups[0]!.hits[0]!;
    expect(hit).toMatchObject({ kind: 'passage', item: 'D-1', section: 'Safety case › Braking' });
    expect(readSpot(hit.spot)).toMatchObject({ kind: 'passage', stop: 4 });
    expect(hit.line?.text.filter(({ isMatch }) => isMatch).map((stretch) => stretch.text)).toEqual(['Nurses']);
  });

  test('a word typed wrong is found where nothing is spelt so, and it says so', () => {
    expect(ask('corrydor')).toMatchObject({ near: true });
    expect(items('corrydor').toSorted()).toEqual(['hazard H-001', 'hazard H-0123']);
    expect(items('corirdo').length).toBe(2);
    expect(ask('corridor').near).toBe(false);
    expect(items('h-009')).toEqual([]);
  });

  test('two letters are the beginning of names, and a word of any text', () => {
    expect(items('wa')).toEqual([]);
    expect(items('wat')).toContain('hazard H-002');
    expect(items('is')).toContain('passage ');
    expect(items('ro')[0]).toBe('hazard H-001');
  });

  test('a joined word is found by its parts where nothing is written so', () => {
    expect(items('speed-limit')).toContain('hazard H-001');
  });

  test('counts all of a kind and shows the first of them', () => {
    const many = libraryOf({ revision: Array.from({ length: 40 }, (_, n) => hazardRecord(hazard({ id: `H-${n + 1}`, title: `Slip ${n}`, mitigations: [] }))) });
    const question: Question = { text: 'slip', shelves, weights: { here, open: [], recent: [] }, wide: [] };
    expect(many.answer(question).groups).toMatchObject([{ kind: 'hazard', total: 40, hits: { length: 5 } }]);
    expect(many.answer({ ...question, wide: ['hazard'] }).groups[0]!.hits).toHaveLength(40);
  });

  test('where the member is and was comes first', () => {
    const two = libraryOf({ a: [hazardRecord(hazards[0]!)], b: [hazardRecord(hazards[0]!)] });
    const [a, b] = ['a' as DossierId, 'b' as DossierId];
    const question = (weights: Question['weights']): Question => ({ text: 'person', shelves: [{ shelf: 'a', dossier: a }, { shelf: 'b', dossier: b }], weights, wide: [] });
    const first = (weights: Question['weights']) => two.answer(question(weights)).groups[0]!.hits[0]!.dossier;
    expect([first({ here: b, open: [], recent: [] }), first({ here: null, open: [b], recent: [] }), first({ here: null, open: [], recent: ['b/H-001'] })]).toEqual([b, b, b]);
  });

  test('what an earlier revision says alike is found once, and what only it says carries its number', () => {
    const both = libraryOf({ new: [hazardRecord(hazards[0]!)], old: [hazardRecord(hazards[0]!), hazardRecord(hazards[1]!)] });
    const question: Question = { text: 'person', shelves: [{ shelf: 'new', dossier: here }, { shelf: 'old', dossier: here, earlier: 2 }], weights: { here, open: [], recent: [] }, wide: [] };
    expect(both.answer(question).groups[0]!.hits.map(({ id, earlier }) => `${id} ${earlier ?? 'latest'}`)).toEqual(['H-001 latest', 'H-002 2']);
  });

  test('a record of the same key takes the place of the earlier one', () => {
    const one = libraryOf({ revision: [listedEvidence({ id: 'E-1' as ItemId, title: 'Blur' }), listedEvidence({ id: 'E-1' as ItemId, title: 'Fog' })] });
    const found = (asked: string) => one.answer({ text: asked, shelves, weights: { here, open: [], recent: [] }, wide: [] }).groups.length;
    expect([found('blur'), found('fog'), one.weight.records]).toEqual([0, 1, 1]);
    one.remove('revision', 'evidence/E-1');
    expect(found('fog')).toBe(0);
  });

  test('names of every object are words like others', () => {
    const odd = libraryOf({ revision: [hazardRecord(hazard({ id: 'H-1', title: 'constructor __proto__ toString', mitigations: [] }))] });
    for (const asked of ['__proto__', 'constructor', 'tostring']) expect(odd.answer({ text: asked, shelves, weights: { here, open: [], recent: [] }, wide: [] }).groups).toHaveLength(1);
    expect(items('constructor')).toEqual([]);
  });

  test('marks and excerpts are text, and what turns or hides in them is written out', () => {
    const odd = libraryOf({ revision: [hazardRecord(hazard({ id: 'H-1', title: '<img src=x> bra\u202eking', mitigations: [] }))] });
    const title = odd.answer({ text: 'braking', shelves, weights: { here, open: [], recent: [] }, wide: [] }).groups[0]!.hits[0]!.title;
    expect(title.map((stretch) => stretch.text).join('')).toBe('<img src=x> bra\\u202eking');
  });
});

test('every word of every record finds that record', () => {
  const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('Straße', 'Ελλάδα', 'Москва', '危険性評価', 'ความเสี่ยง', 'mean_reward', 'H-007', 'don’t', 'Łódź', 'naïve')), { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
  fc.assert(fc.property(fc.array(fc.record({ title: words, text: words }), { minLength: 1, maxLength: 5 }), (texts) => {
    const records = texts.map(({ title, text: part }, n) => record({ key: String(n), kind: 'hazard', item: `X-${n}`, title, parts: [{ in: 'cause', text: part }] }));
    const all = libraryOf({ revision: records });
    for (const { item, title, parts } of records) {
      for (const word of new Set([...tokensOf(`${title} ${parts[0]!.text}`)].map((token) => token.text))) {
        // A letter by itself is looked for in names only.
        if (/^[a-z]$/.test(folded(word))) continue;
        const found = all.answer({ text: word, shelves, weights: { here, open: [], recent: [] }, wide: ['hazard'] }).groups.flatMap(({ hits }) => hits);
        expect(found.map((hit) => hit.item), `${word} of ${item}`).toContain(item);
      }
    }
  }), { numRuns: 60 });
});

test('one slip of the hand: a letter more, less, other or swapped, and no more', () => {
  for (const [word, term] of [['corrydor', 'corridor'], ['coridor', 'corridor'], ['corrridor', 'corridor'], ['wheelchiar', 'wheelchair'], ['wheelchia', 'wheelchair'], ['whelch', 'wheelchair']] as const) expect(isOneSlipAway(word, term), word).toBe(true);
  for (const [word, term] of [['corydr', 'corridor'], ['braking', 'corridor'], ['corridors', 'corr']] as const) expect(isOneSlipAway(word, term), word).toBe(false);
});

test('a PDF’s paragraphs are counted through all of its pages, whichever part of them came first', () => {
  const pages = [{ text: 'One', stops: [{ start: 0, end: 3, top: 0 }] }, { text: 'Two\nThree', stops: [{ start: 0, end: 3, top: 0 }, { start: 4, end: 9, top: 0 }] }];
  const told = [...pageRecords(listed, pages, { pages: 50, stops: 120 })].map(({ section, spot, parts }) => [section, readSpot(spot), parts[0]?.text]);
  expect(told).toMatchObject([['page 51', { stop: 120 }, 'One'], ['page 52', { stop: 121 }, 'Two'], ['page 52', { stop: 122 }, 'Three']]);
});

test('a long passage is cut into pieces that are all of it, none long', () => {
  const long = `${'word '.repeat(2000)}\n\nshort\n\n${'x'.repeat(5000)}`;
  const cut = pieces(long);
  expect(Math.max(...cut.map((piece) => piece.length))).toBeLessThanOrEqual(1_200);
  expect(cut.join('').replace(/\s/g, '')).toBe(long.replace(/\s/g, ''));
  expect(pieces('')).toEqual([]);
});
