import { describe, expect, it } from 'vitest';
import { statusListStanding } from '../../../renderer/queries/status-list.ts';
import type { StatusListView } from '../../../shared/ipc/contract.ts';
import type { Instant } from '../../../shared/vocabulary.ts';

const now = '2026-11-27T12:00:00.000Z' as Instant;
const list = (nextUpdate: string): NonNullable<StatusListView['list']> => ({ sequence: 2, packets: 3, issuer: 'Helena Brandt', issuedAt: '2026-11-20T12:00:00.000Z' as Instant, nextUpdate: nextUpdate as Instant });

describe('how the status list stands', () => {
  it('nothing is said where there is no list and no packet', () => expect(statusListStanding({ list: null, changed: 0 }, now)).toBeNull());

  it.each([
    [{ list: null, changed: 2 }, 'warning', 'No list is signed yet'],
    [{ list: list('2026-12-04T12:00:00.000Z'), changed: 0 }, 'passed', 'Up to date'],
    [{ list: list('2026-12-04T12:00:00.000Z'), changed: 1 }, 'warning', '1 packet changed since the status list was signed.'],
    [{ list: list('2026-11-27T11:59:59.999Z'), changed: 0 }, 'stale', 'The status list ran out on 27 November 2026, 11:59 UTC'],
    // What changed weighs more than that it has run out: the next list answers both.
    [{ list: list('2026-11-27T11:59:59.999Z'), changed: 2 }, 'warning', '2 packets changed'],
  ] as const)('%j', (view, state, said) => {
    const standing = statusListStanding(view, now);
    expect(standing?.state).toBe(state);
    expect(standing?.said.replaceAll('\u00a0', ' ')).toContain(said);
  });
});
