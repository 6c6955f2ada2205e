import { describe, expect, test } from 'vitest';
import { Desk } from '../../../renderer/search/desk.ts';
import { hazardRecord } from '../../../renderer/search/hazard-records.ts';
import type { Said, Told, Work } from '../../../renderer/search/messages.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { hazard } from '../../builders/hazard.ts';

const dossier = 'kestrel-5.1' as DossierId;
const slips = (from: number, n: number) => Array.from({ length: n }, (_, at) => hazard({ id: `H-${from + at}`, title: `Slip ${from + at}`, mitigations: [] }));
const asking = (serial: number, text = 'slip'): Told => ({ kind: 'ask', serial, question: { text, shelves: [{ shelf: 's', dossier }], weights: { here: null, open: [], recent: [] }, wide: [] } });
const giving = (ticket: number, work: Work, shelf = 's'): Told => ({ kind: 'work', ticket, shelf, work });

function desk(limits?: { readonly recordsOfShelf: number; readonly characters: number }) {
  const said: Said[] = [];
  let ms = 0;
  const one = new Desk((what) => said.push(what), () => ms++, limits);
  const answers = (): string[] => said.flatMap((what) => (what.kind === 'answer' ? [`${what.serial}: ${what.answer.groups.reduce((sum, { total }) => sum + total, 0)}`] : []));
  return { desk: one, said, answers, finish: () => { while (one.step(5)); } };
}

describe('the desk', () => {
  test('answers in the middle of what it takes in, and with more each time', () => {
    const { desk: one, answers, finish } = desk();
    one.hear(giving(1, { kind: 'hazards', hazards: slips(1, 20) }));
    one.step(5);
    one.hear(asking(2));
    one.step(5);
    const early = Number(answers()[0]!.split(': ')[1]);
    expect(early).toBeGreaterThan(0);
    expect(early).toBeLessThan(20);
    finish();
    one.hear(asking(3));
    finish();
    expect(answers().at(-1)).toBe('3: 20');
  });

  test('of several questions only the newest is answered', () => {
    const { desk: one, answers, finish } = desk();
    one.hear(giving(1, { kind: 'records', records: slips(1, 2).map(hazardRecord) }));
    finish();
    for (const serial of [2, 3, 4]) one.hear(asking(serial));
    finish();
    expect(answers()).toEqual(['4: 2']);
  });

  test('every piece of work comes to an end, also one that is broken or whose shelf goes', () => {
    const { desk: one, said, answers, finish } = desk();
    one.hear(giving(1, { kind: 'evidence', entry: { id: 'E-1' as ItemId, title: 'Broken' }, json: '{' }));
    one.hear(giving(2, { kind: 'evidence', entry: { id: 'E-2' as ItemId, title: 'Of an older format' }, json: '{"results":null,"source":{}}' }));
    one.hear(giving(3, { kind: 'document', entry: { id: 'D-1' as ItemId, title: 'Case' }, mediaType: 'text/plain', text: 'a slip' }));
    one.hear(giving(4, { kind: 'hazards', hazards: slips(1, 3) }, 'other'));
    one.hear({ kind: 'drop', shelf: 'other' });
    finish();
    expect(said.flatMap((what) => (what.kind === 'done' ? [`${what.ticket} ${what.failure === null ? 'well' : 'broken'}`] : [])).toSorted()).toEqual(['1 broken', '2 well', '3 well', '4 well']);
    one.hear(asking(5));
    finish();
    expect(answers()).toEqual(['5: 1']);
  });

  test('what is too much is left out, and told', () => {
    const { desk: one, said, answers, finish } = desk({ recordsOfShelf: 4, characters: 1_000_000 });
    one.hear(giving(1, { kind: 'hazards', hazards: slips(1, 9) }));
    finish();
    expect(said).toContainEqual({ kind: 'done', ticket: 1, cut: true, failure: null });
    one.hear(asking(2));
    one.hear({ kind: 'drop', shelf: 's' });
    finish();
    expect(answers()).toEqual(['2: 0']);
  });
});
