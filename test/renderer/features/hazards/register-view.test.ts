import { describe, expect, it } from 'vitest';
import { hazardHistory } from '../../../../renderer/features/hazards/history.ts';
import { filtered, inSubset, registerCounts, registerRows, sortedRows, type RegisterFilter } from '../../../../renderer/features/hazards/register-rows.ts';
import { givenViews, groupedRows, groupings, groupLabel, noViews, plainView, RegisterViews, withoutView, withView } from '../../../../renderer/features/hazards/register-view.ts';
import { scoringView, scoringViews } from '../../../../renderer/features/hazards/scoring-rows.ts';
import { scoringAt, type HazardScoring } from '../../../../shared/events/scoring.ts';
import type { EvidenceState } from '../../../../shared/evidence/judge.ts';
import { fmeaScheme, milStd882eScheme } from '../../../../shared/risk/scheme.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { ballotWith } from '../../../builders/ballot.ts';
import { people } from '../../../builders/board.ts';
import { countedDigest, minutesLater } from '../../../builders/fact.ts';
import { hazard } from '../../../builders/hazard.ts';

const id = (text: string) => text as ItemId;
const { ingrid, amara, rafael, helena } = people;
const states = new Map<ItemId, EvidenceState>([[id('E-001'), 'passed'], [id('E-002'), 'failed'], [id('E-003'), 'indeterminate']]);
const registerOf = (...hazards: ReturnType<typeof hazard>[]) => ({ format: 1 as const, kind: 'hazard-register' as const, hazards });
const everything: RegisterFilter = { text: '', subset: 'all', cell: null };
const none: ReadonlySet<ItemId> = new Set();
const idsOf = (rows: readonly { readonly hazard: { readonly id: ItemId } }[]) => rows.map((row) => row.hazard.id);

/** Members' likelihoods of H-1. */
function scoringOfMembers(...likelihoods: readonly (readonly [member: { readonly id: typeof ingrid.id }, likelihood: number])[]): HazardScoring {
  return {
    outdated: [], agreed: null,
    scores: likelihoods.map(([member, likelihood], i) => ({ event: countedDigest(i + 1), member: member.id, score: { severity: 8, likelihood, detectability: 4 }, note: null, claimedAt: minutesLater(i) })),
  };
}
const sight = (member: { readonly id: typeof ingrid.id }, scheme = fmeaScheme) => ({ ballot: ballotWith([]), member: member.id, scheme });

describe('gaps', () => {
  const rows = registerRows(registerOf(
    hazard({ id: 'H-1' }), hazard({ id: 'H-2', mitigations: [] }), hazard({ id: 'H-3', evidence: ['E-003'], mitigations: [] }), hazard({ id: 'H-4', evidence: [], mitigations: [] }),
  ), states, { stale: new Map([[id('E-003'), ['expired']]]) });

  it('are told by kind, stale evidence among them, and narrow the register', () => {
    expect(rows.map((row) => row.gaps)).toEqual([[], ['no-mitigation'], ['no-mitigation', 'stale-evidence'], ['no-mitigation', 'no-evidence']]);
    expect(idsOf(filtered(rows, { ...everything, subset: 'gaps', gap: 'stale-evidence' }, none, none))).toEqual(['H-3']);
    expect(idsOf(filtered(rows, { ...everything, subset: 'gaps', gap: null }, none, none))).toEqual(['H-2', 'H-3', 'H-4']);
    expect(registerCounts(rows, new Set([id('H-1')]), none)).toMatchObject({ subsets: { all: 4, changed: 0, unviewed: 3, gaps: 3, differ: 0 }, gaps: { 'no-mitigation': ['H-2', 'H-3', 'H-4'], 'no-evidence': ['H-4'], 'stale-evidence': ['H-3'], 'unknown-evidence': [] } });
    expect(idsOf(filtered(rows, { ...everything, gap: 'stale-evidence' }, none, none))).toEqual(['H-1', 'H-2', 'H-3', 'H-4']);
  });
});

describe('stale evidence', () => {
  it('is what expired, judged another artifact, or changed since its link was reviewed, each counted by hazard', () => {
    const rows = registerRows(registerOf(hazard({ id: 'H-1', evidence: ['E-001', 'E-003'] }), hazard({ id: 'H-2', evidence: ['E-003'] }), hazard({ id: 'H-3', evidence: ['E-001'] })), states, {
      stale: new Map([[id('E-003'), ['expired', 'other-artifact']]]), suspects: new Map([[id('H-1'), [id('E-001')]]]),
    });
    expect(rows.map((row) => row.stale.map(({ evidence, reason }) => `${evidence} ${reason}`))).toEqual([['E-001 suspect-link', 'E-003 expired', 'E-003 other-artifact'], ['E-003 expired', 'E-003 other-artifact'], []]);
    expect(registerCounts(rows, none, none)).toMatchObject({ gaps: { 'stale-evidence': ['H-1', 'H-2'] }, stale: { 'expired': 2, 'other-artifact': 2, 'suspect-link': 1 } });
  });
});

describe('groups', () => {
  it('stand together, gravest first, and keep the order within', () => {
    const rows = sortedRows(registerRows(registerOf(
      hazard({ id: 'H-1', owner: 'Zoe' }), hazard({ id: 'H-2', owner: null, residual: { severity: 9, likelihood: 9, detectability: 1 } }), hazard({ id: 'H-3', owner: 'Adam', evidence: ['E-002'] }), hazard({ id: 'H-4', owner: 'Zoe', evidence: [], mitigations: [] }),
    ), states), 'id', true);
    expect(idsOf(groupedRows(rows, 'none'))).toEqual(['H-4', 'H-3', 'H-2', 'H-1']);
    expect(idsOf(groupedRows(rows, 'level'))).toEqual(['H-2', 'H-4', 'H-3', 'H-1']);
    expect(idsOf(groupedRows(rows, 'owner'))).toEqual(['H-3', 'H-4', 'H-1', 'H-2']);
    expect(idsOf(groupedRows(rows, 'evidence'))).toEqual(['H-3', 'H-4', 'H-2', 'H-1']);
    for (const grouping of groupings) {
      const labels = groupedRows(rows, grouping).map((row) => groupLabel(row, grouping));
      expect(labels.filter((label, i) => label !== labels[i - 1]).length).toBe(new Set(labels).size);
    }
  });
});

describe('saved views', () => {
  it('keep a name once, in place of the one before, and are forgotten by it', () => {
    const one = withView(noViews, '  Mine ', { ...plainView, group: 'owner' })!;
    expect(one.saved).toEqual([{ name: 'Mine', view: { ...plainView, group: 'owner' } }]);
    expect(withView(one, 'Mine', plainView)?.saved).toEqual([{ name: 'Mine', view: plainView }]);
    expect(withoutView(one, 'Mine')).toEqual(noViews);
    for (const name of ['', '   ', 'x'.repeat(61)]) expect(withView(noViews, name, plainView)).toBeNull();
    const full = Array.from({ length: 30 }, (_, i) => `View ${i}`).reduce((views, name) => withView(views, name, plainView)!, noViews);
    expect(withView(full, 'One more', plainView)).toBeNull();
  });

  it('are read back as they were kept, and nothing else is', () => {
    const views = withView(noViews, 'Mine', { ...plainView, columns: ['owner', 'scores'], subset: 'gaps', gap: 'no-evidence' })!;
    expect(RegisterViews.parse(JSON.parse(JSON.stringify(views)))).toEqual(views);
    expect(RegisterViews.safeParse({ ...views, current: { ...plainView, group: 'colour' } }).success).toBe(false);
    for (const { view } of givenViews) expect(RegisterViews.safeParse({ current: view, saved: [] }).success).toBe(true);
  });
});

describe('members’ scores in the register', () => {
  const h1 = hazard({ id: 'H-1' });
  const view = (scoring: HazardScoring, member = ingrid, scheme = fmeaScheme) => scoringView(h1, scoring, sight(member, scheme));

  it('say where members differ by a level, or all stand above or below what was submitted', () => {
    expect(view(scoringOfMembers([ingrid, 2], [amara, 2])).state).toBe('alike');
    expect(view(scoringOfMembers([ingrid, 2], [amara, 7])).state).toBe('apart');
    expect(view(scoringOfMembers([ingrid, 7], [amara, 8])).state).toBe('higher');
    expect(scoringView(hazard({ residual: { severity: 8, likelihood: 8, detectability: 4 } }), scoringOfMembers([ingrid, 2]), sight(ingrid)).state).toBe('lower');
    expect(view(scoringOfMembers([ingrid, 2], [amara, 4]), ingrid, milStd882eScheme).state).toBe('alike');
  });

  it('stay hidden from who is asked to score and hasn’t, and never from who isn’t', () => {
    const scoring = scoringOfMembers([ingrid, 2], [amara, 7]);
    expect(view(scoring, rafael)).toMatchObject({ state: 'hidden', scored: 2, spread: null, scores: [], mine: null });
    expect(view(scoring, helena)).toMatchObject({ state: 'apart', scored: 2 });
    expect(view(scoringAt(new Map(), h1.id), rafael).state).toBe('none');
    const agreed = { act: countedDigest(9), member: helena.id, score: h1.residual, reason: '', scores: [], claimedAt: minutesLater(9) };
    expect(view({ ...scoring, agreed: { ...agreed, fresh: true } }, rafael)).toMatchObject({ state: 'agreed', scored: 2, spread: { scores: 2 } });
    expect(view({ ...scoring, agreed: { ...agreed, fresh: false } }).state).toBe('agreed-before');
  });

  it('narrow and sort the register: what to talk about first', () => {
    const hazards = [h1, hazard({ id: 'H-2' }), hazard({ id: 'H-3' })];
    const scorings = new Map([[id('H-1'), scoringOfMembers([ingrid, 2])], [id('H-2'), scoringOfMembers([ingrid, 2], [amara, 9])]]);
    const rows = registerRows(registerOf(...hazards), states, { scorings: scoringViews(hazards, scorings, sight(ingrid)) });
    expect(rows.map((row) => inSubset(row, 'differ', none, none))).toEqual([false, true, false]);
    expect(idsOf(sortedRows(rows, 'scores', true))).toEqual(['H-2', 'H-1', 'H-3']);
  });
});

describe('the history of a hazard', () => {
  const revision = (release: string, ...hazards: ReturnType<typeof hazard>[]) => ({ release, register: registerOf(...hazards) });
  const rise = hazard({ id: 'H-1', residual: { severity: 8, likelihood: 3, detectability: 4 } });

  it('goes from the first revision that lists it to the newest, and says what became of it', () => {
    const rows = hazardHistory([revision('1', hazard({ id: 'H-2' })), revision('2', hazard({ id: 'H-1' })), revision('3', hazard({ id: 'H-1' })), revision('4', rise), revision('5'), revision('6', rise), { release: '7', register: null }], id('H-1'));
    expect(rows.map(({ revision: { release }, score, change }) => [release, score?.likelihood ?? null, change?.text ?? null])).toEqual([
      ['7', null, 'Not on this machine'], ['6', 3, 'Listed again'], ['5', null, 'Removed'], ['4', 3, 'L +1'], ['3', 2, null], ['2', 2, 'First listed'],
    ]);
  });
});
