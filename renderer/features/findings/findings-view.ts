/** Which findings the tab lists, in which order. Pure. */
import type { Roster } from '../../../shared/board/roster.ts';
import type { FindingSeverity, FindingSummary } from '../../../shared/events/summary.ts';
import { isAddressedTo } from '../../../shared/events/thread.ts';
import type { MemberId } from '../../../shared/vocabulary.ts';

/** `mine`: written by the member, put to them, or with a word of theirs in the thread. */
export type Which = 'open' | 'mine' | 'all';

export interface FindingGroup { readonly severity: FindingSeverity; readonly findings: readonly FindingSummary[] }

const gravity = ['blocker', 'major', 'minor', 'question', 'observation'] as const satisfies readonly FindingSeverity[];

/** Whether the finding waits for the member: to answer, or to accept an answer. */
export function waitsFor({ turn, addressee, member: author }: FindingSummary, member: MemberId, roster: Roster): boolean {
  return turn === 'author' ? author === member : turn === 'addressee' && isAddressedTo(addressee, member, roster);
}

/** Whether a filter lets the finding through. */
export function fits(finding: FindingSummary, which: Which, member: MemberId, roster: Roster): boolean {
  if (which === 'all') return true;
  return which === 'open' ? finding.resolution === null : finding.member === member || isAddressedTo(finding.addressee, member, roster) || finding.thread.some((entry) => entry.member === member);
}

/** By gravity; in each group what waits for the member first, then what is open, then the newest. Empty groups are left out. */
export function groupedFindings(findings: readonly FindingSummary[], which: Which, member: MemberId, roster: Roster): readonly FindingGroup[] {
  const rank = (finding: FindingSummary): number => (finding.resolution !== null ? 2 : waitsFor(finding, member, roster) ? 0 : 1);
  const shown = [...findings].reverse().filter((finding) => fits(finding, which, member, roster)).sort((a, b) => rank(a) - rank(b));
  return gravity.map((severity) => ({ severity, findings: shown.filter((finding) => finding.severity === severity) })).filter((group) => group.findings.length > 0);
}
