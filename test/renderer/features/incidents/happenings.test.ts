import { describe, expect, it } from 'vitest';
import { happenings, happeningsDetail, happeningsScene, happeningsSentence, seekHappening } from '../../../../renderer/features/incidents/happenings.ts';
import { judgeEvidence } from '../../../../shared/evidence/judge.ts';
import type { Instant, ItemId } from '../../../../shared/vocabulary.ts';
import { entry, evidence, measured, threshold } from '../../../builders/evidence.ts';

const at = (day: string) => `${day}T00:00:00.000Z` as Instant;
const piece = (id: string, neutral: ReturnType<typeof evidence>, ...limits: ReturnType<typeof threshold>[]) =>
  ({ entry: { id: id as ItemId, title: `Title of ${id}`, kind: neutral.kind }, evidence: neutral, judgement: judgeEvidence(id as ItemId, neutral, limits, []) });
const incident = (id: string, parts: Parameters<typeof entry>[1] = {}) => entry(id, { type: 'incident', ...parts });
const run = (startedAt: Instant | null) => ({ ...evidence().run, startedAt });
const drift = (results: ReturnType<typeof measured>[], parts: Parameters<typeof evidence>[0] = {}) => evidence({ kind: 'drift', run: run(at('2026-10-30')), results, ...parts });

describe('incidents and drift', () => {
  it('has alarms first, then what is open, then the latest; what has no time last', () => {
    const all = happenings([
      piece('E-1', evidence({ kind: 'incident', entries: [incident('i1', { state: 'closed', at: at('2026-01-01') }), incident('i2', { at: at('2026-02-01') }), incident('i3', { state: 'closed', at: at('2026-05-01') }), incident('i4', { state: 'closed' })] })),
      piece('E-2', drift([measured({ metric: 'calm', breached: 'no' }), measured({ metric: 'shaken', breached: 'yes' })])),
    ]);
    expect(all.map(({ id, standing, word }) => [id, standing, word])).toEqual([
      ['shaken', 'alarm', 'Alarm of the tool'], ['i2', 'open', 'No state given'], ['calm', 'settled', 'No alarm'], ['i3', 'settled', 'Closed'], ['i1', 'settled', 'Closed'], ['i4', 'settled', 'Closed'],
    ]);
  });

  it('E-4: a missed limit is an alarm; one kept, though the tool raised its own, is not', () => {
    const all = happenings([piece('E-2', drift([measured({ metric: 'm', value: 10 }), measured({ metric: 'k', value: 90, breached: 'yes' })]), threshold({ evidence: 'E-2', metric: 'm' }), threshold({ evidence: 'E-2', metric: 'k' }))]);
    expect(all.map(({ id, standing, word }) => [id, standing, word])).toEqual([['m', 'alarm', 'Limit missed'], ['k', 'settled', 'Passed']]);
  });

  it('takes incidents from any kind of evidence, measurements from drift alone, and nothing else', () => {
    expect(happenings([piece('E-1', evidence({ results: [measured({ breached: 'yes' })], entries: [entry('case'), incident('i1')] }))]).map(({ id }) => id)).toEqual(['i1']);
  });

  it('a time without its zone has its day, and is said to be about right', () => {
    const facts = (value: string) => ({ run: run(null), facts: [{ name: 'timestamp', value }] });
    expect(happenings([piece('E-2', drift([measured()], facts('2026-03-04 08:00:00.1')))])[0]).toMatchObject({ at: '2026-03-04T12:00:00.000Z', zoneless: true });
    for (const broken of ['2026-13-45 x', 'yesterday', '']) expect(happenings([piece('E-2', drift([measured()], facts(broken)))])[0]).toMatchObject({ at: null, zoneless: false });
  });

  it('says how things stand in a sentence', () => {
    const open = piece('E-1', evidence({ kind: 'incident', entries: [incident('a'), incident('b', { state: 'closed' })] }));
    expect(happeningsSentence(happenings([open, piece('E-2', drift([measured({ breached: 'yes' }), measured({ metric: 'x' })]))]))).toBe('1\u00a0alarm in 2\u00a0drift measurements. 1 of 2\u00a0incidents is not closed.');
    expect(happeningsSentence(happenings([piece('E-2', drift([measured()]))]))).toBe('No alarm in 1\u00a0drift measurement.');
    expect(happeningsSentence(happenings([piece('E-1', evidence({ entries: [incident('b', { state: 'closed' })] }))]))).toBe('The one incident is closed.');
    expect(happeningsDetail(happenings([open]))).toBe('From E-1 Title of E-1. 2 have no time and are in the table only.');
  });

  it('draws what has a time, and nothing where none has', () => {
    const all = happenings([piece('E-1', evidence({ kind: 'incident', entries: [incident('a', { at: at('2026-02-01') })] })), piece('E-2', drift([measured({ breached: 'yes' })]))]);
    expect(happeningsScene(all, at('2026-11-19'), '5.2', 560)?.alt).toMatch(/^Time line\. Incidents: 1 from .+ Drift: 1 from .+, 1.alarm\. 5\.2 was published on 19.November.2026\.$/);
    expect(happeningsScene(happenings([piece('E-1', evidence({ entries: [incident('a')] }))]), at('2026-11-19'), '5.2', 560)).toBeNull();
  });

  it('knows what to look for in the raw file', () => {
    const [number, story] = happenings([piece('E-2', drift([measured({ metric: 'm', variant: 'v', rawText: '0.5', breached: 'yes' })])), piece('E-1', evidence({ entries: [incident('7', { title: 'A pump' })] }))]);
    expect(seekHappening(number!)).toMatchObject({ text: '0.5', names: ['m', 'v'] });
    expect(seekHappening(story!)).toMatchObject({ text: '7', names: ['A pump'] });
  });
});
