/** The one sentence that a dossier opens with: how it stands, gravest first. Pure. */
import { requirementReason } from '../../../shared/copy/readiness.ts';
import { dossierWords } from '../../../shared/copy/screens/dossier.ts';
import { speaksAgainst, type Reading } from '../../../shared/dossier/change.ts';
import type { Requirement } from '../../../shared/events/readiness.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { Delta } from '../../dossier-tab.ts';

/** What is decided, or what speaks against an approval. `reading`: not all evidence is here, so that nothing else is known yet. */
export function overviewSentence({ current }: DossierSummary, asked: readonly Requirement[], delta: Delta | null | undefined, reading = false): string {
  if (current !== null) return dossierWords.sentence.decided(current.decision, current.status);
  if (reading) return dossierWords.sentence.reading;
  const failed = asked.filter(({ result, id }) => result === 'failed' && id !== 'quorum');
  if (failed.length > 0) return failed.slice(0, 2).map((one) => firstSentence(requirementReason(one))).join(' ');
  if (delta) return dossierWords.sentence.against(delta.changes.filter(speaksAgainst).length, delta.changes.length, delta.name);
  const open = asked.filter(({ result, id }) => result === 'indeterminate' && id !== 'quorum');
  return open.length > 0 ? firstSentence(requirementReason(open[0]!)) : dossierWords.sentence.nothingAgainst;
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s[A-Z]|$)/.exec(text)?.[0] ?? text;
}

/** What changed, by item as Home counts it, then by meaning. */
export function deltaLine({ changes, items }: Delta): string {
  const n = (reading: Reading): number => changes.filter((change) => change.reading === reading).length;
  return dossierWords.delta.line(items.length, { mixed: n('mixed'), neutral: n('neutral'), against: n('against'), for: n('for') });
}
