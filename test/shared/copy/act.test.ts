import { describe, expect, test } from 'vitest';
import { actWords, type ActNames } from '../../../shared/copy/act.ts';
import type { ActBody } from '../../../shared/events/catalogue.ts';
import type { Day, Instant, ItemId } from '../../../shared/vocabulary.ts';
import { countedDigest } from '../../builders/fact.ts';
import { aurora } from '../../builders/revision.ts';

const names: ActNames = { member: (id) => id, release: () => 'Aurora-7B 2.3' };

function decision(parts: Partial<ActBody<'decision.recorded/1'>> = {}): ActBody<'decision.recorded/1'> {
  return {
    dossier: aurora, revision: countedDigest(1), outcome: 'approved-with-conditions', votes: [countedDigest(2)], recusals: [], dissents: [],
    conditions: [{ id: 'C-1' as ItemId, text: 'Mail tool off.', dueOn: '2026-12-11' as Day, obliged: 'Halden Compute AS', clause: null }], charter: countedDigest(3), roster: countedDigest(4),
    validFrom: '2026-11-19T09:12:44.000Z' as Instant, validUntil: '2027-05-18T23:59:59.999Z' as Instant, reason: '', ...parts,
  };
}

describe('what a member is shown before signing', () => {
  test('our own words never look like hidden characters', () => {
    for (const { text } of actWords('decision.recorded/1', decision(), names).lines) expect(text).not.toMatch(/\\u|\u00a0/);
  });

  test('a hidden character in what somebody wrote does', () => {
    const [reason] = actWords('decision.recorded/1', decision({ reason: 'Safe\u202e.' }), names).lines.filter(({ label }) => label === 'Reason');
    expect(reason?.text).toContain('\\u202e');
    expect(reason?.text).not.toContain('\u202e');
  });

  test('an empty line is left out', () => {
    expect(actWords('decision.recorded/1', decision(), names).lines.map(({ label }) => label)).not.toContain('Reason');
  });
});
