/** What Home shows, worked out from the record. Pure. */
import { legibleText } from '../../shared/bytes/legible-text.ts';
import { itemIds, releaseName } from './item-ids.ts';
import { changedItems } from './changes.ts';
import { riskSchemeOf, type RiskScheme } from '../../shared/risk/scheme.ts';
import { compareScores, levelOf } from '../../shared/risk/score.ts';
import type { RevisionContent } from '../../shared/events/content.ts';
import type { KnownFact } from '../../shared/events/fact.ts';
import type { BoardState } from '../../shared/events/state.ts';
import { baselineOf, conditionsDue, dossiers, type ConditionSummary, type DossierSummary } from '../../shared/events/summary.ts';
import type { Digest, DossierId, Instant, ItemId, MemberId, RiskLevel } from '../../shared/vocabulary.ts';
import type { Known } from './record.ts';

/** What is new since the last approval of the same product. `unknown`: one of the two revisions isn't on this machine. */
export type SinceApproval =
  | { readonly kind: 'first' }
  | { readonly kind: 'changes'; readonly from: string; readonly changed: number; readonly viewed: number }
  | { readonly kind: 'unknown' };

/** The gravest hazard after mitigation. */
export type TopResidual =
  | { readonly kind: 'hazard'; readonly level: RiskLevel; readonly id: ItemId; readonly title: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

export interface HomeDossier {
  readonly summary: DossierSummary;
  /** Product and release; the dossier's id while its content isn't here. */
  readonly title: string;
  readonly vendor: string | null;
  /** Items of the latest revision that the member hasn't viewed; null while it isn't here. */
  readonly unread: number | null;
  readonly since: SinceApproval;
  readonly top: TopResidual;
}

export interface HomeView {
  /** Where a vote of the member's is missing first, then where anything else waits, then by id. */
  readonly dossiers: readonly HomeDossier[];
  readonly conditions: readonly ConditionSummary[];
  /** What arrived here last, newest first. */
  readonly recent: readonly DossierFact[];
  /** Titles of all dossiers, for what names one. */
  readonly titleOf: (dossier: DossierId) => string;
}

/** What happened to a dossier; a device that is added is no news of one. */
export type DossierFact = Exclude<KnownFact, { readonly type: 'device.added/1' }>;

const mostRecent = 6;

export interface HomeInputs {
  readonly record: Known;
  readonly member: MemberId;
  readonly at: Instant;
  readonly viewedOf: (revision: Digest) => ReadonlySet<ItemId>;
}

export function homeView({ record: { view, contentOf }, member, at, viewedOf }: HomeInputs): HomeView {
  const summaries = dossiers(view, member, at, contentOf);
  const rows = summaries.map((summary): HomeDossier => {
    const { digest, content } = summary.latest;
    const viewed = viewedOf(digest);
    return {
      summary,
      title: titleOf(summary),
      vendor: content === undefined ? null : legibleText(content.revision.product.vendor),
      unread: content === undefined ? null : itemIds(content).filter((id) => !viewed.has(id)).length,
      since: sinceApproval(content, baselineOf(view, summary.dossier, contentOf, at)?.revision, contentOf, viewed),
      top: topResidual(content, riskSchemeOf(summary.ballot.roster.charter)),
    };
  });
  const titles = new Map(rows.map((row) => [row.summary.dossier, row.title]));
  return {
    dossiers: rows.sort((a, b) => urgency(b) - urgency(a)),
    conditions: conditionsDue(summaries),
    recent: recentFacts(view.state),
    titleOf: (dossier) => titles.get(dossier) ?? dossier,
  };
}

function urgency({ summary: { waiting } }: HomeDossier): number {
  return waiting.some(({ kind }) => kind === 'vote') ? 2 : waiting.length > 0 ? 1 : 0;
}

function recentFacts({ devices: _devices, unknown: _unknown, places: _places, ...collections }: BoardState): readonly DossierFact[] {
  const facts = Object.values(collections).flatMap((facts: ReadonlyMap<Digest, DossierFact>) => [...facts.values()]);
  return facts.sort((a, b) => b.position - a.position).slice(0, mostRecent);
}

function titleOf({ dossier, revisions }: DossierSummary): string {
  const content = revisions.findLast((revision) => revision.content !== undefined)?.content;
  return content === undefined ? dossier : releaseName(content);
}

function sinceApproval(content: RevisionContent | undefined, baseline: Digest | undefined, contentOf: Known['contentOf'], viewed: ReadonlySet<ItemId>): SinceApproval {
  if (content === undefined) return { kind: 'unknown' };
  if (baseline === undefined) return { kind: 'first' };
  const before = contentOf(baseline);
  if (before === undefined || before.register === null || content.register === null) return { kind: 'unknown' };
  const changed = changedItems(before, content);
  return { kind: 'changes', from: before.revision.product.release, changed: changed.length, viewed: changed.filter((id) => viewed.has(id)).length };
}

function topResidual(content: RevisionContent | undefined, scheme: RiskScheme): TopResidual {
  const register = content?.register ?? null;
  if (register === null) return { kind: 'unknown' };
  const [first, ...rest] = register.hazards;
  if (first === undefined) return { kind: 'none' };
  const top = rest.reduce((worst, hazard) => (compareScores(hazard.residual, worst.residual, scheme) > 0 ? hazard : worst), first);
  return { kind: 'hazard', level: levelOf(top.residual, scheme), id: top.id, title: legibleText(top.title) };
}
