/** The one sentence that a dossier opens with: how it stands, gravest first. Pure. */
import { itemsChanged } from '../../../shared/copy/change.ts';
import { longDay } from '../../../shared/copy/date.ts';
import { count, figure, sentenceStart } from '../../../shared/copy/number.ts';
import { requirementReason } from '../../../shared/copy/readiness.ts';
import { decisionStatusReason, outcomeWords } from '../../../shared/copy/status.ts';
import { speaksAgainst, type Reading } from '../../../shared/dossier/change.ts';
import type { Requirement } from '../../../shared/events/readiness.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { Delta } from '../../dossier-tab.ts';

/** What is decided, or what speaks against an approval. */
export function overviewSentence({ current }: DossierSummary, asked: readonly Requirement[], delta: Delta | null | undefined): string {
  if (current !== null) {
    const { decision, status } = current;
    const until = decision.outcome === 'rejected' ? '' : `, valid until ${longDay(decision.validUntil)}`;
    const outcome = decision.conditions.length > 0 ? `Approved with ${count(decision.conditions.length, 'condition')}` : outcomeWords[decision.outcome];
    return status.kind === 'standing' ? `${outcome} on ${longDay(decision.claimedAt)}${until}.` : `${outcome} on ${longDay(decision.claimedAt)}. ${decisionStatusReason(status)}`;
  }
  const failed = asked.filter(({ result, id }) => result === 'failed' && id !== 'quorum');
  if (failed.length > 0) return failed.slice(0, 2).map((one) => firstSentence(requirementReason(one))).join(' ');
  if (delta) {
    const against = delta.changes.filter(speaksAgainst).length;
    if (against === 1 && delta.changes.length === 1) return `The only change since ${delta.name} speaks against the release.`;
    return against === 0 ? `Nothing that changed since ${delta.name} speaks against the release.` : `${figure(against)} of ${count(delta.changes.length, 'change')} since ${delta.name} ${against === 1 ? 'speaks' : 'speak'} against the release.`;
  }
  const open = asked.filter(({ result, id }) => result === 'indeterminate' && id !== 'quorum');
  return open.length > 0 ? firstSentence(requirementReason(open[0]!)) : 'Nothing speaks against an approval.';
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s[A-Z]|$)/.exec(text)?.[0] ?? text;
}

/** What the delta leaves out: `12 changes in 5 items that you have reviewed are folded away.` */
export function foldedLine(changes: number, items: number): string {
  return `${sentenceStart(count(changes, 'change'))} in ${count(items, 'item')} that you have reviewed ${changes === 1 ? 'is' : 'are'} folded away.`;
}

/** What changed, by item as Home counts it, then by meaning: `16 items changed. 46 changes: 2 mixed, 14 neutral, 11 against, 19 for the release.` */
export function deltaLine({ changes, items }: Delta): string {
  const n = (reading: Reading): number => changes.filter((change) => change.reading === reading).length;
  const parts = (['mixed', 'neutral', 'against', 'for'] as const).flatMap((reading) => (n(reading) === 0 ? [] : [`${figure(n(reading))} ${reading}`]));
  return changes.length === 0 ? 'Nothing that the board reviews has changed.' : `${itemsChanged(items.length)}. ${sentenceStart(count(changes.length, 'change'))}: ${parts.join(', ')} the release.`;
}
