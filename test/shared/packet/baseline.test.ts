import { describe, expect, it } from 'vitest';
import { sha256Text } from '../../../shared/bytes/digest.ts';
import { diffRevisions, type Comparable } from '../../../shared/dossier/diff.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import type { Revision } from '../../../shared/dossier/revision.ts';
import { basisChange } from '../../../shared/packet/baseline.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { entry, evidence, measured, property, threshold } from '../../builders/evidence.ts';
import { countedDigest } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { contentWith } from '../../builders/revision.ts';

const revision = (hazards: readonly Hazard[], neutral: Evidence | null, parts: Partial<Revision> = {}): Comparable => {
  const entry = { id: 'E-001' as ItemId, title: 'Robustness', kind: 'benchmark' as const, object: sha256Text(JSON.stringify(neutral)), files: [{ name: 'a', digest: countedDigest(1), sizeBytes: 1 }] };
  const content = contentWith({ evidence: neutral === null ? [] : [entry], ...parts }, hazards);
  return { revision: content.revision, register: content.register!, evidence: new Map(neutral === null ? [] : [[entry.id, neutral]]) };
};
const rows = (before: Comparable, after: Comparable) => diffRevisions(before, after).map(basisChange);

describe('changes since the last approval, as rows', () => {
  it('a re-scored hazard shows level and RPN before and after, and that it weakens the case', () => {
    const worse = hazard({ residual: { severity: 8, likelihood: 6, detectability: 4 } });
    expect(rows(revision([hazard()], null), revision([worse], null))).toEqual([
      { item: 'H-001', what: 'Residual risk, Output names a wrong dose', before: 'Medium\u00a064', after: expect.stringMatching(/\u00a0192$/) as string, change: '+128', reading: 'Re-scored', weakens: true },
    ]);
  });

  it('a metric shows its values, the signed difference and whether it is beyond noise', () => {
    const at = (value: number) => evidence({ results: [measured({ value, ciLow: value - 0.5, ciHigh: value + 0.5, ciOf: '95 %' })] });
    const [row] = rows(revision([], at(58.1)), revision([], at(60.4))).filter(({ change }) => change !== '–');
    expect(row).toEqual({ item: 'E-001', what: 'Robust accuracy', before: '58.10\u00a0%', after: '60.40\u00a0%', change: '+2.30', reading: 'Better, beyond noise', weakens: false });
  });

  it('an entry is named with its type, and a long list by how it changed', () => {
    const of = (...entries: ReturnType<typeof entry>[]) => revision([], evidence({ entries }));
    const shown = (a: Comparable, b: Comparable) => rows(a, b).filter(({ reading }) => !['Replaced', 'Restated'].includes(reading));
    const goal = (state: 'gap' | null) => entry('G-3', { type: 'goal', title: 'The filter catches identifiers', state });
    expect(shown(of(goal(null)), of(goal('gap')))).toEqual([{ item: 'E-001', what: 'Goal G-3: The filter catches identifiers', before: 'No state given', after: 'Gap', change: '–', reading: 'State changed', weakens: true }]);
    const many = (n: number) => of(...Array.from({ length: n }, (_, i) => entry(`t${i}`)));
    expect(shown(many(60), many(1200))).toEqual([{ item: 'E-001', what: 'Entries of E-001: 1,140\u00a0added', before: '60', after: '1,200', change: '+1,140', reading: 'List differs', weakens: false }]);
    expect(shown(revision([], evidence({ results: [measured({ breached: 'no' })] })), revision([], evidence({ results: [measured({ breached: 'yes' })] })))).toMatchObject([{ what: 'The tool’s alarm for Robust accuracy', before: 'No alarm', after: 'Alarm', weakens: true }]);
  });

  it('every kind of change has an item, words and a reading', () => {
    const before = revision(
      [hazard(), hazard({ id: 'H-002', mitigations: [{ id: 'M-002', title: 'Limiter', kind: 'eliminate', evidence: ['E-001'] }] })],
      evidence({ results: [measured(), measured({ metric: 'gone' })], properties: [property('pass')], verdict: 'pass' }),
      { notCovered: ['Image input'], thresholds: [threshold(), threshold({ metric: 'old' })], documents: [{ id: 'D-1' as ItemId, title: 'Design', mediaType: 'text/plain', name: 'd', object: countedDigest(5), sizeBytes: 1 }] },
    );
    const after = revision(
      [hazard({ title: 'Output names a wrong dose or drug', evidence: [], mitigations: [] }), hazard({ id: 'H-002', mitigations: [{ id: 'M-002', title: 'Limiter', kind: 'warn', evidence: [] }] }), hazard({ id: 'H-003' })],
      evidence({ results: [measured({ value: 50 }), measured({ metric: 'new', value: null, rawText: 'n/a' })], properties: [property('fail')], verdict: 'fail', run: { ...evidence().run, completeness: 'partial' } }),
      { intendedUse: 'Everything', owners: ['Someone'], notCovered: ['Audio'], thresholds: [threshold({ value: 40 }), threshold({ metric: 'fresh' })], artifacts: [{ name: 'b', kind: 'file', digest: countedDigest(9), sizeBytes: null }] },
    );
    const changes = diffRevisions(before, after);
    expect(new Set(changes.map(({ kind }) => kind)).size).toBeGreaterThan(14);
    for (const row of changes.map(basisChange)) for (const text of [row.item, row.what, row.before, row.after, row.change, row.reading]) expect(text).toMatch(/\S/);
    for (const row of changes.map(basisChange)) expect(`${row.before}${row.after}`).not.toMatch(/undefined|null|NaN/);
  });
});
