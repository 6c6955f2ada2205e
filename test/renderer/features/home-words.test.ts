import { describe, expect, test } from 'vitest';
import { homeDetail, homeSentence, sinceWords } from '../../../renderer/features/home/home-words.ts';
import type { HomeDossier } from '../../../renderer/queries/home-view.ts';
import { leftWords, newsSentence, whenWords, type NewsFact } from '../../../shared/copy/screens/home.ts';
import type { ConditionSummary } from '../../../shared/events/summary.ts';
import type { Waiting } from '../../../shared/events/waiting.ts';
import type { Day, Instant } from '../../../shared/vocabulary.ts';
import { countedDigest } from '../../builders/fact.ts';
import { review } from '../../builders/review.ts';

const vote: Waiting = { kind: 'vote', stale: false };
const issue: Waiting = { kind: 'issue-packet', decision: countedDigest(1) };

function home(waiting: readonly (readonly Waiting[])[], unread = 0) {
  return { dossiers: waiting.map((own) => ({ summary: { waiting: own, current: null }, unread }) as unknown as HomeDossier), conditions: [] };
}

describe('what Home concludes', () => {
  test('says how many dossiers need a vote, before anything else', () => {
    const sentences = [[[vote]], [[vote], [vote]], [[vote], [vote], [vote]], [[vote], [issue], []], [[vote], [vote], []]].map((waiting) => homeSentence(home(waiting)));
    expect(new Set(sentences).size).toBe(5);
    for (const sentence of sentences) expect(sentence).toMatch(/vote\.$/);
    expect(homeDetail(home([[vote], [issue]]))).toContain('packet');
  });

  test('without a vote to give, the next thing that waits is the conclusion and not the detail', () => {
    expect(homeSentence(home([[issue], []]))).toMatch(/packet/);
    expect(homeDetail(home([[issue], []]))).not.toMatch(/packet/);
  });

  test('nothing waiting, and no dossier at all, are told apart', () => {
    expect(homeSentence(home([[]]))).not.toBe(homeSentence(home([])));
    expect(homeDetail(home([]))).toMatch(/countersign publish/);
  });

  test('a lapsed condition is told even when nothing waits', () => {
    const lapsed = { state: { kind: 'lapsed' } } as ConditionSummary;
    expect(homeDetail({ ...home([[]]), conditions: [lapsed] })).toMatch(/lapsed/);
    expect(homeDetail(home([[]]))).not.toMatch(/lapsed/);
  });

  test('unread items are counted over all dossiers', () => {
    expect(homeDetail(home([[vote], []], 21))).toMatch(/42/);
  });
});

describe('small words', () => {
  const at = '2026-11-19T09:12:44.000Z' as Instant;
  test('days left, the due day, and days over', () => {
    expect(['2026-11-20', '2026-11-22', '2026-11-19', '2026-11-18', '2026-11-15'].map((day) => leftWords(day as Day, at).replace(/\u00a0/g, ' '))).toEqual(['1 day', '3 days', 'today', '1 day over', '4 days over']);
  });
  test('what arrived today has its hour, what came before its day', () => {
    expect(whenWords('2026-11-19T08:40:00.000Z' as Instant, at)).toMatch(/^08:40/);
    expect(whenWords('2026-11-17T08:40:00.000Z' as Instant, at)).toMatch(/Nov/);
  });
  test('a first review, an unknown one and one without changes read differently', () => {
    const words = [sinceWords({ kind: 'first' }), sinceWords({ kind: 'unknown' }), sinceWords({ kind: 'changes', against: 'approval', from: '2.2', changed: 0, viewed: 0 }), sinceWords({ kind: 'changes', against: 'approval', from: '2.2', changed: 3, viewed: 1 })];
    expect(new Set(words.map(([first]) => first)).size).toBe(4);
    const against = (['approval', 'looked', 'revision'] as const).map((kind) => sinceWords({ kind: 'changes', against: kind, from: '2.2', changed: 3, viewed: 1 }).at(-1));
    expect(new Set(against).size).toBe(3);
    for (const words of against) expect(words).toContain('2.2');
  });
});

test('a fact names who, what and which dossier', () => {
  const board = review();
  board.publish();
  board.vote('ingrid-solberg', 'reject');
  for (const fact of board.journal.facts as readonly NewsFact[]) {
    const sentence = newsSentence(fact, { memberName: (id) => `<${id}>`, titleOf: (dossier) => `[${dossier}]`, meetingTitleOf: (meeting) => meeting, packetNumberOf: (packet) => packet });
    expect(sentence).toContain(`<${fact.member}>`);
    expect(sentence).toContain('[aurora-7b-2.3]');
  }
});
