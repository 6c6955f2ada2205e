import { expect, test } from 'vitest';
import { contentCounts, tabCounts, type TabCountParts } from '../../../../renderer/features/dossier/tab-counts.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { review } from '../../../builders/review.ts';

const summary = () => {
  const board = review();
  board.publish();
  return board.summary();
};
const id = (text: string): ItemId => text as ItemId;
const held: TabCountParts = { content: { hazards: 12, hazardsChanged: 0, evidence: 9, failed: 0, incidentsOpen: 0 }, documents: [id('D-1'), id('D-2')], viewed: new Set([id('D-1'), id('D-2')]), changed: 0 };

test('beside a tab stands what waits there, else how much it holds, with the thing named for who hears it', () => {
  const quiet = tabCounts(summary(), held);
  expect([quiet.hazards, quiet.evidence, quiet.documents]).toEqual([12, 9, 2].map((n) => expect.objectContaining({ shown: String(n), waits: false })));
  expect([quiet.overview, quiet.incidents, quiet.findings, quiet.packet, quiet.trace]).toEqual([null, null, null, null, null]);

  const busy = tabCounts(summary(), { ...held, content: { hazards: 12, hazardsChanged: 3, evidence: 9, failed: 1, incidentsOpen: 4 }, viewed: new Set([id('D-1')]), changed: 5 });
  for (const [tab, n, thing] of [['overview', 5, /items/], ['hazards', 3, /hazards/], ['evidence', 1, /evidence/], ['incidents', 4, /incidents/], ['documents', 1, /document/]] as const) {
    expect(busy[tab], tab).toMatchObject({ shown: expect.stringMatching(new RegExp(`^${n}\\s`)), said: expect.stringMatching(thing), waits: true });
  }
});

test('while the revision isn’t here, only what the record knows is counted', () => {
  const counts = tabCounts(summary(), { ...held, content: null, changed: null });
  expect([counts.overview, counts.hazards, counts.evidence, counts.documents, counts.incidents]).toEqual([null, null, null, null, null]);
  expect([counts.votes?.waits, counts.history]).toEqual([true, expect.objectContaining({ shown: '1' })]);
});

test('an incident waits until its file says that it is closed; what else a file lists doesn’t count', () => {
  const entry = (type: string, state: string | null) => ({ type, state });
  const piece = (judged: string, entries: readonly object[]) => ({ evidence: { entries }, judgement: { state: judged } });
  const content = {
    register: { hazards: [{ id: id('H-001') }, { id: id('H-002') }] },
    evidence: [piece('failed', [entry('incident', 'open'), entry('incident', null), entry('incident', 'closed'), entry('component', 'open')]), piece('passed', [])],
  } as unknown as Parameters<typeof contentCounts>[0];
  expect(contentCounts(content, [id('H-002'), id('E-01')])).toEqual({ hazards: 2, hazardsChanged: 1, evidence: 2, failed: 1, incidentsOpen: 2 });
});
